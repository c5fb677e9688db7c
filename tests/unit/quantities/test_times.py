"""Time expressions and their periods."""

from __future__ import annotations

from datetime import date

import pytest

from taizhou_brief.quantities.times import TimeForm, add_open_end, find_times


@pytest.mark.parametrize(
    ("text", "value", "coming"),
    [
        ("9月3日至15日", "2022-09-03/2022-09-15", "2023-09-03/2023-09-15"),
        ("2021年9月28日至10月8日", "2021-09-28/2021-10-08", "2021-09-28/2021-10-08"),
        ("12月28日至1月3日", "2022-12-28/2023-01-03", "2023-12-28/2024-01-03"),
        ("12月", "2022-12", "2023-12"),
        ("3月", "2023-03", "2024-03"),
        ("三季度", "2022-Q3", "2023-Q3"),
        ("本月", "2023-05", "2023-05"),
        ("上个月", "2023-04", "2023-04"),
        ("上季度", "2023-Q1", "2023-Q1"),
        ("年初", "2023-01", "2023-01"),
        ("年底", "2022-12", "2023-12"),
        ("今年以来", "2023/", "2023/"),
        ("“十四五”期间", "2021/2025", "2021/2025"),
        ("“十四五”末", "2025", "2025"),
        ("“十四五”以来", "2021/", "2021/"),
        ("近90年代", "", ""),
    ],
)
def test_a_time_has_a_period_in_results_and_one_in_plans(text: str, value: str, coming: str) -> None:
    """A month without a year is the last one of results and the next one of plans."""
    (time,) = find_times(text, date(2023, 5, 12))
    assert (time.value, time.coming) == (value, coming)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("全年", TimeForm.SAME_YEAR), ("当月", TimeForm.SAME_MONTH), ("去年同期", TimeForm.YEAR_BEFORE),
        ("同期", TimeForm.YEAR_BEFORE),
        ("上年", TimeForm.EARLIER), ("目前", TimeForm.NOW),
        ("9时", TimeForm.CLOCK), ("5月", TimeForm.NEAR),
        ("今年", TimeForm.COMPLETE),
    ],
)  # fmt: skip
def test_the_form_says_what_a_time_needs(text: str, form: TimeForm) -> None:
    """Some need the time before them."""
    (time,) = find_times(text, date(2023, 5, 12))
    assert time.form is form


def test_an_open_end_begins_with_the_start() -> None:
    """Of a span too; no time has none."""
    assert [add_open_end(value, "/") for value in ("2018", "2018-01/2018-03", "")] == ["2018/", "2018-01/", ""]
