"""Indexed texts of an article (units): each text that can be found on its own, with its place on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from taizhou_brief.model.archive import ArticleRef
from taizhou_brief.model.block import Block
from taizhou_brief.model.issue import Article, Measure
from taizhou_brief.site.search.normal_form import compose, normalise

SLOTS = 16
"""Maximum number of indexed texts of one doc id; an article with more takes the next ids too."""
RANKS = 3
"""Number of ranks: title, heading, text."""
TITLE, HEADING, TEXT = range(RANKS)


@dataclass(frozen=True, slots=True)
class IndexedText:
    """One text that can be found on its own."""

    rank: int
    """`TITLE`, `HEADING` or `TEXT`."""
    kind: str
    """t title, h heading, l lead, m measure, p prose, n notes, e editor's note, c corrected words of an erratum."""
    fragment: str
    """Fragment of the place on the page; empty for its top."""
    cut: int
    """Length of the marker and heading of a measure; 0 for other texts."""
    text: str
    """The text as shown."""

    @property
    def normal(self) -> str:
        """The normal form of the text, which queries are compared with."""
        return normalise(self.text)


def list_indexed_texts(entry: ArticleRef) -> tuple[IndexedText, ...]:
    """List the texts of an article in reading order; the first article of an issue also has the editor's note."""
    return tuple(unit for unit in iter_texts(entry) if unit.text.strip())


def iter_texts(entry: ArticleRef) -> Iterator[IndexedText]:
    """Yield the texts of an article, including empty ones."""
    article = entry.article
    yield IndexedText(TITLE, "t", "", 0, compose(article.title))
    yield join_prose(article.lead, "l", "lead")
    yield from group_blocks(article.items, "lead")
    for section in article.sections:
        yield IndexedText(HEADING, "h", section.id, 0, compose(section.marker + section.title))
        yield from group_blocks(section.items, section.id)
    yield IndexedText(TEXT, "n", "notes", 0, compose("\n".join(note.text for note in article.notes)))
    for erratum in entry.issue.errata:
        if erratum.at.article == article.index:
            yield IndexedText(TEXT, "c", erratum.at.measure, 0, compose(erratum.corrected))
    if article is entry.issue.articles[0]:
        yield join_prose(entry.issue.editor_note, "e", "note")


def group_blocks(items: Iterable[Block | Measure], fragment: str) -> Iterator[IndexedText]:
    """Yield each measure and third-level heading; consecutive paragraphs are joined."""
    for kind, group in groupby(items, key=classify_block):
        for item in group if kind != "p" else ():
            if isinstance(item, Measure):
                heading = compose(item.marker + item.heading)
                yield IndexedText(TEXT, "m", item.id, len(heading), heading + compose(item.stop + item.text))
            else:
                yield IndexedText(HEADING, "h", fragment, 0, compose(item.text))
        if kind == "p":
            yield join_prose([item for item in group if isinstance(item, Block)], "p", fragment)


def classify_block(item: Block | Measure) -> str:
    """Return `m` for a measure, `h` for a third-level heading, `p` for prose."""
    return "m" if isinstance(item, Measure) else "h" if item.level else "p"


def join_prose(blocks: Iterable[Block], kind: str, fragment: str) -> IndexedText:
    """Join consecutive paragraphs into one indexed text."""
    return IndexedText(TEXT, kind, fragment, 0, compose("\n".join(block.text for block in blocks)))


def count_doc_ids(entry: ArticleRef) -> int:
    """Count the doc ids of an article from its structure, without looking at the texts.

    This is an upper bound of what the texts need, because empty ones are counted too.
    """
    article = entry.article
    texts = 2 + len(article.items) + sum(1 + len(section.items) for section in article.sections)
    texts += bool(article.notes) + len(entry.issue.errata)
    texts += article is entry.issue.articles[0] and bool(entry.issue.editor_note)
    return -(-texts // SLOTS)


def iter_plain_texts(article: Article) -> Iterator[str]:
    """Yield the texts of an article except the footnotes, unnormalised, which is cheaper than `list_indexed_texts`."""
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
