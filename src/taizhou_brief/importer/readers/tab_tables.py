"""Tables of plain lines whose cells are set apart by tabs: consecutive lines with equally many short cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from taizhou_brief.importer.readers.source_findings import SourceFinding
from taizhou_brief.importer.source_text import SourceLine

MIN_ROWS, MIN_COLUMNS, LONGEST_CELL = 2, 3, 24
"""A line with one tab may be a masthead or part of the foot, and a long cell is a paragraph."""


def read_tab_tables(lines: Sequence[SourceLine]) -> tuple[tuple[SourceLine, ...], list[SourceFinding]]:
    """Return the lines with the rows of such tables marked as rows, and a finding for each table."""
    read, findings = list[SourceLine](), list[SourceFinding]()
    for columns, group in groupby(lines, key=_count_columns):
        rows = list(group)
        if columns and len(rows) >= MIN_ROWS:
            findings.append(SourceFinding("tabs", str(len(rows)), rows[0].place))
            rows = [replace(row, text="\t".join(_split_cells(row)), kind="table", soft=False) for row in rows]
        read += rows
    return tuple(read), findings


def _split_cells(line: SourceLine) -> list[str]:
    return [cell.strip() for cell in line.text.strip().split("\t")]


def _count_columns(line: SourceLine) -> int:
    """Return the number of cells of a line that may be a row, otherwise 0."""
    cells = _split_cells(line)
    is_row = line.kind == "text" and not line.number and len(cells) >= MIN_COLUMNS and bool(cells[0])
    return len(cells) if is_row and all(len(cell) <= LONGEST_CELL for cell in cells) else 0
