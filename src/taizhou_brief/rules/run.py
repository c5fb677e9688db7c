"""Run the rules over one issue or over all of them, and apply the suppressions."""

from __future__ import annotations

from collections.abc import Iterable

from taizhou_brief.diagnostics import Diagnostic, diagnose, sort_diagnostics
from taizhou_brief.formats.yaml import normalise_lines
from taizhou_brief.model.issue import NO_DATE, NO_NUMBER, Issue
from taizhou_brief.model.settings import Settings, Suppression
from taizhou_brief.model.summary import AnyIssue
from taizhou_brief.rules.masked_text import MaskedText, mask_text
from taizhou_brief.rules.registry import ISSUE_RULES, RULES, SERIES_RULES
from taizhou_brief.rules.rule import Finding, Rule, RuleContext, SeriesFinding

SERIES_CODES = frozenset(rule.code for rule in SERIES_RULES)
ALL_CODES = frozenset(rule.code for rule in RULES)


def check_issue(issue: Issue, text: str, settings: Settings) -> tuple[Diagnostic, ...]:
    """Return the findings of the rules in one issue and its text, and its unused suppressions."""
    text = normalise_lines(text)
    source = mask_text(text)
    case = RuleContext(issue, source, settings)
    diagnostics = sort_diagnostics(
        to_diagnostic(rule, finding, issue.path, source) for rule in ISSUE_RULES for finding in rule.check(case)
    )
    suppressions = tuple(
        suppression
        for suppression in settings.silenced
        if suppression.applies_to(issue.path) and suppression.rule in ALL_CODES - SERIES_CODES
    )
    if not suppressions:
        return diagnostics
    remaining, unused = apply_suppressions(diagnostics, suppressions, text.split("\n"))
    return (*remaining, *unused)


def list_replacements(issue: Issue, text: str, settings: Settings, code: str) -> tuple[Finding, ...]:
    """Return the findings of one rule that can be corrected in one way only and are not suppressed, in their order.

    A title is left alone, as the front matter has it too. `text` has normal line ends.
    """
    source, lines = mask_text(text), text.split("\n")
    case = RuleContext(issue, source, settings)
    suppressions = tuple(suppression for suppression in settings.silenced if suppression.rule == code)
    found = [
        finding
        for rule in ISSUE_RULES
        if rule.code == code
        for finding in rule.check(case)
        if finding.replacement is not None
        and not source.line_at(finding.start).startswith("# ")
        and apply_suppressions((to_diagnostic(rule, finding, issue.path, source),), suppressions, lines)[0]
    ]
    return tuple(sorted(found, key=lambda finding: finding.start))


def check_archive(issues: tuple[AnyIssue, ...], settings: Settings) -> tuple[Diagnostic, ...]:
    """Return the findings that need the whole series, and the invalid suppressions."""
    placed = tuple(issue for issue in issues if issue.number != NO_NUMBER and issue.date != NO_DATE)
    diagnostics = sort_diagnostics(
        series_diagnostic(rule, finding) for rule in SERIES_RULES for finding in rule.check(placed, settings)
    )
    paths = {issue.path for issue in issues}
    suppressions = tuple(
        suppression
        for suppression in settings.silenced
        if suppression.rule in SERIES_CODES and any(suppression.applies_to(path) for path in paths)
    )
    remaining, unused = apply_suppressions(diagnostics, suppressions, ())
    return (*remaining, *unused, *find_invalid_suppressions(settings.silenced, paths))


def series_diagnostic(rule: Rule, finding: SeriesFinding) -> Diagnostic:
    """Convert a finding about the series into a diagnostic."""
    span, length = finding.span, max(1, finding.span.end_column - finding.span.column)
    return Diagnostic(
        finding.issue.path, span.line, span.column, rule.code, rule.severity, finding.message, finding.hint, length
    )


def to_diagnostic(rule: Rule, finding: Finding, path: str, source: MaskedText) -> Diagnostic:
    """Convert a finding into a diagnostic."""
    line, column = source.place(finding.start)
    length = max(1, finding.end - finding.start)
    return Diagnostic(
        path, line, column, rule.code, finding.severity or rule.severity, finding.message, finding.hint, length
    )


def apply_suppressions(
    diagnostics: Iterable[Diagnostic], suppressions: tuple[Suppression, ...], lines: Iterable[str]
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Return the diagnostics that are not suppressed, and a warning for each unused suppression."""
    text = tuple(lines)
    used: set[Suppression] = set()
    remaining: list[Diagnostic] = []
    for diagnostic in diagnostics:
        line = text[diagnostic.line - 1] if 0 < diagnostic.line <= len(text) else ""
        matches = [
            suppression
            for suppression in suppressions
            if suppression.rule == diagnostic.code
            and suppression.applies_to(diagnostic.path)
            and suppression.contains in line
        ]
        used.update(matches)
        if not matches:
            remaining.append(diagnostic)
    return tuple(remaining), tuple(
        build_suppression_diagnostic(suppression, "S191", describe_unused_suppression(suppression))
        for suppression in suppressions
        if suppression not in used
    )


def describe_unused_suppression(suppression: Suppression) -> str:
    """Return the message about an unused suppression."""
    place = f"含“{suppression.contains}”的行" if suppression.contains else "这个文件"
    return f"{suppression.issue} 里{place}已经没有 {suppression.rule}，这一条豁免没有用上"


def find_invalid_suppressions(suppressions: Iterable[Suppression], paths: Iterable[str]) -> tuple[Diagnostic, ...]:
    """Return an error for each suppression of a rule or file that does not exist."""
    known = tuple(paths)
    errors = []
    for suppression in suppressions:
        if suppression.rule not in ALL_CODES:
            errors.append(
                build_suppression_diagnostic(
                    suppression, "S190", f"没有可以豁免的检查 {suppression.rule}", "全部检查见 rules 命令"
                )
            )
        elif not any(suppression.applies_to(path) for path in known):
            errors.append(
                build_suppression_diagnostic(
                    suppression, "S190", f"没有 {suppression.issue} 这一期", "写成 2021/07 这样；增刊写成 2022/s1"
                )
            )
    return tuple(errors)


def build_suppression_diagnostic(
    suppression: Suppression, code: str, message: str, hint: str = "删去这一条"
) -> Diagnostic:
    """Build a diagnostic at the place of a suppression in the settings."""
    place = (suppression.path, suppression.line, suppression.column)
    return diagnose(*place, code, message, hint, len(suppression.rule))
