"""Text units of an article in reading order, each with its quantities and their addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from taizhou_brief.chinese.characters import ANY_DIGIT, SCALE_CHARACTERS
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.chinese.spacing import cuts_digits
from taizhou_brief.model.block import Block
from taizhou_brief.model.issue import Article, Issue, Measure
from taizhou_brief.model.quantity import Quantity
from taizhou_brief.quantities.cut_quantities import SIDE_LENGTH, cuts_quantity
from taizhou_brief.quantities.finder import find_quantities
from taizhou_brief.quantities.references import introduces_plans


class TextUnit(NamedTuple):
    """One text of an article that may contain quantities: the heading of a measure, or a block of prose."""

    place: str
    """The URL fragment of its measure or section, `s2m3` or `s2`; empty for the lead and for prose outside sections."""
    text: str
    quantities: tuple[Quantity, ...]
    first_number: int
    """The number of its first quantity among those with the same place, from 1."""

    @property
    def addressed(self) -> Iterator[tuple[str, Quantity]]:
        """Each quantity with the fragment of its address: `s2m3f1`, or `f1` outside measures and sections."""
        return (
            (f"{self.place}f{number}", quantity) for number, quantity in enumerate(self.quantities, self.first_number)
        )


IssueQuantities = tuple[tuple[TextUnit, ...], ...]
"""The text units of each article of an issue, in the order of the articles."""
_RUN = rf"[{ANY_DIGIT}{SCALE_CHARACTERS}.,．，:：/~～—–-]"
_LEADING_DIGITS = lazy_compile(rf"\s*(?:{_RUN}*[{ANY_DIGIT}])?")
_TRAILING_DIGITS = lazy_compile(rf"[{ANY_DIGIT}]{_RUN}*\s*\Z")
CACHE_SIZE = 4096
"""Articles whose text units are cached: the data files need them first, the pages again."""


def issue_quantities(issue: Issue) -> IssueQuantities:
    """Return the quantities of an issue."""
    return tuple(text_units(article, issue.date) for article in issue.articles)


@lru_cache(maxsize=CACHE_SIZE)
def text_units(article: Article, day: date) -> tuple[TextUnit, ...]:
    """Return the text units of an article in reading order; a measure gives its heading, then each block of its body.

    `day` is the date of the issue, which resolves relative times such as `去年`.
    """
    counts: dict[str, int] = {}
    units = []
    texts = tuple(_iter_texts(article))
    for index, (place, text, planned, follows) in enumerate(texts):
        quantities = find_quantities(text, day, planned=planned)
        if quantities:
            before = texts[index - 1].text if follows else ""
            after = texts[index + 1].text if index + 1 < len(texts) and texts[index + 1].follows else ""
            quantities = drop_fragments(quantities, before, text, after)
        units.append(TextUnit(place, text, quantities, counts.get(place, 0) + 1))
        counts[place] = counts.get(place, 0) + len(quantities)
    return tuple(units)


class PlacedText(NamedTuple):
    """Text of one unit."""

    place: str
    text: str
    planned: bool
    """Whether its section or introduction announces plans."""
    follows: bool
    """Whether it is a paragraph right after the text before, so that a number may be cut between them."""


def _iter_texts(article: Article) -> Iterator[PlacedText]:
    """Yield the texts of the units in reading order."""
    previous: Block | None = None
    for place, block, planned in _iter_blocks(article):
        follows = previous is not None and are_neighbours(previous, block)
        yield PlacedText(place, block.text, planned, follows)
        previous = block


def _iter_blocks(article: Article) -> Iterator[tuple[str, Block, bool]]:
    """Yield the blocks of an article with their places; the heading of a measure is a block of its own."""
    yield from (("", block, False) for block in article.lead)
    for place, item, planned in iter_items(article):
        if isinstance(item, Block):
            yield place, item, planned
        else:
            yield item.id, _heading_block(item), planned
            yield from ((item.id, block, planned) for block in item.body)


def _heading_block(measure: Measure) -> Block:
    """Return the heading of a measure as a block; one with a full stop ends as a heading does."""
    return Block("heading" if measure.stop else "paragraph", measure.heading_content, measure.span)


def are_neighbours(before: Block, after: Block) -> bool:
    """Return whether two blocks are paragraphs, the second of which begins no measure: an empty line is between."""
    return before.kind == after.kind == "paragraph"


def find_cut_paragraphs(article: Article) -> Iterator[tuple[Block, Block]]:
    """Yield the pairs of paragraphs between which an empty line cuts a number."""
    previous: Block | None = None
    for _, block, _ in _iter_blocks(article):
        if previous is not None and are_neighbours(previous, block) and is_cut(previous.text, block.text):
            yield previous, block
        previous = block


def drop_fragments(quantities: tuple[Quantity, ...], before: str, text: str, after: str) -> tuple[Quantity, ...]:
    """Return the quantities of a paragraph without the halves of numbers that empty lines cut.

    `before` and `after` are the paragraphs around it, empty if there is none.
    """
    start = find_leading_end(text) if before and is_cut(before, text) else -1
    end = find_trailing_start(text) if after and is_cut(text, after) else len(text) + 1
    return tuple(quantity for quantity in quantities if quantity.start > start and quantity.end < end)


def find_leading_end(text: str) -> int:
    """Return where the digits that a text begins with end, with the signs between them; 0 if there are none."""
    match = _LEADING_DIGITS.match(text)
    return match.end() if match else 0


def find_trailing_start(text: str) -> int:
    """Return where the digits that a text ends with begin; its length if there are none."""
    match = _TRAILING_DIGITS.search(text)
    return match.start() if match else len(text.rstrip())


def is_cut(before: str, after: str) -> bool:
    """Return whether a number begins at the end of one paragraph and ends at the beginning of the next."""
    above, below = before[-SIDE_LENGTH:], after[:SIDE_LENGTH]
    return cuts_digits(above, below) or cuts_quantity(above, below)


def iter_items(article: Article) -> Iterator[tuple[str, Block | Measure, bool]]:
    """Yield what follows the lead: the section, the prose or measure, and whether plans are announced before it."""
    announced = bool(article.lead) and _announces_plans(article.lead[-1].text)
    yield from _iter_section("", article.items, in_plan=False, announced=announced)
    for section in article.sections:
        yield from _iter_section(section.id, section.items, in_plan=introduces_plans(section.title), announced=False)


def _iter_section(
    place: str, items: tuple[Block | Measure, ...], *, in_plan: bool, announced: bool
) -> Iterator[tuple[str, Block | Measure, bool]]:
    """Yield the items of a section; `announced` says whether plans are announced before its first measures."""
    for item in items:
        if isinstance(item, Block):
            yield place, item, in_plan
            announced = introduces_plans(item.text) if item.level else _announces_plans(item.text)
        else:
            yield place, item, in_plan or announced
            announced = announced and not item.ends_series


def _announces_plans(text: str) -> bool:
    """Return whether a paragraph ends by announcing plans: 下一步打算：."""
    return text.endswith(("：", ":")) and introduces_plans(re.split("[。！？；]", text)[-1])
