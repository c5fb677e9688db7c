"""Paragraphs and tables of a .docx as lines."""

from __future__ import annotations

from taizhou_brief.importer.readers.blocks import (
    SOFT_BREAK,
    LineBuffer,
    OfficeCell,
    OfficeParagraph,
    OfficeRow,
    OfficeTable,
    join_cell_text,
)
from taizhou_brief.importer.source_text import SourceLine

PLACE = SourceLine("", "第3段", number="一、")


def cell(*texts: str, span: int = 1, deleted: bool = False) -> OfficeCell:
    """A cell of these paragraphs."""
    return OfficeCell(LineBuffer([SourceLine(text, "表1") for text in texts]), span, deleted)


def test_a_soft_break_parts_lines_of_one_paragraph() -> None:
    """The number belongs to the first; a break at the end is dropped."""
    paragraph = OfficeParagraph(runs=[("甲", True), (SOFT_BREAK, False), ("乙", False), (SOFT_BREAK, False)])
    first, second = paragraph.build_lines(PLACE)
    assert (first.text, first.number, first.bold, first.soft) == ("甲", "一、", True, True)
    assert (second.text, second.number, second.bold, second.soft) == ("乙", "", False, False)


def test_a_table_gives_a_line_a_row() -> None:
    """Cells are separated by tabs; a wide cell takes its columns; deleted cells and rows are left out."""
    rows = [
        OfficeRow([cell("甲"), cell("乙", span=2)]),
        OfficeRow([cell("丙"), cell("x", deleted=True), cell("丁", "戊")]),
        OfficeRow([cell("己")], deleted=True),
    ]
    lines = list(OfficeTable("表1", rows).build_lines("table"))
    assert [(line.text, line.place) for line in lines] == [("甲\t乙\t", "表1第1行"), ("丙\t丁 戊", "表1第2行")]


def test_a_table_of_one_column_is_a_frame() -> None:
    """Its paragraphs stay paragraphs."""
    lines = list(OfficeTable("表1", [OfficeRow([cell("甲", "乙")]), OfficeRow([cell("丙")])]).build_lines("table"))
    assert [(line.text, line.kind) for line in lines] == [("甲", "text"), ("乙", "text"), ("丙", "text")]


def test_the_paragraphs_of_a_cell_are_one_text() -> None:
    """With spaces between them; a number that a soft break cuts is joined."""
    assert join_cell_text(cell("甲\t1", " 乙 ")) == "甲 1 乙"
    cut = OfficeCell(LineBuffer([SourceLine("共3.", "", soft=True), SourceLine("5亿元", "")]))
    assert join_cell_text(cut) == "共3.5亿元"
