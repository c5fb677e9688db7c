"""The pages of counties."""

from __future__ import annotations

from datetime import date

from taizhou_brief.site.pages.county import (
    NEWS,
    average_measures,
    county_index,
    county_pages,
    newest_card,
    theme_profile,
)
from tests.unit.site.pages.plans import planned


def test_every_county_is_listed_with_its_newest_article() -> None:
    """And how many measures it has."""
    archive, settings, counts = planned()
    rows = county_index(archive, settings, counts).context["rows"]
    assert [(link.text, link.count, articles, newest.title) for link, articles, newest in rows] == [
        ("东山县", 8, 2, "东山县再办夜校"),
        ("西河县", 4, 1, "西河县办好驿站"),
    ]


def test_a_county_has_a_page_of_its_articles() -> None:
    """Newest first, since the oldest one."""
    archive, settings, counts = planned()
    page = next(iter(county_pages(archive, settings, counts)))
    assert (page.url, page.updated) == ("county/dongshan/", date(2022, 1, 30))
    assert [row.title for row in page.context["rows"]] == ["东山县再办夜校", "东山县办好夜校"]
    assert page.context["since"] == date(2021, 12, 1)


def test_a_profile_compares_themes() -> None:
    """Most measures first; the average counts every county."""
    archive, settings, counts = planned()
    bars = theme_profile(settings, settings.counties[0], counts)
    assert [(bar.link.text, bar.link.count, bar.average) for bar in bars] == [
        ("就业创业", 8, "6.0"),
        ("技能人才", 4, "2.0"),
    ]
    assert average_measures(counts, settings.themes[0], 2) == 6
    card = newest_card(settings, archive.entries[0])
    assert (len(card.measures), card.more) == (min(NEWS, 4), 0)


def test_an_empty_archive_has_counties_without_articles() -> None:
    """No card, no bars."""
    archive, settings, counts = planned({})
    for page in county_pages(archive, settings, counts):
        assert (page.updated, page.context["card"], page.context["bars"]) == (None, None, ())
