"""The pages of what is new: issues and corrections, newest first, and all corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import groupby, islice
from typing import Any

from markupsafe import Markup

from taizhou_brief.model.archive import Archive, ArchiveEntry
from taizhou_brief.model.article_text import ArticleText, ShownMeasure, TextRef
from taizhou_brief.model.identity import Address
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Frame, Settings
from taizhou_brief.model.summary import IssueSummary, ShownBlock
from taizhou_brief.site.citation import format_basis
from taizhou_brief.site.pages.issue import errata_views
from taizhou_brief.site.views.page_meta import list_meta, page_context
from taizhou_brief.site.views.redactions import list_redactions
from taizhou_brief.site.views.rows import ErratumView, IssueListing, Link, RedactionView
from taizhou_brief.site.views.site_context import issue_listing

NEWEST = 40
"""Issues and corrections on the page of what is new; older ones are on the pages of issues and of corrections."""
SENTENCE_MARKS = "。！？；\n"
"""Marks that end the words that a correction is shown in."""


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """Correction, and where the printed words are."""

    issue: Link
    """Issue with its year: `2021年第7期`."""
    text: TextRef | None
    """Text of the article; None if it does not exist."""
    place: Address
    title: str
    """Title of the article."""
    erratum: ErratumView


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """Correction in its sentence."""

    issue: Link
    title: str
    erratum: ErratumView
    before: str
    """Words before the printed ones in their sentence; empty if they do not occur exactly once."""
    after: str


@dataclass(frozen=True, slots=True)
class RemovalRow:
    """Removal of an issue, or of words of one; it has none of them."""

    issue: Link
    """Issue with its year: `2021年第7期`."""
    removal: RedactionView
    whole: bool
    """Whether the issue itself was taken down."""


@dataclass(frozen=True, slots=True)
class SiteChange:
    """Issue that came out, correction, or removal: one of them."""

    date: date
    issue: IssueListing | None = None
    correction: CorrectionRow | None = None
    removal: RemovalRow | None = None


def update_pages(archive: Archive, settings: Settings) -> Iterator[Page]:
    """Plan the page of what is new and the page of all corrections."""
    corrections = list_corrections(archive)
    removals = tuple(list_removals(archive))
    recent = tuple(islice(list_changes(archive, corrections, removals), NEWEST))
    lists = (
        tuple(Link(county.name, county.url) for county in settings.counties if archive.by_county[county.name]),
        tuple(Link(theme.label, theme.url) for theme in settings.themes if archive.by_theme[theme.id]),
    )
    arguments = (settings.frame, recent, (len(archive.issues), len(corrections), len(removals)), lists)
    updated = max((change.date for change in recent), default=None)
    yield Page("updates/", "updates.html", updates_context, arguments, (("footer", "更新"),), updated)
    updated = max((row.erratum.date for row in corrections), default=None)
    shown = (settings.frame, corrections)
    yield Page("corrections/", "corrections.html", corrections_context, shown, (("footer", "勘误"),), updated)


def list_corrections(archive: Archive) -> tuple[CorrectionRow, ...]:
    """List all corrections: those of the newest issue first, in printed order within an issue."""
    return tuple(row for issue in reversed(archive.issues) for row in issue_corrections(archive, issue))


def issue_corrections(archive: Archive, issue: IssueSummary) -> Iterator[CorrectionRow]:
    """Yield the corrections of an issue."""
    articles = {article.index: article for article in issue.articles}
    for place, errata in errata_views(issue).items():
        article = articles.get(place.article)
        text = archive.text(ArchiveEntry.of(issue, article)) if article else None
        for erratum in errata:
            link = Link(f"{issue.year}年{issue.label}", issue.url)
            yield CorrectionRow(link, text, place, article.title if article else "", erratum)


def list_removals(archive: Archive) -> Iterator[RemovalRow]:
    """Yield what was taken down: whole issues, and words of the others."""
    for issue in (*reversed(archive.withdrawn), *reversed(archive.issues)):
        link = Link(f"{issue.year}年{issue.label}", issue.url)
        if issue.withdrawn:
            reason = format_basis(issue.withdrawn.reason)
            yield RemovalRow(link, RedactionView(issue.url, "", reason, issue.withdrawn.date), whole=True)
        yield from (RemovalRow(link, view, whole=False) for view in list_redactions(issue))


def list_changes(
    archive: Archive, corrections: Iterable[CorrectionRow], removals: Iterable[RemovalRow]
) -> Iterator[SiteChange]:
    """Yield issues, corrections and removals by day, newest first; on the same day removals, then corrections."""
    taken_down = sorted(removals, key=lambda row: row.removal.date, reverse=True)
    issues = (SiteChange(issue.date, issue=issue_listing(issue, titles=True)) for issue in reversed(archive.issues))
    ordered = sorted(corrections, key=lambda row: row.erratum.date, reverse=True)
    return merge(
        (SiteChange(row.removal.date, removal=row) for row in taken_down),
        (SiteChange(row.erratum.date, correction=row) for row in ordered),
        issues,
        key=lambda change: change.date,
        reverse=True,
    )


def updates_context(
    frame: Frame,
    changes: tuple[SiteChange, ...],
    totals: tuple[int, int, int],
    lists: tuple[tuple[Link, ...], tuple[Link, ...]],
) -> dict[str, Any]:
    """Build the page of what is new; `totals` are the issues, corrections and removals, `lists` what has a feed."""
    description = f"{frame.title}新刊出的各期和勘误"
    meta = list_meta(
        "updates/", "更新", description, "工作动态", (frame.title, "更新", "勘误"), here="updates", listed=False
    )
    years = tuple(
        (year, tuple((change, change.correction and show_correction(change.correction)) for change in group))
        for year, group in groupby(changes, key=lambda change: change.date.year)
    )
    return page_context(
        meta,
        frame,
        years=years,
        issues=totals[0],
        corrections=totals[1],
        removals=totals[2],
        rest=sum(totals) > len(changes),
        counties=lists[0],
        themes=lists[1],
    )


def corrections_context(frame: Frame, rows: tuple[CorrectionRow, ...]) -> dict[str, Any]:
    """Build the page of all corrections, by issue."""
    description = f"{frame.title}各期的勘误：{len(rows)}处"
    meta = list_meta(
        "corrections/",
        "勘误",
        description,
        "工作动态",
        (frame.title, "勘误"),
        here="updates",
        trail=(Link("更新", "updates/"),),
    )
    groups = tuple(
        (issue, tuple(show_correction(row) for row in group))
        for issue, group in groupby(rows, key=lambda row: row.issue)
    )
    return page_context(meta, frame, groups=groups, corrections=len(rows))


def show_correction(row: CorrectionRow) -> CorrectionView:
    """Return a correction in its sentence, if the printed words occur there once."""
    words = row.text and find_words(row.text.load(), row.place)
    before, after = cut_sentence(words, row.erratum.printed) if words else ("", "")
    return CorrectionView(row.issue, row.title, row.erratum, before, after)


def find_words(text: ArticleText, place: Address) -> str:
    """Return the words of a measure, or those of the article outside measures."""
    blocks: list[ShownBlock] = [*text.lead]
    for item in (*text.items, *(item for section in text.sections for item in section.items)):
        if not isinstance(item, ShownMeasure):
            blocks.append(item)
        elif item.id == place.measure:
            return "\n".join((f"{item.heading}{item.stop}", *map(_strip_tags, item.body)))
    return "\n".join((text.title, *map(_strip_tags, blocks)))


def _strip_tags(block: ShownBlock) -> str:
    return Markup(block.html).striptags()  # noqa: S704  # HTML that this program made


def cut_sentence(words: str, printed: str) -> tuple[str, str]:
    """Return what is before and after the printed words in their sentence; nothing unless they occur once."""
    if words.count(printed) != 1:
        return "", ""
    before, after = words.split(printed)
    start = max(before.rfind(mark) for mark in SENTENCE_MARKS) + 1
    end = min((place for mark in SENTENCE_MARKS if (place := after.find(mark)) >= 0), default=len(after))
    return before[start:].strip(), after[:end].strip()
