"""The page of one article: its text with an address for every measure, and what belongs beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from taizhou_brief.cite import abridged, article_reference, author, measure_stem
from taizhou_brief.models import Entry, Page
from taizhou_brief.pages.head import Draft, Pairs, located, page, publisher
from taizhou_brief.pages.issue import content_names, edition_data, errata_rows, mark, publication_issue
from taizhou_brief.pages.rows import ArticleRow, ErratumRow, Link
from taizhou_brief.pages.shelf import Shelf, opening

DESCRIPTION = 110
"""Characters of the lead in the description of an article."""


def article_pages(shelf: Shelf) -> Iterator[Page]:
    """One page an article, with its neighbours across the issues."""
    entries = shelf.archive.entries
    errata: dict[str, tuple[ErratumRow, ...]] = {}
    issue = None
    for position, entry in enumerate(entries):
        if entry.issue is not issue:
            issue, errata = entry.issue, errata_rows(entry.issue)
        before = shelf.row(entries[position - 1], 0) if position else None
        after = shelf.row(entries[position + 1], 0) if position + 1 < len(entries) else None
        prefix = f"{entry.article.index}/"
        own = {place.removeprefix(prefix): rows for place, rows in errata.items() if place.startswith(prefix)}
        yield article_page(shelf, entry, own, (before, after))


def article_page(
    shelf: Shelf,
    entry: Entry,
    errata: dict[str, tuple[ErratumRow, ...]],
    neighbours: tuple[ArticleRow | None, ArticleRow | None],
) -> Page:
    """The page of one article; `errata` by measure, those of the whole article under an empty key."""
    settings, issue, article = shelf.settings, entry.issue, entry.article
    counties = tuple(shelf.counties[name] for name in article.counties)
    themes = tuple(shelf.themes[theme] for theme in article.themes)
    keywords = tuple(link.text for link in (*counties, *themes))
    draft = Draft(
        url=entry.url,
        template="article.html",
        title=f"{article.title}{abridged(issue)}",
        description=f"{mark(issue)}{opening(entry, DESCRIPTION) or article.title}",
        here="issues",
        trail=(Link("各期", "issues/"), Link(f"{issue.year}年", f"{issue.year}/"), Link(issue.label, issue.url)),
        name=f"第{article.index}篇",
        names=(*content_names(issue, article.title, entry.url, settings), *citation_names(shelf, entry, keywords)),
        keywords=keywords,
        author=article.contributor or author(issue, settings),
        kind="article",
        data=(report(shelf, entry, keywords),),
    )
    return page(
        draft,
        settings,
        entry=entry,
        counties=counties,
        themes=themes,
        errata=errata,
        others=tuple(Link(a.title, f"{issue.key}/{a.index}/") for a in issue.articles if a is not article),
        related=tuple(shelf.row(other) for other in shelf.archive.related.get(entry.digest, ())),
        before=neighbours[0],
        after=neighbours[1],
        reference=article_reference(issue, article, settings),
        stem=measure_stem(issue, article, settings),
    )


def citation_names(shelf: Shelf, entry: Entry, keywords: tuple[str, ...]) -> Pairs:
    """Highwire's names, which reference managers read."""
    settings, issue = shelf.settings, entry.issue
    return (
        ("citation_title", f"{entry.article.title}{abridged(issue)}"),
        ("citation_author", entry.article.contributor or author(issue, settings)),
        ("citation_publication_date", f"{issue.date:%Y/%m/%d}"),
        ("citation_journal_title", settings.title),
        ("citation_volume", str(issue.year)),
        ("citation_issue", f"{'S' if issue.supplement else ''}{issue.number}"),
        ("citation_firstpage", str(entry.article.index)),
        ("citation_publisher", author(issue, settings)),
        ("citation_language", settings.language),
        ("citation_keywords", "; ".join(keywords)),
        ("citation_public_url", f"{settings.base_url}{entry.url}" if settings.base_url else ""),
    )


def report(shelf: Shelf, entry: Entry, keywords: tuple[str, ...]) -> dict[str, Any]:
    """The article as a `Report` in its issue, about its counties."""
    settings, issue, article = shelf.settings, entry.issue, entry.article
    office = publisher(author(issue, settings))
    return {
        "@type": "Report",
        "headline": article.title,
        "position": article.index,
        "datePublished": issue.date.isoformat(),
        "inLanguage": settings.language,
        "author": {"@type": "Organization", "name": article.contributor} if article.contributor else office,
        "publisher": office,
        "keywords": keywords,
        **located(entry.url, settings),
        **edition_data(issue),
        "about": tuple(
            {"@type": "AdministrativeArea", "name": county.name, **({"identifier": county.code} if county.code else {})}
            for county in settings.counties
            if county.name in article.counties
        )
        or ({"@type": "AdministrativeArea", "name": settings.region.name},),
        "isPartOf": publication_issue(issue, settings),
    }
