"""The recognised issue as a text in the native format."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.formats.yaml import MappingNode, ScalarNode, SequenceNode, read_yaml
from taizhou_brief.importer.recognise import recognise
from taizhou_brief.importer.recognise.writer import (
    build_briefing_path,
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
