"""Records → the bytes of a CSV or JSON file, and many such files → one."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from json import JSONEncoder

from taizhou_brief.ledger.columns import COLUMNS, KEYS, KINDS
from taizhou_brief.ledger.records import Record

BOM = "\ufeff"
"""Lets WPS and Excel see that the file is UTF-8."""
_ENCODE = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_FORMULA = tuple("=+-@\t\r＝＋－＠")
"""What spreadsheets take for the beginning of a formula."""
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_CLOCK = re.compile(r"[0-9]+(?:\s*[-/:.]\s*[0-9]+)+")
"""What spreadsheets take for a time or a day: `10:1`, `1/3`."""
_EXACT = 15
"""Digits that spreadsheets keep of a number."""
_DAY = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>\d)|H(?P<half>[12])|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?")
_EDITIONS = {"full": "全文", "digest": "摘编"}
_DISCLOSURES = {"public": "公开", "internal": "内部"}


def kept(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula, takes for a day or rounds: such ones begin with an apostrophe."""
    if _NUMBER.fullmatch(cell):
        return f"'{cell}" if sum(c.isdigit() for c in cell) > _EXACT else cell
    if cell.startswith(_FORMULA) or _CLOCK.fullmatch(cell):
        return f"'{cell}"
    return cell


def when(as_of: str) -> str:
    """`2021-10` → `2021年10月`, which no spreadsheet reads as another day; what has another form stays."""
    open_end, text = as_of.endswith("/"), as_of.rstrip("/")
    if "/" in text:
        return "至".join(when(part) for part in text.split("/"))
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


def numbered(issue: str) -> str:
    """`2021/07` → `2021年第7期`."""
    year, _, number = issue.partition("/")
    return f"{year}年{'增刊' if number.startswith('s') else ''}第{int(number.lstrip('s'))}期"


class Sheet:
    """Lines as the CSV writer gives them."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.write = self.lines.append


def to_csv(records: Iterable[Record]) -> bytes:
    """The table as WPS and Excel open it: UTF-8 with a mark, CRLF, Chinese words."""
    sheet = Sheet()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(column.title for column in COLUMNS)
    writer.writerows(_cells(record) for record in records)
    return (BOM + "".join(sheet.lines)).encode("utf-8", "replace")


def _cells(record: Record) -> Sequence[str | int]:
    plain = record._replace(
        text=kept(record.text),
        value=kept(record.value),
        value_high=kept(record.value_high),
        unit=kept(record.unit),
        kind=KINDS.get(record.kind, record.kind),
        as_of=when(record.as_of),
        clause=kept(record.clause),
        title=kept(record.title),
        issue=numbered(record.issue),
        edition=_EDITIONS.get(record.edition, record.edition),
        disclosure=_DISCLOSURES.get(record.disclosure, record.disclosure),
    )
    counties, themes = kept("、".join(record.counties)), kept("、".join(record.themes))
    return [*plain[:10], counties, themes, *plain[12:]]


def to_json(records: Iterable[Record]) -> bytes:
    """An array with a figure a line; what is not said is left out."""
    rows = (
        _ENCODE({key: value for key, value in zip(KEYS, record, strict=True) if value or key in ("counties", "themes")})
        for record in records
    )
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
