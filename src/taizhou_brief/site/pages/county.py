"""The counties: all of them, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from taizhou_brief.model.archive import Archive, ArchiveEntry
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import County, Frame, Settings, Theme
from taizhou_brief.site.views.page_meta import list_meta, page_context
from taizhou_brief.site.views.rows import ArticleCard, ArticleListing, Link, ThemeBar, TileMap
from taizhou_brief.site.views.site_context import ArchiveCounts, article_listing, count_measures, measure_listing
from taizhou_brief.site.views.tile_map import tile_map

BARS = 8
"""Themes in a county's profile."""
NEWS = 6
"""Measures of the newest article shown on a county's page."""


def county_index(archive: Archive, settings: Settings, counts: ArchiveCounts) -> Page:
    """Plan the list of all counties."""
    rows = tuple(
        (
            Link(county.name, county.url, count_measures(entries)),
            len(entries),
            article_listing(settings, entries[0], extract=False) if entries else None,
        )
        for county, entries in ((county, archive.by_county[county.name]) for county in settings.counties)
    )
    links = (("header", settings.place_short), ("footer", settings.place_label))
    arguments = (settings.frame, rows, tile_map(settings, counts.articles))
    return Page("county/", "counties.html", county_index_context, arguments, links, archive.updated)


def county_index_context(
    settings: Frame, rows: tuple[tuple[Link, int, ArticleListing | None], ...], tiles: TileMap
) -> dict[str, Any]:
    """Build the list of all counties, with how much there is to read of each and its newest article."""
    description = f"{settings.region.name}各{settings.place_label}刊发的简报和措施"
    names = tuple(link.text for link, _, _ in rows)
    meta = list_meta("county/", settings.place_label, description, "工作动态", names, here="county")
    return page_context(meta, settings, rows=rows, tiles=tiles)


def county_pages(archive: Archive, settings: Settings, counts: ArchiveCounts) -> Iterator[Page]:
    """Plan one page a county."""
    listings = {entry.url: article_listing(settings, entry, extract=False) for entry in archive.entries}
    for county in settings.counties:
        entries = archive.by_county[county.name]
        arguments = (
            settings.frame,
            (county.name, county.url, county.code, county.aliases),
            theme_profile(settings, county, counts),
            tile_map(settings, counts.articles, here=county.name),
            newest_card(settings, entries[0]) if entries else None,
            tuple(listings[entry.url] for entry in entries),
        )
        updated = entries[0].issue.date if entries else None
        yield Page(county.url, "county.html", county_context, arguments, (("counties", county.name),), updated)


def county_context(  # noqa: PLR0913, PLR0917  # all that the page shows
    settings: Frame,
    county: tuple[str, str, str, tuple[str, ...]],
    bars: tuple[ThemeBar, ...],
    tiles: TileMap,
    card: ArticleCard | None,
    rows: tuple[ArticleListing, ...],
) -> dict[str, Any]:
    """Build the page of one county, given by name, URL, code and aliases: its themes, newest measures, articles."""
    name, url, code, aliases = county
    measures = sum(row.measures for row in rows)
    description = f"{name}在{settings.title}刊发的简报：{len(rows)}篇、{measures}条措施"
    meta = list_meta(
        url,
        name,
        description,
        "工作动态",
        (name, *aliases),
        here="county",
        trail=(Link(settings.place_label, "county/"),),
        keywords=(name,),
        listed=bool(rows),
        data=({"@type": "AdministrativeArea", "name": name, "identifier": code},) if code else (),
    )
    return page_context(
        meta,
        settings,
        county=Link(name, url),
        measures=measures,
        since=rows[-1].date if rows else None,
        tiles=tiles,
        bars=bars,
        places=len(tiles.tiles),
        card=card,
        rows=rows,
    )


def newest_card(settings: Settings, entry: ArchiveEntry) -> ArticleCard:
    """Return the newest article with its first measures."""
    measures = tuple(measure_listing(entry, measure) for measure in entry.article.measures[:NEWS])
    return ArticleCard(
        article=article_listing(settings, entry, extract=not measures),
        measures=measures,
        more=entry.measures - len(measures),
    )


def theme_profile(settings: Settings, county: County, counts: ArchiveCounts) -> tuple[ThemeBar, ...]:
    """Return the county's themes, most measures first, filled up with what the others write about."""
    matrix = counts.matrix
    themes = [theme for theme in counts.used if matrix.get((county.name, theme.id))]
    if not themes:
        return ()
    themes.sort(key=lambda theme: -matrix[county.name, theme.id])
    themes += [theme for theme in counts.top_themes(BARS) if theme not in themes]
    themes = themes[:BARS]
    averages = {theme.id: average_measures(counts, theme, len(settings.counties)) for theme in themes}
    most = max(*averages.values(), *(float(matrix.get((county.name, theme.id), 0)) for theme in themes), 1.0)
    return tuple(
        theme_bar(theme, county, matrix.get((county.name, theme.id), 0), averages[theme.id], most) for theme in themes
    )


def theme_bar(theme: Theme, county: County, count: int, average: float, most: float) -> ThemeBar:
    """Return one theme of the profile."""
    url = theme.county_url(county) if count else ""
    return ThemeBar(
        link=Link(theme.label, url, count),
        width=f"{100 * count / most:.1f}%",
        average_at=f"{min(99.0, 100 * average / most):.1f}%",
        average=f"{average:.1f}",
    )


def average_measures(counts: ArchiveCounts, theme: Theme, places: int) -> float:
    """Return how many measures of the theme the average county has, those with none included."""
    return sum(count for (_, theme_id), count in counts.matrix.items() if theme_id == theme.id) / max(places, 1)
