"""The home page: the newest issue, a way to search, the map, the matrix, the years."""

from __future__ import annotations

from taizhou_brief.model.archive import ArticleRef
from taizhou_brief.model.page import Page
from taizhou_brief.site.pages.matrix import county_rows
from taizhou_brief.site.views.page_meta import PageMeta, build_page, column_meta, periodical_data
from taizhou_brief.site.views.quantities import notable_quantities
from taizhou_brief.site.views.rows import Link, YearListing
from taizhou_brief.site.views.site_context import SiteContext, year_listings
from taizhou_brief.site.views.tile_map import tile_map

COLUMNS = 9
"""Themes in the small matrix."""
CHOICES = 11
"""Themes offered beside the search box."""
NEWEST = 24
"""Issues listed one by one; older ones are found through their year."""


def home_page(shelf: SiteContext) -> Page:
    """The home page; without issues it still says what it will hold."""
    settings, archive = shelf.settings, shelf.archive
    newest = archive.issues[-1] if archive.issues else None
    chosen = {theme.id for theme in shelf.common(COLUMNS)}
    columns = tuple(theme for theme in settings.themes if theme.id in chosen)
    counts = {name: len(entries) for name, entries in archive.by_county.items()}
    description = settings.description or f"{settings.title}{settings.subtitle}"
    draft = PageMeta(
        url="",
        template="home.html",
        title="",
        description=description,
        here="home",
        trail=(),
        name="首页",
        names=column_meta("首页", description, (settings.title, settings.region.name), "首页"),
        masthead=True,
        data=(periodical_data(settings),),
    )
    return build_page(
        draft,
        settings,
        newest=newest,
        updated=newest.date if newest else None,
        rows=tuple(shelf.row(ArticleRef.of(newest, article)) for article in newest.articles) if newest else (),
        figures=notable_quantities(tuple(ArticleRef.of(newest, article) for article in newest.articles))
        if newest
        else (),
        issues=len(archive.issues),
        articles=len(archive.entries),
        measures=sum(entry.measures for entry in archive.entries),
        since=archive.issues[0].date if archive.issues else None,
        choices=tuple(Link(theme.label, theme.url, shelf.totals.get(theme.id, 0)) for theme in shelf.common(CHOICES)),
        tiles=tile_map(settings, counts),
        columns=tuple(shelf.themes[theme.id] for theme in columns),
        lines=county_rows(shelf, columns) if columns else (),
        years=recent_years(year_listings(archive)),
    )


def recent_years(years: tuple[YearListing, ...]) -> tuple[tuple[YearListing, int], ...]:
    """The years with their newest issues, and how many of each year are left out."""
    left = NEWEST
    found = []
    for year in years:
        shown = year.issues[:left]
        left -= len(shown)
        row = YearListing(year=year.year, url=year.url, issues=shown, articles=year.articles)
        found.append((row, len(year.issues) - len(shown)))
    return tuple(found)
