"""Run the rules over one issue, or over all of them, and honour the silences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from taizhou_brief.diagnostics import Diagnostic, Severity, sort_diagnostics
from taizhou_brief.formats.yaml import normalise_lines
from taizhou_brief.model.issue import NO_DATE, NO_NUMBER, Issue
from taizhou_brief.model.settings import Settings, Suppression
from taizhou_brief.rules.masked_text import MaskedText, mask_text
from taizhou_brief.rules.registry import ISSUE_RULES, RULES, SERIES_RULES
from taizhou_brief.rules.rule import Finding, Rule, RuleContext

CODES: Mapping[str, str] = {
    "S190": "设置的 silenced 里有一条写了不存在的检查，或者不存在的文件",
    "S191": "设置的 silenced 里有一条没有用上：那一处已经没有这个问题了",
}

ACROSS = frozenset(rule.code for rule in SERIES_RULES)
KNOWN = frozenset(rule.code for rule in RULES)


def check_issue(issue: Issue, text: str, settings: Settings) -> tuple[Diagnostic, ...]:
    """Everything the rules find in one issue and its text, and the silences for it that nothing needs."""
    text = normalise_lines(text)
    source = mask_text(text)
    case = RuleContext(issue, source, settings)
    found = sort_diagnostics(
        to_diagnostic(rule, find, issue.path, source) for rule in ISSUE_RULES for find in rule.check(case)
    )
    own = tuple(s for s in settings.silenced if applies_to(s, issue.path) and s.rule in KNOWN - ACROSS)
    if not own:
        return found
    kept, idle = apply_suppressions(found, own, text.split("\n"))
    return (*kept, *idle)


def check_archive(issues: tuple[Issue, ...], settings: Settings) -> tuple[Diagnostic, ...]:
    """Everything that only the whole series shows, and the silences that cannot be meant."""
    placed = tuple(issue for issue in issues if issue.number != NO_NUMBER and issue.date != NO_DATE)
    found = sort_diagnostics(
        Diagnostic(misfit.issue.path, 0, 0, rule.code, rule.severity, misfit.message, misfit.hint)
        for rule in SERIES_RULES
        for misfit in rule.check(placed, settings)
    )
    paths = {issue.path for issue in issues}
    own = tuple(s for s in settings.silenced if s.rule in ACROSS and any(applies_to(s, path) for path in paths))
    kept, idle = apply_suppressions(found, own, ())
    return (*kept, *idle, *find_invalid_suppressions(settings.silenced, paths))


def to_diagnostic(rule: Rule, find: Finding, path: str, source: MaskedText) -> Diagnostic:
    """A find in the words of the house."""
    line, column = source.place(find.start)
    length = max(1, find.end - find.start)
    return Diagnostic(path, line, column, rule.code, find.severity or rule.severity, find.message, find.hint, length)


def applies_to(silence_: Suppression, path: str) -> bool:
    """Whether a silence speaks of the issue at `path`."""
    return path.endswith(f"/{silence_.issue}.md")


def apply_suppressions(
    found: Iterable[Diagnostic], silences: tuple[Suppression, ...], lines: Iterable[str]
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """What is left of `found`, and a warning for each silence that silenced nothing."""
    text = tuple(lines)
    used: set[Suppression] = set()
    kept: list[Diagnostic] = []
    for d in found:
        line = text[d.line - 1] if 0 < d.line <= len(text) else ""
        meant = [s for s in silences if s.rule == d.code and applies_to(s, d.path) and s.contains in line]
        used.update(meant)
        if not meant:
            kept.append(d)
    return tuple(kept), tuple(
        suppression_diagnostic(s, "S191", unused_suppression(s)) for s in silences if s not in used
    )


def unused_suppression(silence_: Suppression) -> str:
    """What to say of a silence that silenced nothing."""
    place = f"含“{silence_.contains}”的行" if silence_.contains else "这个文件"
    return f"{silence_.issue} 里{place}已经没有 {silence_.rule}，这一条静默没有用上"


def find_invalid_suppressions(silences: Iterable[Suppression], paths: Iterable[str]) -> tuple[Diagnostic, ...]:
    """An error for each silence of a rule or file that does not exist."""
    known = tuple(paths)
    wrong = []
    for s in silences:
        if s.rule not in KNOWN:
            wrong.append(suppression_diagnostic(s, "S190", f"没有可以静默的检查 {s.rule}", "全部检查见 rules 命令"))
        elif not any(applies_to(s, path) for path in known):
            wrong.append(
                suppression_diagnostic(s, "S190", f"没有 {s.issue} 这一期", "写成 2021/07 这样；增刊写成 2022/s1")
            )
    return tuple(wrong)


def suppression_diagnostic(s: Suppression, code: str, message: str, hint: str = "删去这一条") -> Diagnostic:
    """A diagnostic at the place of a silence in the settings."""
    severity = Severity.ERROR if code == "S190" else Severity.WARNING
    return Diagnostic(s.path, s.line, s.column, code, severity, message, hint, len(s.rule))
