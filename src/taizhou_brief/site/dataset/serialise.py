"""Records → the bytes of a CSV or JSON file, and many such files → one."""

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
"""Lets WPS and Excel see that the file is UTF-8."""
_ENCODE = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_FORMULA = tuple("=+-@\t\r＝＋－＠")
"""What spreadsheets take for the beginning of a formula."""
_RISKY = frozenset((*_FORMULA, *"0123456789"))
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_CLOCK = re.compile(r"[0-9]+(?:\s*[-/:.]\s*[0-9]+)+")
"""What spreadsheets take for a time or a day: `10:1`, `1/3`."""
_EXACT = 15
"""Digits that spreadsheets keep of a number."""
_DAY = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>\d)|H(?P<half>[12])|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?")
_EDITIONS = {"full": "全文", "digest": "摘编"}
_DISCLOSURES = {"public": "公开", "internal": "内部"}


def spreadsheet_safe(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula, takes for a day or rounds: such ones begin with an apostrophe."""
    if not cell or cell[0] not in _RISKY:
        return cell
    if _NUMBER.fullmatch(cell):
        return f"'{cell}" if sum(c.isdigit() for c in cell) > _EXACT else cell
    if cell.startswith(_FORMULA) or _CLOCK.fullmatch(cell):
        return f"'{cell}"
    return cell


@lru_cache(maxsize=1000)
def period_label(as_of: str) -> str:
    """`2021-10` → `2021年10月`, which no spreadsheet reads as another day; what has another form stays."""
    open_end, text = as_of.endswith("/"), as_of.rstrip("/")
    if "/" in text:
        return "至".join(period_label(part) for part in text.split("/"))
    found = _DAY.fullmatch(text)
    if not found:
        return as_of
    parts = [f"{found['year']}年"]
    if found["quarter"]:
        parts.append(f"第{found['quarter']}季度")
    if found["half"]:
        parts.append("上半年" if found["half"] == "1" else "下半年")
    if found["month"]:
        parts.append(f"{int(found['month'])}月")
    if found["day"]:
        parts.append(f"{int(found['day'])}日")
    return "".join(parts) + ("以来" if open_end else "")


@lru_cache(maxsize=1000)
def issue_label(issue: str) -> str:
    """`2021/07` → `2021年第7期`."""
    parsed = IssueId.parse(issue)
    return parsed.long_label if parsed else issue


class CsvLines:
    """Lines as the CSV writer gives them."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.write = self.lines.append


def to_csv(records: Iterable[QuantityRecord]) -> bytes:
    """The table as WPS and Excel open it: UTF-8 with a mark, CRLF, Chinese words."""
    sheet = CsvLines()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(column.title for column in COLUMNS)
    writer.writerows(_cells(record) for record in records)
    return (BOM + "".join(sheet.lines)).encode("utf-8", "replace")


def _cells(record: tuple[Any, ...]) -> Sequence[str | int]:
    text, value, high, unit, kind, qualifier, direction, as_of, as_of_text, clause, *about = record
    counties, themes, issue, day, title, article, measure, address, url, edition, disclosure, digest = about
    return (
        *(
            spreadsheet_safe(text),
            spreadsheet_safe(value),
            spreadsheet_safe(high),
            spreadsheet_safe(unit),
            KINDS.get(kind, kind),
            qualifier,
            direction,
        ),
        *(
            period_label(as_of),
            as_of_text,
            spreadsheet_safe(clause),
            spreadsheet_safe("、".join(counties)),
            spreadsheet_safe("、".join(themes)),
        ),
        *(issue_label(issue), day, spreadsheet_safe(title), article, measure, address, url),
        *(_EDITIONS.get(edition, edition), _DISCLOSURES.get(disclosure, disclosure), digest),
    )


_ABOUT = slice(KEYS.index("counties"), KEYS.index("measure"))
"""What the figures of an article have in common."""


def to_json(records: Iterable[tuple[Any, ...]]) -> bytes:
    """An array with a figure a line; what is not said is left out."""
    rows: list[str] = []
    told: tuple[Any, ...] = ()
    common = ""
    for record in records:
        if told != record[_ABOUT]:
            told = record[_ABOUT]
            common = _ENCODE(dict(zip(KEYS[_ABOUT], told, strict=True)))[1:-1]
        first = {key: value for key, value in zip(KEYS[: _ABOUT.start], record, strict=False) if value}
        last = {key: value for key, value in zip(KEYS[_ABOUT.stop :], record[_ABOUT.stop :], strict=True) if value}
        rows.append(f"{_ENCODE(first)[:-1]},{common},{_ENCODE(last)[1:]}")
    body = ",\n".join(rows)
    return f"[\n{body}\n]\n".encode("utf-8", "replace")


def join_csv(parts: Iterable[bytes]) -> bytes:
    """One table of many: the heading once."""
    head = to_csv(())
    return head + b"".join(part.removeprefix(head) for part in parts)


def join_json(parts: Iterable[bytes]) -> bytes:
    """One array of many."""
    rows = (part.removeprefix(b"[\n").removesuffix(b"\n]\n") for part in parts)
    return b"[\n" + b",\n".join(part for part in rows if part) + b"\n]\n"
