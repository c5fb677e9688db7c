"""One article → what is said of each of its figures, in the order of the columns."""

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
    """One figure; the fields are the keys of the JSON, empty where nothing is said."""

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


def quantity_records(entry: ArticleRef, settings: Settings) -> Iterator[QuantityRecord]:
    """The figures of one article in reading order."""
    issue, article = entry.issue, entry.article
    themes = tuple(theme.label if (theme := settings.theme(name)) else name for name in article.themes)
    about = (article.counties, themes, str(issue.id), issue.date.isoformat(), article.title, article.index)
    base = f"{settings.base_url}{entry.url}#" if settings.base_url else ""
    for passage in text_units(article, issue.date):
        sentences = SentenceIndex(passage)
        for address, figure in passage.addressed:
            place = (passage.place, f"{entry.url}#{address}", base and f"{base}{address}")
            ends = (issue.edition, issue.disclosure, sentences.digest(figure))
            yield QuantityRecord._make((*_said(figure), *about, *place, *ends))


def _said(figure: Quantity) -> tuple[Any, ...]:
    return (
        figure.text,
        value_text(figure),
        high_text(figure),
        figure.unit,
        figure.kind,
        figure.qualifier,
        figure.direction,
        figure.as_of,
        figure.as_of_text,
        figure.clause,
    )


class SentenceIndex:
    """The sentences of a text, found where a figure asks for its own."""

    def __init__(self, passage: TextUnit) -> None:
        self.spans = [match.span() for match in _SENTENCE.finditer(passage.text)] if passage.figures else []
        self.text = passage.text
        self.digests: dict[tuple[int, int], str] = {}

    def digest(self, figure: Quantity) -> str:
        """SHA-256 of the sentence in which a figure begins."""
        span = next((span for span in self.spans if figure.start < span[1]), (figure.start, figure.end))
        if span not in self.digests:
            self.digests[span] = sha256(self.text[slice(*span)].strip().encode("utf-8", "replace")).hexdigest()
        return self.digests[span]
