"""The page of one article: its text with an address for every measure, its quantities, neighbours and references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from taizhou_brief.model.archive import Archive, ArchiveEntry
from taizhou_brief.model.article_text import ArticleText, TextRef
from taizhou_brief.model.identity import Address
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Frame, Settings
from taizhou_brief.model.summary import ArticleSummary, IssueSummary
from taizhou_brief.site.citation import Citation, cite_article, excerpt_mark
from taizhou_brief.site.citation_forms import citation_tags, list_formats, print_measure_stem, print_reference
from taizhou_brief.site.pages.issue import (
    content_meta,
    edition_data,
    errata_views,
    excerpt_prefix,
    publication_issue_data,
)
from taizhou_brief.site.views.page_meta import PageMeta, address_data, office_data, page_context
from taizhou_brief.site.views.quantities import build_quantity_view
from taizhou_brief.site.views.redactions import group_redactions
from taizhou_brief.site.views.rows import ArticleListing, ArticleNeighbour, ErratumView, Link, RedactionView
from taizhou_brief.site.views.site_context import county_links, theme_links, with_neighbours

FEW = 8
"""Quantities shown in each list next to the text; the others unfold."""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """Article as its template sees it."""

    issue: IssueSummary
    article: ArticleText

    @property
    def url(self) -> str:
        """URL of its page, relative to the site's root."""
        return Address(self.article.index).url(self.issue.id)


def article_pages(archive: Archive, settings: Settings, listings: Mapping[str, ArticleListing]) -> Iterator[Page]:
    """Plan one page an article, with its neighbours across the issues; `listings` are the articles by URL."""
    for before, entry, after in with_neighbours(archive.entries):
        issue, article = entry.issue, entry.article
        arguments = (
            settings.frame,
            issue.head,
            archive.text(entry),
            (county_links(settings, article.counties), theme_links(settings, article.themes)),
            link_measure_themes(article, settings),
            about_data(article, settings),
            (group_errata(entry), group_redactions(issue, article.index) if issue.redacted else {}),
            tuple(Link(a.title, Address(a.index).url(issue.id)) for a in issue.articles if a is not article),
            (before and article_neighbour(before), after and article_neighbour(after)),
            tuple(listings[other.url] for other in archive.related.get(entry.url, ())),
        )
        yield Page(entry.url, "article.html", article_context, arguments, updated=issue.date)


def article_context(  # noqa: PLR0913, PLR0917  # all that the page shows
    frame: Frame,
    issue: IssueSummary,
    ref: TextRef,
    tags: tuple[tuple[Link, ...], tuple[Link, ...]],
    measure_tags: dict[str, tuple[tuple[Link, str], ...]],
    about: dict[str, Any],
    changes: tuple[dict[str, tuple[ErratumView, ...]], dict[str, tuple[RedactionView, ...]]],
    others: tuple[Link, ...],
    neighbours: tuple[ArticleNeighbour | None, ArticleNeighbour | None],
    related: tuple[ArticleListing, ...],
) -> dict[str, Any]:
    """Build the page of one article; `tags` are its counties and its themes, `changes` corrections and removals."""
    text = ref.load()
    entry = ArticleView(issue, text)
    quantities = tuple(map(build_quantity_view, text.quantities))
    keywords = tuple(link.text for links in tags for link in links)
    citation = cite_article(issue, text, frame)
    return page_context(
        article_meta(frame, entry, citation, keywords, about),
        frame,
        entry=entry,
        figures=tuple(quantity for quantity in quantities if not quantity.target),
        targets=tuple(quantity for quantity in quantities if quantity.target),
        few=FEW,
        counties=tags[0],
        themes=tags[1],
        measure_tags=measure_tags,
        errata=changes[0],
        redactions=changes[1],
        others=others,
        related=related,
        before=neighbours[0],
        after=neighbours[1],
        reference=print_reference(citation, frame.citation),
        stem=print_measure_stem(citation, frame.citation),
        formats=list_formats(citation),
    )


def link_measure_themes(article: ArticleSummary, settings: Settings) -> dict[str, tuple[tuple[Link, str], ...]]:
    """Return the links to the themes of each measure that has some, each with the words that cause it."""
    return {
        measure.id: tuple(
            (link, "、".join(f"“{word}”" for word in words))
            for theme, words in zip(measure.themes, measure.theme_words, strict=True)
            for link in theme_links(settings, (theme,))
        )
        for measure in article.measures
        if measure.themes
    }


def article_meta(
    frame: Frame, entry: ArticleView, citation: Citation, keywords: tuple[str, ...], about: dict[str, Any]
) -> PageMeta:
    """Return what the page of an article states about itself."""
    issue, article = entry.issue, entry.article
    return PageMeta(
        url=entry.url,
        title=f"{article.title}{excerpt_mark(issue)}",
        description=f"{excerpt_prefix(issue)}{article.opening or article.title}",
        here="issues",
        trail=(Link("各期", "issues/"), Link(f"{issue.year}年", f"{issue.year}/"), Link(issue.label, issue.url)),
        name=f"第{article.index}篇",
        names=(
            *content_meta(issue, article.title, entry.url, frame),
            *citation_tags(citation),
            ("citation_keywords", "; ".join(keywords)),
        ),
        keywords=keywords,
        author="、".join(citation.authors),
        kind="article",
        data=(report_data(frame, entry, citation, keywords, about),),
    )


def article_neighbour(entry: ArchiveEntry) -> ArticleNeighbour:
    """Return what the page of an article shows of the one before or after it."""
    issue = entry.issue
    return ArticleNeighbour(entry.url, entry.article.title, Link(issue.label, issue.url), issue.date)


def group_errata(entry: ArchiveEntry) -> dict[str, tuple[ErratumView, ...]]:
    """Group the corrections of an article by measure; those of the whole article have an empty key."""
    views = errata_views(entry.issue).items()
    return {place.measure: errata for place, errata in views if place.article == entry.article.index}


def report_data(
    settings: Frame, entry: ArticleView, citation: Citation, keywords: tuple[str, ...], about: dict[str, Any]
) -> dict[str, Any]:
    """Build the JSON-LD node of an article, a `Report` in its issue about its counties."""
    issue, article = entry.issue, entry.article
    return {
        "@type": "Report",
        "headline": article.title,
        "position": article.index,
        "datePublished": issue.date.isoformat(),
        "inLanguage": settings.language,
        "author": office_data(citation.authors),
        "publisher": office_data(citation.publishers),
        "keywords": keywords,
        **address_data(entry.url, settings),
        **edition_data(issue),
        **about,
        "isPartOf": publication_issue_data(issue, settings),
    }


def about_data(article: ArticleSummary, settings: Settings) -> dict[str, Any]:
    """Return the counties that an article is about, or the whole region; nothing while an editor has not decided."""
    counties = tuple(
        {"@type": "AdministrativeArea", "name": county.name, **({"identifier": county.code} if county.code else {})}
        for county in settings.counties
        if county.name in article.counties
    )
    region = {"@type": "AdministrativeArea", "name": settings.region.name}
    return {"about": counties or (region,)} if counties or "counties" not in article.undecided else {}
