"""Markers in office files: sections, run-on measures, and the measures as the parser reads them."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.briefing import markers as native
from taizhou_brief.importer.recognise.body import read_body
from taizhou_brief.importer.recognise.markers import find_run_on_cuts, find_sequence_breaks, match_section_marker
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from tests.unit.importer.source import rows_of


@pytest.mark.parametrize(
    "texts",
    [
        ("一是甲。", "乙。"),
        ("甲。", "一是乙。", "二是丙。"),
        ("（一）甲。", "（二）乙。"),
        ("3.甲。", "4、乙。"),
        ("第一，甲。", "第二，乙。", "又及。"),
        ("首先，甲。", "最后，乙。"),
        ("甲是乙。", "乙是丙。"),
        ("1.5亿元。", "2.3亿元。"),
        ("第一、第二产业。", "第二、第三产业。"),
    ],
)
def test_importer_and_parser_agree(texts: tuple[str, ...]) -> None:
    """On the paragraphs that open a measure, and on family and ordinal of each marker."""
    theirs = native.select_measures([native.match_marker(text) for text in texts])
    elements = read_body([SourceParagraph(row.text, (row,)) for row in rows_of(*texts)]).elements
    ours = {element.index: element.marker for element in elements if element.marker}
    assert {place: mark[:2] for place, mark in ours.items()} == {place: mark[:2] for place, mark in theirs.items()}
    assert [element.index for element in elements if element.kind == "measure"] == list(ours)


@pytest.mark.parametrize(
    ("text", "found"),
    [("二、乙事", (2, "、")), ("十一．乙事", (11, "．")), ("一 抓好这件事", (1, " ")), ("二是", None)],
)
def test_a_section_has_a_number_and_a_mark(text: str, found: tuple[int, str] | None) -> None:
    """The mark is checked later."""
    assert match_section_marker(text) == found


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("一是甲；二是乙；三是丙。", (0, 4, 8)),
        ("做法：一是甲。二是乙。", (3, 7)),
        ("一是甲，乙。", ()),
        ("一是甲；三是乙。", ()),
        ("甲的一是乙。", ()),
    ],
)
def test_run_on_measures_are_cut(text: str, cuts: tuple[int, ...]) -> None:
    """Where the ordinals count up after a mark."""
    assert find_run_on_cuts(text) == cuts


@pytest.mark.parametrize(
    ("ordinals", "places"), [((1, 2, 3), []), ((1, 3), [1]), ((1, 1), [1]), ((2, 3), [0]), ((1, 2, 1), [2]), ((), [])]
)
def test_breaks_of_a_sequence_are_found(ordinals: tuple[int, ...], places: list[int]) -> None:
    """Gaps, repetitions and falling numbers."""
    assert [place for place, _ in find_sequence_breaks(ordinals)] == places
