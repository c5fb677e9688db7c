"""The page of one issue: its red head, its contents, its imprint, its corrections."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from taizhou_brief.model.archive import ArticleRef
from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import Issue
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Settings
from taizhou_brief.site.citation import excerpt_mark, format_chinese_date, issue_reference, issuing_office
from taizhou_brief.site.views.page_meta import (
    PageMeta,
    Pairs,
    page_context,
    periodical_data,
    publisher_data,
    url_data,
)
from taizhou_brief.site.views.rows import ErratumView, Link
from taizhou_brief.site.views.site_context import SiteContext, issue_listing, with_neighbours

TEMPLATE = "issue.html"


def issue_pages(shelf: SiteContext) -> Iterator[Page]:
    """One page an issue, with its neighbours in the order of publication."""
    for before, issue, after in with_neighbours(shelf.archive.issues):
        shows = (shelf.settings, issue.digest, before and before.digest, after and after.digest)
        yield Page(issue.url, TEMPLATE, shows, partial(issue_context, shelf, issue, before, after))


def issue_context(shelf: SiteContext, issue: Issue, before: Issue | None, after: Issue | None) -> dict[str, Any]:
    """The page of one issue."""
    settings = shelf.settings
    titles = "；".join(article.title for article in issue.articles)
    themes = tuple(dict.fromkeys(shelf.themes[theme].text for a in issue.articles for theme in a.themes))
    name = f"{settings.title}{issue.year}年{issue.label}"
    description = f"{excerpt_prefix(issue)}{name}，{format_chinese_date(issue.date)}。{titles}"
    draft = PageMeta(
        url=issue.url,
        template=TEMPLATE,
        title=f"{issue.year}年{issue.label}{excerpt_mark(issue)}",
        description=description,
        here="issues",
        trail=(Link("各期", "issues/"), Link(f"{issue.year}年", f"{issue.year}/")),
        name=issue.label,
        names=content_meta(issue, f"{settings.title}{issue.year}年{issue.label}", issue.url, settings),
        keywords=themes,
        author=issuing_office(issue, settings),
        kind="article",
        masthead=True,
        data=(publication_issue_data(issue, settings),),
    )
    return page_context(
        draft,
        settings,
        issue=issue,
        rows=tuple(shelf.row(ArticleRef.of(issue, article)) for article in issue.articles),
        errata=tuple(erratum for rows in errata_views(issue).values() for erratum in rows),
        reference=issue_reference(issue, settings),
        before=issue_listing(before) if before else None,
        after=issue_listing(after) if after else None,
    )


def content_meta(issue: Issue, title: str, url: str, settings: Settings) -> Pairs:
    """What the government's guide wants of a page that carries an issue or an article."""
    return (
        ("ColumnName", settings.title),
        ("ColumnType", "工作动态"),
        ("ArticleTitle", title),
        ("PubDate", f"{issue.date.isoformat()} 00:00"),
        ("ContentSource", issuing_office(issue, settings)),
        ("Url", f"{settings.base_url}{url}" if settings.base_url else ""),
        ("edition", issue.edition if issue.edition == "digest" else ""),
    )


def publication_issue_data(issue: Issue, settings: Settings) -> dict[str, Any]:
    """`PublicationIssue` in its year's volume in the series."""
    return {
        "@type": "PublicationIssue",
        "name": f"{settings.title}{issue.year}年{issue.label}",
        "issueNumber": f"{'增刊' if issue.supplement else ''}{issue.number}",
        "datePublished": issue.date.isoformat(),
        "publisher": publisher_data(issuing_office(issue, settings)),
        **url_data(issue.url, settings),
        **edition_data(issue),
        "isPartOf": {
            "@type": "PublicationVolume",
            "volumeNumber": str(issue.year),
            **url_data(f"{issue.year}/", settings),
            "isPartOf": periodical_data(settings),
        },
    }


def edition_data(issue: Issue) -> dict[str, Any]:
    """Says of a digest that it is one, and of what."""
    if issue.edition != "digest":
        return {}
    return {"creativeWorkStatus": "摘编", "isBasedOn": {"@type": "CreativeWork", "name": f"{issue.label}印发原件"}}


def excerpt_prefix(issue: Issue) -> str:
    """What a description begins with where the text is a digest."""
    return "【摘编】" if issue.edition == "digest" else ""


def errata_views(issue: Issue) -> dict[Address, tuple[ErratumView, ...]]:
    """Group corrections by measure; those of a title or lead, or of a measure that does not exist, by article."""
    if not issue.errata:
        return {}
    known = {Address(a.index, m.id) for a in issue.articles for m in a.measures}
    found: dict[Address, tuple[ErratumView, ...]] = {}
    for erratum in issue.errata:
        at = erratum.at if erratum.at in known else Address(erratum.at.article)
        exists = any(article.index == at.article for article in issue.articles)
        row = ErratumView(
            url=at.url(issue.id) if exists else issue.url,
            where=f"第{at.article}篇 §{at.section_sign}" if at.measure else f"第{at.article}篇",
            printed=erratum.printed,
            corrected=erratum.corrected,
            date=erratum.date,
            reason=erratum.reason.rstrip("。"),
        )
        found[at] = (*found.get(at, ()), row)
    return found
