"""Many issues → one `Archive`: order, neighbours by place and theme, counts, related articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import Article, Issue
from taizhou_brief.model.settings import Settings, Theme

RELATED = 3
"""Related articles shown with an article."""


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """An article together with the issue it stands in."""

    issue: Issue
    article: Article
    url: str
    """Relative to the site's root."""
    measures: int
    """How many measures the article holds."""

    @staticmethod
    def of(issue: Issue, article: Article) -> ArticleRef:
        """One article of an issue."""
        return ArticleRef(issue, article, Address(article.index).url(issue.id), len(article.measures))

    @property
    def digest(self) -> str:
        """Equal digests mean equal articles."""
        return f"{self.issue.digest}/{self.article.index}"


@dataclass(frozen=True, slots=True)
class Archive:
    """All issues in order, and what only the whole can know."""

    issues: tuple[Issue, ...]
    """Oldest first; 增刊 after the issues of the same day."""
    entries: tuple[ArticleRef, ...]
    """All articles in the order of the issues."""
    by_county: Mapping[str, tuple[ArticleRef, ...]]
    """County name → its articles, newest first; every county of the settings is a key."""
    by_theme: Mapping[str, tuple[ArticleRef, ...]]
    """Theme id → its articles and those of narrower themes, newest first; every theme of the settings is a key."""
    matrix: Mapping[tuple[str, str], int]
    """(county name, theme id) → number of measures; pairs with none are left out."""
    related: Mapping[str, tuple[ArticleRef, ...]]
    """Digest of an entry → up to three articles of other counties that share its themes, best first."""

    @property
    def updated(self) -> date | None:
        """The day of the newest issue; None where there is none."""
        return self.issues[-1].date if self.issues else None

    @property
    def years(self) -> tuple[int, ...]:
        """Newest first."""
        return tuple(sorted({issue.year for issue in self.issues}, reverse=True))


def build_archive(issues: Iterable[Issue], settings: Settings) -> Archive:
    """Order the issues by day (增刊 last within a day, then by number) and index their articles."""
    ordered = tuple(sorted(issues, key=lambda issue: (issue.date, issue.supplement, issue.number, issue.path)))
    entries = tuple(ArticleRef.of(issue, article) for issue in ordered for article in issue.articles)
    newest_first = entries[::-1]
    above = {theme.id: theme_ancestors(theme, settings) for theme in settings.themes}
    by_county: dict[str, list[ArticleRef]] = {county.name: [] for county in settings.counties}
    by_theme: dict[str, list[ArticleRef]] = {theme.id: [] for theme in settings.themes}
    matrix: dict[tuple[str, str], int] = defaultdict(int)
    for entry in newest_first:
        wide = tuple(dict.fromkeys(t for theme in entry.article.themes for t in above[theme]))
        count = entry.measures
        for county in entry.article.counties:
            by_county[county].append(entry)
            for theme in wide if count else ():
                matrix[county, theme] += count
        for theme in wide:
            by_theme[theme].append(entry)
    return Archive(
        issues=ordered,
        entries=entries,
        by_county={name: tuple(found) for name, found in by_county.items()},
        by_theme={theme: tuple(found) for theme, found in by_theme.items()},
        matrix=dict(matrix),
        related=find_related(newest_first),
    )


def theme_ancestors(theme: Theme, settings: Settings) -> tuple[str, ...]:
    """The theme's id and those above it; settings refuse a circle."""
    found = [theme.id]
    while theme.broader:
        above = settings.theme(theme.broader)
        if above is None:
            break
        theme = above
        found.append(theme.id)
    return tuple(found)


def find_related(newest_first: tuple[ArticleRef, ...]) -> dict[str, tuple[ArticleRef, ...]]:
    """For each article those of other counties that share most of its themes, the newest first.

    Articles with the same themes and counties have the same answer, and the themes in common are compared once for each
    combination of themes: the work grows with the number of combinations, not with the square of the archive.
    """
    groups: dict[frozenset[str], list[int]] = defaultdict(list)
    for position, entry in enumerate(newest_first):
        if entry.article.themes:
            groups[frozenset(entry.article.themes)].append(position)
    related: dict[str, tuple[ArticleRef, ...]] = {}
    for themes, positions in groups.items():
        tiers: dict[int, list[frozenset[str]]] = defaultdict(list)
        for other in groups:
            if common := len(themes & other):
                tiers[common].append(other)
        closest = ClosestFirst(groups, [tiers[common] for common in sorted(tiers, reverse=True)])
        answers: dict[tuple[str, ...], tuple[ArticleRef, ...]] = {}
        for position in positions:
            entry = newest_first[position]
            own = entry.article.counties
            known = answers.get(own) if own else None
            if known is None:
                strangers = (
                    other
                    for other in (newest_first[p] for p in closest if p != position)
                    if not set(own) & set(other.article.counties)
                )
                known = answers[own] = tuple(islice(strangers, RELATED))
            related[entry.digest] = known
    return related


class ClosestFirst:
    """Positions, those of the closest combinations of themes first; a tier is put in order only when it is reached."""

    def __init__(self, groups: Mapping[frozenset[str], list[int]], tiers: list[list[frozenset[str]]]) -> None:
        self.groups = groups
        self.tiers = tiers
        self.sorted: list[list[int]] = []

    def __iter__(self) -> Iterator[int]:
        for reached, tier in enumerate(self.tiers):
            if reached == len(self.sorted):
                self.sorted.append(sorted(p for themes in tier for p in self.groups[themes]))
            yield from self.sorted[reached]
