"""Columns of a page, read one after the other."""

from __future__ import annotations

from taizhou_brief.importer.readers.columns import find_gutter, split_columns, split_line
from taizhou_brief.importer.readers.page_lines import group_by_baseline
from taizhou_brief.importer.readers.printed_page import Glyph


def line(text: str, x: float, y: float, size: float = 12) -> list[Glyph]:
    """Glyphs of Han, one em wide."""
    return [Glyph(character, x + size * n, y, x + size * (n + 1), size) for n, character in enumerate(text)]


def read(*lines: list[Glyph]) -> list[tuple[int, str]]:
    """The lines in reading order, with the numbers of their columns."""
    glyphs = [glyph for each in lines for glyph in each]
    return [(n, "".join(glyph.text for glyph in each)) for n, each in split_columns(group_by_baseline(glyphs))]


LEFT = ["左栏的第一行文字很长很长", "左栏的第二行文字很长很长", "左栏的第三行文字很长很长"]
RIGHT = ["右栏的第一行文字很长很长", "右栏的第二行文字很长很长", "右栏的第三行文字不长。"]


def test_columns_are_read_one_after_the_other() -> None:
    """Between lines across the page; baselines need not agree."""
    for shift in (0, 0.3, 7):
        rows = [line(text, 60, 700 - 20 * n) for n, text in enumerate(LEFT)]
        rows += [line(text, 230, 700 - shift - 20 * n) for n, text in enumerate(RIGHT)]
        around = [line("横贯全页的一行标题" * 3, 60, 740), line("横贯全页的一行结尾" * 3, 60, 600)]
        found = read(*around, *rows)
        assert found == [
            (0, "横贯全页的一行标题" * 3),
            *((1, text) for text in LEFT),
            *((2, text) for text in RIGHT),
            (0, "横贯全页的一行结尾" * 3),
        ]


def test_the_longer_column_goes_on() -> None:
    """A line below a full line of the left column, or one that begins where the right column does."""
    rows = [line(text, 60, 700 - 20 * n) for n, text in enumerate([*LEFT, "左栏的最后一行。"])]
    rows += [line(text, 230, 700 - 20 * n) for n, text in enumerate([*RIGHT])]
    assert read(*rows) == [*((1, text) for text in [*LEFT, "左栏的最后一行。"]), *((2, text) for text in RIGHT)]
    rows = [line(text, 60, 700 - 20 * n) for n, text in enumerate(LEFT)]
    rows += [line(text, 230, 700 - 20 * n) for n, text in enumerate([*RIGHT, "右栏的最后一行。"])]
    after = line("送：市委。", 60, 600)
    assert read(*rows, after) == [
        *((1, text) for text in LEFT),
        *((2, text) for text in [*RIGHT, "右栏的最后一行。"]),
        (0, "送：市委。"),
    ]


def test_three_columns_are_three() -> None:
    """Each for itself."""
    texts = [[f"第{c}栏的第{n}行文字很长很长" for n in "一二三"] for c in "甲乙丙"]
    rows = [line(text, 40 + 170 * m, 700 - 20 * n) for m, column in enumerate(texts) for n, text in enumerate(column)]
    assert read(*rows) == [(m, text) for m, column in enumerate(texts, 1) for text in column]


def test_short_cells_and_single_lines_are_no_columns() -> None:
    """A table, or an issuer and a date."""
    cells = [line(text, x, 700 - 20 * n) for n in range(4) for x, text in ((60, "石梁"), (200, "十二"), (300, "三千"))]
    assert find_gutter(group_by_baseline([glyph for each in cells for glyph in each])) is None
    assert read(line("某某市委改革办公室秘书处", 60, 700), line("某某年某某月某某日印发", 300, 700)) == [
        (0, "某某市委改革办公室秘书处某某年某某月某某日印发")
    ]


def test_a_line_is_split_at_wide_gaps_only() -> None:
    """Also if it has one gap only; even spacing is none."""
    assert len(split_line([*line("甲", 60, 700), *line("乙", 100, 700)], 0)) == 2
    spread = [glyph for n in range(6) for glyph in line("字", 60 + 18 * n, 700)]
    assert len(split_line(spread, 0)) == 1
