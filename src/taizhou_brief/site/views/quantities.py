"""Figures as pages show them: underlaid in an article's text, in the list beside it, and chosen for the home page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from taizhou_brief.model.archive import ArticleRef
from taizhou_brief.model.issue import Article, Block, Measure
from taizhou_brief.model.quantity import Quantity
from taizhou_brief.quantities import PrintedParts, TextUnit, clip_clause, split_printed, text_units
from taizhou_brief.site.views.highlight import highlight_quantities
from taizhou_brief.site.views.site_context import measure_label

CLAUSE = 40
"""Characters of a figure's clause in a list."""
CHOSEN = 4
"""Figures on the home page."""
FIRST_UNITS = ("元", "人", "人次", "户")
"""What the home page shows first: money, then persons and households."""
LEAD = "导语"


@dataclass(frozen=True, slots=True)
class QuantityView:
    """One figure in a list."""

    url: str
    """Relative to the site's root; in the list of an article only the fragment."""
    printed: PrintedParts
    unit: str
    """Where the printed words leave it out: `最高40万、20万元`."""
    clause: str
    where: str
    """`导语`, `§1.2`, or empty."""
    county: str = ""


class AnnotatedArticle(NamedTuple):
    """An article whose HTML has its figures underlaid, and its figures in reading order."""

    article: Article
    figures: tuple[QuantityView, ...]


def annotate_article(entry: ArticleRef) -> AnnotatedArticle:
    """The article of an entry with its figures."""
    article = entry.article
    found = text_units(article, entry.issue.date)
    texts = iter(found)
    lead = _blocks(article.lead, texts)
    items = _items(article.items, texts)
    sections = tuple(replace(section, items=_items(section.items, texts)) for section in article.sections)
    in_lead = len(article.lead)
    rows = tuple(
        quantity_view(f"#{address}", figure, LEAD if number < in_lead else place_label(passage.place))
        for number, passage in enumerate(found)
        for address, figure in passage.addressed
    )
    return AnnotatedArticle(replace(article, lead=lead, items=items, sections=sections), rows)


def _blocks(blocks: Sequence[Block], texts: Iterator[TextUnit]) -> tuple[Block, ...]:
    return tuple(_block(block, next(texts)) for block in blocks)


def _block(block: Block, passage: TextUnit) -> Block:
    if not passage.figures:
        return block
    return replace(block, html=highlight_quantities(block.html, block.text, passage.addressed))


def _items(items: Sequence[Block | Measure], texts: Iterator[TextUnit]) -> tuple[Block | Measure, ...]:
    return tuple(
        _block(item, next(texts)) if isinstance(item, Block) else _measure(item, next(texts), texts) for item in items
    )


def _measure(measure: Measure, heading: TextUnit, texts: Iterator[TextUnit]) -> Measure:
    html = highlight_quantities(measure.heading_html, measure.heading, heading.addressed)
    return replace(measure, heading_html=html, body=_blocks(measure.body, texts))


def place_label(place: str) -> str:
    """`s2m3` → `§2.3`; nothing for prose outside measures."""
    return f"§{measure_label(place)}" if "m" in place else ""


def quantity_view(url: str, figure: Quantity, where: str, county: str = "") -> QuantityView:
    """One figure in a list."""
    parts = split_printed(figure.text)
    unit = "" if figure.unit in figure.text else figure.unit
    return QuantityView(url, parts, unit, clip_clause(figure.clause, figure.text, CLAUSE), where, county)


def notable_quantities(entries: Sequence[ArticleRef]) -> tuple[QuantityView, ...]:
    """Up to four figures of an issue: one of each article, then, while there is room, a second of each, and so on.

    Of an article first the largest sum of money, then the largest number of 人, 人次, 户, then of the other counted
    units in the order of the text. Within a unit the largest is taken; units are never compared with each other.
    """
    ranked = [_ranked(entry) for entry in entries]
    rounds = (rows[number] for number in range(CHOSEN) for rows in ranked if number < len(rows))
    taken = [found for found, _ in zip(rounds, range(CHOSEN), strict=False)]
    return tuple(taken)


def _ranked(entry: ArticleRef) -> list[QuantityView]:
    """The largest figure of each unit of an article, the units that say most first."""
    largest: dict[str, tuple[str, str, Quantity]] = {}
    for passage in text_units(entry.article, entry.issue.date):
        for address, figure in passage.addressed:
            if figure.value is None or figure.kind in ("unknown", "percent"):
                continue
            held = largest.get(figure.unit)
            if held is None or held[2].value is None or held[2].value < figure.value:
                largest[figure.unit] = (address, passage.place, figure)
    units = [unit for unit in FIRST_UNITS if unit in largest]
    units += [unit for unit in largest if unit not in FIRST_UNITS]
    county = "、".join(entry.article.counties)
    return [
        quantity_view(f"{entry.url}#{address}", figure, place_label(place), county)
        for address, place, figure in (largest[unit] for unit in units)
    ]
