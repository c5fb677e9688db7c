"""Periods of times that need those before them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.quantities.finder import find_quantities
from taizhou_brief.quantities.periods import is_unfinished
from taizhou_brief.quantities.resolution import Surroundings, resolve_time
from taizhou_brief.quantities.times import find_times

JANUARY = date(2023, 1, 16)
number = st.integers(2, 900)


def times(text: str, day: date = JANUARY) -> list[str]:
    """The time of each quantity of a text; a planned one has an exclamation mark."""
    return [f"{found.as_of}{'!' * found.target}" for found in find_quantities(text, day)]


@pytest.mark.parametrize(
    ("printed", "frame", "expected"),
    [
        ("同期", "2022-01/2022-03", "2021-01/2021-03"),
        ("全年", "2021-03", "2021"),
        ("当月", "2021-03", "2021-03"),
        ("当月", "2021", ""),
        ("上年", "2021", "2020"),
        ("年底", "2021-03", "2021-12"),
        ("12月", "", "2022-12"),
        ("3月", "", ""),
    ],
)
def test_a_time_is_resolved_by_the_one_before_it(printed: str, frame: str, expected: str) -> None:
    """A month of long ago without a year is not certain."""
    (time,) = find_times(printed, JANUARY)
    around = Surroundings(JANUARY, frame, is_governed=False, year="", is_in_plan=False)
    assert resolve_time(time, around, is_edge=printed == "年底") == expected


@given(number, st.sampled_from(["到年底，", "至12月底，", "年底"]))
def test_the_end_of_a_past_year_is_no_goal(count: int, end: str) -> None:
    """Even where the event that it follows governs nothing."""
    assert times(f"2022年3月，县里启动清零行动，{end}清理积案{count}件。") == ["2022-12"]


@given(number, st.sampled_from(["到12月底，已有{}人享受", "至12月底，累计服务{}人"]))
def test_what_is_already_reached_is_no_goal(count: int, text: str) -> None:
    """Otherwise the month to come is meant."""
    assert times(f"{text.format(count)}。") == ["2022-12"]
    assert times(f"到12月底，服务{count}人。") == ["2023-12!"]


@given(number, st.sampled_from(["目前完成", "至11月底完成", "到去年底完成", "已完成"]))
def test_a_result_after_a_plan_is_no_target(count: int, result: str) -> None:
    """In another clause, or after the number of the plan in its own."""
    assert not times(f"计划投资{count}万元，{result}{count}万元。", date(2022, 12, 20))[1].endswith("!")
    assert times(f"年度计划投资{count}万元已完成{count}万元。") == ["!", ""]


@given(number, st.sampled_from(["由现在的{}%提高到{}%", "在现有{}个的基础上增加到{}个", "将现有的{}家发展为{}家"]))
def test_the_present_within_a_plan_does_not_end_it(count: int, change: str) -> None:
    """It belongs to its own number."""
    assert times(f"到2025年，力争{change.format(count, count)}。")[1] == "2025!"


@pytest.mark.parametrize(
    ("period", "day", "expected"),
    [
        ("2023-Q1", date(2023, 1, 16), True),
        ("2023-Q1", date(2023, 3, 16), False),
        ("2023-H1", date(2023, 4, 1), True),
        ("2022-Q1", date(2023, 1, 1), False),
        ("2023-01", date(2023, 1, 1), False),
    ],
)
def test_a_quarter_is_not_certain_before_its_last_month(period: str, day: date, expected: bool) -> None:
    """A result of it cannot be known."""
    assert is_unfinished(period, day) is expected
