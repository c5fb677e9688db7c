"""Blocks: their text, and marks at offsets in it."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.markdown import parse_blocks
from taizhou_brief.model.block import Block, Cell, ListItem, Note, Span
from taizhou_brief.model.text import EMPTY_TEXT, Mark, Text
from taizhou_brief.site.html import render_block

HERE = Span(1, 1, 1, 1)
SOURCE = "- 甲5个\n- 乙\n\n  3) 丙6个\n\n  | 丁 | 7个 |\n  |---|---|\n  | **8** | 个 |\n\n  > 戊9个"


def test_each_content_is_at_its_place_in_the_text() -> None:
    """Whatever is marked by its offset in the text is marked in the HTML."""
    (block,) = parse_blocks(SOURCE, "a.md", 1).blocks
    assert block.text == "甲5个\n乙\n3) 丙6个\n丁\t7个\n8\t个\n戊9个"
    for number, words in enumerate(("5个", "6个", "7个", "8", "9个")):
        start = block.text.index(words)
        span = Mark(start, start + len(words), 0, "quantity", id=f"f{number}", value="1")
        assert f'<data class="n" id="f{number}" value="1">{words}</data>' in render_block(block.mark([span]))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("8\t个", '<strong><data class="n" id="f" value="">8</data></strong></td><td><span class="n">个</span>'),
        ("3)", '<li><span id="f"></span>丙6个</li>'),
    ],
)
def test_a_mark_across_contents_is_cut(words: str, expected: str) -> None:
    """Its address is at its first words; if it has none, at the next ones."""
    (block,) = parse_blocks(SOURCE, "a.md", 1).blocks
    start = block.text.index(words)
    html = render_block(block.mark([Mark(start, start + len(words), 0, "quantity", id="f")]))
    assert expected in html


def test_the_last_content_has_what_follows_it() -> None:
    """The address of a mark without words is never lost."""
    (block,) = parse_blocks("1) 甲\n2)", "a.md", 1).blocks
    assert '甲<span id="f"></span>' in render_block(block.mark([Mark(5, 7, 0, "quantity", id="f")]))


def test_parts_are_values() -> None:
    """A list item knows its number, a footnote its text; a rule has none."""
    paragraph = Block("paragraph", Text("甲"), HERE)
    assert ListItem((paragraph,), "12.").number == 12
    assert Note("1", "a1-fn1", (), (paragraph, paragraph)).text == "甲\n甲"
    assert Block("rule", EMPTY_TEXT, HERE).mark([]).text == ""
    assert Cell(EMPTY_TEXT).alignment == ""
