"""Quantities in lists of pages: next to the text of an article, and on the home page."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from taizhou_brief.model.archive import ArchiveEntry
from taizhou_brief.model.issue import Article
from taizhou_brief.model.quantity import Quantity
from taizhou_brief.model.settings import Settings
from taizhou_brief.model.summary import ShownQuantity
from taizhou_brief.model.text import Mark
from taizhou_brief.quantities import (
    Result,
    TextUnit,
    clip_clause,
    describe_time,
    find_results,
    high_text,
    select_results,
    split_printed,
    text_units,
    value_text,
)
from taizhou_brief.quantities.results import MAX_RESULTS
from taizhou_brief.site.views.rows import ArticleListing, QuantityView
from taizhou_brief.site.views.site_context import article_listing, measure_label

CLAUSE_LENGTH = 40
"""Maximum number of characters of a quantity's clause in a list."""
MAX_NOTABLE = 4
"""Maximum number of quantities on the home page, and of those that are known of an article."""
RESULT_LENGTH = 32
"""Maximum number of characters of the clause of a measure's result in a list."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
LEAD, LEAD_LABEL = "lead", "导语"
"""Place of a quantity in the lead in the list of its article, and what the list shows there."""


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


def shorten_quantity(fragment: str, place: str, quantity: Quantity, when: str = "") -> ShownQuantity:
    """Return what lists show of a quantity."""
    clause = clip_clause(quantity.clause, quantity.text, CLAUSE_LENGTH)
    return ShownQuantity(fragment, place, quantity.text, quantity.unit, clause, quantity.target, when)


def list_quantities(article: Article, day: date) -> tuple[ShownQuantity, ...]:
    """List the quantities of an article in reading order; `day` is the date of its issue."""
    lead_count = len(article.lead)
    return tuple(
        shorten_quantity(fragment, LEAD if index < lead_count else unit.place, quantity)
        for index, unit in enumerate(text_units(article, day))
        for fragment, quantity in unit.addressed
    )


@dataclass(frozen=True, slots=True)
class ArticleResults:
    """The telling quantities of an article."""

    notable: tuple[ShownQuantity, ...]
    """Those of the whole article, at most `MAX_NOTABLE`: of its lead, which sums it up, then the most telling ones."""
    measures: Mapping[str, str]
    """Those of each measure that has some, encoded, by its id."""


def article_results(article: Article, day: date) -> ArticleResults:
    """Choose the telling quantities of an article and of each of its measures; `day` is the date of its issue."""
    by_place: dict[str, list[Result]] = defaultdict(list)
    lead_count = len(article.lead)
    for index, unit in enumerate(text_units(article, day)):
        if unit.quantities:
            place = LEAD if index < lead_count else unit.place
            results = find_results(unit, article.counties, day)
            by_place[place] += (result._replace(place=place) for result in results)
    lead = select_results(by_place.pop(LEAD, ()), MAX_RESULTS)
    others = (result for results in by_place.values() for result in results)
    notable = (*lead, *select_results(others, MAX_NOTABLE - len(lead)))
    return ArticleResults(
        tuple(
            shorten_quantity(fragment, place, quantity, describe_time(quantity))
            for _, fragment, place, quantity in notable
        ),
        {
            place: encode_results(select_results(results, MAX_RESULTS))
            for place, results in by_place.items()
            if results and "m" in place
        },
    )


def encode_results(results: Iterable[Result]) -> str:
    """Encode the results of a measure, in the order of the text."""
    rows = [
        (fragment, quantity.text, quantity.unit, clip_clause(quantity.clause, quantity.text, RESULT_LENGTH))
        for _, fragment, _, quantity in results
    ]
    return _encode(sorted(rows, key=lambda row: int(row[0].rpartition("f")[2])))


def build_quantity_view(shown: ShownQuantity, url: str = "", county: str = "") -> QuantityView:
    """Build one quantity of a list; `url` is that of the article's page, empty on that page."""
    unit = "" if shown.unit in shown.text else shown.unit
    where = LEAD_LABEL if shown.place == LEAD else format_place(shown.place)
    address = f"{url}#{shown.fragment}"
    return QuantityView(address, split_printed(shown.text), unit, shown.clause, where, county, shown.target, shown.when)


def related_listing(settings: Settings, entry: ArchiveEntry) -> ArticleListing:
    """Return the article as shown in a list of related ones: with its most telling quantities."""
    results = tuple(build_quantity_view(shown, entry.url) for shown in entry.article.notable[:MAX_RESULTS])
    return replace(article_listing(settings, entry), results=results)


def notable_quantities(entries: Sequence[ArchiveEntry]) -> tuple[QuantityView, ...]:
    """Select up to four quantities of an issue: one of each article, then while there is room a second of each, etc."""
    notable = [(entry, entry.article.notable) for entry in entries]
    rounds = ((entry, rows[n]) for n in range(MAX_NOTABLE) for entry, rows in notable if n < len(rows))
    return tuple(
        build_quantity_view(shown, entry.url, "、".join(entry.article.counties))
        for entry, shown in islice(rounds, MAX_NOTABLE)
    )


def result_fragments(encoded: str) -> tuple[str, ...]:
    """Return the fragments of the addresses of encoded results."""
    return tuple(fragment for fragment, *_ in json.loads(encoded)) if encoded else ()
