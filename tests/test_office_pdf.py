"""PDFs by geometry: every character where it is printed, furniture apart, scans refused."""

from __future__ import annotations

import html
import re
import zlib

import pytest

from taizhou_brief.importer import readers
from taizhou_brief.importer.readers import pdf
from taizhou_brief.importer.readers.page_layout import build_lines
from taizhou_brief.importer.readers.page_lines import group_printed_lines, mark_headers_and_footers
from taizhou_brief.importer.readers.printed_page import Glyph, PrintedPage
from tests.office_files import (
    HAN,
    LATIN,
    LONG,
    NEEDS_OFFICE,
    by_chromium,
    by_libreoffice,
    formal,
    squeezed,
    titles,
)

ONE = "'Noto Serif CJK SC'"
MIXED = "'Liberation Serif', 'Times New Roman', 'Noto Serif CJK SC'"
PAGE = """<html lang="zh-CN"><meta charset="utf-8"><style>
@page {{ size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center {{ content: "— " counter(page) " —"; font: 14pt serif }}
  @top-center {{ content: "示范简报"; font: 10pt serif }} }}
body {{ font: 16pt/1.75 {family}; text-align: justify }} p {{ margin: 0; text-indent: 2em }}
.title {{ text-indent: 0; text-align: center; font-size: 22pt }} </style>{body}</html>"""


def printed_by_chromium(family: str) -> bytes:
    """The issue as a browser prints it in these fonts."""
    heads = titles(LONG)
    body = "".join(f'<p class="{"title" if row in heads else ""}">{html.escape(row)}</p>' for row in LONG)
    return by_chromium(PAGE.format(family=family, body=body))


def exact(data: bytes) -> None:
    """Every character of the text in its place, and nothing else but page furniture."""
    reading = readers.read_office_file(data, "a.pdf")
    assert reading.source is not None, reading.diagnostics
    assert reading.source.wrapped
    said = [line for line in reading.source.lines if line.kind == "text"]
    assert squeezed("".join(line.text for line in said)) == squeezed("".join(LONG))
    starts = [
        line.text for line in said if line.text.startswith("\u3000\u3000") and re.match("[一二三]是", line.text.strip())
    ]
    wanted = [row for row in LONG if re.match("[一二三]是", row)]
    assert not starts or len(starts) == len(wanted)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("family", [ONE, MIXED])
def test_print_from_a_browser(family: str) -> None:
    """One font or two, justified: digits and quotation marks stand where they are printed; furniture is known."""
    data = printed_by_chromium(family)
    exact(data)
    source = readers.read_office_file(data, "a.pdf").source
    assert source is not None
    pages = {line.page for line in source.lines}
    assert len(pages) > 2
    assert [squeezed(line.text) for line in source.lines if line.kind == "footer"] == [
        f"—{page}—" for page in sorted(pages)
    ]
    assert [line.text for line in source.lines if line.kind == "header"] == ["示范简报"] * len(pages)


@pytest.mark.slow
@NEEDS_OFFICE
def test_print_from_an_office_program() -> None:
    """Two fonts, from an office program, which is told: all in place, bold titles known as such, page numbers apart."""
    data = by_libreoffice(formal(LONG), "docx", "pdf")
    exact(data)
    assert "I784" in {said.code for said in readers.read_office_file(data, "a.pdf").diagnostics}
    source = readers.read_office_file(data, "a.pdf").source
    assert source is not None
    heads = [squeezed(line.text) for line in source.lines if line.bold and line.centred]
    wanted = [row for number, row in enumerate(LONG) if not number or row in titles(LONG)]
    assert "".join(heads) == squeezed("".join(wanted))
    pages = sorted({line.page for line in source.lines})
    assert [squeezed(line.text) for line in source.lines if line.kind == "footer"] == [f"—{page}—" for page in pages]


@pytest.mark.slow
@NEEDS_OFFICE
@pytest.mark.parametrize("latin", [HAN, LATIN])
def test_a_justified_print_from_an_office_program(latin: str) -> None:
    """All but the marks that LibreOffice leaves unprinted at the end of a line, which is told."""
    reading = readers.read_office_file(
        by_libreoffice(formal(LONG, latin=latin, justified=True), "docx", "pdf"), "a.pdf"
    )
    assert reading.source is not None
    said = "".join(line.text for line in reading.source.lines if line.kind == "text")
    marks = re.compile("[，、。；：]")
    assert marks.sub("", squeezed(said)) == marks.sub("", squeezed("".join(LONG)))
    assert "I784" in {said.code for said in reading.diagnostics}


@pytest.mark.slow
@NEEDS_OFFICE
@pytest.mark.parametrize("latin", [HAN, LATIN])
def test_a_long_dash_drawn_as_one_sign_is_two_characters(latin: str) -> None:
    """Where a font has one sign for two characters, neither is taken for the other struck twice."""
    rows = ("共富路上", "——示范市的实践……", "办公室说明——人数增加800—1000人。")
    source = readers.read_office_file(by_libreoffice(formal(rows, latin=latin), "docx", "pdf"), "a.pdf").source
    assert source is not None
    assert squeezed("".join(line.text for line in source.lines if line.kind == "text")) == "".join(rows)


def word(text: str, x: float, y: float, size: float = 16.0, *, step: float = 0) -> list[Glyph]:
    """Glyphs of `text` from x on: Han one em wide, others half, `step` more between them."""
    made = []
    for character in text:
        wide = size if ord(character) > 0x2000 else size / 2
        if character != " ":
            made.append(Glyph(character, x, y, x + wide, size))
        x += wide + step
    return made


def said(*glyphs: list[Glyph], width: float = 595, height: float = 842) -> list[str]:
    """The lines of a page with these glyphs."""
    sheet = PrintedPage(width, height, [glyph for group in glyphs for glyph in group])
    return [line.text for line in build_lines([sheet])]


def test_the_order_of_drawing_does_not_matter() -> None:
    """Digits that were drawn last stand where they are printed."""
    han = word("共有", 100, 700) + word("个项目", 156, 700)
    digits = word("609", 132, 700.4)
    assert said(han, digits) == said(digits, list(reversed(han))) == ["共有609个项目"]


def test_stretched_lines_get_no_spaces() -> None:
    """A justified line has wider gaps everywhere; only a gap wider than the others is a space."""
    assert said(word("东河县稳住就业岗位", 100, 700, step=5)) == ["东河县稳住就业岗位"]
    assert said(word("稳住就业", 100, 700) + word("推动增收", 172, 700)) == ["稳住就业 推动增收"]


def test_columns_are_parted_by_a_tab() -> None:
    """What stands far apart on one baseline is parted: issuer and date."""
    assert said(word("办公室", 100, 700), word("5月8日", 400, 700)) == ["办公室\t5月8日"]


def test_a_character_struck_twice_is_one() -> None:
    """Bold faked by printing twice does not double the text."""
    assert said(word("简报", 100, 700), word("简报", 100.4, 700)) == ["简报"]


def test_a_raised_mark_belongs_to_its_line() -> None:
    """A small raised figure is read in its line, in its place, and makes no number of its own."""
    assert said(word("岗位", 100, 700), word("1", 132, 706, 8), word("个", 136, 700)) == ["岗位¹个"]


def page_of(*texts: str, number: str = "", top: int = 700) -> list[Glyph]:
    """Lines of text one under the other, and a page number."""
    made = [glyph for index, text in enumerate(texts) for glyph in word(text, 100, top - 28 * index)]
    return made + word(number, 280, 60) if number else made


@pytest.mark.parametrize("number", ["— 3 —", "-3-", "3", "第3页", "第3页共8页", "3/8", "· 3 ·", "－３－"])
def test_page_numbers_are_known_by_place_and_form(number: str) -> None:
    """A number alone at the foot of a page, apart from the text, is its page number."""
    sheet = PrintedPage(595, 842, page_of("正文正文正文", "正文正文正文", "正文正文正文", number=number))
    assert [line.kind for line in build_lines([sheet])] == ["text", "text", "text", "footer"]


def test_a_number_in_the_text_is_no_page_number() -> None:
    """A line of the text that holds only a figure stays text."""
    sheet = PrintedPage(595, 842, page_of("共引育高校毕业生", "1605", "名"))
    assert [line.kind for line in build_lines([sheet])] == ["text"] * 3
    last = PrintedPage(595, 842, page_of("共引育高校毕业生", "正文正文", "1605"))
    assert [line.kind for line in build_lines([last])] == ["text"] * 3


def test_lines_that_repeat_at_the_top_are_running_heads() -> None:
    """The same words at the same height of several pages are furniture; the same words once are not."""
    pages = [
        group_printed_lines(word("示范简报第3期", 100, 800) + page_of("正文正文正文", "正文正文正文", top=690))
        for _ in range(3)
    ]
    assert [[row.kind for row in page] for page in mark_headers_and_footers(pages, [842] * 3)] == [
        ["header", "text", "text"]
    ] * 3
    assert [row.kind for row in mark_headers_and_footers(pages[:1], [842])[0]] == ["text"] * 3


def test_a_running_head_of_two_lines_is_none_of_the_text() -> None:
    """Both lines are outside, wherever the pages turn; so is a name above the page number."""
    pages = [
        PrintedPage(
            595,
            842,
            word("工作简报", 260, 800, 10)
            + word(f"2021年第{page}期", 260, 786, 10)
            + [
                glyph
                for n in range(12)
                for glyph in word(f"第{page}页的这一行是正文，说的是第{n}件事", 90, 740 - 28 * n)
            ]
            + word("简报编辑部", 260, 84, 10)
            + word(f"- {page} -", 260, 70, 10),
        )
        for page in (1, 2, 3)
    ]
    found = build_lines(pages)
    assert [line.text.strip() for line in found if line.kind == "header"][:2] == ["工作简报", "2021年第1期"]
    assert sum(line.kind == "footer" for line in found) == 6
    assert all("正文" in line.text for line in found if line.kind == "text")


def test_indents_and_centring_become_hints() -> None:
    """The beginning of a paragraph shows as two wide spaces, a title as centred."""
    full = "示范市共同富裕办公室工作简报示范市共同富裕"
    glyphs = [*word("标题在此", 100 + 8.5 * 16, 740), *word(full[2:], 132, 700)]
    glyphs += [glyph for index in range(3) for glyph in word(full, 100, 672 - 28 * index)]
    found = build_lines([PrintedPage(595, 842, glyphs)])
    assert [(line.text, line.centred) for line in found[:3]] == [
        ("标题在此", True),
        ("\u3000\u3000" + full[2:], False),
        (full, False),
    ]


def minimal(stream: bytes, *, pages: int = 1, resources: str = "", extra: bytes = b"") -> bytes:
    """A PDF of `pages` pages with this content, written by hand; `extra` is one more stream, the last object."""
    kids = " ".join(f"{4 + n} 0 R" for n in range(pages))
    packed = zlib.compress(stream)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]>>".encode(),
        f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode() + packed + b"\nendstream",
        *(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<<{resources}>>>>".encode()
            for _ in range(pages)
        ),
        f"<</Length {len(extra)}>>stream\n".encode() + extra + b"\nendstream",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + item + b"\nendobj\n"
    table = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    end = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    return body + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + table + end.encode()


FONT = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"


CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <41> <006600660069> <42> <FB00> endbfchar
endcmap end end"""
LIGATURES = "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>>>"


def test_letters_that_a_font_draws_as_one_are_all_read() -> None:
    """A sign for ffi is three letters, and so is the character that Unicode has for two of them."""
    mapped = b"(OAce oBline) Tj"
    spans = b"(O) Tj /Span<</ActualText(ffi)>>BDC (A) Tj EMC (ce o) Tj /Span<</ActualText(ffl)>>BDC (B) Tj EMC (ine) Tj"
    for stream in (mapped, spans):
        data = minimal(b"BT /F 12 Tf 100 700 Td " + stream + b" ET", resources=LIGATURES, extra=CMAP)
        source = readers.read_office_file(data, "a.pdf").source
        assert source is not None
        assert [line.text for line in source.lines] == ["Office offline"]


def refused(data: bytes) -> list[str]:
    """The codes a PDF is refused with."""
    reading = readers.read_office_file(data, "a.pdf")
    assert reading.source is None
    return [diagnostic.code for diagnostic in reading.diagnostics]


def test_a_scan_is_refused() -> None:
    """A PDF without text says so, and what to do."""
    reading = readers.read_office_file(minimal(b"q 500 0 0 800 0 0 cm Q"), "a.pdf")
    assert [diagnostic.code for diagnostic in reading.diagnostics] == ["I762"]
    assert "OCR" in reading.diagnostics[0].hint


def test_plain_latin_text_is_read() -> None:
    """The smallest PDF with text gives it, rotated or not."""
    stream = b"BT /F 12 Tf 100 700 Td (Hello 2021) Tj ET"
    source = readers.read_office_file(minimal(stream, resources=FONT), "a.pdf").source
    assert source is not None
    assert [(line.text, line.place) for line in source.lines] == [("Hello 2021", "第1页第1行")]
    slanted = stream + b" BT /F 12 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (draft) Tj ET"
    source = readers.read_office_file(minimal(slanted, resources=FONT), "a.pdf").source
    assert source is not None
    assert [(line.text, line.kind) for line in source.lines] == [("Hello 2021", "text"), ("draft", "textbox")]


def test_broken_and_hostile_pdfs_are_refused() -> None:
    """Cut, empty, flooded or endless: one refusal each."""
    good = minimal(b"BT /F 12 Tf 100 700 Td (Hello 2021) Tj ET", resources=FONT)
    assert refused(b"%PDF-1.7\nnothing here") == ["I755"]
    assert refused(good[:120]) == ["I755"]
    assert refused(minimal(b"", pages=700)) == ["I752"]
    many = b"BT /F 12 Tf 100 700 Td " + b"(0123456789) Tj " * 60_000 + b"ET"
    assert refused(minimal(many, resources=FONT)) in (["I752"], ["I764"])


def test_a_missing_component_names_no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the PDF component the message says what to do and names nothing that no index has."""
    monkeypatch.setattr(pdf, "ENGINE", "no_such_engine")
    reading = readers.read_office_file(b"%PDF-1.7\n", "a.pdf")
    assert [diagnostic.code for diagnostic in reading.diagnostics] == ["I763"]
    assert "Word" in reading.diagnostics[0].hint
    assert "pip" not in reading.diagnostics[0].hint
