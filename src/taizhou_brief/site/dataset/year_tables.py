"""A year's figures as short rows: what the table on the page needs, for its script and for pages without script.

A book is a script that the browser loads, so that the table works from a folder on disk as well as from a server. Its
first line holds the articles, each further line one row.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from typing import Any, NamedTuple

from taizhou_brief.site.dataset.records import QuantityRecord

PAGE = 2000
"""So many figures fit on one page without script."""
_OPEN = "(window.figureBooks=window.figureBooks||[]).push("
_ROWS = ',"rows":['
_CLOSE = "\n]});\n"
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class ArticleHeader(NamedTuple):
    """The article that rows stand under."""

    url: str
    title: str
    issue: str
    """`2021/07`."""
    date: str
    counties: tuple[str, ...]
    themes: tuple[str, ...]
    edition: str
    figures: int
    """How many rows it has."""


class QuantityRow(NamedTuple):
    """One figure in the table."""

    heading: ArticleHeader
    place: str
    """The fragment of its address."""
    text: str
    value: str
    high: str
    unit: str
    kind: str
    clause: str
    as_of: str
    as_of_text: str

    @property
    def url(self) -> str:
        """Relative to the site's root."""
        return f"{self.heading.url}#{self.place}"


def year_table_script(year: int, records: Iterable[QuantityRecord]) -> bytes:
    """The script of one year."""
    headings: list[ArticleHeader] = []
    rows: list[str] = []
    for number, (_, group) in enumerate(groupby(records, key=lambda record: (record.issue, record.article))):
        found = list(group)
        one = found[0]
        url = f"{one.issue}/{one.article}/"
        about = (one.title, one.issue, one.date, one.counties, one.themes, one.edition)
        headings.append(ArticleHeader(url, *about, len(found)))
        rows += (_ENCODE((number, r.address.partition("#")[2], *_short(r))) for r in found)
    head = _ENCODE({"year": year, "articles": headings})
    body = ",\n".join(rows)
    text = f"{_OPEN}{head[:-1]}{_ROWS}\n{body}{_CLOSE}"
    return text.replace("\u2028", r"\u2028").replace("\u2029", r"\u2029").encode("utf-8", "replace")


def _short(record: QuantityRecord) -> tuple[str, ...]:
    """What a row says, but for its place."""
    value = (record.text, record.value, record.value_high, record.unit, record.kind)
    return (*value, record.clause, record.as_of, record.as_of_text)


@dataclass(frozen=True, slots=True)
class TablePage:
    """What one page without script shows: a year, or a month of one that has very many figures."""

    year: int
    month: int
    """0 for the whole year."""
    figures: int

    @property
    def url(self) -> str:
        """Relative to the site's root."""
        return f"figures/{self.year}/{f'{self.month:02}/' if self.month else ''}"

    def holds(self, heading: ArticleHeader) -> bool:
        """Whether an article belongs to it."""
        return not self.month or int(heading.date[5:7]) == self.month


@dataclass(frozen=True, slots=True)
class YearTable:
    """One year's short rows."""

    year: int
    data: bytes
    digest: str
    """Equal digests mean equal books."""

    @staticmethod
    def of(year: int, data: bytes) -> YearTable:
        """The book with these bytes."""
        return YearTable(year, data, blake2b(data, digest_size=16).hexdigest())

    @property
    def headings(self) -> tuple[ArticleHeader, ...]:
        """The articles with figures, in order; only the first line is read."""
        line = self.data.partition(b"\n")[0].decode()
        told = json.loads(line.removeprefix(_OPEN).removesuffix(_ROWS) + "}")
        return tuple(_heading(values) for values in told["articles"])

    @property
    def figures(self) -> int:
        """How many figures the year has."""
        return sum(heading.figures for heading in self.headings)

    @property
    def months(self) -> tuple[TablePage, ...]:
        """The months with figures, where the year has too many for one page."""
        counts = Counter[int]()
        for heading in self.headings:
            counts[int(heading.date[5:7])] += heading.figures
        return tuple(TablePage(self.year, m, counts[m]) for m in sorted(counts)) if counts.total() > PAGE else ()

    @property
    def parts(self) -> tuple[TablePage, ...]:
        """The pages of the year: its own, and those of its months."""
        return (TablePage(self.year, 0, self.figures), *self.months)

    def rows(self, holds: Callable[[ArticleHeader], bool] = lambda _heading: True) -> Iterator[QuantityRow]:
        """The rows of the articles that `holds` is true of, in the order of the text; only these are read.

        Such articles must stand together, as those of an issue or a month do.
        """
        headings = self.headings
        held = [number for number, heading in enumerate(headings) if holds(heading)]
        first = sum(heading.figures for heading in headings[: held[0]]) if held else 0
        count = sum(headings[number].figures for number in held)
        lines = self.data.split(b"\n")[1 + first : 1 + first + count]
        for number, *values in json.loads(b"[" + b"\n".join(lines).rstrip(b",") + b"]"):
            yield QuantityRow(headings[number], *values)


def _heading(values: list[Any]) -> ArticleHeader:
    url, title, issue, date, counties, themes, edition, figures = values
    return ArticleHeader(url, title, issue, date, tuple(counties), tuple(themes), edition, figures)
