"""Values in YAML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.formats.yaml import MappingNode, ScalarNode, SequenceNode, read_yaml
from taizhou_brief.formats.yaml.writer import format_yaml_list, format_yaml_scalar

TEXTS = st.text("甲乙a1 .:,-#*_[]`<>&\\|!~'\"{}+=()\n", max_size=12)


@given(TEXTS)
@pytest.mark.parametrize("more", ["", " "])
def test_a_yaml_value_is_read_back(more: str, text: str) -> None:
    """Quoted where it must be, with its spaces and line breaks."""
    text = more + text
    mapping, found = read_yaml(f"a: {format_yaml_scalar(text)}\nb: {format_yaml_list([text, '甲'])}\n", "a.md")
    assert isinstance(mapping, MappingNode)
    assert found == ()
    (_, one), (_, several) = mapping.pairs
    assert isinstance(one, ScalarNode)
    assert isinstance(several, SequenceNode)
    assert one.text == text
    assert [item.text for item in several.items if isinstance(item, ScalarNode)] == [text, "甲"]


@pytest.mark.parametrize("word", ["no", "Yes", "null", "07", "1.5", "2021-12-01", "~"])
def test_a_word_that_other_readers_take_for_no_text_is_quoted(word: str) -> None:
    """Editors of YAML show it as text."""
    assert format_yaml_scalar(word) == f'"{word}"'


def test_a_question_mark_is_quoted() -> None:
    """At the end of a list it would begin a key."""
    assert format_yaml_list(["甲? ?"]) == '["甲? ?"]'
