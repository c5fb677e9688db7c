"""The counties: all of them, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from taizhou_brief.model.archive import Archive, ArticleRef
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import County, Theme
from taizhou_brief.site.views.page_meta import PageMeta, build_page, column_meta, page_context
from taizhou_brief.site.views.rows import ArticleCard, Link, ThemeBar
from taizhou_brief.site.views.site_context import SiteContext, measure_summary
from taizhou_brief.site.views.tile_map import tile_map

TEMPLATE = "county.html"
BARS = 8
"""Themes in a county's profile."""
NEWS = 6
"""Measures of the newest article shown on a county's page."""


def county_index(shelf: SiteContext) -> Page:
    """All counties, with what there is to read of each and its newest article."""
    settings, archive = shelf.settings, shelf.archive
    description = f"{settings.region.name}各{settings.place_label}刊发的简报和措施"
    draft = PageMeta(
        url="county/",
        template="counties.html",
        title=settings.place_label,
        description=description,
        here="county",
        trail=(),
        name=settings.place_label,
        names=column_meta(settings.place_label, description, tuple(shelf.counties), "工作动态"),
    )
    rows = tuple(
        (
            Link(county.name, county.url, count_measures(archive.by_county[county.name])),
            len(archive.by_county[county.name]),
            shelf.row(archive.by_county[county.name][0], 0) if archive.by_county[county.name] else None,
        )
        for county in settings.counties
    )
    counts = {name: len(entries) for name, entries in archive.by_county.items()}
    return build_page(draft, settings, rows=rows, tiles=tile_map(settings, counts))


def county_pages(shelf: SiteContext) -> Iterator[Page]:
    """One page a county."""
    archive = shelf.archive
    counts = {name: len(found) for name, found in archive.by_county.items()}
    whole = (counts, tuple(archive.matrix.items()), shelf.totals, tuple(theme.id for theme in shelf.tagged))
    for county in shelf.settings.counties:
        shows = (shelf.settings, *whole, shelf.digests(archive.by_county[county.name]))
        yield Page(county.url, TEMPLATE, shows, partial(county_context, shelf, county, counts))


def county_context(shelf: SiteContext, county: County, counts: Mapping[str, int]) -> dict[str, Any]:
    """One county: where its weight lies, its newest measures, its articles."""
    settings = shelf.settings
    entries = shelf.archive.by_county[county.name]
    description = f"{county.name}在{settings.title}刊发的简报：{len(entries)}篇、{count_measures(entries)}条措施"
    draft = PageMeta(
        url=county.url,
        template=TEMPLATE,
        title=county.name,
        description=description,
        here="county",
        trail=(Link(settings.place_label, "county/"),),
        name=county.name,
        names=column_meta(county.name, description, (county.name, *county.aliases), "工作动态"),
        keywords=(county.name,),
        data=({"@type": "AdministrativeArea", "name": county.name, "identifier": county.code},) if county.code else (),
    )
    return page_context(
        draft,
        settings,
        county=Link(county.name, county.url),
        measures=count_measures(entries),
        since=entries[-1].issue.date if entries else None,
        tiles=tile_map(settings, counts, here=county.name),
        bars=theme_profile(shelf, county),
        places=len(settings.counties),
        card=newest_card(shelf, entries[0]) if entries else None,
        rows=tuple(shelf.row(entry, 0) for entry in entries),
    )


def count_measures(entries: tuple[ArticleRef, ...]) -> int:
    """How many measures these articles hold."""
    return sum(entry.measures for entry in entries)


def newest_card(shelf: SiteContext, entry: ArticleRef) -> ArticleCard:
    """The newest article with its first measures."""
    rows = tuple(measure_summary(entry, measure) for measure in entry.article.measures[:NEWS])
    return ArticleCard(article=shelf.row(entry), measures=rows, more=entry.measures - len(rows))


def theme_profile(shelf: SiteContext, county: County) -> tuple[ThemeBar, ...]:
    """The county's themes, most measures first, filled up with what the others write about."""
    matrix = shelf.archive.matrix
    own = [theme for theme in shelf.tagged if matrix.get((county.name, theme.id))]
    if not own:
        return ()
    own.sort(key=lambda theme: -matrix[county.name, theme.id])
    others = [theme for theme in shelf.common(BARS) if theme not in own]
    themes = tuple((own + others)[:BARS])
    averages = {theme.id: average_measures(shelf.archive, theme, len(shelf.settings.counties)) for theme in themes}
    most = max(*averages.values(), *(float(matrix.get((county.name, theme.id), 0)) for theme in themes), 1.0)
    return tuple(
        theme_bar(theme, county, matrix.get((county.name, theme.id), 0), averages[theme.id], most) for theme in themes
    )


def theme_bar(theme: Theme, county: County, count: int, mean: float, most: float) -> ThemeBar:
    """One theme of the profile."""
    url = f"{theme.url}#{county.slug}" if count else theme.url
    return ThemeBar(
        link=Link(theme.label, url, count),
        width=f"{100 * count / most:.1f}%",
        average_at=f"{min(99.0, 100 * mean / most):.1f}%",
        average=f"{mean:.1f}",
    )


def average_measures(archive: Archive, theme: Theme, places: int) -> float:
    """Measures of the theme for the average county, those with none included."""
    return sum(count for (_, found), count in archive.matrix.items() if found == theme.id) / max(places, 1)
