"""The themes: all of them, and a page for each with its measures by county."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from taizhou_brief.model.archive import Archive, ArchiveEntry
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Frame, Settings
from taizhou_brief.model.summary import MeasureSummary
from taizhou_brief.site.pages.matrix import descendants
from taizhou_brief.site.views.page_meta import list_meta, page_context
from taizhou_brief.site.views.rows import ArticleCard, Link, ThemeGroup, ThemeListing, TileMap
from taizhou_brief.site.views.site_context import ArchiveCounts, article_listing, measure_listing
from taizhou_brief.site.views.tile_map import tile_map

FEW = 45
"""Up to so many measures a theme shows them all."""
FIRST = 3
"""Measures shown of each article of a larger theme."""
NEWEST = 3
"""Articles of one county shown with their measures in a larger theme."""
TITLES = 20
"""Older articles of one county shown by their titles."""


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
        groups = theme_groups(settings, entries, about, theme.url, whole=link.count <= FEW)
        places = {group.name: group.measures for group in groups if group.measures_url}
        arguments = (
            settings.frame,
            (link, theme.description, theme.aliases, len(entries), counts.total_link(theme)),
            counts.theme_link(broader) if broader else None,
            tuple(counts.theme_link(other) for other in settings.themes if other.broader == theme.id),
            groups,
            tile_map(settings, places, unit="条", theme=theme),
        )
        updated = entries[0].issue.date if entries else None
        yield Page(theme.url, "theme.html", theme_context, arguments, (("themes", theme.label),), updated)


def theme_context(  # noqa: PLR0913, PLR0917  # all that the page shows
    settings: Frame,
    theme: tuple[Link, str, tuple[str, ...], int, Link],
    broader: Link | None,
    narrower: tuple[Link, ...],
    groups: tuple[ThemeGroup, ...],
    tiles: TileMap,
) -> dict[str, Any]:
    """Build the page of one theme: its measures by county.

    The theme is given by link, description, aliases, number of articles and link to all measures.
    """
    link, description, aliases, articles, total = theme
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
        articles=articles,
        total=total,
        broader=broader,
        narrower=narrower,
        groups=groups,
        told=any(row.results for group in groups for card in group.cards for row in card.measures),
        tiles=tiles,
    )


OwnMeasures = Mapping[str, tuple[MeasureSummary, ...]]
"""Measures about a theme by URL of their article."""


def theme_groups(
    settings: Settings, entries: tuple[ArchiveEntry, ...], about: OwnMeasures, theme_url: str, *, whole: bool
) -> tuple[ThemeGroup, ...]:
    """Group the articles by county; those of the whole region, and then those without a decided county, come last."""
    wholly = [entry for entry in entries if not entry.article.counties]
    places = [
        (county.slug, county.name, county.url, [entry for entry in entries if county.name in entry.article.counties])
        for county in settings.counties
    ]
    regional = [entry for entry in wholly if "counties" not in entry.article.undecided]
    undecided = [entry for entry in wholly if "counties" in entry.article.undecided]
    places += [("region", f"{settings.region.name}本级", "", regional), ("undecided", "地区未定", "", undecided)]
    return tuple(
        build_theme_group(settings, tuple(group), about, (slug, name, url, theme_url), whole=whole)
        for slug, name, url, group in places
        if group
    )


def build_theme_group(
    settings: Settings,
    entries: tuple[ArchiveEntry, ...],
    about: OwnMeasures,
    place: tuple[str, str, str, str],
    *,
    whole: bool,
) -> ThemeGroup:
    """Build the group of one place; a larger theme shows the newest articles with measures, the others by title.

    Articles none of whose measures are about the theme are shown by title too, unless they have no measures.
    """
    with_text = [entry for entry in entries if entry.url in about or not entry.measures]
    shown = with_text if whole else with_text[:NEWEST]
    others = [entry for entry in entries if entry not in shown]
    slug, name, url, theme_url = place
    measures = sum(len(about.get(entry.url, ())) for entry in entries)
    return ThemeGroup(
        id=slug,
        name=name,
        url=url,
        articles=len(entries),
        measures=measures,
        measures_url=f"{theme_url}{slug}/" if url and measures else "",
        cards=tuple(build_article_card(settings, entry, about.get(entry.url, ()), whole=whole) for entry in shown),
        older=tuple(article_listing(settings, entry, extract=False) for entry in others[:TITLES]),
        rest=len(others[TITLES:]),
    )


def build_article_card(
    settings: Settings, entry: ArchiveEntry, measures: tuple[MeasureSummary, ...], *, whole: bool
) -> ArticleCard:
    """Build an article with its measures about the theme, or the first of them; one without measures shows its lead."""
    shown = measures if whole else measures[:FIRST]
    return ArticleCard(
        article=replace(article_listing(settings, entry, extract=not measures), counties=()),
        measures=tuple(measure_listing(entry, measure) for measure in shown),
        more=len(measures) - len(shown),
    )
