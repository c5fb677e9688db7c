"""Characters that order or control the text are named where they are left out."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.readers import read_office_file
from taizhou_brief.importer.readers.control_characters import MAX_LINES, report_control_characters
from taizhou_brief.importer.source_text import SourceLine
from tests.office_files import docx, p


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("投入\u202e002\u202c万元", "改变文字方向的字符 U+202E、U+202C 没有收入，看到的次序可能与底稿不同"),
        ("甲\u2067乙", "改变文字方向的字符 U+2067 没有收入，看到的次序可能与底稿不同"),
        ("甲\x01乙", "控制字符 U+0001 没有收入"),
        ("5\x1e6", "控制字符 U+001E 没有收入"),
        ("甲\x7f", "控制字符 U+007F 没有收入"),
        ("甲\u200b乙\u00ad丙\ufeff", ""),
        ("甲\t乙", ""),
    ],
)
def test_they_are_named_with_their_codes(text: str, message: str) -> None:
    """Blanks without width and soft hyphens carry nothing."""
    messages = [each.message for each in report_control_characters("a.txt", [SourceLine(text, "第3行")])]
    assert messages == ([f"第3行：{message}"] if message else [])


def test_line_and_column_are_those_of_the_text() -> None:
    """In a text file; in a document the place is in the message."""
    (diagnostic,) = read_office_file("第一行。\n投入\u202e002万元。\n".encode(), "a.txt").diagnostics
    assert (diagnostic.code, diagnostic.line, diagnostic.column) == ("I806", 2, 3)
    (diagnostic,) = read_office_file(docx(p("投入\u202e002万元。")), "a.docx").diagnostics
    assert (diagnostic.code, diagnostic.line) == ("I806", 0)
    assert diagnostic.message.startswith("第1段：")


def test_of_many_lines_the_last_are_listed() -> None:
    """By their places."""
    lines = [SourceLine("\x01", f"第{n}行") for n in range(1, MAX_LINES + 3)]
    messages = [each.message for each in report_control_characters("a.txt", lines)]
    assert messages[-1] == f"这样的字符还在第{MAX_LINES + 1}行、第{MAX_LINES + 2}行"
