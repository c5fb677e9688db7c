"""An article → its units: every piece of text that can be found by itself, with the place on the page it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import groupby

from taizhou_brief.model.archive import ArticleRef
from taizhou_brief.model.issue import Article, Block, Measure
from taizhou_brief.site.search.normal_form import compose, normalise

SLOTS = 16
"""Units an article number has room for; an article with more takes the next numbers too."""
CLASSES = 3
"""Ranks of units: title, heading, text."""
TITLE, HEADING, TEXT = range(CLASSES)
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class IndexedText:
    """One piece of text."""

    rank: int
    """TITLE, HEADING or TEXT."""
    kind: str
    """t title, h heading, l lead, m measure, p prose, n notes, e editor's note, c corrected words."""
    fragment: str
    """Where on the page; empty for its top."""
    cut: int
    """Characters that are a measure's marker and heading; 0 where there is none."""
    text: str
    """As shown."""

    @property
    def normal(self) -> str:
        """As compared."""
        return normalise(self.text)


def indexed_texts(entry: ArticleRef) -> tuple[IndexedText, ...]:
    """Everything an article says, in its order; with its first article also what the issue says."""
    return tuple(unit for unit in all_texts(entry) if unit.text.strip())


def all_texts(entry: ArticleRef) -> Iterator[IndexedText]:
    """The pieces, empty ones among them."""
    article = entry.article
    yield IndexedText(TITLE, "t", "", 0, compose(article.title))
    yield join_prose(article.lead, "l", "lead")
    yield from group_blocks(article.items, "lead")
    for section in article.sections:
        yield IndexedText(HEADING, "h", section.id, 0, compose(section.marker + section.title))
        yield from group_blocks(section.items, section.id)
    yield IndexedText(TEXT, "n", "notes", 0, compose(unescape(TAG.sub("", article.notes_html)).strip()))
    for erratum in entry.issue.errata:
        if erratum.at.article == article.index:
            yield IndexedText(TEXT, "c", erratum.at.measure, 0, compose(erratum.corrected))
    if article is entry.issue.articles[0]:
        yield join_prose(entry.issue.editor_note, "e", "note")


def group_blocks(items: Iterable[Block | Measure], fragment: str) -> Iterator[IndexedText]:
    """Measures, third-level headings, and prose as far as it goes on."""
    for kind, group in groupby(items, key=block_kind):
        for item in group if kind != "p" else ():
            if isinstance(item, Measure):
                lead = compose(item.marker + item.heading)
                yield IndexedText(TEXT, "m", item.id, len(lead), lead + compose(item.stop + item.text))
            else:
                yield IndexedText(HEADING, "h", fragment, 0, compose(item.text))
        if kind == "p":
            yield join_prose([item for item in group if isinstance(item, Block)], "p", fragment)


def block_kind(item: Block | Measure) -> str:
    """A measure, a third-level heading or prose."""
    return "m" if isinstance(item, Measure) else "h" if item.level else "p"


def join_prose(blocks: Iterable[Block], kind: str, fragment: str) -> IndexedText:
    """Paragraphs that follow one another, as one piece."""
    return IndexedText(TEXT, kind, fragment, 0, compose("\n".join(block.text for block in blocks)))


def count_doc_ids(entry: ArticleRef) -> int:
    """How many article numbers an entry takes, told from its pieces without looking at their texts."""
    article = entry.article
    pieces = 2 + len(article.items) + sum(1 + len(section.items) for section in article.sections)
    pieces += bool(article.notes_html) + len(entry.issue.errata)
    pieces += article is entry.issue.articles[0] and bool(entry.issue.editor_note)
    return -(-pieces // SLOTS)


def plain_texts(article: Article) -> Iterator[str]:
    """What an article says, but for its footnotes, as it comes: cheaper than its units."""
    yield article.title
    for items in (article.lead, article.items, *(section.items for section in article.sections)):
        for item in items:
            if isinstance(item, Block):
                yield item.text
            else:
                yield item.heading
                for block in item.body:
                    yield block.text
    for section in article.sections:
        yield section.title
