"""Periods of time expressions that need the times before them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from taizhou_brief.quantities.periods import (
    find_whole_year,
    is_distant,
    is_past,
    is_unfinished,
    move_years,
    year_before,
    year_of,
)
from taizhou_brief.quantities.times import TimeExpression, TimeForm

_MONTH_LENGTH = len("2021-10")


class Surroundings(NamedTuple):
    """What a time expression may depend on."""

    day: date
    frame: str
    """The period in force before it, empty if there is none."""
    is_governed: bool
    """Whether that period is in the same clause, or is that of a heading."""
    year: str
    """The last year in its sentence."""
    is_in_plan: bool


def resolve_time(time: TimeExpression, around: Surroundings, *, is_edge: bool) -> str:
    """Return the period of a time expression, empty if it is not certain; `is_edge` is true for 年初 and 年底."""
    year, today = year_of(around.frame), around.day
    match time.form:
        case TimeForm.YEAR_BEFORE:
            return year_before(around.frame)
        case TimeForm.SAME_YEAR:
            return year or find_whole_year(today, is_in_plan=around.is_in_plan)
        case TimeForm.SAME_MONTH:
            return around.frame if len(around.frame) == _MONTH_LENGTH else ""
        case TimeForm.EARLIER if year:
            return move_years(time.value, int(year) - today.year)
        case TimeForm.NEAR:
            return _resolve_near(time, around, is_edge=is_edge)
        case _:
            return time.coming if around.is_in_plan else time.value


def _resolve_near(time: TimeExpression, around: Surroundings, *, is_edge: bool) -> str:
    """Return the period of a month without a year; empty if the last one is long past or not over."""
    frame_year = year_of(around.frame)
    year = (frame_year or around.year) if is_edge else frame_year if around.is_governed else ""
    if year:
        return move_years(time.value, int(year) - int(time.value[:4]))
    if around.is_in_plan:
        return time.coming
    return "" if is_distant(time.value, around.day) or is_unfinished(time.value, around.day) else time.value


def is_over(time: TimeExpression, around: Surroundings, *, is_end: bool) -> bool:
    """Return whether a time after a plan is over: now, a past year, or a recent month that is of the plan's year.

    `is_end` says that 至 or 到 is before it.
    """
    if time.form is TimeForm.NOW or not time.value or not is_past(time.value, around.day):
        return time.form is TimeForm.NOW
    if time.form is not TimeForm.NEAR:
        return time.form is TimeForm.COMPLETE
    year = str(around.day.year)
    is_of_plan = is_end or year_of(around.frame) == year
    return is_of_plan and time.value.startswith(year) and not is_distant(time.value, around.day)
