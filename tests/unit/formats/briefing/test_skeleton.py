"""A new issue's file."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.cli.new import plan_article
from taizhou_brief.formats.briefing import parse
from taizhou_brief.formats.briefing.skeleton import new_briefing
from taizhou_brief.formats.undecided import BLANK
from tests.project import SETTINGS
from tests.showing import settings_of


@pytest.mark.parametrize("supplement", [False, True])
def test_a_new_briefing_is_read_as_what_it_says(supplement: bool) -> None:
    """Number, day and kind are those asked for; the article has two sections of two measures."""
    settings = settings_of()
    text = new_briefing(7, date(2021, 12, 1), settings, supplement=supplement)
    issue = parse(text, "briefings/2021/s7.md" if supplement else "briefings/2021/07.md", settings).issue
    assert (issue.number, issue.date, issue.supplement) == (7, date(2021, 12, 1), supplement)
    (article,) = issue.articles
    assert [len(section.measures) for section in article.sections] == [2, 2]
    assert article.undecided == ("counties", "themes")


def test_only_what_the_settings_leave_open_is_asked_for() -> None:
    """Without an issuer in the settings there is a blank for it."""
    day = date(2021, 12, 1)
    assert "issuer:" not in new_briefing(7, day, settings_of())
    bare = settings_of(SETTINGS.replace("issuer: 某市领导小组办公室\n", ""))
    assert f"issuer: {BLANK}\n" in new_briefing(7, day, bare)


@given(st.lists(st.text("东山县办好夜校 “”-:·、&'1是一", min_size=1, max_size=12), min_size=1, max_size=3))
def test_titles_are_those_of_the_articles(titles: list[str]) -> None:
    """Whatever signs they have; what the titles suggest is left to the editor."""
    settings = settings_of()
    entries = tuple(plan_article(title, settings) for title in titles)
    text = new_briefing(7, date(2021, 12, 1), settings, articles=entries)
    issue = parse(text, "briefings/2021/07.md", settings).issue
    expected = [" ".join(title.split()) or BLANK for title in titles]
    assert [article.title for article in issue.articles] == expected
    assert [len(article.sections) for article in issue.articles] == [2] * len(titles)
    assert all(not article.counties and not article.themes for article in issue.articles)
    suggested = {article.suggested_counties for article in issue.articles if "东山县" in article.title}
    assert suggested <= {("东山县",)}
