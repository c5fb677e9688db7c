"""The home page: the newest issue, a way to search, the map, the matrix, the years."""

from __future__ import annotations

from taizhou_brief.models import Entry, Page
from taizhou_brief.pages.head import Draft, column, page, periodical
from taizhou_brief.pages.matrix import county_lines
from taizhou_brief.pages.quantities import telling
from taizhou_brief.pages.rows import Link, YearRow
from taizhou_brief.pages.shelf import Shelf, year_rows
from taizhou_brief.pages.tiles import tile_map

COLUMNS = 9
"""Themes in the small matrix."""
CHOICES = 11
"""Themes offered beside the search box."""
NEWEST = 24
"""Issues listed one by one; older ones are found through their year."""


def home_page(shelf: Shelf) -> Page:
    """The home page; without issues it still says what it will hold."""
    settings, archive = shelf.settings, shelf.archive
    newest = archive.issues[-1] if archive.issues else None
    chosen = {theme.id for theme in shelf.common(COLUMNS)}
    columns = tuple(theme for theme in settings.themes if theme.id in chosen)
    counts = {name: len(entries) for name, entries in archive.by_county.items()}
    description = settings.description or f"{settings.title}{settings.subtitle}"
    draft = Draft(
        url="",
        template="home.html",
        title="",
        description=description,
        here="home",
        trail=(),
        name="首页",
        names=column("首页", description, (settings.title, settings.region.name), "首页"),
        masthead=True,
        data=(periodical(settings),),
    )
    return page(
        draft,
        settings,
        newest=newest,
        updated=newest.date if newest else None,
        rows=tuple(shelf.row(Entry.of(newest, article)) for article in newest.articles) if newest else (),
        figures=telling(tuple(Entry.of(newest, article) for article in newest.articles)) if newest else (),
        issues=len(archive.issues),
        articles=len(archive.entries),
        measures=sum(entry.measures for entry in archive.entries),
        since=archive.issues[0].date if archive.issues else None,
        choices=tuple(Link(theme.label, theme.url, shelf.totals.get(theme.id, 0)) for theme in shelf.common(CHOICES)),
        tiles=tile_map(settings, counts),
        columns=tuple(shelf.themes[theme.id] for theme in columns),
        lines=county_lines(shelf, columns) if columns else (),
        years=recent(year_rows(archive)),
    )


def recent(years: tuple[YearRow, ...]) -> tuple[tuple[YearRow, int], ...]:
    """The years with their newest issues, and how many of each year are left out."""
    left = NEWEST
    found = []
    for year in years:
        shown = year.issues[:left]
        left -= len(shown)
        row = YearRow(year=year.year, url=year.url, issues=shown, articles=year.articles)
        found.append((row, len(year.issues) - len(shown)))
    return tuple(found)
