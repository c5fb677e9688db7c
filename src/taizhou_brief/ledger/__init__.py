"""The ledger 数据台账: every figure of the archive with its source, as files and as rows for pages.

Each year is made by itself and remembered, so that a changed issue costs its own year; the whole files are put together
from the years' bytes.
"""

from __future__ import annotations

from taizhou_brief.ledger.books import Book, Heading, Part, Row, to_book
from taizhou_brief.ledger.columns import COLUMNS, KINDS, Column, json_schema
from taizhou_brief.ledger.forms import numbered, when
from taizhou_brief.ledger.make import (
    VERSION,
    Comparison,
    Ledger,
    Year,
    books_of,
    compare,
    ledger_for,
    ledger_of,
    make,
    tasks,
    whole,
)
from taizhou_brief.ledger.records import Record, records
from taizhou_brief.ledger.series import CHART, Point, Series

__all__ = [
    "CHART",
    "COLUMNS",
    "KINDS",
    "VERSION",
    "Book",
    "Column",
    "Comparison",
    "Heading",
    "Ledger",
    "Part",
    "Point",
    "Record",
    "Row",
    "Series",
    "Year",
    "books_of",
    "compare",
    "json_schema",
    "ledger_for",
    "ledger_of",
    "make",
    "numbered",
    "records",
    "tasks",
    "to_book",
    "when",
    "whole",
]
