"""The counties: all of them, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from taizhou_brief.ledger import Ledger, Series
from taizhou_brief.models import Archive, County, Entry, Page, Theme
from taizhou_brief.pages.head import Draft, column, framed, page
from taizhou_brief.pages.rows import Bar, Card, Link
from taizhou_brief.pages.series import series_row
from taizhou_brief.pages.shelf import Shelf, measure_row
from taizhou_brief.pages.tiles import tile_map

TEMPLATE = "county.html"
BARS = 8
"""Themes in a county's profile."""
SERIES = 4
"""Series on a county's page; the rest stands on the page of all."""
NEWS = 6
"""Measures of the newest article shown on a county's page."""


def county_index(shelf: Shelf) -> Page:
    """All counties, with what there is to read of each and its newest article."""
    settings, archive = shelf.settings, shelf.archive
    description = f"{settings.region.name}各{settings.place_label}刊发的简报和措施"
    draft = Draft(
        url="county/",
        template="counties.html",
        title=settings.place_label,
        description=description,
        here="county",
        trail=(),
        name=settings.place_label,
        names=column(settings.place_label, description, tuple(shelf.counties), "工作动态"),
    )
    rows = tuple(
        (
            Link(county.name, county.url, measures(archive.by_county[county.name])),
            len(archive.by_county[county.name]),
            shelf.row(archive.by_county[county.name][0], 0) if archive.by_county[county.name] else None,
        )
        for county in settings.counties
    )
    counts = {name: len(entries) for name, entries in archive.by_county.items()}
    return page(draft, settings, rows=rows, tiles=tile_map(settings, counts))


def county_pages(shelf: Shelf, figures: Ledger) -> Iterator[Page]:
    """One page a county."""
    archive = shelf.archive
    counts = {name: len(found) for name, found in archive.by_county.items()}
    whole = (counts, tuple(archive.matrix.items()), shelf.totals, tuple(theme.id for theme in shelf.tagged))
    for county in shelf.settings.counties:
        series = tuple(one for one in figures.series if one.county == county.name)
        shown, more = series[:SERIES], max(0, len(series) - SERIES)
        shows = (shelf.settings, *whole, shelf.digests(archive.by_county[county.name]), shown, more)
        yield Page(county.url, TEMPLATE, shows, partial(county_context, shelf, county, counts, shown, more))


def county_context(
    shelf: Shelf, county: County, counts: Mapping[str, int], series: tuple[Series, ...], more: int
) -> dict[str, Any]:
    """One county: where its weight lies, its newest measures, its articles."""
    settings = shelf.settings
    entries = shelf.archive.by_county[county.name]
    description = f"{county.name}在{settings.title}刊发的简报：{len(entries)}篇、{measures(entries)}条措施"
    draft = Draft(
        url=county.url,
        template=TEMPLATE,
        title=county.name,
        description=description,
        here="county",
        trail=(Link(settings.place_label, "county/"),),
        name=county.name,
        names=column(county.name, description, (county.name, *county.aliases), "工作动态"),
        keywords=(county.name,),
        data=({"@type": "AdministrativeArea", "name": county.name, "identifier": county.code},) if county.code else (),
    )
    return framed(
        draft,
        settings,
        county=Link(county.name, county.url),
        measures=measures(entries),
        since=entries[-1].issue.date if entries else None,
        tiles=tile_map(settings, counts, here=county.name),
        bars=profile(shelf, county),
        places=len(settings.counties),
        card=newest_card(shelf, entries[0]) if entries else None,
        rows=tuple(shelf.row(entry, 0) for entry in entries),
        series=tuple(map(series_row, series)),
        more=more,
        slug=county.slug,
    )


def measures(entries: tuple[Entry, ...]) -> int:
    """How many measures these articles hold."""
    return sum(entry.measures for entry in entries)


def newest_card(shelf: Shelf, entry: Entry) -> Card:
    """The newest article with its first measures."""
    rows = tuple(measure_row(entry, measure) for measure in entry.article.measures[:NEWS])
    return Card(article=shelf.row(entry), measures=rows, more=entry.measures - len(rows))


def profile(shelf: Shelf, county: County) -> tuple[Bar, ...]:
    """The county's themes, most measures first, filled up with what the others write about."""
    matrix = shelf.archive.matrix
    own = [theme for theme in shelf.tagged if matrix.get((county.name, theme.id))]
    if not own:
        return ()
    own.sort(key=lambda theme: -matrix[county.name, theme.id])
    others = [theme for theme in shelf.common(BARS) if theme not in own]
    themes = tuple((own + others)[:BARS])
    averages = {theme.id: average(shelf.archive, theme, len(shelf.settings.counties)) for theme in themes}
    most = max(*averages.values(), *(float(matrix.get((county.name, theme.id), 0)) for theme in themes), 1.0)
    return tuple(
        bar(theme, county, matrix.get((county.name, theme.id), 0), averages[theme.id], most) for theme in themes
    )


def bar(theme: Theme, county: County, count: int, mean: float, most: float) -> Bar:
    """One theme of the profile."""
    url = f"{theme.url}#{county.slug}" if count else theme.url
    return Bar(
        link=Link(theme.label, url, count),
        width=f"{100 * count / most:.1f}%",
        average_at=f"{min(99.0, 100 * mean / most):.1f}%",
        average=f"{mean:.1f}",
    )


def average(archive: Archive, theme: Theme, places: int) -> float:
    """Measures of the theme for the average county, those with none included."""
    return sum(count for (_, found), count in archive.matrix.items() if found == theme.id) / max(places, 1)
