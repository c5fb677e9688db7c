"""Cells of the CSV files: values in Chinese, and nothing that a spreadsheet would change."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from taizhou_brief.model.identity import IssueId

BOM = "\ufeff"
"""Byte order mark, from which WPS and Excel recognise UTF-8."""
EDITION_LABELS = {"full": "全文", "digest": "摘编"}
TARGET_CELL = "是"
"""Cell of a quantity that is a plan."""
DISCLOSURE_LABELS = {"public": "公开", "internal": "内部"}
_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
"""Characters that spreadsheets take for the beginning of a formula."""
_DIGITS = frozenset("0123456789")
_RISKY_STARTS = _DIGITS.union(_FORMULA_STARTS)
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_TIME_OR_DATE = re.compile(r"[0-9]+(?:\s*[-/:.]\s*[0-9]+)+")
"""Cells that spreadsheets take for a time or a date: `10:1`, `1/3`."""
EXACT_DIGITS = 15
"""Digits of a number that spreadsheets keep; they round longer ones."""


def protect_cell(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run as a formula, take for a date or round."""
    if not cell or cell[0] not in _RISKY_STARTS:
        return cell
    if cell.startswith(_FORMULA_STARTS):
        number = _NUMBER.fullmatch(cell)
        return cell if number and not _is_rounded(cell) else f"'{cell}"
    if cell[-1] not in _DIGITS:  # most quantities: neither a number nor a date
        return cell
    risky = _is_rounded(cell) if _NUMBER.fullmatch(cell) else _TIME_OR_DATE.fullmatch(cell)
    return f"'{cell}" if risky else cell


def _is_rounded(number: str) -> bool:
    """Return whether a number has more digits than spreadsheets keep."""
    return len(number) > EXACT_DIGITS and len(number.lstrip("-").replace(".", "")) > EXACT_DIGITS


@lru_cache(maxsize=1000)
def issue_label(issue: str) -> str:
    """`2021/07` → `2021年第7期`."""
    parsed = IssueId.parse(issue)
    return parsed.long_label if parsed else issue


def csv_lines(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as lines of CSV as RFC 4180 defines it, with CRLF after each."""
    lines = LineList()
    write_quoted = csv.writer(lines, lineterminator="\r\n").writerow
    for row in rows:
        line = ",".join(row)
        if '"' in line or "\n" in line or "\r" in line or line.count(",") >= len(row):
            write_quoted(row)
        else:  # nothing to quote, as in most rows
            lines.append(f"{line}\r\n")
    return "".join(lines)


class LineList(list[str]):
    """A list of lines with the `write` method that the CSV writer needs."""

    write = list[str].append
