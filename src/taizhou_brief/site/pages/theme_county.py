"""The lists behind the numbers of the matrix: all measures of one county about one theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from taizhou_brief.model.archive import Archive, ArchiveEntry
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Frame, Settings, Theme
from taizhou_brief.model.summary import MeasureSummary
from taizhou_brief.site.views.page_meta import list_meta, page_context
from taizhou_brief.site.views.rows import ArticleCard, ArticleListing, Link
from taizhou_brief.site.views.site_context import ArchiveCounts, count_measures, measure_listing, with_neighbours

PAGE_LENGTH = 200
"""Measures on a page, unless a single year has more."""


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """Article with all its measures."""

    listing: ArticleListing
    text_digest: str
    """Digest of its text, from which the measures come."""
    url: str
    measures: tuple[MeasureSummary, ...]

    @property
    def digest(self) -> str:
        """Digest of what is shown of it."""
        return f"{self.listing.digest}/{self.text_digest}"


def theme_county_pages(
    archive: Archive, settings: Settings, counts: ArchiveCounts, listings: Mapping[str, ArticleListing]
) -> Iterator[Page]:
    """Plan the lists of each county and theme that has measures."""
    rows = {entry.url: list_article(entry, listings[entry.url]) for entry in archive.entries if entry.measures}
    for theme in settings.themes:
        with_measures = [county for county in settings.counties if counts.matrix.get((county.name, theme.id))]
        if not with_measures:
            continue
        others = {
            county.name: Link(county.name, theme.county_url(county), counts.matrix[county.name, theme.id])
            for county in with_measures
        }
        for county in with_measures:
            entries = [
                entry
                for entry in archive.by_theme[theme.id]
                if entry.measures and county.name in entry.article.counties
            ]
            # without their numbers, which would change with every article about another county
            siblings = tuple(Link(name, link.url) for name, link in others.items() if name != county.name)
            yield from list_pages(settings.frame, theme, others[county.name], siblings, entries, rows)


def list_pages(  # noqa: PLR0913, PLR0917  # what the pages of one list share
    frame: Frame,
    theme: Theme,
    county: Link,
    siblings: tuple[Link, ...],
    entries: Sequence[ArchiveEntry],
    rows: Mapping[str, ListedArticle],
) -> Iterator[Page]:
    """Plan the pages of one list, the newest first, each with links to its neighbours.

    Only the newest page shows how many there are in all, so that a new issue changes no other one.
    """
    parts = split_by_years(entries)
    spans = [[entry.issue.year for entry in part] for part in parts]
    links = [Link(f"{join_years(span, '—')}年", f"{county.url}{join_years(span, '-')}/") for span in spans]
    links[0] = Link("最新", county.url)
    for newer, (link, part), older in with_neighbours(tuple(zip(links, parts, strict=True))):
        newest = newer is None
        arguments = (
            frame,
            (Link(theme.label, theme.url), Link(county.text, county.url), link.url),
            (county.count, len(entries), siblings) if newest else None,
            tuple(rows[entry.url] for entry in part),
            (newer and newer[0], older and older[0]),
        )
        updated = part[0].issue.date
        yield Page(link.url, "theme-county.html", theme_county_context, arguments, updated=updated)


def list_article(entry: ArchiveEntry, listing: ArticleListing) -> ListedArticle:
    """Return what a list shows of an article."""
    listing = replace(listing, themes=(), counties=(), extract="")  # their labels are not shown
    return ListedArticle(listing, entry.article.text_digest, entry.url, entry.article.measures)


def split_by_years(entries: Sequence[ArchiveEntry]) -> list[list[ArchiveEntry]]:
    """Split a list, newest first, into parts of whole years with up to `PAGE_LENGTH` measures, the newest part first.

    Years are put together from the oldest on, so that a part is settled once its last year is over.
    """
    parts: list[list[ArchiveEntry]] = []
    for _, group in groupby(reversed(entries), key=lambda entry: entry.issue.year):
        of_year = list(group)[::-1]
        if parts and count_measures(parts[-1]) + count_measures(of_year) <= PAGE_LENGTH:
            parts[-1] = of_year + parts[-1]
        else:
            parts.append(of_year)
    return parts[::-1]


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
    """Build one page of the measures of a county about a theme; `names` are both and the URL of the page."""
    theme, county, url = names
    span = f"{join_years([row.listing.date.year for row in rows], '—')}年"
    of_years = "" if totals else f"（{span}）"
    name = f"{theme.text}：{county.text}"
    description = f"{county.text}在“{theme.text}”主题下的措施{of_years}"
    trail = (Link("主题", "theme/"), theme, *((county,) if of_years else ()))
    meta = list_meta(
        url,
        f"{name}{of_years}",
        description,
        "工作动态",
        (theme.text, county.text),
        here="theme",
        trail=trail,
    )
    meta = replace(meta, name=span if of_years else county.text)
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
        listed=sum(len(row.measures) for row in rows),
        cards=cards,
        newer=neighbours[0],
        older=neighbours[1],
    )
