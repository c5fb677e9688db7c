"""Words that say a time → where they stand and what they mean for an issue of a given day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from taizhou_brief.chinese.patterns import lazy_compile

_YEAR = "(?:[12][0-9]{3}|[一二][零〇○Ｏ一二三四五六七八九]{3})"
_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = "(?:[12][0-9]|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = "(?:-|~|至|到)"

_WITHIN_A_YEAR = rf"""
    (?P<from>{_MONTH})\ ?月?份?\ ?{_TO}\ ?(?P<to>{_MONTH})\ ?月(?!\ ?{_DAY}\ ?日)份?
  | (?P<month>{_MONTH})\ ?月(?!龄)(?:份|上旬|中旬|下旬|初|底|末)?(?:\ ?(?P<day>{_DAY})\ ?[日号])?
      (?:\ ?{_TO}\ ?(?:{_MONTH}\ ?月)?\ ?{_DAY}\ ?日)?
  | (?<!提)前\ ?(?P<months>1[0-2]|[1-9]|十[一二]?|[一二两三四五六七八九])\ ?个?月(?!\ ?(?:免|不|每|按|内))
  | 第?(?P<quarter>[一二三四1-4])\ ?季度 | 前(?P<quarters>[一二两三1-3])个?季度
  | (?P<half>[上下])半年 | (?P<edge>年?[初底末]) | 全年 | 度
"""
_PATTERN = rf"""
    (?:
        (?: (?P<first>{_YEAR})\ ?年?\ ?{_TO}\ ?(?P<last>{_YEAR}|[0-9]{{2}})\ ?(?:年度?|学年)
          | (?P<year>{_YEAR})\ ?(?:年|学年|(?=全年))(?!代) (?:\ ?(?:{_WITHIN_A_YEAR}))?
          | (?P<relative>[今去前明当本同上])年 (?:\ ?(?:{_WITHIN_A_YEAR.replace("?P<", "?P<r_")}))?
        )
      | (?<![\d第])(?:{_WITHIN_A_YEAR.replace("?P<", "?P<b_").replace("| (?P<b_edge>年?[初底末]) | 全年 | 度", "")})
      | (?P<now>截至目前|到目前为止|目前|迄今|至今(?!年)|现今)
    )
    (?P<since>以来|起|至今)?
"""
DATE = lazy_compile(_PATTERN, re.VERBOSE)
OTHER = lazy_compile(
    r"""[“"]?十[一二三四五六七八九]五[”"]?(?=期间|规划|以来|时期|末|开局|收官|发展)
      | (?:[0-9]{2}|[一二三四五六七八九]十)\ ?年代 | [0-9]{2}\ ?世纪 | [二十一]+世纪
      | (?<![0-9.])(?:(?:上午|下午|晚上?|凌晨|早上?|中午)\ ?)?[0-9]{1,2}
        (?:[点时](?!间)(?:[0-9]{1,2}分?|半|整)?)(?![0-9.])
      | [12][0-9]{3}[-./][0-9]{1,2}[-./][0-9]{1,2}
      | (?<!每)(?:周|星期|礼拜)[一二三四五六日]{1,2}(?![0-9一-龥]?年)
      | 初[一二三四五六七八九十]+
      | (?<![产留期限满约近超逾过每0-9.])(?:(?:[12]?[0-9]|3[01])\ ?[-~至、]\ ?)?
        (?:[12]?[0-9]|3[01]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])\ ?日(?![内均产游处供以元历])
        (?:\ ?[0-9]{1,2}时(?:[0-9]{1,2}分)?)?
    """,
    re.VERBOSE,
)
"""Times that no figure is said for, but that are no figures either."""
_DIGITS = {character: str(value) for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "Ｏ": "0",
}
_COMPARED = lazy_compile("(?:比|较|与|同|超过|优于|对比)$")


_NUMERALS = "0-9零〇○Ｏ一二三四五六七八九十"
_UNITS_OF_TIME = "月日点时季世学全~至到-"
_START = lazy_compile(
    rf"""[{_NUMERALS}今去前明当本同上下截到目迄至现第“周星礼初早晚中凌]
    (?: (?<=[{_NUMERALS}]) (?: [{_NUMERALS}]{{0,12}}+
            (?: [{_UNITS_OF_TIME}] | (?<=[{_NUMERALS}]{{2}})年 | (?<=[0-9]{{4}})[./]
              | [ ][{_NUMERALS}年{_UNITS_OF_TIME}] )
          | (?<=十)[一二三四五六七八九]五 )
      | (?<![{_NUMERALS}]) (?: (?<=[今去前明当本同上])年 | (?<=[上下])半 | (?<=前)[ ]?[{_NUMERALS}两]
          | (?<=第)[ ]?[{_NUMERALS}][ ]?季 | (?<=[截到目迄至现])(?:至?目|前|今) | (?<=“)十
          | (?<=[周初])[一二三四五六七八九十日] | (?<=[星礼])[期拜] | (?<=[早上下中晚凌])[午上晨] ) )""",
    re.VERBOSE,
)
"""Where a time may begin: a cheap look before the dear one. What a numeral begins and what a word begins is parted."""


class TimeExpression(NamedTuple):
    """A time in a text."""

    start: int
    end: int
    value: str
    """Empty where no figure is said for it."""


def find_times(text: str, day: date) -> list[TimeExpression]:
    """All times of a folded text, in order."""
    found, place = list[TimeExpression](), 0
    while start := _START.search(text, place):
        begin = start.start()
        match = DATE.match(text, begin)
        other = None if match else OTHER.match(text, begin)
        if match:
            found.append(TimeExpression(*match.span(), _value(match, text, day)))
        elif other:
            found.append(TimeExpression(*other.span(), ""))
        place = max(found[-1].end if match or other else 0, begin + 1)
    return found


def _value(match: re.Match[str], text: str, day: date) -> str:
    if _COMPARED.search(text, max(0, match.start() - 2), match.start()):
        return ""
    found = {name: value for name, value in match.groupdict().items() if value}
    since = "/" if "since" in found and "first" not in found else ""
    if "now" in found:
        return day.isoformat()
    if "first" in found:
        first, last = _digits(found["first"]), _digits(found["last"])
        return f"{first}/{first[:2] + last if len(last) == 2 else last}"
    if "year" in found:
        return _within(int(_digits(found["year"])), found, "") + since
    if "relative" in found:
        return (
            _within(day.year + {"去": -1, "上": -1, "前": -2, "明": 1}.get(found["relative"], 0), found, "r_") + since
        )
    return _bare(found, day) + since


def _bare(found: Mapping[str, str], day: date) -> str:
    """A part of a year without its year: the last one that has begun on the day of the issue."""
    month = _number(found.get("b_month") or found.get("b_to") or "0")
    quarter = _number(found.get("b_quarter", "0"))
    begins = month or (quarter * 3 - 2 if quarter else 0)
    return _within(day.year - (begins > day.month), found, "b_")


def _within(year: int, found: Mapping[str, str], prefix: str) -> str:
    """A part of a year."""
    part = {name.removeprefix(prefix): value for name, value in found.items() if name.startswith(prefix)}
    match part:
        case {"from": begin, "to": end}:
            said = f"-{_number(begin):02}/{year}-{_number(end):02}"
        case {"month": month, "day": day}:
            said = f"-{_number(month):02}-{_number(day):02}"
        case {"month": month}:
            said = f"-{_number(month):02}"
        case {"months": months}:
            said = f"-01/{year}-{_number(months):02}"
        case {"quarters": quarters}:
            said = f"-01/{year}-{_number(quarters) * 3:02}"
        case {"quarter": quarter}:
            said = f"-Q{_number(quarter)}"
        case {"half": half}:
            said = f"-H{1 if half == '上' else 2}"
        case {"edge": edge}:
            said = f"-{'01' if edge.endswith('初') else '12'}"
        case _:
            said = ""
    return f"{year}{said}"


def _digits(text: str) -> str:
    return "".join(_DIGITS.get(character, character) for character in text)


def _number(text: str) -> int:
    """`9`, `九`, `十二`, `两` → the number."""
    if text.isascii():
        return int(text)
    text = text.replace("两", "二")
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return int(_digits(text))
    return int(_digits(tens) or "1") * 10 + int(_digits(ones) or "0")
