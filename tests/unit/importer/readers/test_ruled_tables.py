"""Tables that are drawn with ruled lines."""

from __future__ import annotations

from taizhou_brief.importer.readers.printed_page import Box, Glyph
from taizhou_brief.importer.readers.ruled_tables import build_table, find_grids, find_ruled_rows, merge_positions


def across(y: float, left: float = 100, right: float = 300) -> Box:
    """A line across."""
    return Box(left, y, right, y)


def down(x: float, top: float = 700, bottom: float = 610) -> Box:
    """A line down."""
    return Box(x, bottom, x, top)


def text(words: str, x: float, y: float) -> list[Glyph]:
    """Han glyphs of 10 points."""
    return [Glyph(character, x + 10 * n, y, x + 10 * n + 10, 10) for n, character in enumerate(words)]


FRAME = [across(y) for y in (700, 670, 640, 610)] + [down(x) for x in (100, 200, 300)]


def test_cells_become_rows_of_tabs() -> None:
    """A long text wraps within its cell; a short second line is one of its own."""
    (grid,) = find_grids(FRAME)
    words = text("乡镇", 105, 680) + text("人数", 205, 680)
    words += text("一个名称很长的乡", 105, 657) + text("镇", 105, 645) + text("12", 205, 657) + text("15", 205, 645)
    words += text("白鹤", 105, 620) + text("三", 205, 620)
    rows, said = build_table(grid, words)
    assert [row.text for row in rows] == ["乡镇\t人数", "一个名称很长的乡镇\t12 15", "白鹤\t三"]
    assert said == ""


def test_a_frame_around_each_cell_is_a_line() -> None:
    """Browsers draw them so: lines close to each other are one."""
    assert merge_positions(iter([36.0, 33.8, 62.2, 64.5])) == [33.8, 62.2]


def test_cells_without_a_line_between_are_one() -> None:
    """A heading across two columns makes one header with the row below it."""
    lines = [across(y) for y in (700, 640, 610)] + [across(670, 200, 400), across(640, 300, 400)]
    lines += [Box(line.left, line.bottom, 400, line.top) for line in lines[:3]]
    lines += [down(100), down(200), down(300, 670), down(400)]
    (grid,) = find_grids(lines)
    words = text("乡镇", 105, 665) + text("培训情况", 250, 680) + text("班次", 205, 650) + text("人次", 305, 650)
    words += text("石梁", 105, 620) + text("3", 205, 620) + text("9", 305, 620)
    rows, said = build_table(grid, words)
    assert [row.text for row in rows] == ["乡镇\t培训情况：班次\t培训情况：人次", "石梁\t3\t9"]
    assert said == "第1至2行是合并的表头，合成一行"


def test_lines_that_draw_no_table_are_none() -> None:
    """A frame around a text, a line under a heading, a row."""
    assert find_grids([across(700), across(610), down(100), down(300)]) == []
    assert find_grids([across(700), across(690)]) == []
    assert (
        len(find_grids(FRAME + [Box(line.left, line.bottom - 200, line.right, line.top - 200) for line in FRAME])) == 2
    )


def test_three_long_lines_are_a_table_without_columns() -> None:
    """One length, one under the other."""
    assert find_ruled_rows([across(y) for y in (700, 680, 600)]) == Box(100, 600, 300, 700)
    assert find_ruled_rows([across(700), across(680, 100, 250), across(600)]) is None
