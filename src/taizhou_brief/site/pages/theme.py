"""The themes: all of them, and a page for each with its measures by county."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from taizhou_brief.model.archive import Archive, ArticleRef
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Settings, Theme
from taizhou_brief.site.pages.matrix import descendants
from taizhou_brief.site.views.page_meta import list_meta, page_context
from taizhou_brief.site.views.rows import ArticleCard, Link, ThemeGroup, ThemeListing
from taizhou_brief.site.views.site_context import ArchiveCounts, article_summary, count_measures, measure_summary
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
    return Page("theme/", "themes.html", theme_index_context, (settings, listings), links, archive.updated)


def theme_index_context(settings: Settings, listings: tuple[ThemeListing, ...]) -> dict[str, Any]:
    """Build the list of all themes, each theme of the first level with the narrower ones."""
    description = f"{settings.title}的主题分类，按主题查各{settings.place_label}的做法"
    meta = list_meta(
        "theme/", "主题", description, "工作动态", tuple(theme.label for theme in settings.themes), here="theme"
    )
    return page_context(meta, settings, rows=listings)


def theme_pages(archive: Archive, settings: Settings, counts: ArchiveCounts) -> Iterator[Page]:
    """Plan one page a theme."""
    for theme in settings.themes:
        entries = archive.by_theme[theme.id]
        arguments = (settings, theme, counts, entries)
        updated = entries[0].issue.date if entries else None
        yield Page(theme.url, "theme.html", theme_context, arguments, (("themes", theme.label),), updated)


def theme_context(
    settings: Settings, theme: Theme, counts: ArchiveCounts, entries: tuple[ArticleRef, ...]
) -> dict[str, Any]:
    """Build the page of one theme: its measures by county, in the order of the settings."""
    link = counts.theme_link(theme)
    broader = settings.theme(theme.broader) if theme.broader else None
    groups = theme_groups(settings, entries, whole=link.count <= FEW)
    place = f"{settings.region.name}各{settings.place_label}"
    description = f"{theme.description or theme.label}：{place}的{link.count}条措施"
    meta = list_meta(
        theme.url,
        theme.label,
        description,
        "工作动态",
        (theme.label, *theme.aliases),
        here="theme",
        trail=(Link("主题", "theme/"), *((Link(broader.label, broader.url),) if broader else ())),
        keywords=(theme.label, *theme.aliases),
    )
    return page_context(
        meta,
        settings,
        theme=link,
        description=theme.description,
        articles=len(entries),
        broader=counts.theme_link(broader) if broader else None,
        narrower=tuple(counts.theme_link(other) for other in settings.themes if other.broader == theme.id),
        groups=groups,
        tiles=tile_map(settings, {group.name: group.articles for group in groups if group.url}, jump=True),
    )


def theme_groups(settings: Settings, entries: tuple[ArticleRef, ...], *, whole: bool) -> tuple[ThemeGroup, ...]:
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
        build_theme_group(settings, tuple(group), (slug, name, url), whole=whole)
        for slug, name, url, group in places
        if group
    )


def build_theme_group(
    settings: Settings, entries: tuple[ArticleRef, ...], place: tuple[str, str, str], *, whole: bool
) -> ThemeGroup:
    """Build the group of one place; a larger theme shows the newest articles with measures, the others by title."""
    shown = entries if whole else entries[:NEWEST]
    older = entries[len(shown) : len(shown) + TITLES]
    slug, name, url = place
    return ThemeGroup(
        id=slug,
        name=name,
        url=url,
        articles=len(entries),
        measures=count_measures(entries),
        cards=tuple(build_article_card(settings, entry, whole=whole) for entry in shown),
        older=tuple(article_summary(settings, entry, 0) for entry in older),
        rest=len(entries) - len(shown) - len(older),
    )


def build_article_card(settings: Settings, entry: ArticleRef, *, whole: bool) -> ArticleCard:
    """Build an article with its measures, or the first of them; one without measures shows its lead."""
    measures = entry.article.measures
    shown = measures if whole else measures[:FIRST]
    return ArticleCard(
        article=article_summary(settings, entry, 0) if measures else article_summary(settings, entry),
        measures=tuple(measure_summary(entry, measure) for measure in shown),
        more=len(measures) - len(shown),
    )
