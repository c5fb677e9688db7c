"""An article → its units: every piece of text that can be found by itself, with the place on the page it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import groupby

from taizhou_brief.models import Article, Block, Entry, Measure
from taizhou_brief.search.normal import composed, normal

SLOTS = 16
"""Units an article number has room for; an article with more takes the next numbers too."""
CLASSES = 3
"""Ranks of units: title, heading, text."""
TITLE, HEADING, TEXT = range(CLASSES)
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Unit:
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
        return normal(self.text)


def units(entry: Entry) -> tuple[Unit, ...]:
    """Everything an article says, in its order; with its first article also what the issue says."""
    return tuple(unit for unit in found(entry) if unit.text.strip())


def found(entry: Entry) -> Iterator[Unit]:
    """The pieces, empty ones among them."""
    article = entry.article
    yield Unit(TITLE, "t", "", 0, composed(article.title))
    yield prose(article.lead, "l", "lead")
    yield from flow(article.items, "lead")
    for section in article.sections:
        yield Unit(HEADING, "h", section.id, 0, composed(section.marker + section.title))
        yield from flow(section.items, section.id)
    yield Unit(TEXT, "n", "notes", 0, composed(unescape(TAG.sub("", article.notes_html)).strip()))
    for erratum in entry.issue.errata:
        index, _, place = erratum.at.partition("/")
        if index == str(article.index):
            yield Unit(TEXT, "c", place, 0, composed(erratum.corrected))
    if article is entry.issue.articles[0]:
        yield prose(entry.issue.editor_note, "e", "note")


def flow(items: Iterable[Block | Measure], fragment: str) -> Iterator[Unit]:
    """Measures, third-level headings, and prose as far as it goes on."""
    for kind, group in groupby(items, key=kind_of):
        for item in group if kind != "p" else ():
            if isinstance(item, Measure):
                lead = composed(item.marker + item.heading)
                yield Unit(TEXT, "m", item.id, len(lead), lead + composed(item.stop + item.text))
            else:
                yield Unit(HEADING, "h", fragment, 0, composed(item.text))
        if kind == "p":
            yield prose([item for item in group if isinstance(item, Block)], "p", fragment)


def kind_of(item: Block | Measure) -> str:
    """A measure, a third-level heading or prose."""
    return "m" if isinstance(item, Measure) else "h" if item.level else "p"


def prose(blocks: Iterable[Block], kind: str, fragment: str) -> Unit:
    """Paragraphs that follow one another, as one piece."""
    return Unit(TEXT, kind, fragment, 0, composed("\n".join(block.text for block in blocks)))


def numbers_taken(entry: Entry) -> int:
    """How many article numbers an entry takes, told from its pieces without looking at their texts."""
    article = entry.article
    pieces = 2 + len(article.items) + sum(1 + len(section.items) for section in article.sections)
    pieces += bool(article.notes_html) + len(entry.issue.errata)
    pieces += article is entry.issue.articles[0] and bool(entry.issue.editor_note)
    return -(-pieces // SLOTS)


def texts(article: Article) -> Iterator[str]:
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
