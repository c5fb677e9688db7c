"""Nodes of a YAML text."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.yaml.nodes import NULL_WORDS, ScalarNode


@pytest.mark.parametrize("text", ["", " ", *NULL_WORDS])
def test_a_plain_null_word_is_no_value(text: str) -> None:
    """In quotes it is text."""
    assert ScalarNode(text, 1, 1).empty
    assert ScalarNode(text, 1, 1, "'").empty is not bool(text.strip())


@pytest.mark.parametrize(
    ("style", "quoted", "block", "length"), [("", False, False, 2), ("'", True, False, 4), ("|", True, True, 1)]
)
def test_the_style_decides(style: str, quoted: bool, block: bool, length: int) -> None:
    """How long a scalar is on its line."""
    node = ScalarNode("甲乙", 1, 1, style)
    assert (node.quoted, node.block, node.length) == (quoted, block, length)
