"""The recognised issue as a text in the native format."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.formats.markdown import parse_blocks, parse_inline
from taizhou_brief.formats.yaml import MappingNode, ScalarNode, SequenceNode, read_yaml
from taizhou_brief.importer.recognise import recognise
from taizhou_brief.importer.recognise.writer import (
    build_briefing_path,
    escape_markdown,
    format_yaml_list,
    format_yaml_scalar,
    write_briefing,
    write_table,
)
from tests.showing import settings_of
from tests.unit.importer.source import MASTHEAD, source_of

WORDS = st.text("甲乙a1 .:,-#*_[]`<>&\\|!~'\"{}+=()", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(WORDS)
def test_a_yaml_value_is_read_back(text: str) -> None:
    """Quoted where it must be."""
    mapping, found = read_yaml(f"a: {format_yaml_scalar(text)}\nb: {format_yaml_list([text, '甲'])}\n", "a.md")
    assert isinstance(mapping, MappingNode)
    assert found == ()
    (_, one), (_, several) = mapping.pairs
    assert isinstance(one, ScalarNode)
    assert isinstance(several, SequenceNode)
    assert one.text == text
    assert [item.text for item in several.items if isinstance(item, ScalarNode)] == [text, "甲"]


@given(st.text("甲乙a1.:,-#*_[]`<>&\\|!~'\"{}+=()", max_size=12))
def test_markdown_shows_the_text(text: str) -> None:
    """No sign becomes mark-up."""
    assert parse_inline(escape_markdown(f"甲{text}乙")).text == f"甲{text}乙"


@pytest.mark.parametrize("text", ["# 甲", "- 甲", "> 甲", "1. 甲", "+ 甲", "=== ", "| 甲 |", "~~~"])
def test_the_beginning_of_a_line_is_escaped(text: str) -> None:
    """It stays a paragraph."""
    (block,) = parse_blocks(escape_markdown(text.strip()), "a.md", 1).blocks
    assert (block.kind, block.text) == ("paragraph", text.strip())


def test_references_to_notes_stay() -> None:
    """Only to those that exist."""
    assert escape_markdown("甲[^1]乙[^2]", frozenset("1")) == r"甲[^1]乙\[^2\]"


def test_a_table_has_a_head_and_full_rows() -> None:
    """A bar inside a cell is escaped."""
    text = write_table([("甲", "乙|丙"), ("丁",)], frozenset())
    assert text == "| 甲 | 乙\\|丙 |\n| --- | --- |\n| 丁 |  |"


def test_the_path_follows_from_number_and_year() -> None:
    """It is unknown without them."""
    found = recognise(source_of(*MASTHEAD, "东山县办好夜校", "正文在这里。"), settings_of())
    assert build_briefing_path(found.record) == "briefings/2022/03.md"
    assert write_briefing(found.record) == found.text
    nothing = recognise(source_of("东山县办好夜校", "正文在这里。", name="a.txt"), settings_of())
    assert build_briefing_path(nothing.record) == ""
