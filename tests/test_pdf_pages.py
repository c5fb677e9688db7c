"""What a PDF does not show, strikes out, draws in columns or in tables: left out, named or put in order."""

from __future__ import annotations

import pytest

from taizhou_brief.importer import readers
from tests.test_office_pdf import FONT, minimal

TEXT = "BT /F {size} Tf {x} {y} Td ({text}) Tj ET "
SHOWN = TEXT.format(size=12, x=100, y=700, text="Shown text")


def read(stream: str, annotations: str = "") -> tuple[list[str], list[tuple[str, str]]]:
    """The lines of a page, and code and message of what is said about it."""
    resources = f"{FONT}>>/Annots[{annotations}]/Unused<<" if annotations else FONT
    reading = readers.read_office_file(minimal(stream.encode(), resources=resources), "a.pdf")
    assert reading.source is not None, reading.diagnostics
    return [line.text for line in reading.source.lines], [(said.code, said.message) for said in reading.diagnostics]


def dark(words: str = "dark", *, size: float = 12, x: int = 100, y: int = 670) -> str:
    """A text under the one that is shown."""
    return TEXT.format(size=size, x=x, y=y, text=words)


UNSEEN = {
    "not drawn": (f"3 Tr {dark()} 0 Tr", "看不见的文字“dark”没有收入"),
    "white": (f"1 1 1 rg {dark()}", "白色文字“dark”没有收入"),
    "nearly white": (f"0.98 0.98 0.99 rg {dark()}", "白色文字“dark”没有收入"),
    "white on white": (f"1 1 1 rg 90 660 200 30 re f {dark()}", "白色文字“dark”没有收入"),
    "tiny": (dark(size=1), "小得看不见的文字“dark”没有收入"),
    "tiny by its matrix": ("BT /F 10 Tf 0.1 0 0 0.1 100 670 Tm (dark) Tj ET", "小得看不见的文字“dark”没有收入"),
    "outside": (dark(x=700), "页面外面的文字“dark”没有收入"),
    "under a white box": (f"{dark()} 1 1 1 rg 90 660 200 30 re f", "被遮住的文字“dark”没有收入"),
    "under a black box": (f"{dark()} 90 660 200 30 re f", "被遮住的文字“dark”没有收入"),
}


@pytest.mark.parametrize("case", UNSEEN)
def test_text_that_the_page_does_not_show_is_named_and_left_out(case: str) -> None:
    """Whatever hides it."""
    stream, message = UNSEEN[case]
    lines, said = read(f"{SHOWN} q {stream} Q")
    assert lines == ["Shown text"]
    ((code, named),) = said
    assert (code, named.rpartition("：")[2]) == ("I771", message)
    assert named.startswith("第1页")


@pytest.mark.parametrize(
    "stream",
    [
        f"0 0 0 rg 90 660 200 30 re f 1 1 1 rg {dark()}",
        f"{dark()} 1 1 1 rg 90 600 200 30 re f",
        f"{dark()} 0.5 w 90 667 m 200 667 l S",
        f"1 1 1 rg 0 0 595 690 re f 0 0 0 rg {dark()}",
        f"{dark()} 90 660 m 120 660 l 105 690 l f",
    ],
)
def test_text_that_the_page_shows_is_read(stream: str) -> None:
    """White on a dark box, beside a box, over a line, on a white ground, at a drawing."""
    assert read(f"{SHOWN} q {stream} Q") == (["Shown text", "dark"], [])


def test_the_text_layer_of_a_scan_is_read_and_named() -> None:
    """It is not drawn, because the image shows it."""
    image = "q 400 0 0 200 80 600 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q "
    lines, said = read(f"{image} 3 Tr {SHOWN}")
    assert lines == ["Shown text"]
    assert ("I771", "第1页：文字是图片上看不见的文字层（文字识别得来的），已收入") in said


@pytest.mark.parametrize(
    ("stream", "annotations"),
    [
        ("0.6 w 138 704 m 175 704 l S", ""),
        ("138 703.5 25 0.8 re f", ""),
        ("", "<</Subtype/StrikeOut/Rect[138 698 165 712]/QuadPoints[138 712 165 712 138 698 165 698]>>"),
    ],
)
def test_text_under_a_line_is_struck_out(stream: str, annotations: str) -> None:
    """Drawn or set as a note; a line below the text strikes nothing out."""
    lines, said = read(f"{SHOWN} {stream}", annotations)
    assert lines == ["Shown"]
    assert said == [("I801", "第1页第1行：划去的文字“text”没有收入")]
    assert read(f"{SHOWN} 0.6 w 100 697 m 175 697 l S") == (["Shown text"], [])


def test_links_and_notes_are_named() -> None:
    """An address that is not printed, the words of a note, the value of a form field."""
    link = "<</Subtype/Link/Rect[100 698 136 712]/A<</S/URI/URI(https://a.example/x)>>>>"
    note = "<</Subtype/Text/Rect[300 698 320 712]/Contents(Check this)>>"
    field = "<</Subtype/Widget/FT/Tx/T(a)/V(42)/Rect[100 600 130 612]>>"
    lines, said = read(SHOWN, link + note + field)
    assert lines == ["Shown text"]
    assert said == [
        ("I803", "第1页第1行：“Shown”的链接（https://a.example/x）没有收入"),
        ("I805", "第1页：表单里的“42”没有收入"),
        ("I773", "第1页第1行：注释“Check this”没有收入"),
    ]


def test_a_ruled_table_of_a_pdf_is_a_table() -> None:
    """Lines or thin boxes, rows from top to bottom, a merged heading named."""
    lines = "".join(f"100 {y} m 400 {y} l S " for y in (700, 670, 640, 610))
    lines += "100 700 m 100 610 l S 400 700 m 400 610 l S 200 700 m 200 610 l S 300 670 m 300 610 l S "
    words = {(110, 680): "Town", (210, 680): "Classes", (210, 650): "held", (310, 650): "people"}
    words |= {(110, 620): "Shiliang", (210, 620): "12", (310, 620): "3400"}
    text = "".join(dark(word, x=x, y=y) for (x, y), word in words.items())
    found, said = read(lines + text + dark("After it all", y=560))
    assert found == ["Town\tClasses\t", "\theld\tpeople", "Shiliang\t12\t3400", "After it all"]
    assert [code for code, _ in said] == ["I804"]


def test_lines_in_aligned_parts_are_named_as_a_table() -> None:
    """Without ruled lines between columns they are read as lines."""
    rows = "".join(
        dark(word, x=100 + 100 * n, y=700 - 20 * m)
        for m, row in enumerate((("Town", "Classes", "People"), ("A", "12", "3400"), ("B", "15", "4100")))
        for n, word in enumerate(row)
    )
    assert [code for code, _ in read(rows)[1]] == ["I807"]
    three_lines = "".join(f"100 {y} m 400 {y} l S " for y in (715, 695, 635))
    cells = {(110, 700): "Town", (310, 700): "n", (110, 640): "A", (310, 640): "3"}
    two = "".join(dark(word, x=x, y=y) for (x, y), word in cells.items())
    assert [code for code, _ in read(three_lines + two)[1]] == ["I807"]
