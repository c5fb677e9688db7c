"""Themes that an editor has written for single measures."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.briefing import parse
from taizhou_brief.rules.measure_themes import themes_of_no_measure
from taizhou_brief.rules.run import check_issue
from tests.project import briefing
from tests.showing import settings_of

TEXT = briefing(7, "2021-12-01", "某县办实事||skills, jobs|一是学技能。\n\n二是修路。")


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("{m1: [技能人才]}", []),
        ("{m1: skills, m2: []}", []),
        ("{m3: []}", ["S140"]),
        ("{m1: [没有的]}", ["F023"]),
        ("{m1: [山区]}", ["F023"]),
        ("{m1: [技能人才, skills]}", ["F024"]),
        ("{x1: []}", ["F009"]),
        ("[m1]", ["F004"]),
    ],
)
def test_what_is_written_for_a_measure_must_be_right(written: str, codes: list[str]) -> None:
    """Its address, and its themes, which are among those of the article."""
    text = TEXT.replace("  themes:", f"  measures: {written}\n  themes:")
    parsed = parse(text, "briefings/2021/07.md", settings_of())
    diagnostics = (*parsed.diagnostics, *check_issue(parsed.issue, text, settings_of()))
    assert [d.code for d in diagnostics] == codes
    assert codes[:1] != ["S140"] or diagnostics[0].line == text[: text.index("m3")].count("\n") + 1


def test_a_theme_that_the_article_does_not_have_is_an_error() -> None:
    """At its place, and the measure has none of it."""
    text = TEXT.replace("themes: [skills, jobs]", "themes: [skills]\n  measures: {m1: [jobs]}")
    parsed = parse(text, "briefings/2021/07.md", settings_of())
    (problem,) = parsed.diagnostics
    line = text.splitlines()[problem.line - 1]
    assert (problem.code, line[problem.column - 1 :]) == ("F028", "jobs]}")
    assert parsed.issue.articles[0].measures[0].themes == ()
    assert themes_of_no_measure.code == "S140"
