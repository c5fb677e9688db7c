"""The themes: all of them, and a page for each with its measures by county."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from taizhou_brief.model.archive import Archive, ArchiveEntry, ThemeEntry
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Frame, Settings, Theme
from taizhou_brief.model.summary import MeasureSummary
from taizhou_brief.site.pages.matrix import descendants
from taizhou_brief.site.pages.theme_county import list_urls, split_years
from taizhou_brief.site.views.page_meta import list_meta, page_context
from taizhou_brief.site.views.rows import Link, ThemeGroup, ThemeListing, TileMap
from taizhou_brief.site.views.site_context import ArchiveCounts, article_listing, lists_all, measure_row
from taizhou_brief.site.views.tile_map import tile_map

FEW = 40
"""Up to so many measures a theme shows them all."""
NEWEST = 4
"""Measures of one county shown in a larger theme."""
PROSE = 2
"""Articles of one county without measures that a larger theme shows with their beginning."""
TITLES = 5
"""Further articles of one county shown by their titles."""
WORDS = 5
"""Words of a theme without a description that its page names."""


def theme_index(archive: Archive, settings: Settings, counts: ArchiveCounts) -> Page:
    """Plan the list of all themes."""
    listings = tuple(
        ThemeListing(
            link=counts.theme_link(theme),
            description=theme.description,
            articles=len(archive.by_theme[theme.id]),
            narrower=tuple(counts.theme_link(narrower) for narrower in descendants(theme, settings.themes)),
        )
        for theme in settings.themes
        if not theme.broader
    )
    links = (("header", "主题"), ("footer", "主题"))
    labels = tuple(theme.label for theme in settings.themes)
    arguments = (settings.frame, listings, labels)
    return Page("theme/", "themes.html", theme_index_context, arguments, links, archive.updated)


def theme_index_context(settings: Frame, listings: tuple[ThemeListing, ...], labels: tuple[str, ...]) -> dict[str, Any]:
    """Build the list of all themes, those of the first level with the narrower ones; `labels` are those of all."""
    description = f"{settings.title}的主题分类，按主题查各{settings.place_label}的做法"
    meta = list_meta("theme/", "主题", description, "工作动态", labels, here="theme")
    return page_context(meta, settings, rows=listings)


def theme_pages(archive: Archive, settings: Settings, counts: ArchiveCounts) -> Iterator[Page]:
    """Plan one page a theme."""
    for theme in settings.themes:
        entries = archive.by_theme[theme.id]
        about = {about.entry.url: about.measures for about in archive.measures_by_theme[theme.id]}
        link = counts.theme_link(theme)
        broader = settings.theme(theme.broader) if theme.broader else None
        groups = theme_groups(settings, entries, about, theme, whole=link.count <= FEW)
        places = {group.name: group.measures for group in groups if group.url and group.measures}
        arguments = (
            settings.frame,
            (link, theme.description or theme_words(theme), theme.aliases, len(entries), counts.total_link(theme)),
            counts.theme_link(broader) if broader else None,
            tuple(counts.theme_link(other) for other in settings.themes if other.broader == theme.id),
            groups,
            tile_map(settings, places, unit="条", theme=theme),
            link_years(theme, archive.measures_by_theme[theme.id]) if counts.lists_all else (),
        )
        updated = entries[0].issue.date if entries else None
        yield Page(theme.url, "theme.html", theme_context, arguments, (("themes", theme.label),), updated)


def theme_context(  # noqa: PLR0913, PLR0917  # all that the page shows
    settings: Frame,
    theme: tuple[Link, str | tuple[str, ...], tuple[str, ...], int, Link],
    broader: Link | None,
    narrower: tuple[Link, ...],
    groups: tuple[ThemeGroup, ...],
    tiles: TileMap,
    years: tuple[Link, ...],
) -> dict[str, Any]:
    """Build the page of one theme: its measures by county.

    The theme is given by link, description or some of its words, aliases, number of articles and link to all measures.
    """
    link, words, aliases, articles, total = theme
    description = words if isinstance(words, str) else ""
    place = f"{settings.region.name}各{settings.place_label}"
    summary = f"{description or link.text}：{place}的{link.count}条措施"
    meta = list_meta(
        link.url,
        link.text,
        summary,
        "工作动态",
        (link.text, *aliases),
        here="theme",
        trail=(Link("主题", "theme/"), *((Link(broader.text, broader.url),) if broader else ())),
        keywords=(link.text, *aliases),
        listed=bool(articles),
    )
    return page_context(
        meta,
        settings,
        theme=link,
        description=description,
        words=() if description else words,
        articles=articles,
        total=total,
        broader=broader,
        narrower=narrower,
        groups=groups,
        told=any(row.results for group in groups for row in group.rows),
        tiles=tiles,
        years=years,
    )


def theme_words(theme: Theme) -> tuple[str, ...]:
    """Return the first words by which measures belong to a theme; none if a description says what it is about."""
    words = dict.fromkeys(word for word in (*theme.aliases, *theme.keywords) if word != theme.label)
    return () if theme.description else tuple(words)[:WORDS]


def link_years(theme: Theme, about: Iterable[ThemeEntry]) -> tuple[Link, ...]:
    """Return links to the years in the list of all measures about a theme; none if it has one year only."""
    counts: dict[int, int] = {}
    for entry, measures in about:
        counts[entry.issue.year] = counts.get(entry.issue.year, 0) + len(measures)
    parts = split_years(counts)
    urls = list_urls(theme.all_url, parts)
    links = (Link(f"{year}年", f"{url}#y{year}") for part, url in zip(parts, urls, strict=True) for year in part)
    return tuple(links) if len(counts) > 1 else ()


OwnMeasures = Mapping[str, tuple[MeasureSummary, ...]]
"""Measures about a theme by URL of their article."""


@dataclass(frozen=True, slots=True)
class GroupPlace:
    """Place whose articles are a group on the page of a theme."""

    id: str
    name: str
    url: str
    """Address of the county's page; empty for articles of no county."""
    list_url: str
    """Address of a list with all of its measures; empty if there is none."""


def theme_groups(
    settings: Settings, entries: tuple[ArchiveEntry, ...], about: OwnMeasures, theme: Theme, *, whole: bool
) -> tuple[ThemeGroup, ...]:
    """Group the articles by county; those of the whole region, and then those without a decided county, come last."""
    wholly = [entry for entry in entries if not entry.article.counties]
    places = [
        (
            GroupPlace(county.slug, county.name, county.url, theme.county_url(county)),
            [entry for entry in entries if county.name in entry.article.counties],
        )
        for county in settings.counties
    ]
    regional = [entry for entry in wholly if "counties" not in entry.article.undecided]
    undecided = [entry for entry in wholly if "counties" in entry.article.undecided]
    all_url = theme.all_url if lists_all(settings) else ""
    places += [
        (GroupPlace("region", f"{settings.region.name}本级", "", all_url), regional),
        (GroupPlace("undecided", "地区未定", "", all_url), undecided),
    ]
    return tuple(build_theme_group(settings, group, about, place, whole=whole) for place, group in places if group)


def build_theme_group(
    settings: Settings, entries: Sequence[ArchiveEntry], about: OwnMeasures, place: GroupPlace, *, whole: bool
) -> ThemeGroup:
    """Build the group of one place; a larger theme shows its newest measures, the others are in their list.

    Articles none of whose measures are about the theme are shown by title, those without measures by their beginning.
    """
    measures = [(entry, measure) for entry in entries for measure in about.get(entry.url, ())]
    prose = [entry for entry in entries if not entry.measures]
    shown = prose if whole else prose[:PROSE]
    titles = [entry for entry in entries if entry not in shown and entry.url not in about]
    return ThemeGroup(
        id=place.id,
        name=place.name,
        url=place.url,
        articles=len(entries),
        measures=len(measures),
        measures_url=place.list_url if measures else "",
        rows=tuple(measure_row(*pair) for pair in (measures if whole else measures[:NEWEST])),
        prose=tuple(replace(article_listing(settings, entry), counties=(), themes=()) for entry in shown),
        titles=tuple(article_listing(settings, entry, extract=False) for entry in titles[:TITLES]),
        rest=len(titles[TITLES:]),
    )
