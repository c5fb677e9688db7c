"""The number of a list item before its text."""

from __future__ import annotations

from datetime import date

import pytest

from taizhou_brief.quantities.finder import find_quantities
from taizhou_brief.quantities.list_items import JOINT, NO_LIST_NUMBERS, find_list_numbers, join_list_number


@pytest.mark.parametrize(
    ("number", "text", "joined"),
    [
        ("1.", "甲事", "1.甲事"),
        ("1.", "5个村", f"1.{JOINT}5个村"),
        ("1", "5个村", f"1.{JOINT}5个村"),
        ("一", "三个村", f"一、{JOINT}三个村"),
        ("", "5个村", "5个村"),
        ("1.", "", "1."),
    ],
)
def test_number_and_text_are_never_one_number(number: str, text: str, joined: str) -> None:
    """A blank between them only where it is needed."""
    assert join_list_number(number, text) == joined


@pytest.mark.parametrize("number", ["1.", "2", "（3）", "四、", "⑤"])
@pytest.mark.parametrize("text", ["5个村", "三个村", "2021年12月1日", "村5个"])
def test_quantities_stay_the_same_after_a_number(number: str, text: str) -> None:
    """Neither value nor unit changes."""
    day = date(2021, 12, 1)
    whole = join_list_number(number, text).replace(JOINT, " ")
    assert [(q.value, q.unit) for q in find_quantities(whole, day)] == [
        (q.value, q.unit) for q in find_quantities(text, day)
    ]


def test_only_a_series_makes_list_numbers() -> None:
    """Two sums of money are no list; two counts are."""
    assert find_list_numbers(["1.5个村", "2.3个乡"]).ends == {0: 2, 1: 2}
    assert find_list_numbers(["1.5亿元", "2.3亿元"]).unclear == (0, 1)
    assert find_list_numbers(["1.5个村", "甲"]) == NO_LIST_NUMBERS
    assert find_list_numbers(["1.甲", "2.5个村"]).ends == {1: 2}
