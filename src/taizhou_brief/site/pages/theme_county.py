"""The lists behind the numbers of the matrix: all measures about one theme, of one county or of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from taizhou_brief.model.archive import Archive, ArchiveEntry, ThemeEntry
from taizhou_brief.model.archive_theme import ArchiveTheme, split_by_theme
from taizhou_brief.model.page import Page, PageGroup
from taizhou_brief.model.settings import County, Frame, Settings
from taizhou_brief.model.summary import MeasureSummary
from taizhou_brief.site.views.page_meta import list_meta, page_context
from taizhou_brief.site.views.rows import ArticleCard, ArticleListing, Link
from taizhou_brief.site.views.site_context import (
    ALL_MEASURES,
    article_listing,
    count_by_county,
    count_measures_about,
    link_total,
    lists_all,
    measure_listing,
    with_neighbours,
)

PAGE_LENGTH = 200
"""Measures on a page, unless a single year has more."""


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """Article with its measures about a theme."""

    listing: ArticleListing
    text_digest: str
    """Digest of its text, from which the measures come."""
    url: str
    measures: tuple[MeasureSummary, ...]

    @property
    def digest(self) -> str:
        """Digest of what is shown of it."""
        return f"{self.listing.digest}/{self.text_digest}/{' '.join(measure.id for measure in self.measures)}"


def theme_county_pages(archive: Archive, settings: Settings) -> Iterator[PageGroup]:
    """Plan the lists of the measures about each theme: of each county that has some, and of all of them."""
    for part in split_by_theme(archive, settings):
        yield PageGroup(part.theme.url, ("theme-county.html",), plan_lists, (settings, part))


def plan_lists(settings: Settings, part: ArchiveTheme) -> Iterator[Page]:
    """Plan the lists of the measures about one theme."""
    theme, counts = part.theme, count_by_county(part.about)
    frame, link = settings.frame, Link(theme.label, theme.url)
    listings = {entry.url: article_listing(settings, entry) for entry in part.tagged}
    places = {
        county.name: Link(county.name, theme.county_url(county), counts[county.name])
        for county in settings.counties
        if county.name in counts
    }
    total = link_total(theme, count_measures_about(part.about), listed=lists_all(settings))
    lists = (*((total,) if total.url else ()), *places.values())
    for place in lists:
        # without their numbers, which would change with every article about another county
        siblings = tuple(Link(other.text, other.url) for other in lists if other != place)
        rows = tuple(
            list_article(about, listings[about.entry.url], counties=place == total)
            for about in part.about
            if place == total or place.text in about.entry.article.counties
        )
        yield from list_pages(frame, link, place, siblings, rows)
    siblings = tuple(Link(other.text, other.url) for other in lists)
    for county in settings.counties:
        if county.name not in places:
            place = Link(county.name, theme.county_url(county))
            tagged = list_tagged(part.tagged, county, listings)
            yield from list_pages(frame, link, place, siblings, tagged) if tagged else ()


def list_tagged(
    entries: Iterable[ArchiveEntry], county: County, listings: Mapping[str, ArticleListing]
) -> tuple[ListedArticle, ...]:
    """Return a county's articles with a theme that none of their measures is about.

    They have a page too: its address must not go when other words decide on the themes of measures.
    """
    return tuple(
        ListedArticle(replace(listings[entry.url], themes=(), counties=()), entry.article.text_digest, entry.url, ())
        for entry in entries
        if entry.measures and county.name in entry.article.counties
    )


def list_pages(
    frame: Frame, theme: Link, place: Link, siblings: tuple[Link, ...], rows: Sequence[ListedArticle]
) -> Iterator[Page]:
    """Plan the pages of one list, the newest first, each with links to its neighbours.

    Only the newest page shows how many there are in all, so that a new issue changes no other one.
    """
    parts = split_by_years(rows)
    spans = [[row.listing.date.year for row in part] for part in parts]
    urls = list_urls(place.url, spans)
    links = [Link(f"{join_years(span, '—')}年", url) for span, url in zip(spans, urls, strict=True)]
    links[0] = Link("最新", place.url)
    for newer, (link, part), older in with_neighbours(tuple(zip(links, parts, strict=True))):
        newest = newer is None
        arguments = (
            frame,
            (theme, Link(place.text, place.url), link.url),
            (place.count, len(rows), siblings) if newest else None,
            tuple(part),
            (newer and newer[0], older and older[0]),
        )
        updated = part[0].listing.date
        yield Page(link.url, "theme-county.html", theme_county_context, arguments, updated=updated)


def list_article(about: ThemeEntry, listing: ArticleListing, *, counties: bool) -> ListedArticle:
    """Return what a list shows of an article: its counties only in a list of all of them."""
    listing = replace(listing, themes=(), extract="", counties=listing.counties if counties else ())
    return ListedArticle(listing, about.entry.article.text_digest, about.entry.url, about.measures)


def split_by_years(rows: Sequence[ListedArticle]) -> list[list[ListedArticle]]:
    """Split a list, newest first, into parts of whole years, the newest part first."""
    years = {year: list(group) for year, group in groupby(rows, key=lambda row: row.listing.date.year)}
    parts = split_years({year: count_listed(group) for year, group in years.items()})
    return [[row for year in part for row in years[year]] for part in parts]


def split_years(counts: Mapping[int, int]) -> list[list[int]]:
    """Split years, newest first, into parts with up to `PAGE_LENGTH` measures, the newest part first.

    Years are put together from the oldest on, so that a part is settled once its last year is over.
    """
    parts: list[list[int]] = []
    for year in reversed(counts):
        if parts and sum(counts[other] for other in parts[-1]) + counts[year] <= PAGE_LENGTH:
            parts[-1].insert(0, year)
        else:
            parts.append([year])
    return parts[::-1]


def list_urls(url: str, spans: Iterable[Sequence[int]]) -> list[str]:
    """Return the addresses of the parts of a list with these years; the newest has that of the list itself."""
    return [f"{url}{join_years(span, '-')}/" if number else url for number, span in enumerate(spans)]


def count_listed(rows: Iterable[ListedArticle]) -> int:
    """Return how many measures are listed."""
    return sum(len(row.measures) for row in rows)


def join_years(years: Sequence[int], dash: str) -> str:
    """Return the first and the last of some years, newest first: `2021`, or `1999-2003`."""
    first, last = years[-1], years[0]
    return str(first) if first == last else f"{first}{dash}{last}"


def theme_county_context(
    frame: Frame,
    names: tuple[Link, Link, str],
    totals: tuple[int, int, tuple[Link, ...]] | None,
    rows: tuple[ListedArticle, ...],
    neighbours: tuple[Link | None, Link | None],
) -> dict[str, Any]:
    """Build one page of the measures of a place about a theme; `names` are theme, place and the URL of the page."""
    theme, place, url = names
    span = f"{join_years([row.listing.date.year for row in rows], '—')}年"
    of_years = "" if totals else f"（{span}）"
    name = f"{theme.text}：{place.text}"
    subject = "各地" if place.text == ALL_MEASURES else place.text
    description = f"{subject}在“{theme.text}”主题下的措施{of_years}"
    trail = (Link("主题", "theme/"), theme, *((place,) if of_years else ()))
    meta = list_meta(
        url,
        f"{name}{of_years}",
        description,
        "工作动态",
        (theme.text, place.text),
        here="theme",
        trail=trail,
    )
    meta = replace(meta, name=span if of_years else place.text)
    cards = tuple(
        ArticleCard(row.listing, tuple(measure_listing(row, measure) for measure in row.measures), 0) for row in rows
    )
    return page_context(
        meta,
        frame,
        heading=name,
        span=span,
        theme=theme,
        totals=totals,
        listed=count_listed(rows),
        cards=cards,
        told=any(measure.results for card in cards for measure in card.measures),
        newer=neighbours[0],
        older=neighbours[1],
    )
