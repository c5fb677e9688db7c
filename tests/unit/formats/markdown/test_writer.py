"""Texts and blocks as Markdown."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.markdown import parse_blocks, parse_inline
from taizhou_brief.formats.markdown.emphasis import bind_asterisks
from taizhou_brief.formats.markdown.writer import write_blocks, write_text


@pytest.mark.parametrize(
    "source",
    [
        "甲**乙**丙",
        "**甲***（乙）*",
        "***甲***",
        "**甲*（乙）*丙**",
        "a **b** c",
        "共 **5** 个",
        "5 *（个）* 5",
        "甲 *5* 个",
        "`a*b`、`` ` ``、``` `` ```",
        '[甲\\]](https://a.cn/?a=1&b=(2) "题\\"")',
        "甲\\![乙](x)",
        "\\*甲\\* &amp;amp; 1\\. 甲",
    ],
)
def test_inline_content_is_read_back(source: str) -> None:
    """Emphasis next to any character, code with backticks, addresses with brackets."""
    text = parse_inline(source)
    assert parse_inline(write_text(text, {})) == text


def test_usual_emphasis_is_written_as_usual() -> None:
    """Entities are only where they must be."""
    assert write_text(parse_inline("**一是统筹。**各“**部门**”"), {}) == "**一是统筹。**各“**部门**”"
    assert write_text(parse_inline("**甲*（乙）*丙**"), {}) == "**&#30002;_（乙）_&#19993;**"


def test_lists_next_to_each_other_differ() -> None:
    """By their sign."""
    blocks = parse_blocks("- 甲\n\n* 乙\n\n- 丙", "a.md", 1).blocks
    assert list(write_blocks(blocks, {})) == ["- 甲", "* 乙", "- 丙"]


@pytest.mark.parametrize(
    ("before", "after", "length", "expected"),
    [
        ("甲", "乙", 2, (True, True)),
        ("a", "b", 2, (False, False)),
        ("5", "宽", 1, (False, False)),
        (" ", "甲", 2, (True, False)),
    ],
)
def test_asterisks_bind_to_chinese(before: str, after: str, length: int, expected: tuple[bool, bool]) -> None:
    """But not where they may be a multiplication sign."""
    assert bind_asterisks(before, after, length) == expected
