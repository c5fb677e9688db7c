"""Periods."""

from __future__ import annotations

from datetime import date

import pytest

from taizhou_brief.quantities.periods import (
    find_whole_year,
    is_coming,
    is_distant,
    is_long_ago,
    is_past,
    join_periods,
    move_years,
    year_before,
    year_of,
)

DAY = date(2021, 5, 12)


@pytest.mark.parametrize(
    ("period", "coming", "past"),
    [
        ("2021", False, False),
        ("2022", True, False),
        ("2020", False, True),
        ("2021-05", False, False),
        ("2021-06", True, False),
        ("2021-05-13", True, False),
        ("2021-Q1", False, True),
        ("2021-H2", True, False),
        ("2021-01/2021-04", False, True),
        ("2020/", False, False),
    ],
)
def test_a_period_is_compared_with_a_day(period: str, *, coming: bool, past: bool) -> None:
    """By the parts that are printed."""
    assert (is_coming(period, DAY), is_past(period, DAY)) == (coming, past)


def test_a_period_moves_by_years() -> None:
    """A leap day becomes the day before."""
    assert year_before("2021-01/2021-04") == "2020-01/2020-04"
    assert year_before("2024-02-29") == "2023-02-28"
    assert year_before("2021-Q1") == "2020-Q1"
    assert year_before("2021/") == ""
    assert move_years("2021-H1", -2) == "2019-H1"


def test_a_period_has_one_year_or_none() -> None:
    """A longer one has none."""
    assert [year_of(period) for period in ("2021-05", "2021-01/2021-04", "2019/2021", "2020/")] == [
        "2021",
        "2021",
        "",
        "",
    ]
    assert join_periods("2019-01/2019-03", "2020-Q1") == "2019-01/2020-Q1"


def test_how_long_ago_a_period_is() -> None:
    """Months without a year are certain for some months, events for a year."""
    assert is_distant("2020-12", DAY) is True
    assert is_distant("2021-01", DAY) is False
    assert is_distant("2020-Q4", date(2021, 2, 1)) is False
    assert is_long_ago("2019-12", DAY) is True
    assert is_long_ago("2020", DAY) is False


@pytest.mark.parametrize(
    ("month", "planned", "year"), [(2, False, "2020"), (2, True, "2021"), (6, False, ""), (12, False, "2021")]
)
def test_the_whole_year(month: int, *, planned: bool, year: str) -> None:
    """In the middle of a year only a plan is certain."""
    assert find_whole_year(date(2021, month, 1), is_in_plan=planned) == year
