"""The page of a whole issue, to read and print in one piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from taizhou_brief.chinese.dates import format_day
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.model.archive import Archive, ArchiveEntry
from taizhou_brief.model.article_text import ArticleText, ShownItem, ShownMeasure, TextRef
from taizhou_brief.model.identity import Address
from taizhou_brief.model.moves import WHOLE_ISSUE
from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Frame, Settings
from taizhou_brief.model.summary import IssueSummary, ShownBlock
from taizhou_brief.site.citation import cite_issue, excerpt_mark
from taizhou_brief.site.pages.issue import content_meta, errata_views, excerpt_prefix
from taizhou_brief.site.views.page_meta import PageMeta, page_context
from taizhou_brief.site.views.redactions import list_article_redactions
from taizhou_brief.site.views.rows import ErratumView, Link, RedactionView
from taizhou_brief.site.views.site_context import county_links

_TAG = lazy_compile("<[a-z][^>]*>")
_FRAGMENT = lazy_compile(r'( id="| href="#)')
_QUANTITY = '<data class="n" id="'
"""Beginning of a quantity, which most tags with a fragment are; words have no `<`."""


@dataclass(frozen=True, slots=True)
class WholeArticle:
    """Article as the page of its issue shows it; `text` has fragments that are unique on that page."""

    prefix: str
    """What its fragments begin with: `a2-`."""
    url: str
    counties: tuple[Link, ...]
    text: ArticleText
    errata: tuple[ErratumView, ...]
    redactions: tuple[RedactionView, ...]


def whole_issue_pages(archive: Archive, settings: Settings) -> Iterator[Page]:
    """Plan one page an issue that has its whole text."""
    for issue in archive.issues:
        errata = errata_views(issue)
        articles = tuple(
            (
                archive.text(ArchiveEntry.of(issue, article)),
                county_links(settings, article.counties),
                tuple(row for place, rows in errata.items() if place.article == article.index for row in rows),
                list_article_redactions(issue, article.index),
            )
            for article in issue.articles
        )
        arguments = (settings.frame, issue.head, issue.editor_note, articles)
        yield Page(f"{issue.url}{WHOLE_ISSUE}", "whole-issue.html", whole_issue_context, arguments, updated=issue.date)


def whole_issue_context(
    frame: Frame,
    issue: IssueSummary,
    editor_note: tuple[ShownBlock, ...],
    articles: tuple[tuple[TextRef, tuple[Link, ...], tuple[ErratumView, ...], tuple[RedactionView, ...]], ...],
) -> dict[str, Any]:
    """Build the page of a whole issue from the texts, counties, corrections and removals of its articles."""
    name = f"{frame.title}{issue.id.long_label}"
    url = f"{issue.url}{WHOLE_ISSUE}"
    views = tuple(show_article(issue, *article) for article in articles)
    meta = PageMeta(
        url=url,
        title=f"{issue.id.long_label}{excerpt_mark(issue)}全文",
        description=f"{excerpt_prefix(issue)}{name}，{format_day(issue.date)}，全文",
        here="issues",
        trail=(Link("各期", "issues/"), Link(f"{issue.year}年", f"{issue.year}/"), Link(issue.label, issue.url)),
        name="整期",
        names=content_meta(issue, name, url, frame),
        author="、".join(cite_issue(issue, frame).authors),
        kind="article",
        masthead=True,
    )
    return page_context(meta, frame, issue=replace(issue, editor_note=editor_note), articles=views)


def show_article(
    issue: IssueSummary,
    ref: TextRef,
    counties: tuple[Link, ...],
    errata: tuple[ErratumView, ...],
    redactions: tuple[RedactionView, ...],
) -> WholeArticle:
    """Return an article as the page shows it."""
    text, prefix = ref.load(), f"a{ref.index}-"
    url = Address(ref.index).url(issue.id)
    return WholeArticle(prefix, url, counties, prefix_fragments(text, prefix), errata, redactions)


def prefix_fragments(text: ArticleText, prefix: str) -> ArticleText:
    """Return the text with a prefix before each fragment in its HTML, so that those of other articles differ."""

    def prefixed(html: str) -> str:
        if html.count(' id="') == html.count(_QUANTITY) and ' href="#' not in html:
            return html.replace(_QUANTITY, _QUANTITY + prefix)
        return _TAG.sub(lambda tag: _FRAGMENT.sub(rf"\g<1>{prefix}", tag[0]), html)

    def change_blocks(blocks: tuple[ShownBlock, ...]) -> tuple[ShownBlock, ...]:
        return tuple(ShownBlock(prefixed(block.html)) for block in blocks)

    def change_items(items: tuple[ShownItem, ...]) -> tuple[ShownItem, ...]:
        return tuple(
            item._replace(heading_html=prefixed(item.heading_html), body=change_blocks(item.body))
            if isinstance(item, ShownMeasure)
            else ShownBlock(prefixed(item.html))
            for item in items
        )

    sections = (
        section._replace(title_html=prefixed(section.title_html), items=change_items(section.items))
        for section in text.sections
    )
    return replace(
        text,
        lead=change_blocks(text.lead),
        items=change_items(text.items),
        sections=tuple(sections),
        notes_html=prefixed(text.notes_html),
    )
