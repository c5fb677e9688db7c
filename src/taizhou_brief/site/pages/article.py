"""The page of one article: its text with an address for every measure, its quantities, neighbours and references."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from taizhou_brief.model.archive import Archive, ArticleRef
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
from taizhou_brief.site.views.rows import ArticleSummary, ErratumView, Link
from taizhou_brief.site.views.site_context import (
    article_opening,
    article_summary,
    county_links,
    theme_links,
    with_neighbours,
)

DESCRIPTION = 110
"""Characters of the lead in the description of an article."""
FEW = 8
"""Quantities shown in the list next to the text; the others unfold."""


def article_pages(archive: Archive, settings: Settings) -> Iterator[Page]:
    """Plan one page an article, with its neighbours across the issues."""
    for before, entry, after in with_neighbours(archive.entries):
        neighbours = (before and article_summary(settings, before, 0), after and article_summary(settings, after, 0))
        related = tuple(article_summary(settings, other) for other in archive.related.get(entry.digest, ()))
        arguments = (settings, entry, *neighbours, related)
        yield Page(entry.url, "article.html", article_context, arguments, updated=entry.issue.date)


def article_context(
    settings: Settings,
    entry: ArticleRef,
    before: ArticleSummary | None,
    after: ArticleSummary | None,
    related: tuple[ArticleSummary, ...],
) -> dict[str, Any]:
    """Build the page of one article."""
    issue, article = entry.issue, entry.article
    counties, themes = county_links(settings, article.counties), theme_links(settings, article.themes)
    keywords = tuple(link.text for link in (*counties, *themes))
    annotated = annotate_article(entry)
    meta = PageMeta(
        url=entry.url,
        title=f"{article.title}{excerpt_mark(issue)}",
        description=f"{excerpt_prefix(issue)}{article_opening(entry, DESCRIPTION) or article.title}",
        here="issues",
        trail=(Link("各期", "issues/"), Link(f"{issue.year}年", f"{issue.year}/"), Link(issue.label, issue.url)),
        name=f"第{article.index}篇",
        names=(*content_meta(issue, article.title, entry.url, settings), *citation_meta(settings, entry, keywords)),
        keywords=keywords,
        author=article.contributor or issuing_office(issue, settings),
        kind="article",
        data=(report_data(settings, entry, keywords),),
    )
    return page_context(
        meta,
        settings,
        entry=replace(entry, article=annotated.article),
        figures=annotated.figures,
        few=FEW,
        counties=counties,
        themes=themes,
        errata=group_errata(entry),
        others=tuple(Link(a.title, Address(a.index).url(issue.id)) for a in issue.articles if a is not article),
        related=related,
        before=before,
        after=after,
        reference=article_reference(issue, article, settings),
        stem=measure_stem(issue, article, settings),
    )


def group_errata(entry: ArticleRef) -> dict[str, tuple[ErratumView, ...]]:
    """Group the corrections of an article by measure; those of the whole article have an empty key."""
    views = errata_views(entry.issue).items()
    return {place.measure: errata for place, errata in views if place.article == entry.article.index}


def citation_meta(settings: Settings, entry: ArticleRef, keywords: tuple[str, ...]) -> Pairs:
    """Return Highwire tags, which reference managers read; without volume and page, which the print does not count."""
    issue = entry.issue
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


def report_data(settings: Settings, entry: ArticleRef, keywords: tuple[str, ...]) -> dict[str, Any]:
    """Build the JSON-LD node of an article, a `Report` in its issue about its counties."""
    issue, article = entry.issue, entry.article
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
        **about_data(article, settings),
        "isPartOf": publication_issue_data(issue, settings),
    }


def about_data(article: Article, settings: Settings) -> dict[str, Any]:
    """Return the counties that an article is about, or the whole region; nothing while an editor has not decided."""
    counties = tuple(
        {"@type": "AdministrativeArea", "name": county.name, **({"identifier": county.code} if county.code else {})}
        for county in settings.counties
        if county.name in article.counties
    )
    region = {"@type": "AdministrativeArea", "name": settings.region.name}
    return {"about": counties or (region,)} if counties or "counties" not in article.undecided else {}
