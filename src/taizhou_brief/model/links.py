"""Links of an issue to places of the site, and the places that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urljoin

from taizhou_brief.model.block import Block, Span
from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import Article, Issue, Measure
from taizhou_brief.model.text import Text

SITE_LINK = re.compile(r"/?([0-9]{4}/s?[0-9]{1,4}(?:/[^#?\s]*)?(?:#\S*)?)")
"""Address of a place of an issue, from the root of the site."""
_SCHEME = re.compile("[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_FIGURE = re.compile(r"(?<=[0-9m])f[0-9]+$")


class SiteLink(NamedTuple):
    """Link to a place of the site."""

    url: str
    """Relative to the site's root."""
    span: Span
    """Span of the block that contains it."""


class IssueLinks(NamedTuple):
    """What links need to know of an issue."""

    places: tuple[tuple[str, ...], ...]
    """Of each article, in printed order, the fragments of its sections and measures."""
    links: tuple[SiteLink, ...]


NO_LINKS = IssueLinks((), ())


def find_links(issue: Issue) -> IssueLinks:
    """Find the links of an issue to places of issues, and the places that it has."""
    links = [link for block in issue.editor_note for link in _find_block_links(block, issue.url)]
    for article in issue.articles:
        url = Address(article.index).url(issue.id)
        links += [link for block in _list_blocks(article) for link in _find_block_links(block, url)]
    places = tuple(
        (*(section.id for section in article.sections), *(measure.id for measure in article.measures))
        for article in issue.articles
    )
    return IssueLinks(places, tuple(links))


def strip_texts(issue: Issue) -> Issue:
    """Return an issue without the texts that no check of the whole series reads; its links and places stay."""
    return replace(issue, articles=tuple(map(_strip_article, issue.articles)))


def has_place(links: IssueLinks, article: int, fragment: str) -> bool:
    """Return whether an issue has an article, and this a section, a measure, or a quantity of one."""
    if not 1 <= article <= len(links.places):
        return False
    places = links.places[article - 1]
    is_place = not fragment or fragment in places or _FIGURE.sub("", fragment) in places
    return is_place or not re.fullmatch(r"(?:s[0-9]+)?(?:m[0-9]+)?(?:f[0-9]+)?", fragment) or fragment[0] == "f"


def resolve_link(target: str, url: str) -> str | None:
    """Return where a link on the page at `url` leads, relative to the site's root; None if it leaves the site."""
    match = SITE_LINK.fullmatch(target)
    if match:
        return match[1]
    if _SCHEME.match(target):
        return None
    return urljoin(f"/{url}", target).lstrip("/")


def _find_block_links(block: Block, url: str) -> Iterator[SiteLink]:
    """Yield the links of a block of the page at `url` to places of the site."""
    for content in block.contents:
        for mark in content.marks:
            if mark.kind == "link":
                place = resolve_link(mark.target, url)
                if place is not None:
                    yield SiteLink(place, block.span)


def _list_blocks(article: Article) -> Iterator[Block]:
    """Yield all blocks of an article, with one for the heading of each section and measure."""
    yield from article.lead
    yield from _list_item_blocks(article.items)
    for section in article.sections:
        yield Block("paragraph", section.title_content, section.span)
        yield from _list_item_blocks(section.items)
    yield from (block for note in article.notes for block in note.blocks)


def _list_item_blocks(items: tuple[Block | Measure, ...]) -> Iterator[Block]:
    for item in items:
        if isinstance(item, Measure):
            yield Block("paragraph", item.heading_content, item.span)
            yield from item.body
        else:
            yield item


def _strip_article(article: Article) -> Article:
    sections = tuple(
        replace(section, title_content=_strip_text(section.title_content), items=_strip_items(section.items))
        for section in article.sections
    )
    notes = tuple(replace(note, blocks=_strip_blocks(note.blocks)) for note in article.notes)
    return replace(
        article,
        lead=_strip_blocks(article.lead),
        items=_strip_items(article.items),
        sections=sections,
        notes=tuple(note for note in notes if note.blocks),
    )


def _strip_items(items: tuple[Block | Measure, ...]) -> tuple[Block | Measure, ...]:
    return tuple(
        replace(item, heading_content=_strip_text(item.heading_content), body=_strip_blocks(item.body))
        if isinstance(item, Measure)
        else item
        for item in items
        if isinstance(item, Measure) or _has_links(item)
    )


def _strip_blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if _has_links(block))


def _strip_text(text: Text) -> Text:
    return text if any(mark.kind == "link" for mark in text.marks) else Text("")


def _has_links(block: Block) -> bool:
    return any(mark.kind == "link" for content in block.contents for mark in content.marks)
