"""Typing errors at the beginning of a line."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.yaml.typos import find_typo, find_typos_above


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("number：7", "Y002", 7),
        ("number:7", "Y003", 7),
        ("- title：题", "Y002", 8),
        ("-title: 题", "Y018", 1),
        ("  期号：7", "Y002", 5),
    ],
)
def test_a_typo_is_found_at_its_column(text: str, code: str, column: int) -> None:
    """Columns count from 1, or from where the text begins."""
    found = find_typo(text)
    assert found
    assert (found.code, found.line, found.column) == (code, 1, column)
    moved = find_typo(text, 3, 11)
    assert moved
    assert (moved.line, moved.column) == (3, column + 10)


@pytest.mark.parametrize("text", ["number: 7", "http://a.cn", "- 甲", "甲", "", "a b：c"])
def test_sound_lines_have_none(text: str) -> None:
    """An address is no key."""
    assert find_typo(text) is None


def test_lines_above_are_searched_up_to_the_first_sound_one() -> None:
    """Empty lines are passed over; problems come in the order of the lines."""
    lines = ["a：1", "b: 2", "c：3", "", "d:4", "e: 5"]
    assert [problem.line for problem in find_typos_above(lines, 5)] == [3, 5]
    assert find_typos_above(lines, 1) == [] or find_typos_above(lines, 1)[0].line == 1
