"""Quantities as pages show them: highlighted in an article's text, in the list next to it, and on the home page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from taizhou_brief.model.archive import ArticleRef
from taizhou_brief.model.block import Block
from taizhou_brief.model.issue import Article, Measure
from taizhou_brief.model.quantity import Quantity
from taizhou_brief.model.text import Mark
from taizhou_brief.quantities import (
    PrintedParts,
    TextUnit,
    clip_clause,
    high_text,
    split_printed,
    text_units,
    value_text,
)
from taizhou_brief.site.views.site_context import measure_label

CLAUSE_LENGTH = 40
"""Maximum number of characters of a quantity's clause in a list."""
MAX_NOTABLE = 4
"""Maximum number of quantities on the home page."""
FIRST_UNITS = ("元", "人", "人次", "户")
"""Units that the home page shows first: money, then persons and households."""
LEAD_LABEL = "导语"


@dataclass(frozen=True, slots=True)
class QuantityView:
    """One quantity in a list."""

    url: str
    """Relative to the site's root; in the list of an article only `#` and the fragment."""
    printed: PrintedParts
    unit: str
    """The unit if the printed text leaves it out, as of 40万 in `最高40万、20万元`; otherwise empty."""
    clause: str
    where: str
    """`导语`, `§1.2`, or empty."""
    county: str = ""


class AnnotatedArticle(NamedTuple):
    """An article with its quantities marked, and these quantities in reading order."""

    article: Article
    figures: tuple[QuantityView, ...]


def annotate_article(entry: ArticleRef) -> AnnotatedArticle:
    """Mark the quantities of an article and list them."""
    article = entry.article
    units = text_units(article, entry.issue.date)
    remaining = iter(units)
    lead = _annotate_blocks(article.lead, remaining)
    items = _annotate_items(article.items, remaining)
    sections = tuple(replace(section, items=_annotate_items(section.items, remaining)) for section in article.sections)
    lead_count = len(article.lead)
    rows = tuple(
        build_quantity_view(f"#{fragment}", quantity, LEAD_LABEL if index < lead_count else format_place(unit.place))
        for index, unit in enumerate(units)
        for fragment, quantity in unit.addressed
    )
    return AnnotatedArticle(replace(article, lead=lead, items=items, sections=sections), rows)


def _annotate_blocks(blocks: Sequence[Block], units: Iterator[TextUnit]) -> tuple[Block, ...]:
    return tuple(_annotate_block(block, next(units)) for block in blocks)


def _annotate_block(block: Block, unit: TextUnit) -> Block:
    return block.mark(build_marks(unit)) if unit.quantities else block


def _annotate_items(items: Sequence[Block | Measure], units: Iterator[TextUnit]) -> tuple[Block | Measure, ...]:
    return tuple(
        _annotate_block(item, next(units)) if isinstance(item, Block) else _annotate_measure(item, next(units), units)
        for item in items
    )


def _annotate_measure(measure: Measure, heading: TextUnit, units: Iterator[TextUnit]) -> Measure:
    content = measure.heading_content.mark(build_marks(heading))
    return replace(measure, heading_content=content, body=_annotate_blocks(measure.body, units))


def build_marks(unit: TextUnit) -> list[Mark]:
    """Build the marks of the quantities of a text, each with its address and its value or range of values."""
    return [
        Mark(quantity.start, quantity.end, 0, "quantity", id=fragment, value=_range_text(quantity))
        for fragment, quantity in unit.addressed
    ]


def _range_text(quantity: Quantity) -> str:
    high = high_text(quantity)
    return f"{value_text(quantity)}/{high}" if high else value_text(quantity)


def format_place(place: str) -> str:
    """Return `§2.3` for `s2m3`; an empty string for prose outside measures."""
    return f"§{measure_label(place)}" if "m" in place else ""


def build_quantity_view(url: str, quantity: Quantity, where: str, county: str = "") -> QuantityView:
    """Build one quantity of a list."""
    parts = split_printed(quantity.text)
    unit = "" if quantity.unit in quantity.text else quantity.unit
    return QuantityView(url, parts, unit, clip_clause(quantity.clause, quantity.text, CLAUSE_LENGTH), where, county)


def notable_quantities(entries: Sequence[ArticleRef]) -> tuple[QuantityView, ...]:
    """Select up to four quantities of an issue: one of each article, then while there is room a second of each, etc.

    Of an article the largest sum of money comes first, then the largest number of 人, 人次, 户, then those of the other
    units in the order of the text. Within a unit the largest is taken; units are never compared with each other.
    """
    ranked = [_rank_quantities(entry) for entry in entries]
    rounds = (views[index] for index in range(MAX_NOTABLE) for views in ranked if index < len(views))
    selected = [view for view, _ in zip(rounds, range(MAX_NOTABLE), strict=False)]
    return tuple(selected)


def _rank_quantities(entry: ArticleRef) -> list[QuantityView]:
    """Return the largest quantity of each unit of an article, those of `FIRST_UNITS` first."""
    largest: dict[str, tuple[str, str, Quantity]] = {}
    for text_unit in text_units(entry.article, entry.issue.date):
        for fragment, quantity in text_unit.addressed:
            if quantity.value is None or quantity.kind in ("unknown", "percent"):
                continue
            known = largest.get(quantity.unit)
            if known is None or known[2].value is None or known[2].value < quantity.value:
                largest[quantity.unit] = (fragment, text_unit.place, quantity)
    units = [unit for unit in FIRST_UNITS if unit in largest]
    units += [unit for unit in largest if unit not in FIRST_UNITS]
    county = "、".join(entry.article.counties)
    return [
        build_quantity_view(f"{entry.url}#{fragment}", quantity, format_place(place), county)
        for fragment, place, quantity in (largest[unit] for unit in units)
    ]
