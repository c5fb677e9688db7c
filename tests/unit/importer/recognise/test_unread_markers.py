"""Markers that were read as none are named by the import."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.importer.recognise.body import read_body
from taizhou_brief.importer.recognise.body_elements import BodyElement
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from taizhou_brief.importer.recognise.unread_markers import note_unread_markers
from tests.unit.importer.source import rows_of

MARKERS = (
    "—是",
    "一是",
    "一 是",
    "二是：",
    "（3）",
    "㈡",
    "②",
    "2）",
    "其二，",
    "第二，",
    "做法二：",
    "经验①：",
    "2、",
    "Ⅱ、",
)
"""Markers that are clear without a second one."""
SEQUENCES = (("A. ", "B. "), ("甲、", "乙、"), ("一要", "二要"), ("1，", "2，"), ("首先，", "其次，"))
PROSE = ("街角的书屋开门迎客。", "读者多了，书也多了。", "镇里添置了新书架。", "夜里灯亮着。")


def codes_and_kinds(*texts: str) -> tuple[set[int], list[str]]:
    """The lines in the source that notes are about, and the kinds of the elements."""
    body = read_body([SourceParagraph(row.text, (row,)) for row in rows_of(*texts)])
    return {index for index, _, _ in body.notes}, [element.kind for element in body.elements]


@given(st.sampled_from(MARKERS), st.lists(st.sampled_from(PROSE), min_size=2, max_size=4), st.data())
def test_a_marker_at_the_start_of_a_paragraph_is_read_or_named(
    marker: str, prose: list[str], data: st.DataObject
) -> None:
    """Of any family, in any paragraph."""
    place = data.draw(st.integers(0, len(prose) - 1))
    texts = [marker + text if n == place else text for n, text in enumerate(prose)]
    lines, kinds = codes_and_kinds(*texts)
    assert place in lines or {"measure", "section", "third"} & set(kinds)


@given(
    st.sampled_from(SEQUENCES),
    st.sampled_from(["{}书屋办好。{}茶室办好。", "会上说，{}办好书屋；{}办好茶室。", "{}办好书屋。\n{}办好茶室。"]),
)
def test_a_sequence_of_markers_is_read_or_named(sequence: tuple[str, str], frame: str) -> None:
    """Also inside a paragraph, after a stop."""
    if frame.startswith("会上") and sequence[0] != "一要":
        return
    lines, kinds = codes_and_kinds("街角的书屋开门迎客。", *frame.format(*sequence).split("\n"))
    assert lines or "measure" in kinds


@pytest.mark.parametrize("text", ["书屋开门了。", "一楼是书屋，二楼是茶室。", "十月里来的人多。", "三年来书多了。"])
def test_ordinary_prose_is_not_named(text: str) -> None:
    """Numerals are no markers."""
    element = BodyElement("prose", text, 4, SourceParagraph(text, rows_of(text)))
    assert note_unread_markers([element], ()) == []


def test_what_has_been_named_is_not_named_again() -> None:
    """A paragraph has one note about its markers."""
    text = "②书屋开门了。"
    element = BodyElement("prose", text, 4, SourceParagraph(text, rows_of(text)))
    assert note_unread_markers([element], {4}) == []
    ((index, code, message),) = note_unread_markers([element], ())
    assert (index, code) == (4, "I722")
    assert "“②”" in message
