"""Pages with tables, columns and unseen text, line by line."""

from __future__ import annotations

from taizhou_brief.importer.readers.page_layout import arrange_page, lay_out_pages
from taizhou_brief.importer.readers.printed_page import Box, Glyph, PageFinding, PrintedPage
from taizhou_brief.importer.readers.source_findings import SourceFinding


def line(text: str, x: float, y: float, size: float = 12, doubt: str = "") -> list[Glyph]:
    """Glyphs of Han, one em wide."""
    return [Glyph(c, x + size * n, y, x + size * (n + 1), size, doubt=doubt) for n, c in enumerate(text)]


def test_a_table_stands_between_its_lines() -> None:
    """Its rows are lines of their own kind."""
    rules = [Box(100, y, 300, y) for y in (700, 670, 640)] + [Box(x, 640, x, 700) for x in (100, 200, 300)]
    glyphs = line("甲", 105, 680) + line("乙", 205, 680) + line("丙", 105, 650) + line("丁", 205, 650)
    page = PrintedPage(595, 842, line("表前的话", 100, 720) + glyphs + line("表后的话", 100, 620), rules=rules)
    lines, findings = arrange_page(page)
    assert [(each.text, each.kind) for each in lines] == [
        ("表前的话", "text"),
        ("甲\t乙", "table"),
        ("丙\t丁", "table"),
        ("表后的话", "text"),
    ]
    assert findings == []


def test_findings_name_the_line_at_their_height() -> None:
    """Or the page, if there is none."""
    glyphs = line("第一行", 100, 700) + line("第二行", 100, 680) + line("暗", 200, 680, doubt="pale")
    page = PrintedPage(595, 842, glyphs, findings=[PageFinding("note", "甲", 400), PageFinding("scanned", "")])
    assert set(lay_out_pages([page]).findings) == {
        SourceFinding("pale", "暗", "第1页第2行"),
        SourceFinding("note", "甲", "第1页"),
        SourceFinding("scanned", "", "第1页"),
    }


def test_each_column_has_its_own_indents() -> None:
    """A paragraph of the right column begins with two wide spaces, not with half a page of them."""
    rows = [line("左栏的文字很长很长很长", 60, 700 - 20 * n) for n in range(3)]
    rows += [line("段首的文字很长很长", 260, 700), line("右栏的文字很长很长很长", 236, 680)]
    rows += [line("右栏的文字很长很长很长", 236, 660), line("右栏的文字很长很长很长", 236, 640)]
    layout = lay_out_pages([PrintedPage(595, 842, [glyph for row in rows for glyph in row])])
    assert [each.text for each in layout.lines][3:] == [
        "\u3000\u3000段首的文字很长很长",
        *["右栏的文字很长很长很长"] * 3,
    ]
    assert layout.findings == (SourceFinding("columns", "2", "第1页"),)


def test_a_single_page_has_head_and_foot_too() -> None:
    """Small print at the very edge, apart from the text; large print there is the masthead."""
    body = [glyph for n in range(4) for glyph in line("正文的文字很长很长很长", 60, 700 - 20 * n)]
    small = line("某某网打印", 60, 820, 8) + line("一页中的第一页", 60, 20, 8)
    kinds = [each.kind for each in lay_out_pages([PrintedPage(595, 842, body + small)]).lines]
    assert kinds == ["header", "text", "text", "text", "text", "footer"]
    large = line("工作简报", 60, 810, 30)
    assert lay_out_pages([PrintedPage(595, 842, body + large)]).lines[0].kind == "text"


def test_raised_words_without_such_characters_are_named() -> None:
    """Digits are replaced."""
    glyphs = line("甲乙", 100, 700) + line("4", 124, 705, 6) + line("丙", 130, 700) + line("注", 142, 705, 6)
    layout = lay_out_pages([PrintedPage(595, 842, glyphs)])
    assert [each.text for each in layout.lines] == ["甲乙⁴丙注"]
    assert layout.findings == (SourceFinding("script", "注", "第1页第1行"),)
