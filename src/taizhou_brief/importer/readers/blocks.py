"""Paragraphs and tables on their way from XML to lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from taizhou_brief.importer.source_text import SourceLine

BREAK = "\n"
SPAN = 63
"""Columns one cell may span."""


@dataclass(slots=True)
class RunProperties:
    """The properties of one run; None: not said here."""

    bold: bool | None = None
    hidden: bool | None = None
    font: str = ""
    style: str = ""


@dataclass(slots=True)
class OfficeParagraph:
    """One paragraph being read."""

    style: str = ""
    num: int | None = None
    level: int | None = None
    align: str = ""
    mark_gone: bool = False
    """Its end was deleted under tracked changes: it runs on into the next one."""
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    """Text and whether it is bold; a soft break is a piece of its own."""

    def lines(self, like: SourceLine) -> list[SourceLine]:
        """Its lines, one for each stretch between soft breaks, made after the pattern of `like`."""
        rows: list[list[tuple[str, bool]]] = [[]]
        for piece in self.pieces:
            if piece[0] == BREAK:
                rows.append([])
            else:
                rows[-1].append(piece)
        texts = ["".join(text for text, _ in row) for row in rows]
        while len(rows) > 1 and not texts[-1].strip():
            rows.pop(), texts.pop()
        made = []
        for index, (row, text) in enumerate(zip(rows, texts, strict=True)):
            inked = [bold for piece, bold in row if piece.strip()]
            made.append(
                SourceLine(
                    text,
                    like.place,
                    like.kind,
                    number="" if index else like.number,
                    bold=bool(inked) and all(inked),
                    centred=like.centred,
                    style=like.style,
                    soft=index < len(rows) - 1,
                    note=like.note,
                )
            )
        return made


@dataclass(slots=True)
class LineSink:
    """Where lines go: the story itself, a cell or a text box; `carry` waits for the paragraph it runs on into."""

    lines: list[SourceLine] = field(default_factory=list)
    carry: list[tuple[str, bool]] = field(default_factory=list)


@dataclass(slots=True)
class OfficeCell:
    """One cell of a table."""

    sink: LineSink = field(default_factory=LineSink)
    span: int = 1
    gone: bool = False


@dataclass(slots=True)
class OfficeRow:
    """One row; `gone` where it was deleted under tracked changes."""

    cells: list[OfficeCell] = field(default_factory=list)
    gone: bool = False


@dataclass(slots=True)
class OfficeTable:
    """One table being read."""

    place: str
    rows: list[OfficeRow] = field(default_factory=list)

    def lines(self, kind: str) -> Iterator[SourceLine]:
        """A line a row; a table of one column is only a frame, its paragraphs stay paragraphs.

        Several paragraphs of one cell are joined by a space; what a cell holds besides text (inner tables, text boxes)
        follows its row.
        """
        rows = [[cell for cell in row.cells if not cell.gone] for row in self.rows if not row.gone]
        if all(len(row) <= 1 for row in rows):
            for row in rows:
                for cell in row:
                    yield from cell.sink.lines
            return
        for number, row in enumerate(rows, 1):
            texts: list[str] = []
            for cell in row:
                texts += [cell_text(cell), *[""] * (min(cell.span, SPAN) - 1)]
            inner = [line for cell in row for line in cell.sink.lines if line.kind in ("table", "textbox")]
            if any(texts):
                yield SourceLine("\t".join(texts), f"{self.place}第{number}行", kind)
            yield from inner


def cell_text(cell: OfficeCell) -> str:
    """The paragraphs of a cell in one line, automatic numbers included."""
    texts = (line.number + line.text for line in cell.sink.lines if line.kind not in ("table", "textbox"))
    return " ".join(" ".join(text.split("\t")).strip() for text in texts if text.strip())
