"""The same counted thing in later issues: a small chart and its table, on the page of the place and all on one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

from taizhou_brief.model.page import Page
from taizhou_brief.site.dataset import CHART, Dataset, TimeSeries, period_label
from taizhou_brief.site.views.page_meta import PageMeta, column_meta, page_context
from taizhou_brief.site.views.rows import Link
from taizhou_brief.site.views.site_context import SiteContext

URL = "figures/series/"
NAME = "前后对照"
SHOWN = 60
"""Series of a place on the page of all; the file has every one."""
WIDTH, HEIGHT, EDGE = 320, 96, 8
"""Of a chart, in its own units."""


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One figure of a series."""

    url: str
    issue: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class SeriesView:
    """One series as it is shown."""

    noun: str
    unit: str
    steps: tuple[SeriesPoint, ...]
    line: str
    """The points of the line as SVG has them; empty where there are too few to draw."""
    dots: tuple[tuple[str, str], ...]
    label: str
    """What the chart says, for those who hear it."""


def series_page(shelf: SiteContext, ledger: Dataset) -> Iterator[Page]:
    """All series by place; no page where there are none."""
    if ledger.series:
        yield Page(URL, "series.html", (shelf.settings, ledger.compared), partial(_context, shelf, ledger))


def _context(shelf: SiteContext, ledger: Dataset) -> dict[str, Any]:
    settings = shelf.settings
    description = f"{settings.title}里同一地、同一口径的数字在前后各期的变化"
    draft = PageMeta(
        url=URL,
        template="series.html",
        title=NAME,
        description=description,
        here="figures",
        trail=(Link("数据", "figures/"),),
        name=NAME,
        names=column_meta(NAME, description, (settings.title, "数据", NAME), "数据发布"),
    )
    by_county = {county: tuple(found) for county, found in groupby(ledger.series, key=lambda series: series.county)}
    groups = tuple(
        (county.name, county.slug, tuple(map(series_view, by_county[county.name][:SHOWN])), len(by_county[county.name]))
        for county in settings.counties
        if county.name in by_county
    )
    return page_context(draft, settings, groups=groups)


def series_view(series: TimeSeries) -> SeriesView:
    """One series with its chart."""
    points = _places(series) if len(series.points) >= CHART else ()
    said = "，".join(f"{point.issue}{point.text}" for point in series.points)
    return SeriesView(
        noun=series.noun,
        unit=series.unit,
        steps=tuple(
            SeriesPoint(point.url, point.issue, period_label(point.as_of), point.text) for point in series.points
        ),
        line=" ".join(f"{x},{y}" for x, y in points),
        dots=points,
        label=f"{series.noun}（{series.unit}）：{said}",
    )


def _places(series: TimeSeries) -> tuple[tuple[str, str], ...]:
    """Where the points stand: days from left to right, values from zero at the foot."""
    days = [date.fromisoformat(point.date).toordinal() for point in series.points]
    values = [float(point.value) for point in series.points]
    top, low, span = max(0.0, *values), min(0.0, *values), max(days[-1] - days[0], 1)
    reach = (top - low) or 1.0
    return tuple(
        (
            f"{EDGE + (WIDTH - 2 * EDGE) * (day - days[0]) / span:.1f}",
            f"{HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (value - low) / reach:.1f}",
        )
        for day, value in zip(days, values, strict=True)
    )
