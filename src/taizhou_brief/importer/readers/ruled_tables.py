"""Tables of a page that are drawn with ruled lines: their cells by geometry, their rows as lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from taizhou_brief.chinese.spacing import is_chinese
from taizhou_brief.importer.readers.blocks import LineBuffer
from taizhou_brief.importer.readers.office_tables import OfficeCell, OfficeRow, OfficeTable
from taizhou_brief.importer.readers.page_lines import PrintedLine, group_printed_lines
from taizhou_brief.importer.readers.printed_page import Box, Glyph
from taizhou_brief.importer.source_text import SourceLine

TOLERANCE = 4.0
"""Points between ruled lines that belong together: browsers draw a frame around each cell."""
MIN_LENGTH = 5.0
"""Points of a ruled line, at least."""
PADDING = 8.0
"""Points between the text of a cell and its edge, at most, where a line of it is full."""
MAX_LINES = 1200
"""Ruled lines of a page beyond which no table is looked for."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Ruled lines of a table: the positions of its columns and rows, from left to right and from top to bottom."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    lines: tuple[Box, ...]

    @property
    def box(self) -> Box:
        """The whole table."""
        return Box(self.columns[0], self.rows[-1], self.columns[-1], self.rows[0])

    def find_cell(self, glyph: Glyph) -> tuple[int, int]:
        """Return row and column of a glyph inside the table."""
        x, y = glyph.centre
        row = bisect_right([-position for position in self.rows], -y) - 1
        column = bisect_right(self.columns, x) - 1
        return min(max(row, 0), len(self.rows) - 2), min(max(column, 0), len(self.columns) - 2)

    def is_open_to_the_left(self, row: int, column: int) -> bool:
        """Return whether no line separates a cell from the one before it."""
        y = (self.rows[row] + self.rows[row + 1]) / 2
        return column > 0 and not any(
            abs(line.left - self.columns[column]) <= TOLERANCE and line.bottom <= y <= line.top
            for line in self.lines
            if line.height > line.width
        )

    def is_open_to_the_top(self, row: int, column: int) -> bool:
        """Return whether no line separates a cell from the one above it."""
        x = (self.columns[column] + self.columns[column + 1]) / 2
        return row > 0 and not any(
            abs(line.bottom - self.rows[row]) <= TOLERANCE and line.left <= x <= line.right
            for line in self.lines
            if line.width > line.height
        )


def find_grids(rules: Sequence[Box]) -> list[Grid]:
    """Return the tables of at least two rows and two columns that ruled lines draw, from top to bottom."""
    lines = [rule for rule in rules if max(rule.width, rule.height) >= MIN_LENGTH]
    grids = []
    for cluster in cluster_lines(lines) if len(lines) <= MAX_LINES else ():
        columns = merge_positions(line.left for line in cluster if line.height > line.width)
        rows = merge_positions(line.bottom for line in cluster if line.width > line.height)
        if len(columns) >= 3 and len(rows) >= 3:
            grids.append(Grid(tuple(columns), tuple(reversed(rows)), tuple(cluster)))
    return sorted(grids, key=lambda grid: -grid.rows[0])


def cluster_lines(lines: Sequence[Box]) -> list[list[Box]]:
    """Group the lines that touch each other, directly or through others."""
    clusters: list[tuple[Box, list[Box]]] = []
    for line in sorted(lines, key=lambda each: -each.top):
        merged, members = line, [line]
        rest = []
        for box, others in clusters:
            if _touch(merged, box) and any(_touch(line, other) for other in others):
                members += others
                merged = _unite(merged, box)
            else:
                rest.append((box, others))
        clusters = [*rest, (merged, members)]
    return [members for _, members in clusters]


def _touch(one: Box, other: Box) -> bool:
    """Return whether two boxes touch each other or nearly do."""
    return (
        one.left - TOLERANCE <= other.right
        and other.left - TOLERANCE <= one.right
        and one.bottom - TOLERANCE <= other.top
        and other.bottom - TOLERANCE <= one.top
    )


def _unite(one: Box, other: Box) -> Box:
    """Return the box around two boxes."""
    return Box(
        min(one.left, other.left), min(one.bottom, other.bottom), max(one.right, other.right), max(one.top, other.top)
    )


def merge_positions(positions: Iterator[float]) -> list[float]:
    """Return the positions in order, those close to each other as one."""
    merged: list[float] = []
    last = float("-inf")
    for position in sorted(positions):
        if position - last > TOLERANCE:
            merged.append(position)
        last = position
    return merged


def build_table(grid: Grid, glyphs: Sequence[Glyph]) -> tuple[list[PrintedLine], str]:
    """Return the rows of a table with these glyphs in it, and what is to be said of its merged cells."""
    cells = merge_cells(grid)
    texts: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        texts.setdefault(cells[grid.find_cell(glyph)], []).append(glyph)
    table = OfficeTable("")
    for row in range(len(grid.rows) - 1):
        office_row = OfficeRow()
        for column in range(len(grid.columns) - 1):
            top, left = cells[row, column]
            if left < column:
                continue
            span = sum(cells[row, other] == (top, left) for other in range(column, len(grid.columns) - 1))
            cell = OfficeCell(span=span, continues_above=top < row)
            if top == row:
                right = grid.columns[column + span]
                text = join_cell_lines(group_printed_lines(texts.get((row, column), ())), right)
                cell = OfficeCell(LineBuffer([SourceLine(text, "")]), span)
            office_row.cells.append(cell)
        table.rows.append(office_row)
    size = min((glyph.size for glyph in glyphs), default=1.0)
    box = grid.box
    rows = {f"第{n + 1}行": y for n, y in enumerate(grid.rows)}
    lines = [
        PrintedLine(line.text, box.left, rows[line.place] - size, box.right, size, bold=False, kind="table")
        for line in table.build_lines("table")
    ]
    return lines, table.describe_merges()


def merge_cells(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each cell the one that it is a part of: the first of those that no line separates."""
    cells: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(grid.rows) - 1):
        for column in range(len(grid.columns) - 1):
            if grid.is_open_to_the_left(row, column):
                cells[row, column] = cells[row, column - 1]
            elif grid.is_open_to_the_top(row, column):
                cells[row, column] = cells[row - 1, column]
            else:
                cells[row, column] = (row, column)
    return cells


def join_cell_lines(lines: Sequence[PrintedLine], right: float) -> str:
    """Join the printed lines of a cell: without a space after a line that reaches its right edge between Han."""
    text = lines[0].text if lines else ""
    for before, after in pairwise(lines):
        full = before.right + PADDING + after.size > right
        joined = full and (is_chinese(text[-1]) or is_chinese(after.text[0]) or text[-1].isdecimal())
        text += after.text if joined else f" {after.text}"
    return text.replace("\t", " ")


def find_ruled_rows(rules: Sequence[Box]) -> Box | None:
    """Return the place of three or more lines of one length under each other: a table without lines between columns."""
    lines = sorted((rule for rule in rules if rule.width > 100 and rule.height < TOLERANCE), key=lambda line: -line.top)
    for line in lines:
        same = [
            each
            for each in lines
            if abs(each.left - line.left) < TOLERANCE and abs(each.right - line.right) < TOLERANCE
        ]
        if len(merge_positions(each.bottom for each in same)) >= 3:
            return Box(line.left, same[-1].bottom, line.right, same[0].top)
    return None
