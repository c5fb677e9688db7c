"""Plain text in any encoding."""

from __future__ import annotations

import codecs

import pytest

from taizhou_brief.importer.readers.text import decode, is_plausible_chinese, read_text
from taizhou_brief.importer.readers.unreadable import UnreadableFile

TEXT = "某市把夜校办到车间，一年开课。"


@pytest.mark.parametrize(
    ("data", "asked", "encoding"),
    [
        (TEXT.encode(), None, "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), None, "utf-8"),
        (TEXT.encode("utf-16"), None, "utf-16"),
        (TEXT.encode("utf-32"), None, "utf-32"),
        (TEXT.encode("gb18030"), None, "gb18030"),
        (TEXT.encode("big5", "ignore") or b"", "big5", "big5"),
        (b"abc", None, "utf-8"),
    ],
)
def test_an_encoding_is_certain_or_given(data: bytes, asked: str | None, encoding: str) -> None:
    """By its mark, strictly as UTF-8, or as plausible GB18030."""
    text, found = decode(data, asked)
    assert found == encoding
    assert text in (TEXT, "abc", TEXT.encode("big5", "ignore").decode("big5"))


@pytest.mark.parametrize(
    ("data", "asked", "code"),
    [
        (b"\xff\xff\xff", None, "I759"),
        (TEXT.encode() + b"\xff", None, "I758"),
        (TEXT.encode("gb18030"), "utf-8", "I758"),
        (TEXT.encode(), "klingon", "I767"),
        ("甲".encode("utf-16-le") + b"\x00", None, "I761"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, asked: str | None, code: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(UnreadableFile) as error:
        decode(data, asked)
    assert error.value.code == code


def test_lines_pages_and_soft_breaks_are_kept_apart() -> None:
    """Line numbers count in the file; empty lines at the end are dropped."""
    lines, _ = read_text("甲\r\n乙\x0b丙\n丁\f戊\n\n".encode())
    assert [(line.text, line.place, line.page, line.soft) for line in lines] == [
        ("甲", "第1行", 1, False),
        ("乙", "第2行", 1, True),
        ("丙", "第2行", 1, False),
        ("丁", "第3行", 1, False),
        ("戊", "第3行", 2, False),
    ]


@pytest.mark.parametrize(
    ("text", "plausible"), [(TEXT, True), ("abc", False), ("锟斤拷烫烫烫", False), ("甲\ue000", False)]
)
def test_plausible_chinese_has_common_characters(text: str, plausible: bool) -> None:
    """And no private ones."""
    assert is_plausible_chinese(text) is plausible
