"""Text units of an article in reading order, each with its quantities and their addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from taizhou_brief.model.block import Block
from taizhou_brief.model.issue import Article, Issue, Measure
from taizhou_brief.model.quantity import Quantity
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
    for place, text, planned in _iter_texts(article):
        quantities = find_quantities(text, day, planned=planned)
        units.append(TextUnit(place, text, quantities, counts.get(place, 0) + 1))
        counts[place] = counts.get(place, 0) + len(quantities)
    return tuple(units)


def _iter_texts(article: Article) -> Iterator[tuple[str, str, bool]]:
    """Yield the place and the text of each unit, and whether its section or introduction announces plans."""
    yield from (("", block.text, False) for block in article.lead)
    for place, item, planned in iter_items(article):
        if isinstance(item, Block):
            yield place, item.text, planned
        else:
            yield item.id, item.heading, planned
            yield from ((item.id, block.text, planned) for block in item.body)


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
