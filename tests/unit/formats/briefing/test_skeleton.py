"""A new issue's file."""

from __future__ import annotations

from datetime import date

import pytest

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
