"""The page of one article: its text with an address for every measure, and what belongs beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from taizhou_brief.model.archive import ArticleRef
from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import Article
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Settings
from taizhou_brief.site.citation import article_reference, excerpt_mark, issuing_office, measure_stem
from taizhou_brief.site.pages.issue import (
    content_meta,
    edition_data,
    errata_views,
    excerpt_prefix,
    publication_issue_data,
)
from taizhou_brief.site.views.page_meta import PageMeta, Pairs, page_context, publisher_data, url_data
from taizhou_brief.site.views.quantities import annotate_article
from taizhou_brief.site.views.rows import ErratumView, Link
from taizhou_brief.site.views.site_context import SiteContext, article_opening, with_neighbours

TEMPLATE = "article.html"
DESCRIPTION = 110
"""Characters of the lead in the description of an article."""
FEW = 8
"""Figures shown in the list beside the text; the rest unfolds."""


def article_pages(shelf: SiteContext) -> Iterator[Page]:
    """One page an article, with its neighbours across the issues."""
    for before, entry, after in with_neighbours(shelf.archive.entries):
        others = (entry, before, after, *shelf.archive.related.get(entry.digest, ()))
        shows = (shelf.settings, *(other and other.digest for other in others))
        yield Page(entry.url, TEMPLATE, shows, partial(article_context, shelf, entry, before, after))


def article_context(
    shelf: SiteContext, entry: ArticleRef, before: ArticleRef | None, after: ArticleRef | None
) -> dict[str, Any]:
    """The page of one article."""
    settings, issue, article = shelf.settings, entry.issue, entry.article
    counties = tuple(shelf.counties[name] for name in article.counties)
    themes = tuple(shelf.themes[theme] for theme in article.themes)
    keywords = tuple(link.text for link in (*counties, *themes))
    shown = annotate_article(entry)
    draft = PageMeta(
        url=entry.url,
        template=TEMPLATE,
        title=f"{article.title}{excerpt_mark(issue)}",
        description=f"{excerpt_prefix(issue)}{article_opening(entry, DESCRIPTION) or article.title}",
        here="issues",
        trail=(Link("各期", "issues/"), Link(f"{issue.year}年", f"{issue.year}/"), Link(issue.label, issue.url)),
        name=f"第{article.index}篇",
        names=(*content_meta(issue, article.title, entry.url, settings), *citation_meta(shelf, entry, keywords)),
        keywords=keywords,
        author=article.contributor or issuing_office(issue, settings),
        kind="article",
        data=(report_data(shelf, entry, keywords),),
    )
    return page_context(
        draft,
        settings,
        entry=replace(entry, article=shown.article),
        figures=shown.figures,
        few=FEW,
        counties=counties,
        themes=themes,
        errata=group_errata(entry),
        others=tuple(Link(a.title, Address(a.index).url(issue.id)) for a in issue.articles if a is not article),
        related=tuple(shelf.row(other) for other in shelf.archive.related.get(entry.digest, ())),
        before=shelf.row(before, 0) if before else None,
        after=shelf.row(after, 0) if after else None,
        reference=article_reference(issue, article, settings),
        stem=measure_stem(issue, article, settings),
    )


def group_errata(entry: ArticleRef) -> dict[str, tuple[ErratumView, ...]]:
    """Group the corrections of an article by measure; those of the whole article have an empty key."""
    views = errata_views(entry.issue).items()
    return {place.measure: errata for place, errata in views if place.article == entry.article.index}


def citation_meta(shelf: SiteContext, entry: ArticleRef, keywords: tuple[str, ...]) -> Pairs:
    """Highwire's names, which reference managers read; neither volume nor page, for the print counts neither."""
    settings, issue = shelf.settings, entry.issue
    return (
        ("citation_title", f"{entry.article.title}{excerpt_mark(issue)}"),
        ("citation_author", entry.article.contributor or issuing_office(issue, settings)),
        ("citation_publication_date", f"{issue.date:%Y/%m/%d}"),
        ("citation_journal_title", settings.title),
        ("citation_issue", f"{'S' if issue.supplement else ''}{issue.number}"),
        ("citation_publisher", issuing_office(issue, settings)),
        ("citation_language", settings.language),
        ("citation_keywords", "; ".join(keywords)),
        ("citation_public_url", f"{settings.base_url}{entry.url}" if settings.base_url else ""),
    )


def report_data(shelf: SiteContext, entry: ArticleRef, keywords: tuple[str, ...]) -> dict[str, Any]:
    """The article as a `Report` in its issue, about its counties."""
    settings, issue, article = shelf.settings, entry.issue, entry.article
    office = publisher_data(issuing_office(issue, settings))
    return {
        "@type": "Report",
        "headline": article.title,
        "position": article.index,
        "datePublished": issue.date.isoformat(),
        "inLanguage": settings.language,
        "author": {"@type": "Organization", "name": article.contributor} if article.contributor else office,
        "publisher": office,
        "keywords": keywords,
        **url_data(entry.url, settings),
        **edition_data(issue),
        **about(article, settings),
        "isPartOf": publication_issue_data(issue, settings),
    }


def about(article: Article, settings: Settings) -> dict[str, Any]:
    """The counties that an article is about, or the whole region; nothing while an editor has not decided."""
    counties = tuple(
        {"@type": "AdministrativeArea", "name": county.name, **({"identifier": county.code} if county.code else {})}
        for county in settings.counties
        if county.name in article.counties
    )
    region = {"@type": "AdministrativeArea", "name": settings.region.name}
    return {"about": counties or (region,)} if counties or "counties" not in article.undecided else {}
