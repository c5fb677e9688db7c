"""What comparisons know of one issue, computed once from its text: a `ComparePiece`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

from taizhou_brief.model.issue import Article, Issue, Measure
from taizhou_brief.model.part import Loaded, Part
from taizhou_brief.model.quantity import Quantity
from taizhou_brief.model.summary import ArticleSummary, IssueSummary
from taizhou_brief.quantities import IssueQuantities, describe_time
from taizhou_brief.site.comparison.shared_words import find_pairs, telling_words
from taizhou_brief.site.views.quantities import result_fragments

RUN = 5
"""Equal Han characters next to two quantities that put them in one row."""
LEAD = ""
"""Place of the quantities of a lead."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_SENTENCE = re.compile("[^。！？\n]*[。！？]?[”’）]*")
_RUN = re.compile(rf"[\u3400-\u9fff]{{{RUN},}}")


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
    """Han characters right before it, if there are at least `RUN` that say what is counted."""
    after: str
    """Han characters right after it, likewise."""


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
    """Those that are telling or may have like ones, in reading order."""
    telling: tuple[int, ...]
    """Positions of its telling quantities."""


class ArticleRows(NamedTuple):
    """Article as comparisons know it; rows are JSON, which scripts contain as it is."""

    number: int
    """Position of the article in the issue, from 1."""
    lead: str
    """Quantities of its lead."""
    measures: dict[str, str]
    """Rows of its measures, by id."""


@dataclass(frozen=True, slots=True)
class ComparePiece:
    """What comparisons know of one issue; its text is the JSON of its articles."""

    text: Part[str]
    digests: tuple[str, ...]
    """Digests of what is known of each article, in their order."""

    def load(self) -> dict[int, ArticleRows]:
        """Load the articles, by number."""
        return {row[0]: ArticleRows(*row) for row in json.loads(self.text.load())}


def encode_row(value: object) -> str:
    """Encode a row as JSON that a script may contain."""
    return _encode(value).replace("\u2028", r"\u2028").replace("\u2029", r"\u2029")


def decode_measure(row: str) -> MeasureRow:
    """Decode the row of a measure."""
    identity, heading, text, opening, pairs, quantities, telling = json.loads(row)
    listed = tuple(ComparedQuantity(*quantity) for quantity in quantities)
    return MeasureRow(identity, heading, text, opening, tuple(pairs), listed, tuple(telling))


def decode_lead(lead: str) -> tuple[ComparedQuantity, ...]:
    """Decode the quantities of a lead."""
    return tuple(ComparedQuantity(*row) for row in json.loads(lead))


def build_compare_piece(issue: Issue, quantities: IssueQuantities, summary: IssueSummary) -> ComparePiece:
    """Build the piece of an issue from its quantities; its summary has the results of each measure."""
    rows = []
    for article, shown, units in zip(issue.articles, summary.articles, quantities, strict=True):
        by_place: dict[str, list[ComparedQuantity]] = {}
        for number, unit in enumerate(units):
            place = unit.place if number >= len(article.lead) else LEAD
            if place != LEAD or number < len(article.lead):  # prose outside sections is no lead
                by_place.setdefault(place, []).extend(compare_quantity(*pair) for pair in unit.addressed)
        rows.append(build_article_rows(article, shown, by_place))
    encoded = tuple(map(_encode, rows))
    text = f"[{','.join(encoded)}]"
    return ComparePiece(Part(compute_digest(text), Loaded(text)), tuple(map(compute_digest, encoded)))


def compute_digest(text: str) -> str:
    """Return the digest of an encoded text: equal digests mean equal texts."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def build_article_rows(
    article: Article, shown: ArticleSummary, by_place: dict[str, list[ComparedQuantity]]
) -> ArticleRows:
    """Build what comparisons know of an article from its quantities by place."""
    rows = (
        build_measure_row(measure, result_fragments(own.results), by_place.get(measure.id, ()))
        for measure, own in zip(article.measures, shown.measures, strict=True)
    )
    lead = [quantity for quantity in by_place.get(LEAD, ()) if quantity.before or quantity.after]
    return ArticleRows(article.index, encode_row(lead), {row.id: encode_row(row) for row in rows})


def build_measure_row(measure: Measure, results: tuple[str, ...], quantities: Iterable[ComparedQuantity]) -> MeasureRow:
    """Build what comparisons know of a measure; `results` are the fragments of its telling quantities."""
    opening = _SENTENCE.match(measure.text.lstrip())
    text = re.sub(r"\s*\n\s*", "", measure.text.strip())
    kept = tuple(item for item in quantities if item.before or item.after or item.fragment in results)
    return MeasureRow(
        id=measure.id,
        heading=measure.heading,
        text=text,
        opening=len(opening[0]) if opening else 0,
        pairs=find_pairs(measure.heading),
        quantities=kept,
        telling=tuple(number for number, item in enumerate(kept) if item.fragment in results),
    )


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
    for text, order in ((before, -1), (after, 1)):
        match = _RUN.match(text[::order])
        yield match[0][::order] if match and telling_words(match[0][:RUN][::order]) else ""
