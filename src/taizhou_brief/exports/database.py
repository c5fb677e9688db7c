"""The archive as one SQLite database, with keys and indexes."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from contextlib import closing
from decimal import Decimal
from pathlib import Path

from taizhou_brief.exports.tables import TABLES, Column, Row, TableForm, Value, list_rows
from taizhou_brief.model.issue import Issue
from taizhou_brief.model.settings import Settings

BATCH = 1000
"""Rows that are written at once."""


def write_database(path: Path, issues: Iterable[Issue], settings: Settings) -> dict[str, int]:
    """Write a new database; return the number of rows of each table. Raises `OSError` or `sqlite3.Error`."""
    counts: dict[str, int] = dict.fromkeys((form.name for form in TABLES), 0)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = ON")
        for form in TABLES:
            connection.execute(describe_table(form))
            for column in form.columns:
                if column.refers_to and column is not form.columns[0]:
                    connection.execute(f"CREATE INDEX {form.name}_{column.name} ON {form.name} ({column.name})")
        for issue in issues:
            rows: defaultdict[str, list[Row]] = defaultdict(list)
            for name, row in list_rows((issue,), settings):
                rows[name].append(tuple(map(convert, row)))
            for form in TABLES:
                marks = ", ".join("?" * len(form.columns))
                connection.executemany(f"INSERT INTO {form.name} VALUES ({marks})", rows[form.name])  # noqa: S608
                counts[form.name] += len(rows[form.name])
    return counts


def describe_table(form: TableForm) -> str:
    """Return the statement that creates a table; its names are this program's own."""
    lines = [describe_column(column) for column in form.columns]
    lines.append(f"PRIMARY KEY ({', '.join(column.name for column in form.columns[: form.key])})")
    columns = ",\n  ".join(lines)
    return f"CREATE TABLE {form.name} (\n  {columns}\n) WITHOUT ROWID"


def describe_column(column: Column) -> str:
    """Return the definition of a column."""
    table, _, name = column.refers_to.partition(".")
    return f"{column.name} {column.type.upper()}" + (f" REFERENCES {table} ({name})" if table else "")


def convert(value: Value) -> Value:
    """Return a value as SQLite stores it: a number that a real keeps exactly, else its digits as text."""
    if not isinstance(value, Decimal):
        return value
    number = float(value)
    return number if Decimal(repr(number)) == value else str(value)  # type: ignore[return-value]  # SQLite has reals
