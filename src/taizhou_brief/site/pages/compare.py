"""比一比: a page for each theme that compares all counties, and the page on which a reader chooses some of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from taizhou_brief.model.archive import Archive, ArchiveEntry
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Frame, Settings, Theme
from taizhou_brief.model.summary import ArticleSummary
from taizhou_brief.site.comparison import ComparedArticle, ComparePiece, CompareYear, CountyColumn, compare_counties
from taizhou_brief.site.views.page_meta import list_meta, page_context
from taizhou_brief.site.views.rows import Link
from taizhou_brief.site.views.site_context import ArchiveCounts

TITLE = "比一比"
URL = "compare/"
WINDOW = 8
"""Newest measures of each county that the page of a theme compares."""
Pieces = Mapping[str, ComparePiece]
"""What comparisons know of each issue, by the path of its file."""


@dataclass(frozen=True, slots=True)
class Comparisons:
    """What the comparisons of an archive are made from."""

    pieces: Pieces
    years: tuple[CompareYear, ...]
    """What the scripts contain, the oldest year first."""

    @staticmethod
    def of(archive: Archive, settings: Settings, pieces: Pieces) -> Comparisons:
        """Group the measures of an archive by year and theme."""
        return Comparisons(pieces, tuple(compare_years(archive, settings, pieces)))

    @property
    def versions(self) -> dict[str, tuple[tuple[int, str], ...]]:
        """The years of each theme, the newest first, each with what changes whenever its script does."""
        versions: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for year in reversed(self.years):
            for theme, version in year.versions:
                versions[theme].append((year.year, version))
        return {theme: tuple(years) for theme, years in versions.items()}


def measures_of_theme(article: ArticleSummary, themes: frozenset[str]) -> tuple[str, ...]:
    """Return the ids of the measures of an article about any of some themes."""
    return tuple(measure.id for measure in article.measures if not themes.isdisjoint(measure.themes))


def themes_to_compare(counts: ArchiveCounts, settings: Settings) -> tuple[Theme, ...]:
    """Return the themes that have measures of any county."""
    recorded = {theme_id for (_, theme_id), count in counts.matrix.items() if count}
    return tuple(theme for theme in settings.themes if theme.id in recorded)


def compare_pages(archive: Archive, settings: Settings, counts: ArchiveCounts, compared: Comparisons) -> Iterator[Page]:
    """Plan the page on which counties are chosen, and that of each theme."""
    yield choice_page(archive, settings, counts, compared)
    narrower = find_narrower(settings)
    for theme in themes_to_compare(counts, settings):
        columns = tuple(
            CountyColumn(county.name, county.url, count, theme.county_url(county) if count else "")
            for county in settings.counties
            for count in (counts.matrix.get((county.name, theme.id), 0),)
        )
        entries = archive.by_theme[theme.id]
        articles = tuple(choose_articles(entries, narrower[theme.id], columns, compared.pieces))
        link = Link(theme.label, theme.url, counts.totals.get(theme.id, 0))
        arguments = (settings.frame, link, columns, articles)
        yield Page(f"{URL}{theme.id}/", "compare.html", compare_context, arguments, updated=entries[0].issue.date)


def choice_page(archive: Archive, settings: Settings, counts: ArchiveCounts, compared: Comparisons) -> Page:
    """Plan the page on which a reader chooses a theme and some counties."""
    versions = compared.versions
    themes = tuple(
        (Link(theme.label, f"{URL}{theme.id}/", counts.totals.get(theme.id, 0)), theme.id, versions[theme.id])
        for theme in themes_to_compare(counts, settings)
        if theme.id in versions
    )
    arguments = (settings.frame, themes, tuple((c.name, c.slug, c.short or c.name) for c in settings.counties))
    return Page(
        URL, "compare-choice.html", choice_context, arguments, (("footer", TITLE), ("more", TITLE)), archive.updated
    )


def choice_context(
    frame: Frame,
    themes: tuple[tuple[Link, str, tuple[tuple[int, str], ...]], ...],
    counties: tuple[tuple[str, str, str], ...],
) -> dict[str, Any]:
    """Build the page on which a reader chooses; a theme has its link, its id and its years, a county its names.

    The names of a county are its own, that in addresses, and the short one.
    """
    description = f"选一个主题、两到四个{frame.place_label}，把简报里的做法放在一起看"
    meta = list_meta(URL, TITLE, description, "工作动态", (TITLE, frame.place_label, "主题"), here="theme")
    return page_context(meta, frame, themes=themes, counties=counties)


def find_narrower(settings: Settings) -> dict[str, frozenset[str]]:
    """Return the ids of each theme and of all themes below it, by its id."""
    below: dict[str, set[str]] = {theme.id: {theme.id} for theme in settings.themes}
    for theme in settings.themes:
        above: Theme | None = theme
        while above and above.broader:
            above = settings.theme(above.broader)
            if above:
                below[above.id].add(theme.id)
    return {theme_id: frozenset(ids) for theme_id, ids in below.items()}


def choose_articles(
    entries: Sequence[ArchiveEntry], themes: frozenset[str], columns: Sequence[CountyColumn], pieces: Pieces
) -> Iterator[ComparedArticle]:
    """Yield the articles, the newest first, until each county has `WINDOW` measures or no more."""
    room = {column.name: min(WINDOW, column.count) for column in columns}
    for entry in in_reading_order(entries):
        if not any(room.values()):
            return
        article = choose_measures(
            entry, themes, pieces, max((room.get(c, 0) for c in entry.article.counties), default=0)
        )
        if article.measures:
            room.update((name, max(0, room[name] - len(article.measures))) for name in article.counties)
            yield article


def choose_measures(entry: ArchiveEntry, themes: frozenset[str], pieces: Pieces, most: int | None) -> ComparedArticle:
    """Return an article with the first of its measures about any of some themes."""
    return ComparedArticle(
        pieces[entry.issue.path],
        entry.article.index,
        entry.url,
        Link(f"{entry.issue.year}年{entry.issue.label}", entry.issue.url),
        entry.article.counties,
        measures_of_theme(entry.article, themes)[:most] if entry.article.counties else (),
    )


def compare_years(archive: Archive, settings: Settings, pieces: Pieces) -> Iterator[CompareYear]:
    """Yield what the scripts of each year contain: by theme, the articles with measures of it."""
    narrower = find_narrower(settings)
    years: dict[int, dict[str, tuple[ComparedArticle, ...]]] = defaultdict(dict)
    for theme in settings.themes:
        for year, group in groupby(in_reading_order(archive.by_theme[theme.id]), key=lambda entry: entry.issue.year):
            articles = (choose_measures(entry, narrower[theme.id], pieces, None) for entry in group)
            if with_measures := tuple(article for article in articles if article.measures):
                years[year][theme.id] = with_measures
    return (CompareYear(year, tuple(years[year].items())) for year in sorted(years))


def in_reading_order(entries: Iterable[ArchiveEntry]) -> list[ArchiveEntry]:
    """Return articles that come the newest first in the order of the issues, the articles of each as printed."""
    by_issue: dict[str, list[ArchiveEntry]] = defaultdict(list)
    for entry in entries:
        by_issue[entry.issue.path].append(entry)
    return [entry for group in by_issue.values() for entry in sorted(group, key=lambda e: e.article.index)]


def compare_context(
    frame: Frame, theme: Link, columns: tuple[CountyColumn, ...], articles: tuple[ComparedArticle, ...]
) -> dict[str, Any]:
    """Build the page that compares all counties about a theme."""
    theme_id = theme.url.split("/")[1]
    description = (
        f"{frame.region.name}各{frame.place_label}“{theme.text}”的做法放在一起看：相近的并排，只见于一地的列出"
    )
    meta = list_meta(
        f"{URL}{theme_id}/",
        f"{TITLE}：{theme.text}",
        description,
        "工作动态",
        (TITLE, theme.text),
        here="theme",
        trail=(Link("主题", "theme/"), theme),
    )
    return page_context(
        meta,
        frame,
        theme=theme,
        theme_id=theme_id,
        columns=columns,
        recorded=tuple(column for column in columns if column.count),
        unrecorded=tuple(column for column in columns if not column.count),
        window=WINDOW if any(column.count > WINDOW for column in columns) else 0,
        comparison=compare_counties(columns, articles),
    )
