"""One article → a record for each of its quantities, the fields in the order of the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from taizhou_brief.model.archive import ArticleRef
from taizhou_brief.model.quantity import Quantity
from taizhou_brief.model.settings import Settings
from taizhou_brief.quantities import TextUnit, high_text, text_units, value_text

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")


class QuantityRecord(NamedTuple):
    """One quantity; the fields are the keys of the JSON, empty where there is no value."""

    text: str
    value: str
    value_high: str
    unit: str
    kind: str
    qualifier: str
    direction: str
    as_of: str
    as_of_text: str
    clause: str
    counties: tuple[str, ...]
    themes: tuple[str, ...]
    issue: str
    date: str
    title: str
    article: int
    measure: str
    address: str
    url: str
    edition: str
    disclosure: str
    sentence_sha256: str


def build_quantity_records(entry: ArticleRef, settings: Settings) -> Iterator[QuantityRecord]:
    """Yield the records of one article in reading order."""
    issue, article = entry.issue, entry.article
    themes = tuple(theme.label if (theme := settings.theme(name)) else name for name in article.themes)
    article_fields = (article.counties, themes, str(issue.id), issue.date.isoformat(), article.title, article.index)
    base = f"{settings.base_url}{entry.url}#" if settings.base_url else ""
    for unit in text_units(article, issue.date):
        sentences = SentenceIndex(unit)
        for fragment, quantity in unit.addressed:
            place = (unit.place, f"{entry.url}#{fragment}", base and f"{base}{fragment}")
            status = (issue.edition, issue.disclosure, sentences.digest(quantity))
            yield QuantityRecord._make((*_list_quantity_fields(quantity), *article_fields, *place, *status))


def _list_quantity_fields(quantity: Quantity) -> tuple[Any, ...]:
    return (
        quantity.text,
        value_text(quantity),
        high_text(quantity),
        quantity.unit,
        quantity.kind,
        quantity.qualifier,
        quantity.direction,
        quantity.as_of,
        quantity.as_of_text,
        quantity.clause,
    )


class SentenceIndex:
    """The sentences of a text and their digests, which are computed on first use."""

    def __init__(self, unit: TextUnit) -> None:
        self.spans = [match.span() for match in _SENTENCE.finditer(unit.text)] if unit.quantities else []
        self.text = unit.text
        self.digests: dict[tuple[int, int], str] = {}

    def digest(self, quantity: Quantity) -> str:
        """Return the SHA-256 of the sentence in which a quantity begins."""
        span = next((span for span in self.spans if quantity.start < span[1]), (quantity.start, quantity.end))
        if span not in self.digests:
            self.digests[span] = sha256(self.text[slice(*span)].strip().encode("utf-8", "replace")).hexdigest()
        return self.digests[span]
