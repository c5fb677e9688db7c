"""The rules over one issue, and suppressions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from taizhou_brief.diagnostics import summaries
from taizhou_brief.formats.briefing import parse
from taizhou_brief.model.identity import IssueId
from taizhou_brief.model.settings import Settings, Suppression
from taizhou_brief.rules.run import check_archive, check_issue, find_invalid_suppressions
from tests.rule_cases import case_settings, whole

TEXT, _ = whole("截止目前，已办好。")


def silenced(rule: str, contains: str = "", number: int = 1) -> Settings:
    """Settings with one suppression."""
    issue = IssueId(2022, supplement=False, number=number)
    suppression = Suppression(
        rule=rule, issue=issue, contains=contains, reason="原文如此", path="a.yaml", line=9, column=3
    )
    return replace(case_settings(), silenced=(suppression,))


def codes(settings: Settings) -> list[str]:
    """The codes for the text."""
    issue = parse(TEXT, "briefings/2022/01.md", settings).issue
    return [found.code for found in check_issue(issue, TEXT, settings)]


def test_a_suppression_hides_its_problem() -> None:
    """In its issue, on lines with its words."""
    assert codes(case_settings()) == ["W502"]
    assert codes(silenced("W502")) == codes(silenced("W502", "截止")) == []
    assert codes(silenced("W502", number=2)) == ["W502"]


def test_a_suppression_without_a_problem_is_reported() -> None:
    """At its place in the settings."""
    assert codes(silenced("W502", "没有的字")) == ["W502", "S191"]
    assert codes(silenced("W506")) == ["W502", "S191"]


@pytest.mark.parametrize(
    ("settings", "found"),
    [(silenced("Z999"), ["S190"]), (silenced("W502", number=9), ["S190"]), (silenced("W502"), [])],
)
def test_a_suppression_of_nothing_is_an_error(settings: Settings, found: list[str]) -> None:
    """A code or an issue that does not exist."""
    issue = parse(TEXT, "briefings/2022/01.md", settings).issue
    assert [each.code for each in check_archive((issue,), settings)] == found
    assert [each.code for each in find_invalid_suppressions(settings.silenced, [issue.path])] == found
    assert summaries("S").keys() >= {"S190", "S191"}


def test_a_suppression_applies_to_one_file() -> None:
    """By the identity of the issue."""
    (one,) = silenced("W502").silenced
    assert one.applies_to("briefings/2022/01.md")
    assert not one.applies_to("briefings/2022/s1.md")
