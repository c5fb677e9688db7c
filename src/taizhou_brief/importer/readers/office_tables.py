"""Tables of a .docx between their XML and the lines read from them, with merged cells taken apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from taizhou_brief.chinese.spacing import cuts_number
from taizhou_brief.importer.readers.blocks import LineBuffer
from taizhou_brief.importer.source_text import SourceLine
from taizhou_brief.quantities import cuts_quantity, join_list_number

MAX_COLUMN_SPAN = 63
"""Columns that one cell may span."""
MAX_HEADER_ROWS = 4
"""Rows that merged cells may make one header of."""
HEADING_SEPARATOR = "："
"""Separator of the headings that stand one over the other above a column."""


@dataclass(slots=True)
class OfficeCell:
    """Cell of a table."""

    buffer: LineBuffer = field(default_factory=LineBuffer)
    span: int = 1
    """Columns that it spans."""
    deleted: bool = False
    """It was deleted under tracked changes."""
    continues_above: bool = False
    """It is a part of the cell above it."""
    continues_left: bool = False
    """It is a part of the cell before it."""

    @property
    def is_merged(self) -> bool:
        """Whether it spans columns or is a part of another."""
        return self.span > 1 or self.continues_above or self.continues_left


@dataclass(slots=True)
class OfficeRow:
    """Row of a table."""

    cells: list[OfficeCell] = field(default_factory=list)
    deleted: bool = False
    """It was deleted under tracked changes."""
    columns_before: int = 0
    """Columns that it leaves out at its beginning."""

    def build_columns(self) -> list[OfficeCell]:
        """Return the cell that covers each column."""
        columns = [OfficeCell()] * min(self.columns_before, MAX_COLUMN_SPAN)
        for cell in self.cells:
            if not cell.deleted:
                columns += [cell] * max(1, min(cell.span, MAX_COLUMN_SPAN))
        return columns


@dataclass(slots=True)
class OfficeTable:
    """Table being read."""

    place: str
    rows: list[OfficeRow] = field(default_factory=list)

    def build_lines(self, kind: str) -> Iterator[SourceLine]:
        """Build one line per row; a table of one column is only a frame, its paragraphs remain paragraphs.

        Several paragraphs of one cell are joined by a space; nested tables and text boxes of a cell follow its row.
        The rows of a header with merged cells become one.
        """
        rows = self.list_rows()
        if self.is_frame():
            for row in rows:
                for cell in row[:1]:
                    yield from cell.buffer.lines
            return
        header = find_header(rows)
        for index, row in enumerate(rows):
            texts = join_headings(rows[header.start : header.stop]) if index == header.start else build_row_texts(row)
            if any(texts) and index not in header[1:]:
                yield SourceLine("\t".join(texts), f"{self.place}第{index + 1}行", kind)
            for cell in list_cells(row):
                yield from (line for line in cell.buffer.lines if line.kind in ("table", "textbox"))

    def list_rows(self) -> list[list[OfficeCell]]:
        """Return the cells that cover the columns of each row that was not deleted."""
        return [row.build_columns() for row in self.rows if not row.deleted]

    def is_frame(self) -> bool:
        """Return whether no row has two cells."""
        return all(len(list_cells(row)) <= 1 for row in self.list_rows())

    def describe_merges(self) -> str:
        """Return what was done to merged cells and where rows differ in length, or an empty string."""
        rows = self.list_rows()
        if self.is_frame():
            return ""
        header = find_header(rows)
        parts = []
        if len(header) > 1:
            parts.append(f"第{header.start + 1}至{header.stop}行是合并的表头，合成一行")
        joined = header if len(header) > 1 else ()
        merged = [n for n, row in enumerate(rows) if n not in joined and has_merged_cell(row)]
        if merged:
            parts.append(f"第{'、'.join(str(n + 1) for n in merged)}行有合并的单元格，已拆开，内容写在第一格")
        if nested := [str(n + 1) for n, row in enumerate(rows) if any(map(has_table, list_cells(row)))]:
            parts.append(f"第{'、'.join(nested)}行的格子里还有表格，它的各行接在这一行后面")
        width = max(map(len, rows))
        if uneven := [str(n + 1) for n, row in enumerate(rows) if len(row) != width]:
            parts.append(f"第{'、'.join(uneven)}行的格数与别的行不同")
        return "；".join(parts)


def list_cells(row: Sequence[OfficeCell]) -> list[OfficeCell]:
    """Return the cells of a row, each once."""
    return [cell for n, cell in enumerate(row) if n == 0 or cell is not row[n - 1]]


def has_merged_cell(row: Sequence[OfficeCell]) -> bool:
    """Return whether a row has a merged cell."""
    return any(cell.is_merged for cell in row)


def has_table(cell: OfficeCell) -> bool:
    """Return whether a cell contains a table that is more than a frame."""
    return any(line.kind == "table" for line in cell.buffer.lines)


def build_row_texts(row: Sequence[OfficeCell]) -> list[str]:
    """Return the text of each column: that of a merged cell is in its first."""
    return [join_cell_text(cell) if n == 0 or cell is not row[n - 1] else "" for n, cell in enumerate(row)]


def find_header(rows: Sequence[Sequence[OfficeCell]]) -> range:
    """Return the rows of the header: one, or as many as its highest cell has if another spans columns below it.

    A title across all columns above the header is not a part of it.
    """
    start = 0
    while start < len(rows) - 1 and len(list_cells(rows[start])) == 1 and len(rows[start]) > 1:
        start += 1
    if not any(1 < cell.span < len(rows[start]) for cell in rows[start]):
        return range(start, start + 1)
    heights = [_measure_height(rows, start, column) for column in range(len(rows[start]))]
    stop = start + max(heights)
    joins = max(heights) <= MAX_HEADER_ROWS and stop < len(rows) and len({len(row) for row in rows[start:stop]}) == 1
    return range(start, stop if joins else start + 1)


def _measure_height(rows: Sequence[Sequence[OfficeCell]], start: int, column: int) -> int:
    """Return the number of rows that the cell at a column spans."""
    height = 1
    for row in rows[start + 1 :]:
        if column >= len(row) or not row[column].continues_above:
            break
        height += 1
    return height


def join_headings(rows: Sequence[Sequence[OfficeCell]]) -> list[str]:
    """Return the heading of each column: those of its cells from top to bottom."""
    if len(rows) == 1:
        return build_row_texts(rows[0])
    columns = zip(*rows, strict=True)
    texts = ([join_cell_text(cell) for cell in column if not cell.continues_above] for column in columns)
    return [HEADING_SEPARATOR.join(text for text in column if text) for column in texts]


def join_cell_text(cell: OfficeCell) -> str:
    """Join the paragraphs of a cell in one line, automatic numbers included."""
    joined, soft = "", False
    for line in (each for each in cell.buffer.lines if each.kind not in ("table", "textbox")):
        text = " ".join(join_list_number(line.number, line.text.strip()).split("\t")).strip()
        if text:
            cut = soft and not line.number and not text.isdecimal()
            cut = cut and (cuts_number(joined, text) or cuts_quantity(joined, text))
            joined += text if cut or not joined else f" {text}"
            soft = line.soft
    return joined
