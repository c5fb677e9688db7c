"""The page of one issue: its red head, its contents, its imprint, its corrections."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from taizhou_brief.cite import abridged, author, chinese_date, issue_reference
from taizhou_brief.models import Entry, Issue, Page
from taizhou_brief.pages.head import Draft, Pairs, framed, located, periodical, publisher
from taizhou_brief.pages.rows import ErratumRow, Link
from taizhou_brief.pages.shelf import Shelf, between, issue_row, measure_label
from taizhou_brief.settings import Settings

TEMPLATE = "issue.html"


def issue_pages(shelf: Shelf) -> Iterator[Page]:
    """One page an issue, with its neighbours in the order of publication."""
    for before, issue, after in between(shelf.archive.issues):
        shows = (shelf.settings, issue.digest, before and before.digest, after and after.digest)
        yield Page(issue.url, TEMPLATE, shows, partial(issue_context, shelf, issue, before, after))


def issue_context(shelf: Shelf, issue: Issue, before: Issue | None, after: Issue | None) -> dict[str, Any]:
    """The page of one issue."""
    settings = shelf.settings
    titles = "；".join(article.title for article in issue.articles)
    themes = tuple(dict.fromkeys(shelf.themes[theme].text for a in issue.articles for theme in a.themes))
    description = f"{mark(issue)}{settings.title}{issue.year}年{issue.label}，{chinese_date(issue.date)}。{titles}"
    draft = Draft(
        url=issue.url,
        template=TEMPLATE,
        title=f"{issue.year}年{issue.label}{abridged(issue)}",
        description=description,
        here="issues",
        trail=(Link("各期", "issues/"), Link(f"{issue.year}年", f"{issue.year}/")),
        name=issue.label,
        names=content_names(issue, f"{settings.title}{issue.year}年{issue.label}", issue.url, settings),
        keywords=themes,
        author=author(issue, settings),
        kind="article",
        masthead=True,
        data=(publication_issue(issue, settings),),
    )
    return framed(
        draft,
        settings,
        issue=issue,
        rows=tuple(shelf.row(Entry.of(issue, article)) for article in issue.articles),
        errata=tuple(erratum for rows in errata_rows(issue).values() for erratum in rows),
        reference=issue_reference(issue, settings),
        before=issue_row(before) if before else None,
        after=issue_row(after) if after else None,
    )


def content_names(issue: Issue, title: str, url: str, settings: Settings) -> Pairs:
    """What the government's guide wants of a page that carries an issue or an article."""
    return (
        ("ColumnName", settings.title),
        ("ColumnType", "工作动态"),
        ("ArticleTitle", title),
        ("PubDate", f"{issue.date.isoformat()} 00:00"),
        ("ContentSource", author(issue, settings)),
        ("Url", f"{settings.base_url}{url}" if settings.base_url else ""),
        ("edition", issue.edition if issue.edition == "digest" else ""),
    )


def publication_issue(issue: Issue, settings: Settings) -> dict[str, Any]:
    """`PublicationIssue` in its year's volume in the series."""
    return {
        "@type": "PublicationIssue",
        "name": f"{settings.title}{issue.year}年{issue.label}",
        "issueNumber": f"{'增刊' if issue.supplement else ''}{issue.number}",
        "datePublished": issue.date.isoformat(),
        "publisher": publisher(author(issue, settings)),
        **located(issue.url, settings),
        **edition_data(issue),
        "isPartOf": {
            "@type": "PublicationVolume",
            "volumeNumber": str(issue.year),
            **located(f"{issue.year}/", settings),
            "isPartOf": periodical(settings),
        },
    }


def edition_data(issue: Issue) -> dict[str, Any]:
    """Says of a digest that it is one, and of what."""
    if issue.edition != "digest":
        return {}
    return {"creativeWorkStatus": "摘编", "isBasedOn": {"@type": "CreativeWork", "name": f"{issue.label}印发原件"}}


def mark(issue: Issue) -> str:
    """What a description begins with where the text is a digest."""
    return "【摘编】" if issue.edition == "digest" else ""


def errata_rows(issue: Issue) -> dict[str, tuple[ErratumRow, ...]]:
    """Corrections by `3/s1m2`; those of a title or lead, or of a place that does not exist, by `3/`."""
    if not issue.errata:
        return {}
    known = {f"{a.index}/{m.id}" for a in issue.articles for m in a.measures}
    found: dict[str, tuple[ErratumRow, ...]] = {}
    for erratum in issue.errata:
        index, _, identity = erratum.at.partition("/")
        place = erratum.at if erratum.at in known else f"{index}/"
        where = f"第{index}篇 §{measure_label(identity)}" if erratum.at in known else f"第{index}篇"
        fragment = f"#{identity}" if erratum.at in known else ""
        exists = any(str(article.index) == index for article in issue.articles)
        row = ErratumRow(
            url=f"{issue.key}/{index}/{fragment}" if exists else issue.url,
            where=where,
            printed=erratum.printed,
            corrected=erratum.corrected,
            date=erratum.date,
            reason=erratum.reason.rstrip("。"),
        )
        found[place] = (*found.get(place, ()), row)
    return found
