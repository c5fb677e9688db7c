"""Parsed Markdown as a value."""

from __future__ import annotations

from taizhou_brief.formats.markdown import parse_blocks
from taizhou_brief.formats.markdown.document import MarkdownDocument
from taizhou_brief.model.block import Block, Span
from taizhou_brief.model.text import Text


def test_a_document_has_blocks_notes_and_problems() -> None:
    """The footnotes before the first heading come first, then those of each chapter."""
    expected = MarkdownDocument((Block("paragraph", Text("甲"), Span(5, 1, 5, 2)),), ((),), ())
    assert parse_blocks("甲", "a.md", 5) == expected
    document = parse_blocks("# 甲\n\n乙[^1]\n\n[^1]: 丙", "a.md", 1)
    assert [[note.text for note in notes] for notes in document.notes] == [[], ["丙"]]
