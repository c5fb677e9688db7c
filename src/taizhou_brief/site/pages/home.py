"""The home page: the newest issue, a way to search, the map, the matrix, the years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from taizhou_brief.model.archive import Archive, ArchiveEntry
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Frame, Settings
from taizhou_brief.model.summary import IssueSummary
from taizhou_brief.site.pages.matrix import county_rows
from taizhou_brief.site.views.page_meta import PageMeta, column_meta, page_context, periodical_data
from taizhou_brief.site.views.quantities import notable_quantities
from taizhou_brief.site.views.rows import ArticleListing, Link, MatrixRow, QuantityView, TileMap, YearListing
from taizhou_brief.site.views.site_context import (
    ArchiveCounts,
    article_listing,
    count_measures,
    theme_links,
    year_listings,
)
from taizhou_brief.site.views.tile_map import tile_map

COLUMNS = 9
"""Themes in the small matrix."""
CHOICES = 11
"""Themes offered next to the search box."""
NEWEST = 24
"""Issues listed one by one; older ones are reached through their year."""


@dataclass(frozen=True, slots=True)
class ArchiveSize:
    """How large the archive is."""

    issues: int
    articles: int
    measures: int
    since: date | None
    """The day of the oldest issue."""


def home_page(archive: Archive, settings: Settings, counts: ArchiveCounts) -> Page:
    """Plan the home page; an archive without issues has one, too."""
    newest = archive.issues[-1] if archive.issues else None
    size = ArchiveSize(
        issues=len(archive.issues),
        articles=len(archive.entries),
        measures=count_measures(archive.entries),
        since=archive.issues[0].date if archive.issues else None,
    )
    top_themes = {theme.id for theme in counts.top_themes(COLUMNS)}
    columns = tuple(theme for theme in settings.themes if theme.id in top_themes)
    entries = tuple(ArchiveEntry.of(newest, article) for article in newest.articles) if newest else ()
    arguments = (
        settings.frame,
        newest.head if newest else None,
        tuple(article_listing(settings, entry) for entry in entries),
        notable_quantities(entries),
        size,
        tuple(counts.theme_link(theme) for theme in counts.top_themes(CHOICES)),
        tile_map(settings, counts.articles),
        (theme_links(settings, (t.id for t in columns)), county_rows(settings, counts, columns) if columns else ()),
        recent_years(year_listings(archive)),
    )
    return Page("", "home.html", home_context, arguments, (("more", "首页"),), newest.date if newest else None)


def home_context(  # noqa: PLR0913, PLR0917  # all that the page shows
    frame: Frame,
    newest: IssueSummary | None,
    rows: tuple[ArticleListing, ...],
    figures: tuple[QuantityView, ...],
    size: ArchiveSize,
    choices: tuple[Link, ...],
    tiles: TileMap,
    matrix: tuple[tuple[Link, ...], tuple[MatrixRow, ...]],
    years: tuple[tuple[YearListing, int], ...],
) -> dict[str, Any]:
    """Build what the home page shows; `matrix` are the columns and the rows of the small matrix."""
    description = frame.description or f"{frame.title}{frame.subtitle}"
    meta = PageMeta(
        url="",
        title="",
        description=description,
        here="home",
        trail=(),
        name="首页",
        listed=bool(rows),
        names=column_meta("首页", description, (frame.title, frame.region.name), "首页"),
        masthead=True,
        data=(periodical_data(frame),),
    )
    return page_context(
        meta,
        frame,
        newest=newest,
        updated=newest.date if newest else None,
        rows=rows,
        figures=figures,
        size=size,
        choices=choices,
        tiles=tiles,
        columns=matrix[0],
        lines=matrix[1],
        years=years,
    )


def recent_years(years: tuple[YearListing, ...]) -> tuple[tuple[YearListing, int], ...]:
    """Return the years with their newest issues, and how many of each year are left out."""
    left = NEWEST
    recent = []
    for year in years:
        shown = year.issues[:left]
        left -= len(shown)
        listing = YearListing(year=year.year, url=year.url, issues=shown, articles=year.articles)
        recent.append((listing, year.published - listing.published))
    return tuple(recent)
