"""Rules as values: their pages and examples."""

from __future__ import annotations

from collections.abc import Iterator

from taizhou_brief.diagnostics import Severity
from taizhou_brief.model.settings import Settings
from taizhou_brief.model.summary import AnyIssue
from taizhou_brief.rules.rule import Finding, RuleContext, SeriesFinding, issue_rule, read_example, series_rule


@issue_rule("Z001", Severity.WARNING)
def any_text(context: RuleContext) -> Iterator[Finding]:
    """写了字。

    查什么：随便什么。

    改前：甲
    改后：乙

    改前：
        丙
          丁
    改后：
        戊

    依据：没有
    """  # noqa: D400  # the page of a rule is Chinese
    yield Finding(0, len(context.source.text), "有字")


@series_rule("Z002", Severity.ERROR)
def any_issue(issues: tuple[AnyIssue, ...], _settings: Settings) -> Iterator[SeriesFinding]:
    """有一期。"""  # noqa: D400  # likewise
    yield from (SeriesFinding(issue, "有一期") for issue in issues)


def test_a_function_becomes_a_rule() -> None:
    """Its docstring is its page, its name says what it forbids."""
    assert (any_text.code, any_text.name, any_text.severity) == ("Z001", "any_text", Severity.WARNING)
    assert any_text.summary == "写了字"
    assert (any_issue.code, any_issue.summary) == ("Z002", "有一期")
    assert list(any_issue.check((), None)) == []  # type: ignore[arg-type]  # settings are not looked at


def test_examples_are_read_from_the_page() -> None:
    """On the line of their label, or below it."""
    assert any_text.examples == (("甲", "乙"), ("丙\n  丁", "戊"))
    assert read_example("\n    甲\n      乙\n") == "甲\n  乙"
