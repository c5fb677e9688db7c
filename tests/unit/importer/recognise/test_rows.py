"""The lines of a source, cleaned."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.recognise.rows import read_rows
from taizhou_brief.importer.source_text import SourceLine, SourceText
from tests.unit.importer.source import rows_of, source_of


def left_out(*texts: str) -> list[tuple[str, str]]:
    """Text and reason of what is taken out."""
    return [(item.text, item.reason) for item in read_rows(source_of(*texts), "某市工作简报")[1]]


@pytest.mark.parametrize("number", ["— 1 —", "-1-", "第1页", "第 1 页 共 3 页", "Page 1"])
def test_page_numbers_are_taken_out(number: str) -> None:
    """And listed."""
    assert left_out("甲。", number, "乙。") == [(number, "页码")]


def test_bare_numbers_are_page_numbers_where_they_count_up() -> None:
    """Apart from the text; a single figure is not."""
    assert left_out("甲。", "", "1", "", "乙。", "", "2", "", "丙。") == [("1", "页码"), ("2", "页码")]
    assert left_out("甲。", "", "386", "", "乙。") == []


def test_the_title_of_the_series_is_taken_out_where_it_comes_again() -> None:
    """The first one is the masthead."""
    assert left_out("某市工作简报", "甲。", "某市工作简报", "乙。") == [("某市工作简报", "重复的页眉或页脚")]


def test_a_row_knows_its_line() -> None:
    """Blank lines are left out and remembered."""
    first, second = rows_of("　　甲 乙", "", "丙")
    assert (first.index, first.indent, first.key) == (0, 4, "甲乙")
    assert (second.index, second.after_blank) == (2, True)


def test_the_cells_of_a_table_are_kept() -> None:
    """Each cleaned."""
    source = SourceText("a.docx", "0", "docx", (SourceLine(" 甲 \t乙", "表1第1行", "table"),))
    (row,), _ = read_rows(source, "")
    assert row.cells == ("甲", "乙")
