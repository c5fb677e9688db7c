"""Periods as a quantity gives them: `2021`, `2021-10`, `2021-Q3`, `2021-01/2021-09`, `2020/`; compared and moved."""

from __future__ import annotations

from datetime import date

from taizhou_brief.chinese.patterns import lazy_compile

_YEAR = lazy_compile("(?<![^/])[0-9]+")
_PART_ENDS = {"Q1": "03", "Q2": "06", "Q3": "09", "Q4": "12", "H1": "06", "H2": "12"}
_PART_STARTS = {"Q1": "01", "Q2": "04", "Q3": "07", "Q4": "10", "H1": "01", "H2": "07"}


def is_coming(period: str, day: date) -> bool:
    """Return whether a period begins after a day."""
    first, today = period.partition("/")[0], day.isoformat()
    year, _, part = first.partition("-")
    first = f"{year:0>4}-{_PART_STARTS.get(part, part)}" if part else f"{year:0>4}"
    return first > today[: len(first)]


def is_past(period: str, day: date) -> bool:
    """Return whether a period has ended before a day; a month that holds the day has not, an open period never."""
    last, today = period.rpartition("/")[2], day.isoformat()
    if not last:
        return False
    year, _, part = last.partition("-")
    last = f"{year:0>4}-{_PART_ENDS.get(part, part)}" if part else f"{year:0>4}"
    return last < today[: len(last)]


def year_of(period: str) -> str:
    """Return the year that contains a period, empty if it is open or longer."""
    first, _, last = period.partition("/")
    year = first.partition("-")[0]
    return year if "/" not in period or last.partition("-")[0] == year else ""


def year_before(period: str) -> str:
    """Return the same period one year earlier; an open one, which ends today, has none."""
    return "" if period.endswith("/") else move_years(period, -1)


def move_years(period: str, years: int) -> str:
    """Return the same period some years later."""
    moved = _YEAR.sub(lambda match: str(int(match[0]) + years), period)
    return moved.replace("-02-29", "-02-28") if years else moved


def is_distant(period: str, day: date) -> bool:
    """Return whether a period ended in another year and more than four months before a day."""
    year, _, part = period.rpartition("/")[2].partition("-")
    if not part or int(year) >= day.year:
        return False
    return (day.year - int(year)) * 12 + day.month - int(_PART_ENDS.get(part, part)[:2]) > MAX_MONTHS_AGO


MAX_MONTHS_AGO = 4
"""Months after which one without a year is not certain to be the last one of its name."""


def is_unfinished(period: str, day: date) -> bool:
    """Return whether a quarter or half of a year, which holds a day, goes on after its month."""
    year, _, part = period.partition("-")
    first, last = _PART_STARTS.get(part), _PART_ENDS.get(part)
    return bool(first and last) and int(year) == day.year and str(first) <= f"{day.month:02}" < str(last)


def is_long_ago(period: str, day: date) -> bool:
    """Return whether a period ended before the last year."""
    last = period.rpartition("/")[2]
    if not last or not is_past(period, day):
        return False
    return int(last.partition("-")[0]) < day.year - 1


def join_periods(first: str, last: str) -> str:
    """Return the period from the start of one to the end of another one."""
    return f"{first.partition('/')[0]}/{last.rpartition('/')[2]}"


def find_whole_year(day: date, *, is_in_plan: bool) -> str:
    """Return the year that 全年 means on a day: one that ends or has just ended, otherwise only that of a plan."""
    if is_in_plan or day.month == LAST_MONTH:
        return str(day.year)
    return str(day.year - 1) if day.month <= MONTHS_OF_REVIEW else ""


LAST_MONTH = 12
MONTHS_OF_REVIEW = 3
"""The first months of a year, in which results of the whole last year are printed."""
