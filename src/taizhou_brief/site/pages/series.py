"""The page 前后对照: figures of one subject in several issues, where its words name it or an editor states it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from taizhou_brief.model.archive import Archive
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Frame, Settings
from taizhou_brief.quantities import CLAUSE_GAP, normalised_clause
from taizhou_brief.site.dataset import Dataset, DatasetPiece, Observation, TimeSeries, find_series, issue_label
from taizhou_brief.site.views.page_meta import PageMeta, column_meta, page_context
from taizhou_brief.site.views.quantities import format_place
from taizhou_brief.site.views.rows import Link

NAME = "前后对照"
MAX_SERIES = 200
"""Series on the page, those with the newest figures first."""


@dataclass(frozen=True, slots=True)
class ThreadStep:
    """One measure of several that continue each other."""

    url: str
    """Relative to the site's root: `2021/07/1/#s2m3`."""
    heading: str
    date: date
    piece: DatasetPiece
    """Issue of the measure."""

    def observations(self) -> Iterator[Observation]:
        """Yield the results of the measure, by their words."""
        for row in self.piece.rows(labels=()):  # its themes are not shown
            if row.url.startswith(f"{self.url}f") and row.value and not row.target and row.kind != "ratio":
                subject = normalised_clause(row.clause, row.text, row.as_of_text)
                if not subject:
                    continue
                cells = row.value, row.high, row.text, row.as_of, row.as_of_text, self.piece.issue, row.url
                yield Observation("", subject, row.unit, row.kind, *cells)


Thread = tuple[ThreadStep, ...]
"""Measures that continue each other, oldest first."""


def series_page(archive: Archive, settings: Settings, dataset: Dataset) -> Page:
    """Plan the page; it is in the site map if it has something to compare."""
    pieces = [piece for year in dataset.years for piece in year.pieces]
    series = tuple(find_series(observation for piece in pieces for observation in piece.observations))
    threads = tuple(find_threads(archive, {piece.issue: piece for piece in pieces}))
    newest_first = sorted(series, key=lambda item: item.observations[-1].issue, reverse=True)
    arguments = (settings.frame, tuple(newest_first[:MAX_SERIES]), len(series), threads)
    links = (("more", NAME),) if series or threads else ()
    return Page("figures/series/", "series.html", series_context, arguments, links)


def find_threads(archive: Archive, pieces: Mapping[str, DatasetPiece]) -> Iterator[Thread]:
    """Yield the measures that continue each other as editors state it, without those that the archive does not have."""
    earlier = {
        f"{entry.url}#{follow.measure}": follow.continues
        for entry in archive.entries
        for follow in entry.article.follows
    }
    steps = {step.url: step for step in list_steps(archive, pieces, {*earlier, *earlier.values()})} if earlier else {}
    threads: dict[str, list[str]] = defaultdict(list)
    for url in filter(steps.__contains__, earlier):
        root = url
        while (before := earlier.get(root)) in steps and steps[before].date < steps[root].date:
            root = before
        if root != url:
            threads[root].append(url)
    for root, urls in threads.items():
        yield tuple(sorted((steps[url] for url in (root, *urls)), key=lambda step: (step.date, step.url)))


def list_steps(archive: Archive, pieces: Mapping[str, DatasetPiece], urls: set[str]) -> Iterator[ThreadStep]:
    """Yield the measures with these addresses."""
    for entry in archive.entries:
        for measure in entry.article.measures:
            url = f"{entry.url}#{measure.id}"
            if url in urls:
                heading = f"{measure.marker}{measure.heading}"
                yield ThreadStep(url, heading, entry.issue.date, pieces[str(entry.issue.id)])


@dataclass(frozen=True, slots=True)
class ObservationView:
    """One figure of a series."""

    text: str
    when: str
    """Time as printed, or empty."""
    link: Link
    """Its issue and place, with its address."""


@dataclass(frozen=True, slots=True)
class SeriesView:
    """One series as the page shows it."""

    title: str
    rows: tuple[ObservationView, ...]


def view_series(series: TimeSeries) -> SeriesView:
    """Return a series as the page shows it."""
    title = series.subject.replace(CLAUSE_GAP, "……").removesuffix("……")
    rows = tuple(
        ObservationView(point.text, point.as_of_text, Link(step_label(point.issue, point.url), point.url))
        for point in series.observations
    )
    return SeriesView(f"{series.place}：{title}" if series.place else title, rows)


def step_label(issue: str, url: str) -> str:
    """Return the issue and the place of an address: `2021年第7期 §2.3`."""
    return f"{issue_label(issue)} {format_place(url.partition('#')[2].partition('f')[0])}".rstrip()


def view_thread(thread: Thread) -> tuple[tuple[Link, ...], tuple[SeriesView, ...]]:
    """Return the measures of a thread, and the figures that all have the same words."""
    links = tuple(Link(f"{step_label(step.piece.issue, step.url)} {step.heading}", step.url) for step in thread)
    return links, tuple(map(view_series, find_series(thread_observations(thread))))


def thread_observations(thread: Iterable[ThreadStep]) -> Iterator[Observation]:
    """Yield the results of the measures of a thread."""
    for step in thread:
        yield from step.observations()


def series_context(
    settings: Frame, series: tuple[TimeSeries, ...], total: int, threads: tuple[Thread, ...]
) -> dict[str, Any]:
    """Build the page; `total` counts also the series that it has no room for."""
    description = f"{settings.title}里前后几期说到的同一件事：写明专名的，或者编辑注明接续的"
    meta = PageMeta(
        url="figures/series/",
        title=NAME,
        description=description,
        here="figures",
        trail=(Link("数据", "figures/"),),
        name=NAME,
        names=column_meta(NAME, description, (settings.title, "数据", NAME), "数据发布"),
    )
    return page_context(
        meta,
        settings,
        series=tuple(map(view_series, series)),
        omitted=total - len(series),
        threads=tuple(map(view_thread, threads)),
    )
