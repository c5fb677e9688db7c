"""Counties against themes: how many measures each cell stands for."""

from __future__ import annotations

from collections.abc import Iterable

from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Theme
from taizhou_brief.site.views.page_meta import PageMeta, build_page, column_meta
from taizhou_brief.site.views.rows import Link, MatrixCell, MatrixRow, MatrixSection
from taizhou_brief.site.views.site_context import SiteContext
from taizhou_brief.site.views.tile_map import ShadeScale

SHADES = 5


def matrix_page(shelf: SiteContext) -> Page:
    """Every theme that occurs, a line each, under its broader theme; a column for each county."""
    settings = shelf.settings
    label = f"{settings.place_short}与主题"
    description = f"{settings.region.name}各{settings.place_label}在各主题下的措施条数"
    draft = PageMeta(
        url="matrix/",
        template="matrix.html",
        title=label,
        description=description,
        here="theme",
        trail=(Link("主题", "theme/"),),
        name=label,
        names=column_meta(label, description, (settings.place_label, "主题", "措施"), "数据发布"),
    )
    return build_page(draft, settings, groups=theme_sections(shelf), counties=tuple(shelf.counties.values()))


def county_rows(shelf: SiteContext, themes: tuple[Theme, ...]) -> tuple[MatrixRow, ...]:
    """A line for each county, a cell for each of the themes: the small matrix."""
    counties = shelf.settings.counties
    scale = build_scale(shelf, themes)
    return tuple(
        MatrixRow(
            head=shelf.counties[county.name],
            short=county.short or county.name,
            cells=tuple(matrix_cell(shelf, county.name, county.slug, theme, scale) for theme in themes),
        )
        for county in counties
    )


def theme_sections(shelf: SiteContext) -> tuple[MatrixSection, ...]:
    """A group for each theme without a broader one, with a line for itself and for each below it that occurs."""
    themes = shelf.settings.themes
    narrow = tuple(theme for theme in themes if theme.broader)
    scale = build_scale(shelf, narrow or themes)
    groups = []
    for top in themes:
        if top.broader or top.id not in shelf.totals:
            continue
        below = [theme for theme in descendants(top, themes) if theme.id in shelf.totals]
        plain = None if below else scale  # a sum is not compared with its parts
        lines = (theme_row(shelf, top, plain), *(theme_row(shelf, theme, scale) for theme in below))
        groups.append(MatrixSection(head=shelf.themes[top.id], lines=lines))
    return tuple(groups)


def theme_row(shelf: SiteContext, theme: Theme, scale: ShadeScale | None) -> MatrixRow:
    """One theme across all counties."""
    link = shelf.themes[theme.id]
    cells = tuple(matrix_cell(shelf, county.name, county.slug, theme, scale) for county in shelf.settings.counties)
    return MatrixRow(head=Link(link.text, link.url, shelf.totals[theme.id]), short=theme.label, cells=cells)


def matrix_cell(shelf: SiteContext, county: str, slug: str, theme: Theme, scale: ShadeScale | None) -> MatrixCell:
    """One county's measures of one theme, with the way to them."""
    count = shelf.archive.matrix.get((county, theme.id), 0)
    return MatrixCell(
        count=count,
        heat=scale.shade(count) if scale else 0,
        url=f"{theme.url}#{slug}" if count else "",
        name=f"{county}{theme.label}{count}条",
    )


def build_scale(shelf: SiteContext, themes: tuple[Theme, ...]) -> ShadeScale:
    """The scale for the cells of these themes."""
    wanted = {theme.id for theme in themes}
    return ShadeScale.of((count for (_, theme), count in shelf.archive.matrix.items() if theme in wanted), SHADES)


def descendants(top: Theme, themes: Iterable[Theme]) -> tuple[Theme, ...]:
    """Every theme below, each right after the one above it, in the order of the settings."""
    themes = tuple(themes)
    found: list[Theme] = []
    for theme in themes:
        if theme.broader == top.id and theme.id != top.id:
            found += [theme, *descendants(theme, themes)]
    return tuple(found)
