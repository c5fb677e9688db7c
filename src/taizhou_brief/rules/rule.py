"""What a rule is: one function, named after what it forbids, whose docstring is its page in the handbook."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from taizhou_brief.diagnostics import Severity
from taizhou_brief.model.issue import Issue
from taizhou_brief.model.settings import Settings
from taizhou_brief.rules.masked_text import MaskedText


@dataclass(frozen=True, slots=True)
class RuleContext:
    """All that a rule may look at: one issue, its text and the settings."""

    issue: Issue
    source: MaskedText
    settings: Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of a rule, as a stretch of the source text."""

    start: int
    """Offset in the text of the file, from 0."""
    end: int
    message: str
    hint: str = ""
    severity: Severity | None = None
    """Set only where it differs from the rule's own."""


@dataclass(frozen=True, slots=True)
class SeriesFinding:
    """One breach of a rule that only the whole series shows: the issue that is to blame, and why."""

    issue: Issue
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named check."""

    code: str
    name: str
    """The function's name: what it forbids, in English."""
    severity: Severity
    doc: str
    """Title, 查什么, 为什么, 改前 / 改后, 依据: the page that `taizhou-brief rules CODE` prints."""

    @property
    def summary(self) -> str:
        """The first line of the page, without its full stop."""
        return self.doc.partition("\n")[0].rstrip("。")

    @property
    def examples(self) -> tuple[tuple[str, str], ...]:
        """The pairs of 改前 and 改后 on the page; each is text that a briefing may contain."""
        blocks = re.findall(r"^改前：(.*?)^改后：(.*?)(?=^\S)", f"{self.doc}\n.", re.MULTILINE | re.DOTALL)
        return tuple((read_example(before), read_example(after)) for before, after in blocks)


@dataclass(frozen=True, slots=True)
class IssueRule(Rule):
    """A check that needs one issue and its text."""

    check: Callable[[RuleContext], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class SeriesRule(Rule):
    """A check across all issues, oldest first."""

    check: Callable[[tuple[Issue, ...], Settings], Iterable[SeriesFinding]]


def read_example(block: str) -> str:
    """One example of a page: the rest of the label's line, or the indented lines below it."""
    return inspect.cleandoc(block).strip("\n")


def issue_rule(code: str, severity: Severity) -> Callable[[Callable[[RuleContext], Iterable[Finding]]], IssueRule]:
    """Make a rule of the function below; its docstring becomes the page."""

    def made(check: Callable[[RuleContext], Iterable[Finding]]) -> IssueRule:
        return IssueRule(code, check.__name__, severity, inspect.getdoc(check) or "", check)

    return made


def series_rule(
    code: str, severity: Severity
) -> Callable[[Callable[[tuple[Issue, ...], Settings], Iterable[SeriesFinding]]], SeriesRule]:
    """Make a rule across issues of the function below; its docstring becomes the page."""

    def made(check: Callable[[tuple[Issue, ...], Settings], Iterable[SeriesFinding]]) -> SeriesRule:
        return SeriesRule(code, check.__name__, severity, inspect.getdoc(check) or "", check)

    return made
