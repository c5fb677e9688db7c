"""Records → the bytes of a CSV or JSON file; many such files → one."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from json import JSONEncoder
from typing import Any

from taizhou_brief.model.identity import IssueId
from taizhou_brief.site.dataset.columns import COLUMNS, KEYS, KINDS
from taizhou_brief.site.dataset.records import QuantityRecord

BOM = "\ufeff"
"""Byte order mark, from which WPS and Excel recognise UTF-8."""
_ENCODE = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
"""Characters that spreadsheets take for the beginning of a formula."""
_RISKY_STARTS = frozenset((*_FORMULA_STARTS, *"0123456789"))
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_TIME_OR_DATE = re.compile(r"[0-9]+(?:\s*[-/:.]\s*[0-9]+)+")
"""Cells that spreadsheets take for a time or a date: `10:1`, `1/3`."""
_EXACT_DIGITS = 15
"""Digits of a number that spreadsheets keep; they round longer ones."""
_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>\d)|H(?P<half>[12])|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?")
_EDITION_LABELS = {"full": "全文", "digest": "摘编"}
_DISCLOSURE_LABELS = {"public": "公开", "internal": "内部"}


def protect_cell(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run as a formula, take for a date or round."""
    if not cell or cell[0] not in _RISKY_STARTS:
        return cell
    if _NUMBER.fullmatch(cell):
        return f"'{cell}" if sum(c.isdigit() for c in cell) > _EXACT_DIGITS else cell
    if cell.startswith(_FORMULA_STARTS) or _TIME_OR_DATE.fullmatch(cell):
        return f"'{cell}"
    return cell


@lru_cache(maxsize=1000)
def period_label(as_of: str) -> str:
    """Return `2021年10月` for `2021-10`, which no spreadsheet takes for another date; other forms are unchanged."""
    open_end, text = as_of.endswith("/"), as_of.rstrip("/")
    if "/" in text:
        return "至".join(period_label(part) for part in text.split("/"))
    match = _PERIOD.fullmatch(text)
    if not match:
        return as_of
    parts = [f"{match['year']}年"]
    if match["quarter"]:
        parts.append(f"第{match['quarter']}季度")
    if match["half"]:
        parts.append("上半年" if match["half"] == "1" else "下半年")
    if match["month"]:
        parts.append(f"{int(match['month'])}月")
    if match["day"]:
        parts.append(f"{int(match['day'])}日")
    return "".join(parts) + ("以来" if open_end else "")


@lru_cache(maxsize=1000)
def issue_label(issue: str) -> str:
    """`2021/07` → `2021年第7期`."""
    parsed = IssueId.parse(issue)
    return parsed.long_label if parsed else issue


class CsvLines:
    """A list of lines with the `write` method that the CSV writer needs."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.write = self.lines.append


def to_csv(records: Iterable[QuantityRecord]) -> bytes:
    """Encode records as a table that WPS and Excel open: UTF-8 with byte order mark, CRLF, values in Chinese."""
    output = CsvLines()
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow(column.title for column in COLUMNS)
    writer.writerows(_build_cells(record) for record in records)
    return (BOM + "".join(output.lines)).encode("utf-8", "replace")


def _build_cells(record: tuple[Any, ...]) -> Sequence[str | int]:
    text, value, high, unit, kind, qualifier, direction, as_of, as_of_text, clause, *context = record
    counties, themes, issue, date, title, article, measure, address, url, edition, disclosure, digest = context
    return (
        *(
            protect_cell(text),
            protect_cell(value),
            protect_cell(high),
            protect_cell(unit),
            KINDS.get(kind, kind),
            qualifier,
            direction,
        ),
        *(
            period_label(as_of),
            as_of_text,
            protect_cell(clause),
            protect_cell("、".join(counties)),
            protect_cell("、".join(themes)),
        ),
        *(issue_label(issue), date, protect_cell(title), article, measure, address, url),
        *(_EDITION_LABELS.get(edition, edition), _DISCLOSURE_LABELS.get(disclosure, disclosure), digest),
    )


_ARTICLE_KEYS = slice(KEYS.index("counties"), KEYS.index("measure"))
"""Keys whose values all quantities of an article share."""


def to_json(records: Iterable[tuple[Any, ...]]) -> bytes:
    """Encode records as an array with one quantity a line; empty values are left out."""
    rows: list[str] = []
    shared: tuple[Any, ...] = ()
    shared_json = ""
    for record in records:
        if shared != record[_ARTICLE_KEYS]:
            shared = record[_ARTICLE_KEYS]
            shared_json = _ENCODE(dict(zip(KEYS[_ARTICLE_KEYS], shared, strict=True)))[1:-1]
        first = {key: value for key, value in zip(KEYS[: _ARTICLE_KEYS.start], record, strict=False) if value}
        last = {
            key: value
            for key, value in zip(KEYS[_ARTICLE_KEYS.stop :], record[_ARTICLE_KEYS.stop :], strict=True)
            if value
        }
        rows.append(f"{_ENCODE(first)[:-1]},{shared_json},{_ENCODE(last)[1:]}")
    body = ",\n".join(rows)
    return f"[\n{body}\n]\n".encode("utf-8", "replace")


def join_csv(parts: Iterable[bytes]) -> bytes:
    """Join tables into one with a single header."""
    header = to_csv(())
    return header + b"".join(part.removeprefix(header) for part in parts)


def join_json(parts: Iterable[bytes]) -> bytes:
    """Join arrays into one."""
    rows = (part.removeprefix(b"[\n").removesuffix(b"\n]\n") for part in parts)
    return b"[\n" + b",\n".join(part for part in rows if part) + b"\n]\n"
