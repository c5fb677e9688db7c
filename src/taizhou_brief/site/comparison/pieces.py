"""What comparisons know of one issue, computed once from its text: a `ComparePiece`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, NamedTuple

from taizhou_brief.model.issue import Article, Issue, Measure
from taizhou_brief.model.part import Loaded, Part
from taizhou_brief.model.quantity import Quantity
from taizhou_brief.quantities import IssueQuantities
from taizhou_brief.site.comparison.shared_words import find_pairs
from taizhou_brief.site.dataset.serialise import period_label

RUN = 5
"""Han characters beside two quantities that must be equal, for these to stand in a row."""
LEAD = ""
"""Place of the quantities of a lead."""
UNTELLING = frozenset({"duration", "age", "ratio", "unknown"})
"""Kinds of quantities that say least of a result."""
_SENTENCE = re.compile("[^。！？\n]*[。！？]?[”’）]*")
_BEFORE = re.compile(rf"[\u3400-\u9fff]{{{RUN},}}$")
_AFTER = re.compile(rf"[\u3400-\u9fff]{{{RUN},}}")


class ComparedQuantity(NamedTuple):
    """Quantity as comparisons show it."""

    fragment: str
    text: str
    """As printed."""
    unit: str
    kind: str
    clause: str
    when: str
    """Its time, as printed and as resolved; empty where none is sure."""
    target: int
    """1 for a plan, 0 for a result."""
    before: str
    """Han characters right before it, if there are at least `RUN`."""
    after: str
    """Han characters right after it, if there are at least `RUN`."""


class MeasureRow(NamedTuple):
    """Measure as comparisons know it."""

    id: str
    heading: str
    text: str
    """Its text without the heading, on one line."""
    opening: int
    """Length of its first sentence."""
    pairs: tuple[str, ...]
    """Telling pairs of characters of its heading."""
    quantities: tuple[ComparedQuantity, ...]
    """In reading order."""
    telling: tuple[int, ...]
    """Positions of its quantities, the most telling first."""


class ArticleRows(NamedTuple):
    """Article as comparisons know it."""

    number: int
    """Position of the article in the issue, from 1."""
    measures: tuple[MeasureRow, ...]
    lead: tuple[ComparedQuantity, ...]


@dataclass(frozen=True, slots=True)
class ComparePiece:
    """What comparisons know of one issue; its text is the JSON of its articles."""

    text: Part[str]

    @property
    def digest(self) -> str:
        """Digest of the text: equal digests mean equal pieces."""
        return self.text.digest

    def load(self) -> tuple[ArticleRows, ...]:
        """Load the articles."""
        return tuple(
            ArticleRows(number, tuple(map(decode_measure, measures)), decode_quantities(lead))
            for number, measures, lead in json.loads(self.text.load())
        )


def decode_measure(row: list[Any]) -> MeasureRow:
    """Decode a measure from JSON."""
    identity, heading, text, opening, pairs, quantities, telling = row
    return MeasureRow(identity, heading, text, opening, tuple(pairs), decode_quantities(quantities), tuple(telling))


def decode_quantities(rows: list[list[Any]]) -> tuple[ComparedQuantity, ...]:
    """Decode quantities from JSON."""
    return tuple(ComparedQuantity(*row) for row in rows)


def build_compare_piece(issue: Issue, quantities: IssueQuantities) -> ComparePiece:
    """Build the piece of an issue from its quantities."""
    rows = []
    for article, units in zip(issue.articles, quantities, strict=True):
        by_place: dict[str, list[ComparedQuantity]] = {}
        for number, unit in enumerate(units):
            place = unit.place if number >= len(article.lead) else LEAD
            if place != LEAD or number < len(article.lead):  # prose outside sections is no lead
                by_place.setdefault(place, []).extend(compare_quantity(*pair) for pair in unit.addressed)
        rows.append(build_article_rows(article, by_place))
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return ComparePiece(Part(digest, Loaded(text)))


def build_article_rows(article: Article, by_place: dict[str, list[ComparedQuantity]]) -> ArticleRows:
    """Build what comparisons know of an article from its quantities by place."""
    measures = tuple(build_measure_row(measure, tuple(by_place.get(measure.id, ()))) for measure in article.measures)
    return ArticleRows(article.index, measures, tuple(by_place.get(LEAD, ())))


def build_measure_row(measure: Measure, quantities: tuple[ComparedQuantity, ...]) -> MeasureRow:
    """Build what comparisons know of a measure."""
    opening = _SENTENCE.match(measure.text.lstrip())
    text = re.sub(r"\s*\n\s*", "", measure.text.strip())
    telling = sorted(range(len(quantities)), key=lambda number: rank(quantities[number]))
    return MeasureRow(
        id=measure.id,
        heading=measure.heading,
        text=text,
        opening=len(opening[0]) if opening else 0,
        pairs=find_pairs(measure.heading),
        quantities=quantities,
        telling=tuple(telling[:3]),
    )


def rank(quantity: ComparedQuantity) -> int:
    """Return how far behind others a quantity is shown: results first, plans last."""
    return 2 if quantity.target else quantity.kind in UNTELLING


def compare_quantity(fragment: str, quantity: Quantity) -> ComparedQuantity:
    """Return a quantity as comparisons show it."""
    before, after = find_runs(quantity)
    return ComparedQuantity(
        fragment,
        quantity.text,
        quantity.unit,
        quantity.kind,
        quantity.clause,
        describe_time(quantity),
        int(quantity.target),
        before,
        after,
    )


def find_runs(quantity: Quantity) -> Iterator[str]:
    """Yield the Han characters right before and right after a quantity, empty where they are too few.

    A clause with the same printed words twice gives none: it is not known which of them is meant.
    """
    if quantity.clause.count(quantity.text) != 1:
        yield from ("", "")
        return
    before, _, after = quantity.clause.partition(quantity.text)
    for match in (_BEFORE.search(before), _AFTER.match(after)):
        yield match[0] if match else ""


def describe_time(quantity: Quantity) -> str:
    """Return the time of a quantity: `截至目前（2021年12月）`; empty if none is known."""
    label = period_label(quantity.as_of) if quantity.as_of else ""
    if not quantity.as_of_text or quantity.as_of_text == label:
        return label or quantity.as_of_text
    return f"{quantity.as_of_text}（{label}）" if label else quantity.as_of_text
