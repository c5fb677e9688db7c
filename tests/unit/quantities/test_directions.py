"""Directions of quantities."""

from __future__ import annotations

from datetime import date

import pytest

from taizhou_brief.quantities.directions import find_direction
from taizhou_brief.quantities.finder import find_quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("产量分别增长8.3%、-5.6%", ["增", ""]),
        ("分别增长8.3%、5.6%和4%", ["增", "增", "增"]),
        ("增长-5.6%", [""]),
        ("提升11个中心村", [""]),
        ("扩大了5个园区", [""]),
        ("排名提升11个位次", ["增"]),
        ("提升1.1个百分点", ["增"]),
        ("提高了300元", ["增"]),
        ("增加11个", ["增"]),
        ("新增11个", [""]),
        ("压减23项", ["减"]),
        ("缩短约12天", ["减"]),
        ("降至12天", [""]),
        ("增长8%、3人", ["增", ""]),
    ],
)
def test_a_word_of_change_gives_the_direction(text: str, expected: list[str]) -> None:
    """Of a rate, a difference or an amount, not of things that are worked on."""
    assert [found.direction for found in find_quantities(text, date(2021, 12, 1))] == expected
    assert find_direction.__doc__
