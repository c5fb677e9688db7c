"""Table rows of a year's quantities, for the script of the data page and for the pages without script.

A year table is stored as a script that the browser loads, so that the page works from a folder on disk as well as from
a server. The first line of the script has the articles, each further line one row.
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

PAGE_ROWS = 2000
"""Maximum number of quantities on one page without script."""
_SCRIPT_START = "(window.figureBooks=window.figureBooks||[]).push("
_ROWS_START = ',"rows":['
_SCRIPT_END = "\n]});\n"
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class ArticleHeader(NamedTuple):
    """The article of some rows."""

    url: str
    title: str
    issue: str
    """`2021/07`."""
    date: str
    counties: tuple[str, ...]
    themes: tuple[str, ...]
    edition: str
    figures: int
    """Number of its rows."""


class QuantityRow(NamedTuple):
    """One quantity in the table."""

    heading: ArticleHeader
    place: str
    """Fragment of its address."""
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


def build_year_table_script(year: int, records: Iterable[QuantityRecord]) -> bytes:
    """Build the script of one year."""
    headings: list[ArticleHeader] = []
    rows: list[str] = []
    for number, (_, group) in enumerate(groupby(records, key=lambda record: (record.issue, record.article))):
        article = list(group)
        first = article[0]
        url = f"{first.issue}/{first.article}/"
        fields = (first.title, first.issue, first.date, first.counties, first.themes, first.edition)
        headings.append(ArticleHeader(url, *fields, len(article)))
        rows += (_ENCODE((number, r.address.partition("#")[2], *_list_row_values(r))) for r in article)
    head = _ENCODE({"year": year, "articles": headings})
    body = ",\n".join(rows)
    text = f"{_SCRIPT_START}{head[:-1]}{_ROWS_START}\n{body}{_SCRIPT_END}"
    return text.replace("\u2028", r"\u2028").replace("\u2029", r"\u2029").encode("utf-8", "replace")


def _list_row_values(record: QuantityRecord) -> tuple[str, ...]:
    """Return the values of a row except its place."""
    value = (record.text, record.value, record.value_high, record.unit, record.kind)
    return (*value, record.clause, record.as_of, record.as_of_text)


@dataclass(frozen=True, slots=True)
class TablePage:
    """A page without script: a year, or a month of a year that has very many quantities."""

    year: int
    month: int
    """0 for the whole year."""
    figures: int

    @property
    def url(self) -> str:
        """Relative to the site's root."""
        return f"figures/{self.year}/{f'{self.month:02}/' if self.month else ''}"

    def contains(self, heading: ArticleHeader) -> bool:
        """Return whether the rows of an article are on this page."""
        return not self.month or int(heading.date[5:7]) == self.month


@dataclass(frozen=True, slots=True)
class YearTable:
    """The table rows of one year."""

    year: int
    data: bytes
    digest: str
    """Digest of `data`: equal digests mean equal tables."""

    @staticmethod
    def of(year: int, data: bytes) -> YearTable:
        """Return the table with the bytes of this script."""
        return YearTable(year, data, blake2b(data, digest_size=16).hexdigest())

    @property
    def headings(self) -> tuple[ArticleHeader, ...]:
        """The articles with quantities, in order; only the first line is parsed."""
        line = self.data.partition(b"\n")[0].decode()
        head = json.loads(line.removeprefix(_SCRIPT_START).removesuffix(_ROWS_START) + "}")
        return tuple(_parse_header(values) for values in head["articles"])

    @property
    def figures(self) -> int:
        """Number of quantities of the year."""
        return sum(heading.figures for heading in self.headings)

    @property
    def months(self) -> tuple[TablePage, ...]:
        """The pages of the months with quantities, if the year has too many for one page; otherwise empty."""
        counts = Counter[int]()
        for heading in self.headings:
            counts[int(heading.date[5:7])] += heading.figures
        return tuple(TablePage(self.year, m, counts[m]) for m in sorted(counts)) if counts.total() > PAGE_ROWS else ()

    @property
    def parts(self) -> tuple[TablePage, ...]:
        """The pages of the year: its own, and those of its months."""
        return (TablePage(self.year, 0, self.figures), *self.months)

    def rows(self, includes: Callable[[ArticleHeader], bool] = lambda _heading: True) -> Iterator[QuantityRow]:
        """Yield the rows of the articles for which `includes` is true, in the order of the text; parse only these.

        Such articles must be consecutive, as those of an issue or a month are.
        """
        headings = self.headings
        included = [number for number, heading in enumerate(headings) if includes(heading)]
        first = sum(heading.figures for heading in headings[: included[0]]) if included else 0
        count = sum(headings[number].figures for number in included)
        lines = self.data.split(b"\n")[1 + first : 1 + first + count]
        for number, *values in json.loads(b"[" + b"\n".join(lines).rstrip(b",") + b"]"):
            yield QuantityRow(headings[number], *values)


def _parse_header(values: list[Any]) -> ArticleHeader:
    url, title, issue, date, counties, themes, edition, figures = values
    return ArticleHeader(url, title, issue, date, tuple(counties), tuple(themes), edition, figures)
