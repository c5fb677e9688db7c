"""Values that several kinds of page show: counts, links by name, articles, measures and issues as rows of lists."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Protocol, TypeVar

from taizhou_brief.model.archive import Archive, ArchiveEntry, ThemeEntry
from taizhou_brief.model.block import Block
from taizhou_brief.model.issue import Article, Measure
from taizhou_brief.model.settings import ALL, Settings, Theme
from taizhou_brief.model.summary import IssueSummary, MeasureSummary
from taizhou_brief.quantities import split_printed
from taizhou_brief.site.views.rows import ArticleListing, IssueListing, Link, MeasureListing, QuantityView, YearListing

T = TypeVar("T")
EXTRACT_LENGTH = 96
"""Maximum number of characters of an article's opening in lists."""
MEASURE_EXTRACT_LENGTH = 72
"""Maximum number of characters of a measure's text in lists."""
ALL_MEASURES = "全部措施"
"""Name of the list of all measures about a theme."""


class HasUrl(Protocol):
    """What has a page."""

    @property
    def url(self) -> str:
        """URL of the page, relative to the site's root."""


@dataclass(frozen=True, slots=True)
class ArchiveCounts:
    """How much there is to read of each county and theme."""

    articles: Mapping[str, int]
    """County name → number of its articles."""
    matrix: Mapping[tuple[str, str], int]
    """(county name, theme id) → number of measures; pairs with none are left out."""
    totals: Mapping[str, int]
    """Theme id → number of measures about it, each counted once; themes without any are left out."""
    used: tuple[Theme, ...]
    """The themes that articles are tagged with directly, in the order of the settings."""
    lists_all: bool
    """Whether each theme has a list of the measures of all counties."""

    @staticmethod
    def of(archive: Archive, settings: Settings) -> ArchiveCounts:
        """Count the articles and measures of an archive."""
        direct = {theme for entry in archive.entries for theme in entry.article.themes}
        return ArchiveCounts(
            articles={name: len(entries) for name, entries in archive.by_county.items()},
            matrix=archive.matrix,
            totals={
                theme: count_measures_about(entries) for theme, entries in archive.measures_by_theme.items() if entries
            },
            used=tuple(theme for theme in settings.themes if theme.id in direct),
            lists_all=lists_all(settings),
        )

    def top_themes(self, limit: int) -> tuple[Theme, ...]:
        """Return up to `limit` themes that articles are tagged with directly, those with most measures first."""
        ranked = sorted(self.used, key=lambda theme: -self.totals.get(theme.id, 0))
        return tuple(theme for theme in ranked if self.totals.get(theme.id))[:limit]

    def total_link(self, theme: Theme) -> Link:
        """Return the number of a theme's measures with the link to their list, or none if there is no list."""
        return link_total(theme, self.totals.get(theme.id, 0), listed=self.lists_all)

    def theme_link(self, theme: Theme) -> Link:
        """Return a link to a theme with the number of its measures."""
        return Link(theme.label, theme.url, self.totals.get(theme.id, 0))


def lists_all(settings: Settings) -> bool:
    """Return whether each theme has a list of the measures of all counties: no county has its address."""
    return all(county.slug != ALL for county in settings.counties)


def link_total(theme: Theme, count: int, *, listed: bool) -> Link:
    """Return the number of a theme's measures with the link to their list, or none if there is no list."""
    return Link(ALL_MEASURES, theme.all_url if count and listed else "", count)


def county_links(settings: Settings, names: Iterable[str]) -> tuple[Link, ...]:
    """Return links to counties."""
    counties = (settings.county(name) for name in names)
    return tuple(Link(county.name, county.url) for county in counties if county)


def theme_links(settings: Settings, ids: Iterable[str]) -> tuple[Link, ...]:
    """Return links to themes."""
    themes = (settings.theme(theme_id) for theme_id in ids)
    return tuple(Link(theme.label, theme.url) for theme in themes if theme)


def article_listing(settings: Settings, entry: ArchiveEntry, *, extract: bool = True) -> ArticleListing:
    """Return the article as shown in lists, with or without its extract."""
    issue, article = entry.issue, entry.article
    return ArticleListing(
        url=entry.url,
        title=article.title,
        issue=Link(issue.label, issue.url),
        date=issue.date,
        counties=county_links(settings, article.counties),
        themes=theme_links(settings, article.themes),
        measures=entry.measures,
        extract=article.extract if extract else "",
        abridged=issue.edition == "digest",
        internal=issue.disclosure == "internal",
    )


def article_listings(settings: Settings, archive: Archive) -> dict[str, ArticleListing]:
    """Return all articles as shown in lists, by URL, made and digested once for all pages."""
    return {entry.url: article_listing(settings, entry) for entry in archive.entries}


def count_by_county(about: Iterable[ThemeEntry]) -> dict[str, int]:
    """Return how many measures each county has of these, by its name; one without any is left out."""
    counts: dict[str, int] = defaultdict(int)
    for entry, measures in about:
        for county in entry.article.counties:
            counts[county] += len(measures)
    return dict(counts)


def count_measures_about(about: Iterable[ThemeEntry]) -> int:
    """Return how many measures these are, each counted once."""
    return sum(len(measures) for _, measures in about)


def count_measures(entries: Iterable[ArchiveEntry]) -> int:
    """Return how many measures these articles have."""
    return sum(entry.measures for entry in entries)


def article_opening(article: Article, length: int = EXTRACT_LENGTH) -> str:
    """Return the beginning of an article: of its lead, or of the first text that is no heading if it has no lead."""
    blocks: list[Block | Measure] = [*article.lead, *article.items]
    for section in article.sections:
        blocks.extend(section.items)
    for block in blocks:
        if isinstance(block, Measure):
            return clip_extract(f"{block.heading}{block.stop}{block.text}", length)
        if not block.level:
            return clip_extract(block.text, length)
    return ""


def measure_listing(entry: HasUrl, measure: MeasureSummary) -> MeasureListing:
    """Return the measure as shown in lists."""
    return MeasureListing(
        url=f"{entry.url}#{measure.id}",
        label=measure_label(measure.id),
        heading=measure.heading,
        extract=measure.extract,
        results=decode_results(measure.results, entry.url) if measure.results else (),
    )


def measure_row(entry: ArchiveEntry, measure: MeasureSummary) -> MeasureListing:
    """Return the measure as shown in lists without its article: with its issue."""
    head = entry.issue
    issue = Link(f"{head.year}年{head.label}", head.url)
    abridged, internal = head.edition == "digest", head.disclosure == "internal"
    return replace(measure_listing(entry, measure), issue=issue, abridged=abridged, internal=internal)


def decode_results(encoded: str, url: str) -> tuple[QuantityView, ...]:
    """Decode the results of a measure; `url` is that of its article's page."""
    return tuple(
        QuantityView(f"{url}#{fragment}", split_printed(text), "" if unit in text else unit, clause, "")
        for fragment, text, unit, clause in json.loads(encoded)
    )


def measure_label(identity: str) -> str:
    """Return what is shown after §: `2.3` for `s2m3`, `3` for `m3`."""
    return identity.replace("m", ".").lstrip("s.")


def issue_listing(issue: IssueSummary, *, titles: bool = False) -> IssueListing:
    """Return the issue as shown in lists; with `titles` also the titles of its articles."""
    return IssueListing(
        url=issue.url,
        label=issue.label,
        date=issue.date,
        articles=len(issue.articles),
        abridged=issue.edition == "digest",
        internal=issue.disclosure == "internal",
        titles=tuple(Link(article.title, f"{issue.url}{article.index}/") for article in issue.articles if titles),
        withdrawn=issue.withdrawn is not None,
    )


def issues_by_year(archive: Archive) -> dict[int, tuple[IssueSummary, ...]]:
    """Return all years with their issues, newest first, also those that were taken down."""
    issues = archive.issues
    if archive.withdrawn:
        order = attrgetter("date", "supplement", "number", "path")
        issues = tuple(sorted((*issues, *archive.withdrawn), key=order))
    return {year: tuple(group) for year, group in groupby(reversed(issues), key=lambda issue: issue.year)}


def year_listings(archive: Archive) -> tuple[YearListing, ...]:
    """Return all years with their issues, newest first, without the titles of their articles."""
    return tuple(year_listing(year, issues, titles=False) for year, issues in issues_by_year(archive).items())


def year_listing(year: int, issues: tuple[IssueSummary, ...], *, titles: bool) -> YearListing:
    """Return one year with these issues."""
    return YearListing(
        year=year,
        url=f"{year}/",
        issues=tuple(issue_listing(issue, titles=titles) for issue in issues),
        articles=sum(len(issue.articles) for issue in issues),
    )


def clip_extract(text: str, length: int) -> str:
    """Return the beginning of a text, cut where a sentence or clause ends; add …… unless the cut is after 。."""
    text = (re.sub(r"\s*\n\s*", "", text) if "\n" in text else text).strip()
    if len(text) <= length:
        return text
    head = text[:length]
    for marks, minimum in (("。；！？", length // 2), ("，、：", length // 3)):
        end = max(head.rfind(mark) for mark in marks)
        if end >= minimum:
            return head[: end + 1] if marks[0] == "。" and head[end] == "。" else f"{head[:end]}……"
    return f"{head}……"


def with_neighbours(items: tuple[T, ...]) -> Iterator[tuple[T | None, T, T | None]]:
    """Yield each item with the one before and the one after it."""
    return zip((None, *items), items, (*items[1:], None), strict=False)
