"""Escaping of text for Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.formats.markdown import parse_blocks, parse_inline
from taizhou_brief.formats.markdown.escape import escape_markdown


@given(st.text("甲乙a1.:,-#*_[]`<>&\\|!~'\"{}+=()", max_size=12))
def test_markdown_shows_the_text(text: str) -> None:
    """No sign becomes mark-up."""
    assert parse_inline(escape_markdown(f"甲{text}乙")).plain == f"甲{text}乙"


@pytest.mark.parametrize("text", ["# 甲", "- 甲", "> 甲", "1. 甲", "+ 甲", "=== ", "| 甲 |", "~~~"])
def test_the_beginning_of_a_line_is_escaped(text: str) -> None:
    """It stays a paragraph."""
    (block,) = parse_blocks(escape_markdown(text.strip()), "a.md", 1).blocks
    assert (block.kind, block.text) == ("paragraph", text.strip())


def test_references_to_notes_stay() -> None:
    """Only to those that exist."""
    assert escape_markdown("甲[^1]乙[^2]", frozenset("1")) == r"甲[^1]乙\[^2\]"
