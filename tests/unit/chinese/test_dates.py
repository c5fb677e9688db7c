"""Dates and numbers as offices print them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from taizhou_brief.chinese.dates import DATE, NUMBER, parse_day, parse_number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021年12月1日", date(2021, 12, 1)),
        ("2021 年 12 月 1 日", date(2021, 12, 1)),
        ("2021-12-01", date(2021, 12, 1)),
        ("2021.12.1", date(2021, 12, 1)),
        ("二〇二一年十二月一日", date(2021, 12, 1)),
        ("二○二一年十月二十五日", date(2021, 10, 25)),
        ("二Ｏ二一年十月二十五日", date(2021, 10, 25)),
        ("二0二一年三月三十一日", date(2021, 3, 31)),
        ("2021年2月30日", None),
        ("2021年13月1日", None),
        ("2021年12月", None),
        ("", None),
    ],
)
def test_a_day_is_read(text: str, day: date | None) -> None:
    """In every spelling; None where there is no such day."""
    assert parse_day(text) == day


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("0 7", 7), ("十二", 12), ("二○", 20), ("甲", None)])
def test_a_number_is_read(text: str, number: int | None) -> None:
    """In digits or numerals."""
    assert parse_number(text) == number


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("某办 2021 年 12 月 1 日印发", "2021 年 12 月 1 日"),
        ("二〇二一年十二月一日", "二〇二一年十二月一日"),
        ("2021-12-011", ""),
        ("1821年12月1日", ""),
    ],
)
def test_a_date_is_found_in_a_line(line: str, found: str) -> None:
    """Blanks inside are allowed; the year is of this or the last century."""
    match = re.search(DATE, line)
    assert (match[0] if match else "") == found


@pytest.mark.parametrize(("line", "found"), [("第12期", "12"), ("第十二期", "十二"), ("1234567", "")])
def test_a_number_is_found_whole(line: str, found: str) -> None:
    """A longer number has no part that counts."""
    match = re.search(NUMBER, line)
    assert (match[0] if match else "") == found
