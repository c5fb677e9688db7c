"""Paragraphs and tables of a .docx between its XML and the lines read from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from taizhou_brief.chinese.spacing import cuts_number
from taizhou_brief.importer.source_text import SourceLine
from taizhou_brief.quantities import cuts_quantity, join_list_number

SOFT_BREAK = "\n"
"""Text of the run that represents a soft line break."""
MAX_COLUMN_SPAN = 63
"""Columns that one cell may span."""


@dataclass(slots=True)
class RunProperties:
    """Direct formatting of one run; None if the run does not set it."""

    bold: bool | None = None
    hidden: bool | None = None
    font: str = ""
    style: str = ""


@dataclass(slots=True)
class OfficeParagraph:
    """Paragraph being read."""

    style: str = ""
    num: int | None = None
    level: int | None = None
    align: str = ""
    mark_deleted: bool = False
    """Its paragraph mark was deleted under tracked changes: it continues in the next paragraph."""
    runs: list[tuple[str, bool]] = field(default_factory=list)
    """Text and whether it is bold; a soft break is a run by itself."""

    def build_lines(self, template: SourceLine) -> list[SourceLine]:
        """Build one line for each part between soft breaks, with the other properties copied from `template`."""
        parts: list[list[tuple[str, bool]]] = [[]]
        for run in self.runs:
            if run[0] == SOFT_BREAK:
                parts.append([])
            else:
                parts[-1].append(run)
        texts = ["".join(text for text, _ in part) for part in parts]
        while len(parts) > 1 and not texts[-1].strip():
            parts.pop(), texts.pop()
        lines = []
        for index, (part, text) in enumerate(zip(parts, texts, strict=True)):
            visible_runs_bold = [bold for run_text, bold in part if run_text.strip()]
            lines.append(
                SourceLine(
                    text,
                    template.place,
                    template.kind,
                    number="" if index else template.number,
                    bold=bool(visible_runs_bold) and all(visible_runs_bold),
                    centred=template.centred,
                    style=template.style,
                    soft=index < len(parts) - 1,
                    note=template.note,
                )
            )
        return lines


@dataclass(slots=True)
class LineBuffer:
    """Lines collected for the story itself, a cell or a text box."""

    lines: list[SourceLine] = field(default_factory=list)
    pending_runs: list[tuple[str, bool]] = field(default_factory=list)
    """Runs of a paragraph that continues in the next one."""


@dataclass(slots=True)
class OfficeCell:
    """Cell of a table."""

    buffer: LineBuffer = field(default_factory=LineBuffer)
    span: int = 1
    """Columns that it spans."""
    deleted: bool = False
    """It was deleted under tracked changes."""


@dataclass(slots=True)
class OfficeRow:
    """Row of a table."""

    cells: list[OfficeCell] = field(default_factory=list)
    deleted: bool = False
    """It was deleted under tracked changes."""


@dataclass(slots=True)
class OfficeTable:
    """Table being read."""

    place: str
    rows: list[OfficeRow] = field(default_factory=list)

    def build_lines(self, kind: str) -> Iterator[SourceLine]:
        """Build one line per row; a table of one column is only a frame, its paragraphs remain paragraphs.

        Several paragraphs of one cell are joined by a space; nested tables and text boxes of a cell follow its row.
        """
        rows = [[cell for cell in row.cells if not cell.deleted] for row in self.rows if not row.deleted]
        if all(len(row) <= 1 for row in rows):
            for row in rows:
                for cell in row:
                    yield from cell.buffer.lines
            return
        for number, row in enumerate(rows, 1):
            texts: list[str] = []
            for cell in row:
                texts += [join_cell_text(cell), *[""] * (min(cell.span, MAX_COLUMN_SPAN) - 1)]
            nested_lines = [line for cell in row for line in cell.buffer.lines if line.kind in ("table", "textbox")]
            if any(texts):
                yield SourceLine("\t".join(texts), f"{self.place}第{number}行", kind)
            yield from nested_lines


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
