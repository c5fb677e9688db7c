"""What many pages need of one archive, looked up once: links by name, rows by article, themes that occur."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from taizhou_brief.model.archive import Archive, ArticleRef
from taizhou_brief.model.issue import Block, Issue, Measure
from taizhou_brief.model.settings import Settings, Theme
from taizhou_brief.site.views.rows import ArticleSummary, IssueListing, Link, MeasureSummary, YearListing

T = TypeVar("T")
EXTRACT = 96
"""Characters of an article's lead shown in lists."""
SHORT = 72
"""Characters of a measure's text shown in lists."""


@dataclass(frozen=True, slots=True)
class SiteContext:
    """The archive, its settings, and the look-ups made from them."""

    archive: Archive
    settings: Settings
    counties: Mapping[str, Link]
    themes: Mapping[str, Link]
    totals: Mapping[str, int]
    """Theme id → measures of all its articles, each article once; themes that never occur are left out."""
    tagged: tuple[Theme, ...]
    """The themes that articles carry themselves, in the order of the settings."""

    @staticmethod
    def of(archive: Archive, settings: Settings) -> SiteContext:
        """Look everything up once."""
        direct = {theme for entry in archive.entries for theme in entry.article.themes}
        return SiteContext(
            archive=archive,
            settings=settings,
            counties={county.name: Link(county.name, county.url) for county in settings.counties},
            themes={theme.id: Link(theme.label, theme.url) for theme in settings.themes},
            totals={
                theme: sum(entry.measures for entry in entries)
                for theme, entries in archive.by_theme.items()
                if entries
            },
            tagged=tuple(theme for theme in settings.themes if theme.id in direct),
        )

    def row(self, entry: ArticleRef, length: int = EXTRACT) -> ArticleSummary:
        """The article as it stands in lists, with so many characters of its lead."""
        issue, article = entry.issue, entry.article
        return ArticleSummary(
            url=entry.url,
            title=article.title,
            issue=Link(issue.label, issue.url),
            date=issue.date,
            counties=tuple(self.counties[name] for name in article.counties),
            themes=tuple(self.themes[theme] for theme in article.themes),
            measures=entry.measures,
            extract=article_opening(entry, length) if length else "",
            abridged=issue.edition == "digest",
            internal=issue.disclosure == "internal",
        )

    @staticmethod
    def digests(entries: tuple[ArticleRef, ...]) -> tuple[str, ...]:
        """What a page that is made of these articles shows."""
        return tuple(entry.digest for entry in entries)

    def common(self, limit: int) -> tuple[Theme, ...]:
        """The themes with most measures that articles carry themselves, most first."""
        ranked = sorted(self.tagged, key=lambda theme: -self.totals.get(theme.id, 0))
        return tuple(theme for theme in ranked if self.totals.get(theme.id))[:limit]


def article_opening(entry: ArticleRef, length: int = EXTRACT) -> str:
    """The beginning of an article: its lead, or its first words where it has none."""
    article = entry.article
    blocks: list[Block | Measure] = [*article.lead, *article.items]
    for section in article.sections:
        blocks.extend(section.items)
    for block in blocks:
        if isinstance(block, Measure):
            return clip_extract(f"{block.heading}{block.stop}{block.text}", length)
        if not block.level:
            return clip_extract(block.text, length)
    return ""


def measure_summary(entry: ArticleRef, measure: Measure) -> MeasureSummary:
    """The measure as it stands in lists."""
    heading, text = measure.heading, clip_extract(measure.text, SHORT)
    return MeasureSummary(
        url=f"{entry.url}#{measure.id}", label=measure_label(measure.id), heading=heading, extract=text
    )


def measure_label(identity: str) -> str:
    """`s2m3` → `2.3`, `m3` → `3`: what is shown behind §."""
    return identity.replace("m", ".").lstrip("s.")


def issue_listing(issue: Issue, *, titles: bool = False) -> IssueListing:
    """The issue as it stands in lists, with the titles of its articles where they are wanted."""
    return IssueListing(
        url=issue.url,
        label=issue.label,
        date=issue.date,
        articles=len(issue.articles),
        abridged=issue.edition == "digest",
        internal=issue.disclosure == "internal",
        titles=tuple(Link(article.title, f"{issue.url}{article.index}/") for article in issue.articles if titles),
    )


def issues_by_year(archive: Archive) -> dict[int, tuple[Issue, ...]]:
    """All years with their issues, newest first."""
    return {year: tuple(found) for year, found in groupby(reversed(archive.issues), key=lambda issue: issue.year)}


def year_listings(archive: Archive) -> tuple[YearListing, ...]:
    """All years with their issues, newest first, without the titles of their articles."""
    return tuple(year_listing(year, issues, titles=False) for year, issues in issues_by_year(archive).items())


def year_listing(year: int, issues: tuple[Issue, ...], *, titles: bool) -> YearListing:
    """One year with these issues."""
    return YearListing(
        year=year,
        url=f"{year}/",
        issues=tuple(issue_listing(issue, titles=titles) for issue in issues),
        articles=sum(len(issue.articles) for issue in issues),
    )


def clip_extract(text: str, length: int) -> str:
    """The beginning of a text, ended where a sentence or clause ends, with …… where it breaks off."""
    text = re.sub(r"\s*\n\s*", "", text).strip()
    if len(text) <= length:
        return text
    head = text[:length]
    for marks, least in (("。；！？", length // 2), ("，、：", length // 3)):
        place = max(head.rfind(mark) for mark in marks)
        if place >= least:
            return head[: place + 1] if marks[0] == "。" and head[place] == "。" else f"{head[:place]}……"
    return f"{head}……"


def with_neighbours(row: tuple[T, ...]) -> Iterator[tuple[T | None, T, T | None]]:
    """Each with what stands before and after it."""
    return zip((None, *row), row, (*row[1:], None), strict=False)
