"""Tables of a .docx as lines."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.draft import draft_from_office
from taizhou_brief.importer.readers.blocks import LineBuffer
from taizhou_brief.importer.readers.office_tables import OfficeCell, OfficeRow, OfficeTable, join_cell_text
from taizhou_brief.importer.source_text import SourceLine
from tests.office_files import docx, p, table
from tests.office_texts import settings


def cell(*texts: str, span: int = 1, deleted: bool = False) -> OfficeCell:
    """A cell of these paragraphs."""
    return OfficeCell(LineBuffer([SourceLine(text, "表1") for text in texts]), span, deleted)


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


def row_of(*texts: str) -> OfficeRow:
    """A row of plain cells."""
    return OfficeRow([cell(text) for text in texts])


def below(*texts: str) -> OfficeCell:
    """A cell that is a part of the one above it."""
    made = cell(*texts)
    made.continues_above = True
    return made


def read(*rows: OfficeRow) -> tuple[list[str], str]:
    """Lines of a table, and what is said of its merged cells."""
    table = OfficeTable("表1", list(rows))
    return [line.text for line in table.build_lines("table")], table.describe_merges()


def test_a_header_of_two_rows_becomes_one() -> None:
    """Each column has the headings that stand above it; a title across the table stays a row."""
    header = [
        OfficeRow([cell("乡镇"), cell("培训情况", span=2)]),
        OfficeRow([below(), cell("班次"), cell("人次")]),
    ]
    row = OfficeRow([cell("石梁"), cell("12"), cell("3400")])
    joined = "乡镇\t培训情况：班次\t培训情况：人次"
    assert read(*header, row) == ([joined, "石梁\t12\t3400"], "第1至2行是合并的表头，合成一行")
    lines, said = read(OfficeRow([cell("各镇情况", span=3)]), *header, row)
    assert lines[1:] == [joined, "石梁\t12\t3400"]
    assert said == "第2至3行是合并的表头，合成一行；第1行有合并的单元格，已拆开，内容写在第一格"


@pytest.mark.parametrize(
    ("rows", "lines", "said"),
    [
        (
            [
                OfficeRow([cell("县"), cell("村")]),
                OfficeRow([cell("甲"), cell("乙")]),
                OfficeRow([below(), cell("丙")]),
            ],
            ["县\t村", "甲\t乙", "\t丙"],
            "第3行有合并的单元格，已拆开，内容写在第一格",
        ),
        (
            [OfficeRow([cell("县"), cell("数", span=2)]), OfficeRow([cell("甲"), cell("1"), cell("2")])],
            ["县\t数\t", "甲\t1\t2"],
            "第1行有合并的单元格，已拆开，内容写在第一格",
        ),
        (
            [OfficeRow([cell("县"), cell("数")]), OfficeRow([cell("甲")], columns_before=1)],
            ["县\t数", "\t甲"],
            "",
        ),
        ([OfficeRow([cell("县"), cell("数")]), OfficeRow([cell("甲")])], ["县\t数", "甲"], "第2行的格数与别的行不同"),
        ([OfficeRow([cell("框", span=3)])], ["框"], ""),
    ],
)
def test_merged_cells_are_taken_apart_and_named(rows: list[OfficeRow], lines: list[str], said: str) -> None:
    """No value moves to another column in silence."""
    assert read(*rows) == (lines, said)


def test_a_table_in_a_cell_is_named() -> None:
    """Its rows follow the row of the cell."""
    inner = "<w:tc>" + p("乙") + table([["丙", "丁"]]) + "</w:tc>"
    body = table([["甲", "戊"]]).replace("<w:tc>" + p("戊") + "</w:tc>", inner)
    draft = draft_from_office(docx(p("某市工作简报") + p("东山县办书屋") + body + p("完。")), settings(), name="a.docx")
    assert "第1行的格子里还有表格" in next(one.message for one in draft.diagnostics if one.code == "I804")
