"""Dates and numbers as offices print them: 2021年12月1日, 2021-12-01, 二〇二一年十二月一日."""

from __future__ import annotations

import re
from datetime import date

from taizhou_brief.chinese.characters import NUMERAL_CHARACTERS, ONE_TO_NINE, parse_chinese_numeral

_HAN = f"{NUMERAL_CHARACTERS}○ＯOo0"
"""Characters of a number in Chinese, with those that are printed for 〇."""
DATE = (
    r"(?:(?:19|20)\d\s*\d\s*年\s*\d\s*\d?\s*月\s*\d\s*\d?\s*日|(?:19|20)\d\d\s*[-./．]\s*\d{1,2}\s*[-./．]\s*\d{1,2}(?!\d)"
    rf"|[一二][{_HAN}\s]{{3,6}}年\s*[{_HAN}\s]{{1,4}}月\s*[{_HAN}\s]{{1,5}}日)"
)
"""Regular expression for a date in a line, with or without spaces inside."""
YEAR_CHARACTERS = f"零〇○Ｏ{ONE_TO_NINE}"
"""Characters of a year in Chinese, for use inside `[…]`."""
YEAR = f"(?:[12][0-9]{{3}}|[一二][{YEAR_CHARACTERS}]{{3}})"
"""Regular expression for a year of four digits in running text; `DATE` allows spaces inside, as in a masthead."""
MONTH = f"(?:1[0-2]|0?[1-9]|十[一二]?|[{ONE_TO_NINE}])"
"""Regular expression for the number of a month in running text."""
DAY = f"(?:[12][0-9]|3[01]|0?[1-9]|[二三]?十[{ONE_TO_NINE}]?|[{ONE_TO_NINE}])"
"""Regular expression for the number of a day in running text."""
WEEKDAYS = "一二三四五六日"
"""Names of the days after 周, for use inside `[…]`."""
NUMBER = rf"(?:(?<!\d)\d{{1,6}}(?!\d)|(?<![{_HAN}])[{_HAN}]{{1,8}}(?![{_HAN}]))"
"""Regular expression for a complete number in digits or Chinese; its length is limited, because otherwise a line of
digits would take quadratic time."""


def parse_number(text: str) -> int | None:
    """Return the value of a number in digits or Chinese; None if it is not a number."""
    text = re.sub(r"\s", "", text)
    if text.isdecimal():
        return int(text)
    return parse_chinese_numeral(re.sub("[Oo0]", "〇", text))


def parse_day(text: str) -> date | None:
    """Return the day that a text matched by `DATE` names; None if there is no such day."""
    parts = [parse_number(part) for part in re.split("[年月日./．-]", re.sub(r"\s", "", text)) if part]
    if len(parts) != 3 or any(part is None for part in parts):
        return None
    year, month, day = (part or 0 for part in parts)
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def format_day(day: date) -> str:
    """Return a day as official documents print it, without leading zeros: `2021年12月1日`."""
    return f"{day.year}年{day.month}月{day.day}日"
