"""The counties: all of them, and a page for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from taizhou_brief.model.archive import Archive, ArchiveEntry
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Frame, Settings
from taizhou_brief.site.comparison import ComparePiece, Mentions
from taizhou_brief.site.dataset import Dataset, split_by_county
from taizhou_brief.site.views.county_profile import county_profile
from taizhou_brief.site.views.page_meta import list_meta, page_context
from taizhou_brief.site.views.rows import ArticleCard, ArticleListing, CountyProfile, Link, TileMap
from taizhou_brief.site.views.site_context import ArchiveCounts, article_listing, count_measures, measure_listing
from taizhou_brief.site.views.tile_map import tile_map

FIRST = 12
"""Articles shown with their themes; of older ones the page has the titles."""
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


def county_pages(
    archive: Archive, settings: Settings, counts: ArchiveCounts, pieces: Mapping[str, ComparePiece], dataset: Dataset
) -> Iterator[Page]:
    """Plan one page a county; `pieces` are what comparisons know of each issue."""
    files: dict[str, tuple[int, ...]] = defaultdict(tuple)
    for part in split_by_county(dataset, settings):
        files[part.county] = (part.year.year, *files[part.county])
    listings = {entry.url: article_listing(settings, entry, extract=False) for entry in archive.entries}
    for county in settings.counties:
        entries = archive.by_county[county.name]
        arguments = (
            settings.frame,
            (county.name, county.url, county.code, county.aliases),
            county_profile(settings, county, counts, entries),
            tile_map(settings, counts.articles, here=county.name),
            newest_card(settings, entries[0]) if entries else None,
            tuple(listings[entry.url] for entry in entries),
            None if entries else Mentions.of(archive, (county.name, *county.aliases), pieces),
            files[county.name],
        )
        updated = entries[0].issue.date if entries else None
        yield Page(county.url, "county.html", county_context, arguments, (("counties", county.name),), updated)


def county_context(  # noqa: PLR0913, PLR0917  # all that the page shows
    settings: Frame,
    county: tuple[str, str, str, tuple[str, ...]],
    profile: CountyProfile,
    tiles: TileMap,
    card: ArticleCard | None,
    rows: tuple[ArticleListing, ...],
    mentions: Mentions | None,
    files: tuple[int, ...],
) -> dict[str, Any]:
    """Build the page of one county, given by name, URL, code and aliases; without articles it shows its mentions.

    `files` are the years of its quantities, the newest first.
    """
    name, url, code, aliases = county
    measures = sum(row.measures for row in rows)
    description = f"{name}在{settings.title}刊发的简报：{len(rows)}篇、{measures}条措施"
    keywords = (name, *aliases)
    meta = list_meta(
        *(url, name, description, "工作动态", keywords),
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
        profile=profile,
        card=card,
        rows=rows[:FIRST],
        articles=len(rows),
        older=group_by_year(rows[FIRST:]),
        years=tuple(dict.fromkeys(row.date.year for row in rows)),
        names=mentions.names if mentions else (),
        mentions=mentions.find() if mentions else (),
        files=files,
    )


def newest_card(settings: Settings, entry: ArchiveEntry) -> ArticleCard:
    """Return the newest article with its first measures."""
    measures = tuple(measure_listing(entry, measure) for measure in entry.article.measures[:NEWS])
    return ArticleCard(
        article=article_listing(settings, entry, extract=not measures),
        measures=measures,
        more=entry.measures - len(measures),
    )


def group_by_year(rows: Sequence[ArticleListing]) -> tuple[tuple[int, tuple[ArticleListing, ...]], ...]:
    """Group articles, newest first, by year."""
    return tuple((year, tuple(group)) for year, group in groupby(rows, key=lambda row: row.date.year))
