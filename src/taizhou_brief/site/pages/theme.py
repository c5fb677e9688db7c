"""The themes: all of them, and a page for each with its measures by county."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from taizhou_brief.model.archive import ArticleRef
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Theme
from taizhou_brief.site.pages.matrix import descendants
from taizhou_brief.site.views.page_meta import PageMeta, build_page, column_meta, page_context
from taizhou_brief.site.views.rows import ArticleCard, Link, ThemeGroup, ThemeListing
from taizhou_brief.site.views.site_context import SiteContext, measure_summary
from taizhou_brief.site.views.tile_map import tile_map

TEMPLATE = "theme.html"
FEW = 45
"""Up to so many measures a theme shows them all."""
FIRST = 3
"""Measures shown of each article of a larger theme."""
NEWEST = 3
"""Articles of one county shown with their measures in a larger theme."""
TITLES = 20
"""Older articles of one county shown by their titles."""


def theme_index(shelf: SiteContext) -> Page:
    """All themes, those without a broader one with what stands below them."""
    settings = shelf.settings
    description = f"{settings.title}的主题分类，按主题查各{settings.place_label}的做法"
    draft = PageMeta(
        url="theme/",
        template="themes.html",
        title="主题",
        description=description,
        here="theme",
        trail=(),
        name="主题",
        names=column_meta("主题", description, tuple(theme.label for theme in settings.themes), "工作动态"),
    )
    rows = tuple(theme_listing(shelf, theme) for theme in settings.themes if not theme.broader)
    return build_page(draft, settings, rows=rows)


def theme_listing(shelf: SiteContext, theme: Theme) -> ThemeListing:
    """One theme of the first level."""
    below = descendants(theme, shelf.settings.themes)
    return ThemeListing(
        link=counted_link(shelf, theme),
        description=theme.description,
        articles=len(shelf.archive.by_theme[theme.id]),
        narrower=tuple(counted_link(shelf, narrower) for narrower in below),
    )


def counted_link(shelf: SiteContext, theme: Theme) -> Link:
    """A link to the theme with the number of its measures."""
    return Link(theme.label, theme.url, shelf.totals.get(theme.id, 0))


def theme_pages(shelf: SiteContext) -> Iterator[Page]:
    """One page a theme."""
    for theme in shelf.settings.themes:
        shows = (shelf.settings, shelf.totals, shelf.digests(shelf.archive.by_theme[theme.id]))
        yield Page(theme.url, TEMPLATE, shows, partial(theme_context, shelf, theme))


def theme_context(shelf: SiteContext, theme: Theme) -> dict[str, Any]:
    """One theme: its measures by county, in the order of the settings."""
    settings = shelf.settings
    entries = shelf.archive.by_theme[theme.id]
    total = shelf.totals.get(theme.id, 0)
    above = settings.theme(theme.broader) if theme.broader else None
    groups = theme_groups(shelf, entries, whole=total <= FEW)
    description = f"{theme.description or theme.label}：{settings.region.name}各{settings.place_label}的{total}条措施"
    draft = PageMeta(
        url=theme.url,
        template=TEMPLATE,
        title=theme.label,
        description=description,
        here="theme",
        trail=(Link("主题", "theme/"), *((Link(above.label, above.url),) if above else ())),
        name=theme.label,
        names=column_meta(theme.label, description, (theme.label, *theme.aliases), "工作动态"),
        keywords=(theme.label, *theme.aliases),
    )
    counts = {group.name: group.articles for group in groups if group.url}
    return page_context(
        draft,
        settings,
        theme=Link(theme.label, theme.url, total),
        description=theme.description,
        articles=len(entries),
        broader=counted_link(shelf, above) if above else None,
        narrower=tuple(counted_link(shelf, other) for other in settings.themes if other.broader == theme.id),
        groups=groups,
        tiles=tile_map(settings, counts, jump=True),
    )


def theme_groups(shelf: SiteContext, entries: tuple[ArticleRef, ...], *, whole: bool) -> tuple[ThemeGroup, ...]:
    """The articles by county; those that speak for no county come last."""
    settings = shelf.settings
    groups = []
    for county in settings.counties:
        own = tuple(entry for entry in entries if county.name in entry.article.counties)
        if own:
            groups.append(build_theme_group(shelf, own, (county.slug, county.name, county.url), whole=whole))
    free = tuple(entry for entry in entries if not entry.article.counties)
    own = tuple(entry for entry in free if "counties" not in entry.article.undecided)
    if own:
        groups.append(build_theme_group(shelf, own, ("region", f"{settings.region.name}本级", ""), whole=whole))
    left = tuple(entry for entry in free if "counties" in entry.article.undecided)
    if left:
        groups.append(build_theme_group(shelf, left, ("undecided", "地区未定", ""), whole=whole))
    return tuple(groups)


def build_theme_group(
    shelf: SiteContext, entries: tuple[ArticleRef, ...], place: tuple[str, str, str], *, whole: bool
) -> ThemeGroup:
    """One county's part; a larger theme shows the newest articles with their first measures, the others by title."""
    shown = entries if whole else entries[:NEWEST]
    older = entries[len(shown) : len(shown) + TITLES]
    identity, name, url = place
    return ThemeGroup(
        id=identity,
        name=name,
        url=url,
        articles=len(entries),
        measures=sum(entry.measures for entry in entries),
        cards=tuple(build_article_card(shelf, entry, whole=whole) for entry in shown),
        older=tuple(shelf.row(entry, 0) for entry in older),
        rest=len(entries) - len(shown) - len(older),
    )


def build_article_card(shelf: SiteContext, entry: ArticleRef, *, whole: bool) -> ArticleCard:
    """An article with its measures, or the first of them; one without measures shows its lead."""
    found = entry.article.measures
    shown = found if whole else found[:FIRST]
    return ArticleCard(
        article=shelf.row(entry, 0 if found else 96),
        measures=tuple(measure_summary(entry, measure) for measure in shown),
        more=len(found) - len(shown),
    )
