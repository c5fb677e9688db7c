"""The ledger 数据台账: every figure of the archive with its source, as files and as rows for pages.

Each year is made by itself and remembered, so that a changed issue costs its own year; the whole files are put together
from the years' bytes.
"""

from __future__ import annotations

from taizhou_brief.ledger.books import Book, Heading, Ledger, Row, to_book
from taizhou_brief.ledger.columns import COLUMNS, KINDS, Column, json_schema
from taizhou_brief.ledger.make import VERSION, Year, ledger_of, make, tasks, whole
from taizhou_brief.ledger.records import Record, records

__all__ = [
    "COLUMNS",
    "KINDS",
    "VERSION",
    "Book",
    "Column",
    "Heading",
    "Ledger",
    "Record",
    "Row",
    "Year",
    "json_schema",
    "ledger_of",
    "make",
    "records",
    "tasks",
    "to_book",
    "whole",
]
