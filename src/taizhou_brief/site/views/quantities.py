"""Quantities in lists of pages: next to the text of an article, and on the home page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from taizhou_brief.model.archive import ArchiveEntry
from taizhou_brief.model.issue import Article
from taizhou_brief.model.quantity import Quantity
from taizhou_brief.model.summary import ShownQuantity
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
LEAD, LEAD_LABEL = "lead", "导语"
"""Place of a quantity in the lead in the list of its article, and what the list shows there."""


class QuantityView(NamedTuple):
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
    target: bool = False
    """Whether it is a plan, which is shown with a sign."""


TARGET = "目标"
"""The sign of a quantity that is a plan and no result."""


def build_marks(unit: TextUnit) -> list[Mark]:
    """Build the marks of the quantities of a text: address, value or range of values, and a sign for a plan."""
    return [
        Mark(quantity.start, quantity.end, 0, "quantity", TARGET * quantity.target, fragment, _range_text(quantity))
        for fragment, quantity in unit.addressed
    ]


def _range_text(quantity: Quantity) -> str:
    high = high_text(quantity)
    return f"{value_text(quantity)}/{high}" if high else value_text(quantity)


def format_place(place: str) -> str:
    """Return `§2.3` for `s2m3`; an empty string for prose outside measures."""
    return f"§{measure_label(place)}" if "m" in place else ""


def shorten_quantity(fragment: str, place: str, quantity: Quantity) -> ShownQuantity:
    """Return what lists show of a quantity."""
    clause = clip_clause(quantity.clause, quantity.text, CLAUSE_LENGTH)
    return ShownQuantity(fragment, place, quantity.text, quantity.unit, clause, quantity.target)


def list_quantities(article: Article, day: date) -> tuple[ShownQuantity, ...]:
    """List the quantities of an article in reading order; `day` is the date of its issue."""
    lead_count = len(article.lead)
    return tuple(
        shorten_quantity(fragment, LEAD if index < lead_count else unit.place, quantity)
        for index, unit in enumerate(text_units(article, day))
        for fragment, quantity in unit.addressed
    )


def rank_quantities(article: Article, day: date) -> tuple[ShownQuantity, ...]:
    """Select the largest result of each unit of an article, those of `FIRST_UNITS` first, at most `MAX_NOTABLE`.

    The largest sum of money comes first, then the largest number of 人, 人次, 户, then those of the other units in the
    order of the text. Units are never compared with each other.
    """
    largest: dict[str, tuple[str, str, Quantity]] = {}
    for text_unit in text_units(article, day):
        for fragment, quantity in text_unit.addressed:
            if quantity.value is None or quantity.target or quantity.kind in ("unknown", "percent"):
                continue
            known = largest.get(quantity.unit)
            if known is None or known[2].value is None or known[2].value < quantity.value:
                largest[quantity.unit] = (fragment, text_unit.place, quantity)
    units = [unit for unit in FIRST_UNITS if unit in largest]
    units += [unit for unit in largest if unit not in FIRST_UNITS]
    return tuple(shorten_quantity(*largest[unit]) for unit in units[:MAX_NOTABLE])


def build_quantity_view(shown: ShownQuantity, url: str = "", county: str = "") -> QuantityView:
    """Build one quantity of a list; `url` is that of the article's page, empty on that page."""
    unit = "" if shown.unit in shown.text else shown.unit
    where = LEAD_LABEL if shown.place == LEAD else format_place(shown.place)
    address = f"{url}#{shown.fragment}"
    return QuantityView(address, split_printed(shown.text), unit, shown.clause, where, county, shown.target)


def notable_quantities(entries: Sequence[ArchiveEntry]) -> tuple[QuantityView, ...]:
    """Select up to four quantities of an issue: one of each article, then while there is room a second of each, etc."""
    notable = [(entry, entry.article.notable) for entry in entries]
    rounds = ((entry, rows[n]) for n in range(MAX_NOTABLE) for entry, rows in notable if n < len(rows))
    return tuple(
        build_quantity_view(shown, entry.url, "、".join(entry.article.counties))
        for entry, shown in islice(rounds, MAX_NOTABLE)
    )
