"""The page of one issue: its masthead, its contents, its imprint, its corrections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from taizhou_brief.chinese.dates import format_day
from taizhou_brief.model.archive import Archive
from taizhou_brief.model.history import FileHistory
from taizhou_brief.model.identity import Address
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Frame, Settings
from taizhou_brief.model.summary import IssueSummary, ShownBlock
from taizhou_brief.site.citation import (
    cite_issue,
    excerpt_mark,
    issuing_office,
    split_offices,
)
from taizhou_brief.site.citation_forms import citation_tags, list_formats, print_reference
from taizhou_brief.site.views.page_meta import (
    PageMeta,
    Pairs,
    address_data,
    office_data,
    page_context,
    periodical_data,
)
from taizhou_brief.site.views.redactions import list_redactions
from taizhou_brief.site.views.rows import ArticleListing, ErratumView, IssueNeighbour, Link, RedactionView
from taizhou_brief.site.views.site_context import with_neighbours


def issue_pages(archive: Archive, settings: Settings, listings: Mapping[str, ArticleListing]) -> Iterator[Page]:
    """Plan one page an issue, with its neighbours in the order of publication; `listings` are the articles by URL."""
    for before, issue, after in with_neighbours(archive.issues):
        arguments = (
            settings.frame,
            issue.head,
            issue.editor_note,
            tuple(listings[Address(article.index).url(issue.id)] for article in issue.articles),
            (tuple(erratum for errata in errata_views(issue).values() for erratum in errata), list_redactions(issue)),
            before and issue_neighbour(before),
            after and issue_neighbour(after),
            find_history(archive, issue),
        )
        yield Page(issue.url, "issue.html", issue_context, arguments, updated=issue.date)


def issue_context(  # noqa: PLR0913, PLR0917  # all that the page shows
    frame: Frame,
    issue: IssueSummary,
    editor_note: tuple[ShownBlock, ...],
    rows: tuple[ArticleListing, ...],
    changes: tuple[tuple[ErratumView, ...], tuple[RedactionView, ...]],
    before: IssueNeighbour | None,
    after: IssueNeighbour | None,
    history: FileHistory | None,
) -> dict[str, Any]:
    """Build the page of one issue: its masthead, its contents, its imprint; `changes` are corrections and removals."""
    titles = "；".join(row.title for row in rows)
    name = f"{frame.title}{issue.id.long_label}"
    citation = cite_issue(issue, frame)
    meta = PageMeta(
        url=issue.url,
        title=f"{issue.id.long_label}{excerpt_mark(issue)}",
        description=f"{excerpt_prefix(issue)}{name}，{format_day(issue.date)}。{titles}",
        here="issues",
        trail=(Link("各期", "issues/"), Link(f"{issue.year}年", f"{issue.year}/")),
        name=issue.label,
        names=(*content_meta(issue, name, issue.url, frame), *citation_tags(citation)),
        keywords=tuple(dict.fromkeys(link.text for row in rows for link in row.themes)),
        author="、".join(citation.authors),
        kind="article",
        masthead=True,
        data=(publication_issue_data(issue, frame),),
    )
    return page_context(
        meta,
        frame,
        issue=replace(issue, editor_note=editor_note),
        rows=rows,
        errata=changes[0],
        redactions=changes[1],
        reference=print_reference(citation, frame.citation),
        formats=list_formats(citation),
        before=before,
        after=after,
        history=history,
    )


def find_history(archive: Archive, issue: IssueSummary) -> FileHistory | None:
    """Return the history of an issue's file; the subject of a commit may have words that were taken down."""
    history = archive.history.get(issue.path)
    return history._replace(reason="") if history and issue.redacted else history


def issue_neighbour(issue: IssueSummary) -> IssueNeighbour:
    """Return what the page of an issue shows of the one before or after it."""
    return IssueNeighbour(issue.url, issue.label, issue.date)


def content_meta(issue: IssueSummary, title: str, url: str, settings: Frame) -> Pairs:
    """Return the metadata that the guide for government websites requires on a page of an issue or an article."""
    return (
        ("ColumnName", settings.title),
        ("ColumnType", "工作动态"),
        ("ArticleTitle", title),
        ("PubDate", f"{issue.date.isoformat()} 00:00"),
        ("ContentSource", issuing_office(issue, settings)),
        ("Url", f"{settings.base_url}{url}" if settings.base_url else ""),
        ("edition", issue.edition if issue.edition == "digest" else ""),
    )


def publication_issue_data(issue: IssueSummary, settings: Frame) -> dict[str, Any]:
    """Build the JSON-LD node of an issue in the volume of its year in the series."""
    return {
        "@type": "PublicationIssue",
        "name": f"{settings.title}{issue.id.long_label}",
        "issueNumber": f"{'增刊' if issue.supplement else ''}{issue.number}",
        "datePublished": issue.date.isoformat(),
        "publisher": office_data(split_offices(issuing_office(issue, settings))),
        **address_data(issue.url, settings),
        **edition_data(issue),
        "isPartOf": {
            "@type": "PublicationVolume",
            "volumeNumber": str(issue.year),
            **address_data(f"{issue.year}/", settings),
            "isPartOf": periodical_data(settings),
        },
    }


def edition_data(issue: IssueSummary) -> dict[str, Any]:
    """Return what marks an excerpt as one, and of what."""
    if issue.edition != "digest":
        return {}
    return {"creativeWorkStatus": "摘编", "isBasedOn": {"@type": "CreativeWork", "name": f"{issue.label}印发原件"}}


def excerpt_prefix(issue: IssueSummary) -> str:
    """Return the mark that the description of an excerpt begins with."""
    return "【摘编】" if issue.edition == "digest" else ""


def errata_views(issue: IssueSummary) -> dict[Address, tuple[ErratumView, ...]]:
    """Group corrections by measure; those of a title or lead, or of a measure that does not exist, by article."""
    if not issue.errata:
        return {}
    known = {Address(a.index, m.id) for a in issue.articles for m in a.measures}
    views: dict[Address, tuple[ErratumView, ...]] = {}
    for erratum in issue.errata:
        address = erratum.at if erratum.at in known else Address(erratum.at.article)
        exists = any(article.index == address.article for article in issue.articles)
        row = ErratumView(
            url=address.url(issue.id) if exists else issue.url,
            where=f"第{address.article}篇 §{address.section_sign}" if address.measure else f"第{address.article}篇",
            printed=erratum.printed,
            corrected=erratum.corrected,
            date=erratum.date,
            reason=erratum.reason.rstrip("。"),
        )
        views[address] = (*views.get(address, ()), row)
    return views
