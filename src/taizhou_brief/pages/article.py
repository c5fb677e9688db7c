"""The page of one article: its text with an address for every measure, and what belongs beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from taizhou_brief.cite import abridged, article_reference, author, measure_stem
from taizhou_brief.models import Entry, Page
from taizhou_brief.pages.head import Draft, Pairs, framed, located, publisher
from taizhou_brief.pages.issue import content_names, edition_data, errata_rows, mark, publication_issue
from taizhou_brief.pages.quantities import underlaid
from taizhou_brief.pages.rows import ErratumRow, Link
from taizhou_brief.pages.shelf import Shelf, between, opening

TEMPLATE = "article.html"
DESCRIPTION = 110
"""Characters of the lead in the description of an article."""
FEW = 8
"""Figures shown in the list beside the text; the rest unfolds."""


def article_pages(shelf: Shelf) -> Iterator[Page]:
    """One page an article, with its neighbours across the issues."""
    for before, entry, after in between(shelf.archive.entries):
        others = (entry, before, after, *shelf.archive.related.get(entry.digest, ()))
        shows = (shelf.settings, *(other and other.digest for other in others))
        yield Page(entry.url, TEMPLATE, shows, partial(article_context, shelf, entry, before, after))


def article_context(shelf: Shelf, entry: Entry, before: Entry | None, after: Entry | None) -> dict[str, Any]:
    """The page of one article."""
    settings, issue, article = shelf.settings, entry.issue, entry.article
    counties = tuple(shelf.counties[name] for name in article.counties)
    themes = tuple(shelf.themes[theme] for theme in article.themes)
    keywords = tuple(link.text for link in (*counties, *themes))
    shown = underlaid(entry)
    draft = Draft(
        url=entry.url,
        template=TEMPLATE,
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
    return framed(
        draft,
        settings,
        entry=replace(entry, article=shown.article),
        figures=shown.figures,
        few=FEW,
        counties=counties,
        themes=themes,
        errata=errata_of(entry),
        others=tuple(Link(a.title, f"{issue.key}/{a.index}/") for a in issue.articles if a is not article),
        related=tuple(shelf.row(other) for other in shelf.archive.related.get(entry.digest, ())),
        before=shelf.row(before, 0) if before else None,
        after=shelf.row(after, 0) if after else None,
        reference=article_reference(issue, article, settings),
        stem=measure_stem(issue, article, settings),
    )


def errata_of(entry: Entry) -> dict[str, tuple[ErratumRow, ...]]:
    """Corrections by measure; those of the whole article under an empty key."""
    prefix = f"{entry.article.index}/"
    rows = errata_rows(entry.issue).items()
    return {place.removeprefix(prefix): found for place, found in rows if place.startswith(prefix)}


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
