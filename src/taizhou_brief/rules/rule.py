"""Types of rules: a rule is one function, named after what it forbids, whose docstring is its handbook page."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from taizhou_brief.diagnostics import Severity
from taizhou_brief.model.block import NO_SPAN, Span
from taizhou_brief.model.issue import Issue
from taizhou_brief.model.settings import Settings
from taizhou_brief.model.summary import AnyIssue
from taizhou_brief.rules.masked_text import MaskedText


@dataclass(frozen=True, slots=True)
class RuleContext:
    """Input of a rule: one issue, its text and the settings."""

    issue: Issue
    source: MaskedText
    settings: Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """Breach of a rule, as a range of the source text."""

    start: int
    """Offset in the text of the file, from 0."""
    end: int
    message: str
    hint: str = ""
    severity: Severity | None = None
    """Set only if it differs from that of the rule."""
    replacement: str | None = None
    """What to write instead of the range, if only one thing can be meant."""


@dataclass(frozen=True, slots=True)
class SeriesFinding:
    """Breach of a rule about the whole series: the issue that causes it, and the reason."""

    issue: AnyIssue
    message: str
    hint: str = ""
    span: Span = NO_SPAN
    """Span in the file; none for a finding about the whole file."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Named check."""

    code: str
    name: str
    """Name of the function: what the rule forbids, in English."""
    severity: Severity
    doc: str
    """Page that `taizhou-brief rules CODE` prints: title, 查什么, 为什么, 改前 / 改后, 依据."""

    @property
    def summary(self) -> str:
        """First line of the page, without its full stop."""
        return self.doc.partition("\n")[0].rstrip("。")

    @property
    def examples(self) -> tuple[tuple[str, str], ...]:
        """Pairs of 改前 and 改后 on the page; each is text that a briefing may contain."""
        blocks = re.findall(r"^改前：(.*?)^改后：(.*?)(?=^\S)", f"{self.doc}\n.", re.MULTILINE | re.DOTALL)
        return tuple((read_example(before), read_example(after)) for before, after in blocks)


@dataclass(frozen=True, slots=True)
class IssueRule(Rule):
    """Check of one issue and its text."""

    check: Callable[[RuleContext], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class SeriesRule(Rule):
    """Check across all issues, oldest first."""

    check: Callable[[tuple[AnyIssue, ...], Settings], Iterable[SeriesFinding]]


def read_example(block: str) -> str:
    """Return an example of a page: the rest of the label's line, or the indented lines below it."""
    return inspect.cleandoc(block).strip("\n")


def issue_rule(code: str, severity: Severity) -> Callable[[Callable[[RuleContext], Iterable[Finding]]], IssueRule]:
    """Return a decorator that makes a rule from a function; its docstring becomes the page."""

    def make_rule(check: Callable[[RuleContext], Iterable[Finding]]) -> IssueRule:
        return IssueRule(code, check.__name__, severity, inspect.getdoc(check) or "", check)

    return make_rule


def series_rule(
    code: str, severity: Severity
) -> Callable[[Callable[[tuple[AnyIssue, ...], Settings], Iterable[SeriesFinding]]], SeriesRule]:
    """Return a decorator that makes a rule across issues from a function; its docstring becomes the page."""

    def make_rule(check: Callable[[tuple[AnyIssue, ...], Settings], Iterable[SeriesFinding]]) -> SeriesRule:
        return SeriesRule(code, check.__name__, severity, inspect.getdoc(check) or "", check)

    return make_rule
