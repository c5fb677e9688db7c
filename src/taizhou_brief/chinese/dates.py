"""Dates and numbers as offices print them: 2021年12月1日, 2021-12-01, 二〇二一年十二月一日."""

from __future__ import annotations

import re
from datetime import date

from taizhou_brief.chinese.characters import parse_chinese_numeral

_HAN = "一二三四五六七八九十〇○ＯOo零0百"
DATE = (
    r"(?:(?:19|20)\d\s*\d\s*年\s*\d\s*\d?\s*月\s*\d\s*\d?\s*日|(?:19|20)\d\d\s*[-./．]\s*\d{1,2}\s*[-./．]\s*\d{1,2}(?!\d)"
    rf"|[一二][{_HAN}\s]{{3,6}}年\s*[{_HAN}\s]{{1,4}}月\s*[{_HAN}\s]{{1,5}}日)"
)
"""A date in a line, spaces allowed inside."""
NUMBER = rf"(?:(?<!\d)\d{{1,6}}(?!\d)|(?<![{_HAN}])[{_HAN}]{{1,8}}(?![{_HAN}]))"
"""A number in digits or Han, whole and of bounded length, lest a line of digits take quadratic time."""


def parse_number(text: str) -> int | None:
    """What a number says, in digits or Han; None where it says none."""
    text = re.sub(r"\s", "", text)
    if text.isdecimal():
        return int(text)
    return parse_chinese_numeral(re.sub("[○ＯOo0]", "〇", text))


def parse_day(text: str) -> date | None:
    """The day a `DATE` names, or None where there is no such day."""
    parts = [parse_number(part) for part in re.split("[年月日./．-]", re.sub(r"\s", "", text)) if part]
    if len(parts) != 3 or any(part is None for part in parts):
        return None
    year, month, of_month = (part or 0 for part in parts)
    try:
        return date(year, month, of_month)
    except (ValueError, OverflowError):
        return None
