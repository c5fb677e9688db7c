"""Parsed Markdown: inline content that can be cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.formats.markdown import parse_blocks
from taizhou_brief.formats.markdown.document import EMPTY_INLINE, InlineText, MarkdownBlock
from tests.test_markdown import WellFormed


@pytest.mark.parametrize(
    ("html", "text", "start", "end", "part"),
    [
        ("甲乙丙", "甲乙丙", 1, 2, ("乙", "乙")),
        ("甲 乙", "甲 乙", 0, 2, ("甲", "甲")),
        ("<em>甲乙</em>丙", "甲乙丙", 0, 1, ("甲", "<em>甲</em>")),
        ("<em>甲乙</em>丙", "甲乙丙", 1, None, ("乙丙", "<em>乙</em>丙")),
        ("<em>甲</em>乙", "甲乙", 1, None, ("乙", "乙")),
        ("a&amp;b", "a&b", 1, 2, ("&", "&amp;")),
    ],
)
def test_a_part_is_well_formed(html: str, text: str, start: int, end: int | None, part: tuple[str, str]) -> None:
    """Elements that are cut are closed and opened again; empty ones are dropped."""
    assert InlineText(text, html).part(start, end) == part


@given(st.integers(0, 12), st.integers(0, 12))
def test_every_cut_keeps_the_text(start: int, end: int) -> None:
    """The text is that of the slice, and all tags are closed."""
    (block,) = parse_blocks("甲**乙*丙*丁**戊&[己](https://a.cn)庚", "a.md", 1).blocks
    part = block.inline.part(start, max(start, end))
    assert part.text == block.text[start : max(start, end)].strip()
    WellFormed.check(part.html)


def test_the_element_of_a_block_depends_on_its_kind() -> None:
    """Paragraph, heading, or what the block has itself."""
    inline, place = InlineText("甲", "甲"), (1, 1, 1, 2)
    assert MarkdownBlock("paragraph", "", "甲", inline, *place).element == "<p>甲</p>"
    assert MarkdownBlock("heading", "", "甲", inline, *place, level=3).element == "<h3>甲</h3>"
    assert MarkdownBlock("other", "<hr>", "", EMPTY_INLINE, *place).element == "<hr>"
