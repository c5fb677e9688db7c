"""Archive of the summaries of all issues: their order, indexes by county and theme, counts, and related articles."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, groupby, islice, repeat
from typing import NamedTuple

from taizhou_brief.model.article_text import LoadTexts, TextRef, load_nothing
from taizhou_brief.model.history import FileHistory
from taizhou_brief.model.identity import Address
from taizhou_brief.model.settings import Settings, Theme
from taizhou_brief.model.summary import ArticleSummary, IssueSummary, MeasureSummary

RELATED = 3
"""Number of related articles shown with an article."""
NEWER = 3
"""Number of later issues that an article's related ones may come from."""
NEAREST = 100
"""Articles with equally many common themes that are looked at in each direction, the nearest in time first."""


@dataclass(frozen=True, slots=True)
class ArchiveEntry:
    """Summary of an article together with that of its issue."""

    issue: IssueSummary
    article: ArticleSummary
    url: str
    """Relative to the site's root."""
    measures: int
    """Number of measures in the article."""

    @staticmethod
    def of(issue: IssueSummary, article: ArticleSummary) -> ArchiveEntry:
        """Return the entry of an article of an issue."""
        return ArchiveEntry(issue, article, Address(article.index).url(issue.id), len(article.measures))

    @property
    def shown_digest(self) -> str:
        """Digest of all that lists of articles show of it: of the article, and of the issue without its articles."""
        return f"{self.issue.head.digest}/{self.article.digest}"


class ThemeEntry(NamedTuple):
    """Article with those of its measures that are about a theme, at least one."""

    entry: ArchiveEntry
    measures: tuple[MeasureSummary, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """Summaries of all issues in order, with the indexes and counts that depend on all of them."""

    issues: tuple[IssueSummary, ...]
    """All issues that are published, oldest first; 增刊 after the issues of the same day."""
    entries: tuple[ArchiveEntry, ...]
    """All articles in the order of the issues."""
    by_county: Mapping[str, tuple[ArchiveEntry, ...]]
    """Articles by name of county, newest first; every county of the settings is a key."""
    by_theme: Mapping[str, tuple[ArchiveEntry, ...]]
    """Articles by id of theme, with those of narrower themes, newest first; every theme of the settings is a key."""
    measures_by_theme: Mapping[str, tuple[ThemeEntry, ...]]
    """Measures about a theme or a narrower one, by its id, newest articles first; every theme of the settings is a key.
    """
    matrix: Mapping[tuple[str, str], int]
    """Number of measures about a theme by (county name, theme id); pairs without measures are omitted."""
    related: Mapping[str, tuple[ArchiveEntry, ...]]
    """Up to three articles of other counties with common themes, by URL of an entry, best match first; see
    `find_related`.
    """
    withdrawn: tuple[IssueSummary, ...]
    """Issues that were taken down, in the same order; `issues` has none of them, and nothing counts them."""
    history: Mapping[str, FileHistory]
    """History of the files of issues by path, as far as it is known and shown."""
    load_texts: LoadTexts
    """Function for whoever needs the texts of an issue."""

    def text(self, entry: ArchiveEntry) -> TextRef:
        """Return the reference to the text of an article."""
        return TextRef(entry.article.text_digest, entry.issue.path, entry.article.index, self.load_texts)

    @property
    def updated(self) -> date | None:
        """Day of the newest issue; None if there is no issue."""
        return self.issues[-1].date if self.issues else None

    @property
    def years(self) -> tuple[int, ...]:
        """Years of all issues, newest first."""
        return tuple(sorted({issue.year for issue in self.issues}, reverse=True))


def build_archive(issues: Iterable[IssueSummary], settings: Settings, load_texts: LoadTexts = load_nothing) -> Archive:
    """Order the issues by day (增刊 last within a day, then by number) and index their articles."""
    placed = sorted(issues, key=lambda issue: (issue.date, issue.supplement, issue.number, issue.path))
    ordered = tuple(issue for issue in placed if issue.withdrawn is None)
    entries = tuple(ArchiveEntry.of(issue, article) for issue in ordered for article in issue.articles)
    newest_first = entries[::-1]
    broader_ids = {theme.id: find_theme_and_ancestors(theme, settings) for theme in settings.themes}
    by_county: dict[str, list[ArchiveEntry]] = {county.name: [] for county in settings.counties}
    by_theme: dict[str, list[ArchiveEntry]] = {theme.id: [] for theme in settings.themes}
    measures_by_theme: dict[str, list[ThemeEntry]] = {theme.id: [] for theme in settings.themes}
    matrix: dict[tuple[str, str], int] = defaultdict(int)
    for entry in newest_first:
        for county in entry.article.counties:
            by_county[county].append(entry)
        for theme_id in dict.fromkeys(id_ for theme in entry.article.themes for id_ in broader_ids[theme]):
            by_theme[theme_id].append(entry)
        for theme_id, measures in group_by_theme(entry.article.measures, broader_ids).items():
            measures_by_theme[theme_id].append(ThemeEntry(entry, tuple(measures)))
            for county in entry.article.counties:
                matrix[county, theme_id] += len(measures)
    return Archive(
        issues=ordered,
        entries=entries,
        by_county={name: tuple(refs) for name, refs in by_county.items()},
        by_theme={theme_id: tuple(refs) for theme_id, refs in by_theme.items()},
        measures_by_theme={theme_id: tuple(refs) for theme_id, refs in measures_by_theme.items()},
        matrix=dict(matrix),
        related=find_related(entries),
        withdrawn=tuple(issue for issue in placed if issue.withdrawn is not None),
        history={},
        load_texts=load_texts,
    )


def group_by_theme(
    measures: Iterable[MeasureSummary], broader_ids: Mapping[str, tuple[str, ...]]
) -> dict[str, list[MeasureSummary]]:
    """Group the measures of an article by the themes that they are about, and by the broader ones of these."""
    groups: dict[str, list[MeasureSummary]] = defaultdict(list)
    for measure in measures:
        for theme_id in dict.fromkeys(id_ for theme in measure.themes for id_ in broader_ids[theme]):
            groups[theme_id].append(measure)
    return groups


def find_theme_and_ancestors(theme: Theme, settings: Settings) -> tuple[str, ...]:
    """Return the ids of a theme and of its broader themes; settings with a cycle have been rejected."""
    ids = [theme.id]
    while theme.broader:
        broader = settings.theme(theme.broader)
        if broader is None:
            break
        theme = broader
        ids.append(theme.id)
    return tuple(ids)


def find_related(entries: tuple[ArchiveEntry, ...]) -> dict[str, tuple[ArchiveEntry, ...]]:
    """Find for each article those of other counties with most themes in common; `entries` are in order.

    Of those with equally many common themes, the ones of earlier issues come first, the nearest in time before others;
    then the ones of its own issue and of the `NEWER` issues after it. So a list no longer changes once these are out,
    whatever is added later. Common themes are counted once for each pair of combinations of themes, and at most
    `NEAREST` articles of a tier are looked at: the time does not grow with the square of the number of articles.
    """
    windows = find_windows(entries)
    groups: dict[frozenset[str], list[int]] = defaultdict(list)
    for position, entry in enumerate(entries):
        if entry.article.themes:
            groups[frozenset(entry.article.themes)].append(position)
    related: dict[str, tuple[ArchiveEntry, ...]] = {}
    for themes, positions in groups.items():
        tiers = SimilarArticles(groups, themes)
        for position in positions:
            entry = entries[position]
            nearest = (entries[p] for p in tiers.nearest(*windows[position]) if p != position)
            others = (other for other in nearest if not share_county(entry.article, other.article))
            related[entry.url] = tuple(islice(others, RELATED))
    return related


def find_windows(entries: tuple[ArchiveEntry, ...]) -> list[tuple[int, int]]:
    """Return for each article the positions of its issue's first article and of the first that comes too late."""
    sizes = [len(list(group)) for _, group in groupby(entries, key=lambda entry: entry.issue.id)]
    starts = list(accumulate(sizes, initial=0))
    ends = (*starts[NEWER + 1 :], *repeat(len(entries), NEWER + 1))
    return [(start, end) for start, end, size in zip(starts, ends, sizes, strict=False) for _ in range(size)]


def share_county(one: ArticleSummary, other: ArticleSummary) -> bool:
    """Return whether two articles have a county in common."""
    return not set(one.counties).isdisjoint(other.counties)


class SimilarArticles:
    """Positions of the articles that have themes in common with a combination of themes.

    A tier has those with the same number of common themes; it is sorted only when it is reached.
    """

    def __init__(self, groups: Mapping[frozenset[str], list[int]], themes: frozenset[str]) -> None:
        tiers: dict[int, list[frozenset[str]]] = defaultdict(list)
        for other in groups:
            if common := len(themes & other):
                tiers[common].append(other)
        self.groups = groups
        self.tiers = [tiers[common] for common in sorted(tiers, reverse=True)]
        self.sorted: list[list[int]] = []

    def nearest(self, start: int, end: int) -> Iterator[int]:
        """Yield positions before `end`, most common themes first: before `start` backwards, then forwards."""
        for index, tier in enumerate(self.tiers):
            if index == len(self.sorted):
                self.sorted.append(sorted(p for themes in tier for p in self.groups[themes]))
            positions = self.sorted[index]
            middle = bisect_left(positions, start)
            yield from reversed(positions[max(0, middle - NEAREST) : middle])
            yield from positions[middle : min(middle + NEAREST, bisect_left(positions, end))]
