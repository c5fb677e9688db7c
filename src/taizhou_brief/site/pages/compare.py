"""比一比: a page for each theme that compares all counties, and the page on which a reader chooses some of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from taizhou_brief.model.archive import Archive, ArchiveEntry, ThemeEntry
from taizhou_brief.model.archive_theme import ArchiveTheme, split_by_theme
from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.page import Page, PageGroup
from taizhou_brief.model.settings import Frame, Settings, Theme
from taizhou_brief.site.comparison import (
    ComparedArticle,
    ComparePiece,
    CompareScript,
    CompareYear,
    CountyColumn,
    compare_article,
    compare_counties,
)
from taizhou_brief.site.views.page_meta import list_meta, page_context
from taizhou_brief.site.views.rows import Link
from taizhou_brief.site.views.site_context import ArchiveCounts, count_by_county, count_measures_about

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
            for theme in year.themes:
                versions[theme.id].append((year.year, theme.version))
        return {theme: tuple(years) for theme, years in versions.items()}


@dataclass(frozen=True, slots=True)
class ComparedTheme:
    """What the page of one theme is made from."""

    part: ArchiveTheme
    pieces: Pieces

    @property
    def digest(self) -> str:
        """Digest of all of its articles that the page may show."""
        known = (find_article_digest(self.pieces, entry) for entry, _ in self.part.about)
        return fingerprint(self.part.digest, "\n".join(known))


def find_article_digest(pieces: Pieces, entry: ArchiveEntry) -> str:
    """Return the digest of what comparisons know of an article."""
    return pieces[entry.issue.path].digests[entry.article.index - 1]


def themes_to_compare(counts: ArchiveCounts, settings: Settings) -> tuple[Theme, ...]:
    """Return the themes that have measures of any county."""
    recorded = {theme_id for (_, theme_id), count in counts.matrix.items() if count}
    return tuple(theme for theme in settings.themes if theme.id in recorded)


def compare_pages(archive: Archive, settings: Settings, compared: Comparisons) -> Iterator[PageGroup]:
    """Plan the page of each theme."""
    for part in split_by_theme(archive, settings):
        arguments = (settings, ComparedTheme(part, compared.pieces))
        yield PageGroup(f"{URL}{part.theme.id}/", ("compare.html",), plan_comparison, arguments)


def plan_comparison(settings: Settings, compared: ComparedTheme) -> Iterator[Page]:
    """Plan the page of a theme, if it has measures of any county."""
    part, theme = compared.part, compared.part.theme
    counts = count_by_county(part.about)
    if not counts:
        return
    columns = tuple(
        CountyColumn(county.name, county.url, count, theme.county_url(county) if count else "")
        for county in settings.counties
        for count in (counts.get(county.name, 0),)
    )
    articles = tuple(choose_articles(part.about, columns, compared.pieces))
    link = Link(theme.label, theme.url, count_measures_about(part.about))
    arguments = (settings.frame, link, columns, articles)
    yield Page(f"{URL}{theme.id}/", "compare.html", compare_context, arguments, updated=part.tagged[0].issue.date)


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


def choose_articles(
    about: Iterable[ThemeEntry], columns: Sequence[CountyColumn], pieces: Pieces
) -> Iterator[ComparedArticle]:
    """Yield the articles, the newest first, until each county has `WINDOW` measures or no more."""
    room = {column.name: min(WINDOW, column.count) for column in columns}
    for entry, measures in in_reading_order(about):
        if not any(room.values()):
            return
        most = max((room[name] for name in entry.article.counties), default=0)
        if most:
            article = compare_article(ThemeEntry(entry, measures[:most]), pieces[entry.issue.path])
            room.update((name, max(0, room[name] - len(article.measures))) for name in article.counties)
            yield article


def compare_years(archive: Archive, settings: Settings, pieces: Pieces) -> Iterator[CompareYear]:
    """Yield what the scripts of each year contain: by theme, the articles with measures of it."""
    years: dict[int, list[CompareScript]] = defaultdict(list)
    for theme in settings.themes:
        about = in_reading_order(archive.measures_by_theme[theme.id])
        listed = (item for item in about if item.entry.article.counties)
        for year, group in groupby(listed, key=lambda item: item.entry.issue.year):
            known = tuple((item, pieces[item.entry.issue.path]) for item in group)
            years[year].append(CompareScript(theme.id, known))
    return (CompareYear(year, tuple(years[year])) for year in sorted(years))


def in_reading_order(about: Iterable[ThemeEntry]) -> list[ThemeEntry]:
    """Return articles that come the newest first in the order of the issues, the articles of each as printed."""
    by_issue: dict[str, list[ThemeEntry]] = defaultdict(list)
    for item in about:
        by_issue[item.entry.issue.path].append(item)
    return [item for group in by_issue.values() for item in sorted(group, key=lambda item: item.entry.article.index)]


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
