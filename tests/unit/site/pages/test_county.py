"""The pages of counties."""

from __future__ import annotations

import re
from datetime import date

from taizhou_brief.site.dataset import split_by_county
from taizhou_brief.site.pages.county import (
    NEWS,
    county_index,
    county_pages,
    group_by_year,
    newest_card,
)
from taizhou_brief.site.views.site_context import article_listing
from tests.showing import build_dataset, html_of, texts_of
from tests.unit.site.pages.plans import pieces_of, planned


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
    page = next(
        iter(county_pages(archive, settings, counts, pieces_of(archive), build_dataset(texts_of(archive), settings)))
    )
    assert (page.url, page.updated) == ("county/dongshan/", date(2022, 1, 30))
    assert [row.title for row in page.context["rows"]] == ["东山县再办夜校", "东山县办好夜校"]
    assert page.context["since"] == date(2021, 12, 1)


def test_a_county_shows_the_measures_of_its_newest_article() -> None:
    """The first of them."""
    archive, settings, _ = planned()
    card = newest_card(settings, archive.entries[0])
    assert (len(card.measures), card.more) == (min(NEWS, 4), 0)


def test_articles_are_grouped_by_year() -> None:
    """Newest first."""
    archive, settings, _ = planned()
    rows = [article_listing(settings, entry) for entry in reversed(archive.entries)]
    assert [(year, len(group)) for year, group in group_by_year(rows)] == [(2022, 2), (2021, 2)]


def test_an_empty_archive_has_counties_without_articles() -> None:
    """No card, and nobody mentions them."""
    archive, settings, counts = planned({})
    for page in county_pages(archive, settings, counts, pieces_of(archive), build_dataset(texts_of(archive), settings)):
        assert (page.updated, page.context["card"], page.context["mentions"]) == (None, None, ())


def test_the_files_of_a_county_are_linked() -> None:
    """Each year in which it has quantities, the newest first, by the address that is written."""
    archive, settings, counts = planned()
    contents = build_dataset(texts_of(archive), settings)
    written = {part.path for part in split_by_county(contents, settings)}
    site = html_of(archive, settings)
    pages = {page.url: page for page in county_pages(archive, settings, counts, pieces_of(archive), contents)}
    linked = {path for url in pages for path in re.findall(r'href="\.\./\.\./(data/county/[^"]+)"', site[url])}
    assert linked == written != set()
    for page in pages.values():
        assert list(page.context["files"]) == sorted(page.context["files"], reverse=True)
