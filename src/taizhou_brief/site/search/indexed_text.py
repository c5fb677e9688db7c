"""Indexed texts of an article (units): each text that can be found on its own, with its place on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from taizhou_brief.model.block import Block
from taizhou_brief.model.issue import Article, Erratum, Issue, Measure
from taizhou_brief.site.search.normal_form import compose, normalise

SLOTS = 8
"""Maximum number of indexed texts of one doc id, as in `search.js`; an article with more takes the next ids too."""
RANKS = 3
"""Number of ranks: title, heading, text."""
TITLE, HEADING, TEXT = range(RANKS)
SENTENCE = re.compile("[^。！？；\n]+[。！？；]?")


class IndexedText(NamedTuple):
    """One text that can be found on its own."""

    kind: str
    """t title, h heading, l lead, m measure, p prose, n notes, e editor's note, c corrected sentence of an erratum."""
    fragment: str
    """Fragment of the place on the page; empty for its top."""
    cut: int
    """Length of the marker and heading of a measure; 0 for other texts."""
    text: str
    """The text as shown."""
    about: int = 0
    """Of a measure the themes that it is about, as bits: bit n is the nth theme of the article."""

    @property
    def rank(self) -> int:
        """`TITLE`, `HEADING` or `TEXT`."""
        return {"t": TITLE, "h": HEADING}.get(self.kind, TEXT)

    @property
    def normal(self) -> str:
        """The normal form of the text, which queries are compared with."""
        return normalise(self.text)


def list_indexed_texts(issue: Issue, article: Article) -> tuple[IndexedText, ...]:
    """List the texts of an article in reading order; the first article of an issue also has the editor's note."""
    return tuple(unit for unit in iter_texts(issue, article) if unit.text.strip())


def iter_texts(issue: Issue, article: Article) -> Iterator[IndexedText]:
    """Yield the texts of an article, including empty ones."""
    yield IndexedText("t", "", 0, compose(article.title))
    yield join_prose(article.lead, "l", "lead")
    yield from group_blocks(article.items, "lead", article.themes)
    for section in article.sections:
        yield IndexedText("h", section.id, 0, compose(section.marker + section.title))
        yield from group_blocks(section.items, section.id, article.themes)
    yield IndexedText("n", "notes", 0, compose("\n".join(note.text for note in article.notes)))
    for erratum in issue.errata:
        if erratum.at.article == article.index:
            yield IndexedText("c", erratum.at.measure, 0, compose(correct_sentence(article, erratum)))
    if article is issue.articles[0]:
        yield join_prose(issue.editor_note, "e", "note")


def correct_sentence(article: Article, erratum: Erratum) -> str:
    """Return the sentence that an erratum corrects, as corrected; the corrected words alone if it is not found."""
    measures = [measure for measure in article.measures if measure.id == erratum.at.measure]
    texts = [f"{measure.heading}{measure.stop}{measure.text}" for measure in measures]
    texts += [article.title, *(block.text for block in article.lead), *(section.title for section in article.sections)]
    sentences: Iterator[str] = (match[0] for text in texts for match in SENTENCE.finditer(text))
    for sentence in sentences:
        if erratum.printed and erratum.printed in sentence:
            return sentence.strip().replace(erratum.printed, erratum.corrected, 1)
    return erratum.corrected


def group_blocks(items: Iterable[Block | Measure], fragment: str, themes: Sequence[str]) -> Iterator[IndexedText]:
    """Yield each measure and third-level heading; consecutive paragraphs are joined."""
    for kind, group in groupby(items, key=classify_block):
        for item in group if kind != "p" else ():
            if isinstance(item, Measure):
                heading = compose(item.marker + item.heading)
                about = sum(1 << themes.index(own.theme) for own in item.themes)
                yield IndexedText("m", item.id, len(heading), heading + compose(item.stop + item.text), about)
            else:
                yield IndexedText("h", fragment, 0, compose(item.text))
        if kind == "p":
            yield join_prose([item for item in group if isinstance(item, Block)], "p", fragment)


def classify_block(item: Block | Measure) -> str:
    """Return `m` for a measure, `h` for a third-level heading, `p` for prose."""
    return "m" if isinstance(item, Measure) else "h" if item.level else "p"


def join_prose(blocks: Iterable[Block], kind: str, fragment: str) -> IndexedText:
    """Join consecutive paragraphs into one indexed text."""
    return IndexedText(kind, fragment, 0, compose("\n".join(block.text for block in blocks)))
