"""The archive, or chosen measures of it, as an Excel workbook: numbers are numbers, texts stay as they are printed."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from taizhou_brief.exports.tables import TABLES, Value, list_rows
from taizhou_brief.model.issue import Issue
from taizhou_brief.model.settings import Settings

EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001  # a workbook has no time zone
MAX_ROWS = 1_048_576
"""Rows of a sheet."""
WIDTHS = {"title": 44, "heading": 44, "text": 60, "clause": 60, "lead": 60, "url": 36}
"""Widths of columns in characters; others are narrow."""
EXACT_DIGITS = 15
"""Digits of a number that a workbook keeps."""


class TooManyRowsError(ValueError):
    """A table has more rows than a sheet."""


def write_workbook(issues: Iterable[Issue], settings: Settings) -> bytes:
    """Return a workbook with one sheet a table. Raises `TooManyRowsError`."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": settings.title, "created": EPOCH})
    bold = book.add_format({"bold": True})
    sheets: dict[str, Any] = {}
    lengths = dict.fromkeys((form.name for form in TABLES), 1)
    for form in TABLES:
        sheet = sheets[form.name] = book.add_worksheet(form.title)
        sheet.freeze_panes(1, 0)
        for number, column in enumerate(form.columns):
            sheet.set_column(number, number, WIDTHS.get(column.name, 14))
            sheet.write_string(0, number, column.title, bold)
    for name, row in list_rows(issues, settings):
        if lengths[name] >= MAX_ROWS:
            raise TooManyRowsError(name)
        for number, value in enumerate(row):
            write_cell(sheets[name], lengths[name], number, value)
        lengths[name] += 1
    for form in TABLES:
        sheets[form.name].autofilter(0, 0, lengths[form.name] - 1, len(form.columns) - 1)
    book.close()
    return buffer.getvalue()


def write_cell(sheet: Any, row: int, column: int, value: Value) -> None:
    """Write a number as a number if the workbook keeps all its digits, everything else as text."""
    if value is None:
        return
    if isinstance(value, int) or (isinstance(value, Decimal) and len(value.as_tuple().digits) <= EXACT_DIGITS):
        sheet.write_number(row, column, float(value))
    else:
        sheet.write_string(row, column, str(value))
