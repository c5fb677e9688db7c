"""An article → its texts in reading order, each with its figures and their addresses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from taizhou_brief.model.issue import Article, Block, Measure
from taizhou_brief.model.quantity import Quantity
from taizhou_brief.quantities.finder import find_quantities


class TextUnit(NamedTuple):
    """One text of an article that may hold figures: a heading of a measure, or a block of prose."""

    place: str
    """The fragment of the measure or section it stands in, `s2m3` or `s2`; empty for the lead and loose prose."""
    text: str
    figures: tuple[Quantity, ...]
    first: int
    """The number of its first figure in its place, from 1."""

    @property
    def addressed(self) -> Iterator[tuple[str, Quantity]]:
        """Each figure with the fragment of its address: `s2m3f1`, or `f1` outside measures and sections."""
        return ((f"{self.place}f{number}", figure) for number, figure in enumerate(self.figures, self.first))


KEPT = 4096
"""Articles whose passages are kept in mind: the data files need them, and then the pages."""


@lru_cache(maxsize=KEPT)
def text_units(article: Article, day: date) -> tuple[TextUnit, ...]:
    """The texts of an article in reading order; `day` is the date of its issue, against which `去年` is read.

    The passages of a measure are its heading, then each block of its body.
    """
    counts: dict[str, int] = {}
    found = []
    for place, text in _texts(article):
        figures = find_quantities(text, day)
        found.append(TextUnit(place, text, figures, counts.get(place, 0) + 1))
        counts[place] = counts.get(place, 0) + len(figures)
    return tuple(found)


def _texts(article: Article) -> Iterator[tuple[str, str]]:
    yield from (("", block.text) for block in article.lead)
    yield from _items("", article.items)
    for section in article.sections:
        yield from _items(section.id, section.items)


def _items(place: str, items: tuple[Block | Measure, ...]) -> Iterator[tuple[str, str]]:
    for item in items:
        if isinstance(item, Block):
            yield place, item.text
        else:
            yield item.id, item.heading
            yield from ((item.id, block.text) for block in item.body)
