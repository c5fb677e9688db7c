"""Counties against themes: how many measures each cell counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import County, Frame, Settings, Theme
from taizhou_brief.site.views.page_meta import list_meta, page_context
from taizhou_brief.site.views.rows import Link, MatrixCell, MatrixRow, MatrixSection
from taizhou_brief.site.views.site_context import ArchiveCounts, county_links
from taizhou_brief.site.views.tile_map import ShadeScale

SHADES = 5


def matrix_page(settings: Settings, counts: ArchiveCounts, updated: date | None) -> Page:
    """Plan the page of the whole matrix."""
    label = f"{settings.place_short}与主题"
    links = (("footer", label), ("more", label))
    counties = county_links(settings, (county.name for county in settings.counties))
    arguments = (settings.frame, theme_sections(settings, counts), counties)
    return Page("matrix/", "matrix.html", matrix_context, arguments, links, updated)


def matrix_context(settings: Frame, groups: tuple[MatrixSection, ...], counties: tuple[Link, ...]) -> dict[str, Any]:
    """Build a row for every theme that occurs, under its broader theme, and a column for each county."""
    label = f"{settings.place_short}与主题"
    description = f"{settings.region.name}各{settings.place_label}在各主题下的措施条数"
    meta = list_meta(
        "matrix/",
        label,
        description,
        "数据发布",
        (settings.place_label, "主题", "措施"),
        here="theme",
        trail=(Link("主题", "theme/"),),
    )
    return page_context(meta, settings, groups=groups, counties=counties)


def county_rows(settings: Settings, counts: ArchiveCounts, themes: tuple[Theme, ...]) -> tuple[MatrixRow, ...]:
    """Build the small matrix: a row for each county, a cell for each of the themes."""
    scale = build_scale(counts, themes)
    return tuple(
        MatrixRow(
            head=Link(county.name, county.url),
            short=county.short or county.name,
            cells=tuple(matrix_cell(counts, county, theme, scale) for theme in themes),
        )
        for county in settings.counties
    )


def theme_sections(settings: Settings, counts: ArchiveCounts) -> tuple[MatrixSection, ...]:
    """Build a section for each theme without a broader one, with a row for itself and for each below it that occurs."""
    themes = settings.themes
    narrow = tuple(theme for theme in themes if theme.broader)
    scale = build_scale(counts, narrow or themes)
    sections = []
    for top in themes:
        if top.broader or top.id not in counts.totals:
            continue
        below = [theme for theme in descendants(top, themes) if theme.id in counts.totals]
        top_scale = None if below else scale  # a sum is not compared with its parts
        rows = (
            theme_row(settings, counts, top, top_scale),
            *(theme_row(settings, counts, theme, scale) for theme in below),
        )
        sections.append(MatrixSection(head=Link(top.label, top.url), lines=rows))
    return tuple(sections)


def theme_row(settings: Settings, counts: ArchiveCounts, theme: Theme, scale: ShadeScale | None) -> MatrixRow:
    """Build the row of one theme across all counties."""
    cells = tuple(matrix_cell(counts, county, theme, scale) for county in settings.counties)
    return MatrixRow(head=counts.theme_link(theme), short=theme.label, cells=cells, total=counts.total_link(theme))


def matrix_cell(counts: ArchiveCounts, county: County, theme: Theme, scale: ShadeScale | None) -> MatrixCell:
    """Build the cell with the number of one county's measures of one theme and the link to them."""
    count = counts.matrix.get((county.name, theme.id), 0)
    return MatrixCell(
        count=count,
        heat=scale.shade(count) if scale else 0,
        url=theme.county_url(county) if count else "",
        name=f"{county.name}{theme.label}{count}条",
    )


def build_scale(counts: ArchiveCounts, themes: tuple[Theme, ...]) -> ShadeScale:
    """Build the scale for the cells of these themes."""
    wanted = {theme.id for theme in themes}
    return ShadeScale.of((count for (_, theme), count in counts.matrix.items() if theme in wanted), SHADES)


def descendants(top: Theme, themes: Iterable[Theme]) -> tuple[Theme, ...]:
    """Return every theme below, each right after the one above it, in the order of the settings."""
    themes = tuple(themes)
    below: list[Theme] = []
    for theme in themes:
        if theme.broader == top.id and theme.id != top.id:
            below += [theme, *descendants(theme, themes)]
    return tuple(below)
