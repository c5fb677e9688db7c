"""Markers of measures in office files; the parser must read them alike."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.briefing import markers as native
from taizhou_brief.importer.recognise.markers import (
    find_run_on_cuts,
    find_sequence_breaks,
    match_measure_marker,
    match_section_marker,
    select_measures,
)

TEXTS = [
    "一是甲。",
    "（二）甲。",
    "3.甲。",
    "3、甲。",
    "第四，甲。",
    "首先，甲。",
    "最后，甲。",
    "甲是乙。",
    "1.5个",
    "第一、第二产业",
]


@pytest.mark.parametrize("text", TEXTS)
def test_importer_and_parser_agree(text: str) -> None:
    """On family and ordinal of each marker."""
    ours, theirs = match_measure_marker(text), native.match_marker(text)
    assert (ours and (ours.family, ours.ordinal)) == (theirs and (theirs.family, theirs.ordinal))


@pytest.mark.parametrize(
    ("text", "found"),
    [("二、乙事", (2, "、")), ("十一．乙事", (11, "．")), ("一 抓好这件事", (1, " ")), ("二是", None)],
)
def test_a_section_has_a_number_and_a_mark(text: str, found: tuple[int, str] | None) -> None:
    """The mark is checked later."""
    assert match_section_marker(text) == found


def test_only_a_sequence_makes_measures() -> None:
    """A marker alone is prose."""
    assert select_measures([match_measure_marker(text) for text in ("一是甲。", "乙。")]) == {}
    found = select_measures([match_measure_marker(text) for text in ("甲。", "一是乙。", "二是丙。")])
    assert [(place, mark.ordinal) for place, mark in found.items()] == [(1, 1), (2, 2)]


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
