"""Automatic numbering: what Word prints before a paragraph."""

from __future__ import annotations

import pytest

from taizhou_brief.chinese.list_numbers import FORMATS
from taizhou_brief.importer import readers
from tests.office_files import abstract, docx, level, num, override, p, style

FORMAT_CASES = [
    ("decimal", 12, "12"),
    ("decimalZero", 3, "03"),
    ("decimalFullWidth", 12, "１２"),
    ("upperLetter", 1, "A"),
    ("upperLetter", 28, "BB"),
    ("lowerLetter", 26, "z"),
    ("upperRoman", 1949, "MCMXLIX"),
    ("lowerRoman", 4, "iv"),
    ("ordinal", 11, "11th"),
    ("ordinal", 22, "22nd"),
    ("numberInDash", 3, "- 3 -"),
    ("chineseCounting", 10, "十"),
    ("chineseCounting", 21, "二十一"),
    ("chineseCounting", 105, "一〇五"),
    ("chineseCountingThousand", 1, "一"),
    ("chineseCountingThousand", 12, "十二"),
    ("chineseCountingThousand", 105, "一百零五"),
    ("chineseCountingThousand", 110, "一百一十"),
    ("chineseCountingThousand", 1001, "一千零一"),
    ("ideographDigital", 10, "一〇"),
    ("ideographDigital", 23, "二三"),
    ("japaneseCounting", 105, "百五"),
    ("chineseLegalSimplified", 12, "壹拾贰"),
    ("ideographTraditional", 3, "丙"),
    ("ideographZodiac", 12, "亥"),
    ("ideographZodiacTraditional", 1, "甲子"),
    ("decimalEnclosedCircle", 5, "⑤"),
    ("decimalEnclosedCircleChinese", 21, "21"),
    ("decimalEnclosedParen", 2, "⑵"),
    ("decimalEnclosedFullstop", 9, "⒐"),
    ("ideographEnclosedCircle", 2, "㊁"),
    ("none", 4, ""),
]


@pytest.mark.parametrize(("name", "number", "said"), FORMAT_CASES)
def test_number_formats(name: str, number: int, said: str) -> None:
    """A number is written as Word writes it in that format."""
    assert FORMATS[name](number) == said


@pytest.mark.parametrize("name", FORMATS)
def test_no_number_is_too_large_or_too_small(name: str) -> None:
    """A hostile start value makes no giant text and no crash."""
    assert all(len(FORMATS[name](number)) < 40 for number in (-1, 0, 780, 4000, 9999, 10_000, 1_000_000))


def numbers(rows: list[tuple[int, int] | str | None], numbering: str, styles: str = "") -> list[str]:
    """The numbers of paragraphs given by list and level, by style, or by nothing."""
    body = "".join(p("x", style=row) if isinstance(row, str) else p("x", num=row) for row in rows)
    source = readers.read_office_file(docx(body, numbering=numbering, styles=styles), "a.docx").source
    assert source is not None
    return [line.number for line in source.lines]


THREE = abstract(0, level(0, "%1、"), level(1, "（%2）"), level(2, "%3.", "decimal"))

LIST_CASES: dict[str, tuple[list[tuple[int, int] | str | None], str, list[str]]] = {
    "counts up": ([(1, 0), (1, 0), None, (1, 0)], THREE + num(1, 0), ["一、", "二、", "", "三、"]),
    "lower levels begin again": (
        [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (1, 2)],
        THREE + num(1, 0),
        ["一、", "（一）", "（二）", "二、", "（一）", "1."],
    ),
    "upper levels in the text": (
        [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)],
        abstract(0, level(0, "%1"), level(1, "%1.%2", "decimal")) + num(1, 0),
        ["一", "一.1", "一.2", "二", "二.1"],
    ),
    "legal numbering": (
        [(1, 0), (1, 1)],
        abstract(0, level(0, "%1、"), level(1, "%1.%2", "decimal", inner="<w:isLgl/>")) + num(1, 0),
        ["一、", "1.1"],
    ),
    "start": ([(1, 0), (1, 0)], abstract(0, level(0, "%1、", start=5)) + num(1, 0), ["五、", "六、"]),
    "two uses of one list count together": ([(1, 0), (2, 0)], THREE + num(1, 0) + num(2, 0), ["一、", "二、"]),
    "start override begins again, once": (
        [(1, 0), (1, 0), (2, 0), (2, 0)],
        THREE + num(1, 0) + num(2, 0, override(0, 1)),
        ["一、", "二、", "一、", "二、"],
    ),
    "start override of a lower level": (
        [(1, 0), (1, 1), (1, 0), (1, 1)],
        THREE + num(1, 0, override(1, 4)),
        ["一、", "（四）", "二、", "（四）"],
    ),
    "level override": (
        [(1, 0), (2, 0)],
        THREE + num(1, 0) + num(2, 0, '<w:lvlOverride w:ilvl="0">' + level(0, "第%1条") + "</w:lvlOverride>"),
        ["一、", "第二条"],
    ),
    "restart never": (
        [(1, 0), (1, 1), (1, 0), (1, 1)],
        abstract(0, level(0, "%1、"), level(1, "（%2）", inner='<w:lvlRestart w:val="0"/>')) + num(1, 0),
        ["一、", "（一）", "二、", "（二）"],
    ),
    "restart only after the first level": (
        [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)],
        abstract(0, level(0, "%1"), level(1, "%2"), level(2, "%3", inner='<w:lvlRestart w:val="1"/>')) + num(1, 0),
        ["一", "一", "一", "二", "二", "二", "一"],
    ),
    "number 0 switches off": ([(1, 0), (0, 0), (1, 0)], THREE + num(1, 0), ["一、", "", "二、"]),
    "a list that is not there": ([(9, 0), (1, 7)], THREE + num(1, 0), ["", ""]),
    "bullets": (
        [(1, 0), (1, 1), (1, 2)],
        abstract(
            0,
            level(0, "\uf06c", "bullet", inner='<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'),
            level(1, "\uf0b7", "bullet", inner='<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>'),
            level(2, "–", "bullet"),
        )
        + num(1, 0),
        ["●", "●", "–"],
    ),
    "no number format": ([(1, 0)], abstract(0, level(0, "附", "none")) + num(1, 0), ["附"]),
}


@pytest.mark.parametrize("case", LIST_CASES)
def test_lists(case: str) -> None:
    """Counting, restarting and overriding follow the standard."""
    rows, numbering, said = LIST_CASES[case]
    assert numbers(rows, numbering) == said


def numpr(key: int | None = None, index: int | None = None) -> str:
    """The numbering of a style."""
    inner = "" if index is None else f'<w:ilvl w:val="{index}"/>'
    inner += "" if key is None else f'<w:numId w:val="{key}"/>'
    return f"<w:pPr><w:numPr>{inner}</w:numPr></w:pPr>"


def tied(index: int, text: str, style_id: str) -> str:
    """A level tied to a style."""
    return level(index, text, inner=f'<w:pStyle w:val="{style_id}"/>')


def test_numbering_through_styles() -> None:
    """A style brings its list; the level is the one tied to the style, whatever the style itself says."""
    styles = style("H1", inner=numpr(1)) + style("H2", based="H1", inner=numpr(None, 1)) + style("H3", based="H2")
    numbering = abstract(0, tied(0, "%1、", "H1"), tied(1, "（%2）", "H2")) + num(1, 0)
    assert numbers(["H1", "H2", "H3", "H1"], numbering, styles) == ["一、", "（一）", "（二）", "二、"]


def test_a_style_can_switch_its_inherited_numbering_off() -> None:
    """Number 0 in a style ends what the style below began; a paragraph's own properties win over both."""
    styles = style("H1", inner=numpr(1)) + style("N", based="H1", inner=numpr(0))
    assert numbers(["H1", "N", "H1"], THREE + num(1, 0), styles) == ["一、", "", "二、"]
    body = p("x", style="H1") + p("x", style="H1", num=(0, 0)) + p("x", style="N", num=(1, 0))
    source = readers.read_office_file(docx(body, numbering=THREE + num(1, 0), styles=styles), "a.docx").source
    assert source is not None
    assert [line.number for line in source.lines] == ["一、", "", "二、"]


def test_a_list_behind_a_numbering_style() -> None:
    """A definition that only points to a numbering style is followed to the levels."""
    linked = abstract(1, inner='<w:numStyleLink w:val="L"/>')
    styles = f'<w:style w:type="numbering" w:styleId="L">{numpr(1)}</w:style>'
    assert numbers([(2, 0), (1, 0)], THREE + linked + num(1, 0) + num(2, 1), styles) == ["一、", "二、"]


def test_links_in_a_ring_end() -> None:
    """Styles and lists that point at themselves give no number and no hang."""
    styles = style("A", based="B", inner=numpr(1)) + style("B", based="A")
    ring = abstract(0, inner='<w:numStyleLink w:val="A"/>') + num(1, 0)
    assert numbers(["A", "B"], ring, styles) == ["", ""]


def test_an_unknown_format_is_named() -> None:
    """A number format that nobody here knows is written in digits, with a warning."""
    reading = readers.read_office_file(
        docx(p("x", num=(1, 0)), numbering=abstract(0, level(0, "%1.", "thaiNumbers")) + num(1, 0)), "a.docx"
    )
    assert reading.source is not None
    assert reading.source.lines[0].number == "1."
    assert [diagnostic.code for diagnostic in reading.diagnostics] == ["I776"]


def test_a_number_in_a_cell_is_text() -> None:
    """Inside a row of a table the number becomes part of the cell, so that it is not lost."""
    body = f"<w:tbl><w:tr><w:tc>{p('甲', num=(1, 0))}</w:tc><w:tc>{p('乙')}</w:tc></w:tr></w:tbl>"
    source = readers.read_office_file(docx(body, numbering=THREE + num(1, 0)), "a.docx").source
    assert source is not None
    assert source.lines[0].text == "一、甲\t乙"
