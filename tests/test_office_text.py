"""Plain text: the encoding is known or asked for, never guessed in silence."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.importer import readers
from tests.office_files import SMALL

READABLE = {
    "utf-8": (SMALL.encode(), None, []),
    "utf-8 with a mark": (codecs.BOM_UTF8 + SMALL.encode(), None, []),
    "utf-16 little": (codecs.BOM_UTF16_LE + SMALL.encode("utf-16-le"), None, []),
    "utf-16 big": (codecs.BOM_UTF16_BE + SMALL.encode("utf-16-be"), None, []),
    "utf-32": (SMALL.encode("utf-32"), None, ["I760"]),
    "gb18030": (SMALL.encode("gb18030"), None, ["I760"]),
    "told gbk": (SMALL.encode("gbk"), "gbk", ["I760"]),
    "told utf-16 without a mark": (SMALL.encode("utf-16-le"), "utf-16-le", ["I760"]),
    "told utf-8 with a mark": (codecs.BOM_UTF8 + SMALL.encode(), "utf-8", []),
    "told big5": ("臺州的工作，簡報".encode("big5"), "big5", ["I760"]),
    "windows lines": (SMALL.replace("\n", "\r\n").encode(), None, []),
    "old mac lines": (SMALL.replace("\n", "\r").encode(), None, []),
}


@pytest.mark.parametrize("case", READABLE)
def test_text_is_read_and_its_encoding_named(case: str) -> None:
    """What is clear is read; an encoding that was concluded is said."""
    data, encoding, said = READABLE[case]
    reading = readers.read_office_file(data, "a.txt", encoding)
    assert reading.source is not None
    text = "臺州的工作，簡報" if "big5" in case else SMALL.rstrip("\n")
    assert [line.text for line in reading.source.lines] == text.split("\n")
    assert [diagnostic.code for diagnostic in reading.diagnostics] == said


REFUSED = {
    "broken utf-8": (SMALL.encode()[:200] + b"\xff" + SMALL.encode()[200:], None, "I758"),
    "big5 unsaid": ("台州市工作簡報，共同富裕的先行經驗與產業發展".encode("big5"), None, "I759"),
    "shift-jis unsaid": ("これは日本語の文章です。台州の報告".encode("shift_jis"), None, "I759"),
    "latin letters unsaid": ("Gewährung für Größe".encode("latin-1"), None, "I759"),
    "could be either": (b"\xd2\xbb", None, "I759"),
    "zero bytes": (b"abc\x00def", None, "I761"),
    "utf-16 without a mark": (SMALL.encode("utf-16-le"), None, "I761"),
    "unknown name": (SMALL.encode(), "klingon", "I767"),
    "not a text codec": (SMALL.encode(), "base64", "I767"),
    "told wrongly": (SMALL.encode("gb18030"), "utf-8", "I758"),
    "only blanks": (b" \r\n\t\n", None, "I750"),
    "only wide blanks": ("\u3000\n\u3000".encode(), None, "I768"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_clear_is_refused_with_a_way_out(case: str) -> None:
    """Nothing is guessed: the refusal says why and what to do."""
    data, encoding, code = REFUSED[case]
    reading = readers.read_office_file(data, "a.txt", encoding)
    assert reading.source is None
    assert [diagnostic.code for diagnostic in reading.diagnostics] == [code]
    assert reading.diagnostics[0].hint


def test_a_broken_byte_is_named_with_its_line() -> None:
    """The editor is led to the line that cannot be read."""
    data = SMALL.encode().replace("第 3 期".encode(), b"\xe7\xac 3", 1)
    (diagnostic,) = readers.read_office_file(data, "a.txt").diagnostics
    assert (diagnostic.code, diagnostic.line) == ("I758", 3)


def test_lines_know_their_place_and_form_feeds_their_page() -> None:
    """A form feed turns the page and parts lines; the line number is that of the file."""
    source = readers.read_office_file("甲\f乙\n\n丙\n\n".encode(), "a.txt").source
    assert source is not None
    assert [(line.text, line.place, line.page) for line in source.lines] == [
        ("甲", "第1行", 1),
        ("乙", "第1行", 2),
        ("", "第2行", 2),
        ("丙", "第3行", 2),
    ]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_no_character_is_lost(text: str) -> None:
    """Whatever UTF-8 text is read comes out character by character, or is refused."""
    source = readers.read_office_file(text.encode(), "a.txt", "utf-8").source
    if source is not None:
        assert "\n".join(line.text for line in source.lines).rstrip() == text.removeprefix("\ufeff").rstrip()


@given(st.binary())
def test_no_bytes_crash_the_decoder(data: bytes) -> None:
    """Any bytes give lines or a diagnostic."""
    reading = readers.read_office_file(data, "a.txt")
    assert (reading.source is None) == any(diagnostic.severity == "error" for diagnostic in reading.diagnostics)
