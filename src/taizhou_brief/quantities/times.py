"""Time expressions of a text: their spans, and the periods they denote in an issue of a given day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import NamedTuple

from taizhou_brief.chinese.approximators import ESTIMATE_ENDS
from taizhou_brief.chinese.characters import DIGIT_VALUES, ONE_TO_NINE, ONE_TO_TEN
from taizhou_brief.chinese.dates import DAY, MONTH, WEEKDAYS, YEAR, YEAR_CHARACTERS, parse_number
from taizhou_brief.chinese.patterns import lazy_compile

_TO = "(?:-|~|至|到)"

_HOUR = r"(?:\ ?[0-9]{1,2}\ ?[时点](?![间期])(?:[0-9]{1,2}分)?)?"
"""The hour of a day, which is no part of the period."""
_PART_OF_YEAR = rf"""
    (?P<from>{MONTH})\ ?月?份?\ ?{_TO}\ ?(?P<to>{MONTH})\ ?月(?!\ ?{DAY}\ ?日)份?
  | (?P<month>{MONTH})\ ?月(?!龄)(?:份|上旬|中旬|下旬|初|底|末)?(?:\ ?(?P<day>{DAY})\ ?[日号]{_HOUR})?
      (?:\ ?{_TO}\ ?(?:(?P<last_month>{MONTH})\ ?月)?\ ?(?P<last_day>{DAY})\ ?日{_HOUR})?
  | (?<!提)前\ ?(?P<months>1[0-2]|[1-9]|十[一二]?|[{ONE_TO_NINE}两])\ ?个?月(?!\ ?(?:免|不|每|按|内))
  | 第?(?P<quarter>[一二三四1-4])\ ?季度 | 前(?P<quarters>[一二两三1-3])个?季度
  | (?P<half>[上下])半年 | (?P<edge>年?[初底末]) | 全年 | 度
"""
_AFTER_WORD = "(?<![^，。；：、！？（\n “在于到至止自从比较争计划拟望保将是为成现完])"
"""Before 年底 and 年内, which are the ends of other words after most characters: 少年初, 三年内."""
_DATE_PATTERN = rf"""
    (?:
        (?: (?P<first>{YEAR})\ ?年?\ ?{_TO}\ ?(?P<last>{YEAR}|[0-9]{{2}})\ ?(?:年度?|学年)
          | (?P<year>{YEAR})\ ?(?:年|学年|(?=全年))(?!代) (?:\ ?(?:{_PART_OF_YEAR}))?
          | (?P<relative>[今去前明本上])年 (?:\ ?(?:{_PART_OF_YEAR.replace("?P<", "?P<r_")}))?
        ) (?P<same>同期)?
      | (?<![\d第])(?:{_PART_OF_YEAR.replace("?P<", "?P<b_").replace("| (?P<b_edge>年?[初底末]) | 全年 | 度", "")})
      | (?P<current>[本上]个?(?:月(?!球)|季度)) | {_AFTER_WORD}年(?P<edge_alone>[初底末])
      | (?P<that>全年(?!龄)|{_AFTER_WORD}年内|[当同](?:年|月)(?:底|末)?) | (?P<same_alone>同期)
      | (?P<now>截至目前|到目前为止|目前|迄今|至今(?!年)|现今)
    )
    (?P<since>以来|起(?!步|点|到|码)|至今(?!年))?
"""
DATE = lazy_compile(_DATE_PATTERN, re.VERBOSE)
OTHER_TIME = lazy_compile(
    rf"""[“"]?十[{ONE_TO_NINE}]五[”"]?(?=期间|规划|以来|时期|末|开局|收官|发展)
      | (?:[0-9]{{2}}|[{ONE_TO_NINE}]十)\ ?年代 | [0-9]{{2}}\ ?世纪 | [二十一]+世纪
      | (?<![0-9.])(?:(?:上午|下午|晚上?|凌晨|早上?|中午)\ ?)?[0-9]{{1,2}}
        (?:[点时](?!间)(?:[0-9]{{1,2}}分?|半|整)?)(?![0-9.])
      | [12][0-9]{{3}}[-./][0-9]{{1,2}}[-./][0-9]{{1,2}}
      | (?<!每)(?:周|星期|礼拜)[{WEEKDAYS}]{{1,2}}(?![0-9一-龥]?年)
      | 初[{ONE_TO_TEN}]+
      | (?<![产留期限满{ESTIMATE_ENDS}每0-9.])(?:(?:[12]?[0-9]|3[01])\ ?[-~至、]\ ?)?
        (?:[12]?[0-9]|3[01]|三十一?|二?十[{ONE_TO_NINE}]?|[{ONE_TO_NINE}])\ ?日(?![内均产游处供以元历])
        (?:\ ?[0-9]{{1,2}}时(?:[0-9]{{1,2}}分)?)?
    """,
    re.VERBOSE,
)
"""Times to which no quantity is assigned, but whose numbers are not quantities either."""
CLOCK_ONLY = lazy_compile("[点上下午晚早凌周星礼]|时(?!期)")
"""What a time of day or a day of the week contains."""
_FIVE_YEARS = lazy_compile(f"十([{ONE_TO_NINE}])五")
_NUMERALS = f"0-9{YEAR_CHARACTERS}十"
_TIME_UNIT_CHARS = "月日点时季世学全~至到-"
_TIME_START = lazy_compile(
    rf"""[{_NUMERALS}今去前明当本同上下截到目迄至现第“周星礼初早晚中凌年全]
    (?: (?<=[{_NUMERALS}]) (?: [{_NUMERALS}]{{0,12}}+
            (?: [{_TIME_UNIT_CHARS}] | (?<=[{_NUMERALS}]{{2}})年 | (?<=[0-9]{{4}})[./]
              | [ ][{_NUMERALS}年{_TIME_UNIT_CHARS}] )
          | (?<=十)[{ONE_TO_NINE}]五 )
      | (?<![{_NUMERALS}]) (?: (?<=[今去前明当本同上全])年 | (?<=年)[初底末内] | (?<=[本上当同])[月个季期]
          | (?<=[上下])半 | (?<=前)[ ]?[{_NUMERALS}两]
          | (?<=第)[ ]?[{_NUMERALS}][ ]?季 | (?<=[截到目迄至现])(?:至?目|前|今) | (?<=“)十
          | (?<=[周初])[{ONE_TO_TEN}日] | (?<=[星礼])[期拜] | (?<=[早上下中晚凌])[午上晨] ) )""",
    re.VERBOSE,
)
"""Where a time may begin: a cheap search before the expensive match.

Times that begin with a numeral and times that begin with a word have separate branches.
"""


class TimeExpression(NamedTuple):
    """A time expression of a text."""

    start: int
    end: int
    value: str
    """The period as in `Quantity.as_of`, in a text of results; empty if it cannot be resolved."""
    coming: str
    """The same in a text of plans, where a month without a year is never past."""
    form: TimeForm


class TimeForm(Enum):
    """What a time expression needs besides its own words."""

    COMPLETE = "complete"
    """Nothing: it is resolved, or can never be."""
    SAME_YEAR = "same year"
    """The year of the time before it: 全年, 当年."""
    SAME_MONTH = "same month"
    """The month of the time before it: 当月."""
    YEAR_BEFORE = "year before"
    """The time before it, a year earlier: 去年同期."""
    NEAR = "near"
    """Its year is that of a year before it, if there is one: 年末, （10月1日至7日）."""
    EARLIER = "earlier"
    """The year before the one of the time before it: 上年."""
    NOW = "now"
    """The present."""
    CLOCK = "clock"
    """It adds a time of day to another one."""


def find_times(text: str, day: date) -> list[TimeExpression]:
    """Find all time expressions of a text with folded width, in order; `day` is the date of the issue."""
    times, position = list[TimeExpression](), 0
    while beginning := _TIME_START.search(text, position):
        start = beginning.start()
        date_match = DATE.match(text, start)
        other_match = None if date_match else OTHER_TIME.match(text, start)
        if date_match:
            value, coming, form = _resolve_time(date_match, day)
            times.append(TimeExpression(*date_match.span(), value, coming, form))
        elif other_match:
            times.append(_resolve_other(other_match))
        position = max(times[-1].end if date_match or other_match else 0, start + 1)
    return times


def _resolve_other(match: re.Match[str]) -> TimeExpression:
    """Resolve the years of a five-year plan; other times have no period, a time of day is no time of its own."""
    plan = _FIVE_YEARS.search(match[0])
    if not plan:
        form = TimeForm.CLOCK if CLOCK_ONLY.search(match[0]) else TimeForm.COMPLETE
        return TimeExpression(*match.span(), "", "", form)
    first = 1951 + 5 * (10 + DIGIT_VALUES[plan[1]])
    following = match.string[match.end() : match.end() + 1]
    if following in {"规", "开", "收", "发"}:  # the name of a document, a slogan
        return TimeExpression(*match.span(), "", "", TimeForm.CLOCK)
    value = {"末": f"{first + 4}", "以": f"{first}/"}.get(following, f"{first}/{first + 4}")
    return TimeExpression(*match.span(), value, value, TimeForm.COMPLETE)


def _resolve_time(match: re.Match[str], day: date) -> tuple[str, str, TimeForm]:
    """Return the period in a text of results and in one of plans, and the form."""
    fields = {name: value for name, value in zip(DATE.groupindex, match.groups(), strict=True) if value}
    since = "/" if "since" in fields else ""
    form = TimeForm.COMPLETE
    if "now" in fields:
        value, form = day.isoformat(), TimeForm.NOW
    elif "same_alone" in fields:
        value, form = "", TimeForm.YEAR_BEFORE
    elif "that" in fields:
        value, form = "", TimeForm.SAME_MONTH if "月" in fields["that"] else TimeForm.SAME_YEAR
    elif "current" in fields:
        value = _resolve_current(fields["current"], day)
    elif "first" in fields:
        first, last = _to_digits(fields["first"]), _to_digits(fields["last"])
        value, since = f"{first}/{first[:2] + last if len(last) == 2 else last}", ""
    elif "year" in fields:
        value = _format_period(int(_to_digits(fields["year"])), fields, "")
    elif "relative" in fields:
        offset = {"去": -1, "上": -1, "前": -2, "明": 1}.get(fields["relative"], 0)
        value = _format_period(day.year + offset, fields, "r_")
        form = TimeForm.EARLIER if fields["relative"] == "上" else form
    else:
        value, coming = _resolve_without_year(fields, day)
        return add_open_end(value, since), add_open_end(coming, since), TimeForm.NEAR
    if "same" in fields:
        form = TimeForm.YEAR_BEFORE
    value = value if form is TimeForm.NOW else add_open_end(value, since)
    return value, value, form


def add_open_end(value: str, since: str) -> str:
    """Return the period from the start of another one on, if `since` is a slash: `2021-01/2021-03` → `2021-01/`."""
    return f"{value.partition('/')[0]}/" if since and value else value


def choose_year(time: TimeExpression, year: int) -> TimeExpression:
    """Return a month without a year as the one of this year, the likely one of a plan of the past."""
    period = next((period for period in (time.value, time.coming) if period.startswith(f"{year}-")), "")
    return time._replace(value=period, coming=period) if time.form is TimeForm.NEAR else time


def _resolve_current(text: str, day: date) -> str:
    """Resolve 本月, 上个月, 本季度 and 上季度."""
    before = text.startswith("上")
    if text.endswith("月"):
        month = day.year * 12 + day.month - 1 - before
        return f"{month // 12}-{month % 12 + 1:02}"
    quarter = day.year * 4 + (day.month - 1) // 3 - before
    return f"{quarter // 4}-Q{quarter % 4 + 1}"


def _resolve_without_year(fields: Mapping[str, str], day: date) -> tuple[str, str]:
    """Resolve a part of a year without its year: the latest that has begun on the day of the issue, and the next."""
    if edge := fields.get("edge_alone"):
        coming = f"{day.year}-{'01' if edge == '初' else '12'}"
        return (coming if edge == "初" or day.month == 12 else f"{day.year - 1}-12"), coming
    month = _parse_number(fields.get("b_month") or fields.get("b_to") or "0")
    quarter = _parse_number(fields.get("b_quarter", "0"))
    first_month = month or (quarter * 3 - 2 if quarter else 0)
    last_month = quarter * 3 if quarter else 6 if fields.get("b_half") == "上" else month
    return (
        _format_period(day.year - (first_month > day.month), fields, "b_"),
        _format_period(day.year + (0 < last_month < day.month), fields, "b_"),
    )


def _format_period(year: int, fields: Mapping[str, str], prefix: str) -> str:
    """Format a year, or the part of it that the fields with this prefix describe."""
    part = {name.removeprefix(prefix): value for name, value in fields.items() if name.startswith(prefix)}
    match part:
        case {"from": first, "to": last}:
            suffix = f"-{_parse_number(first):02}/{year}-{_parse_number(last):02}"
        case {"month": month, "day": day, "last_day": last}:
            end = _parse_number(part.get("last_month", month))
            last_year = year + (end < _parse_number(month))
            suffix = f"-{_parse_number(month):02}-{_parse_number(day):02}/{last_year}-{end:02}-{_parse_number(last):02}"
        case {"month": month, "day": day}:
            suffix = f"-{_parse_number(month):02}-{_parse_number(day):02}"
        case {"month": month}:
            suffix = f"-{_parse_number(month):02}"
        case {"months": months}:
            suffix = f"-01/{year}-{_parse_number(months):02}"
        case {"quarters": quarters}:
            suffix = f"-01/{year}-{_parse_number(quarters) * 3:02}"
        case {"quarter": quarter}:
            suffix = f"-Q{_parse_number(quarter)}"
        case {"half": half}:
            suffix = f"-H{1 if half == '上' else 2}"
        case {"edge": edge}:
            suffix = f"-{'01' if edge.endswith('初') else '12'}"
        case _:
            suffix = ""
    return f"{year}{suffix}"


def _to_digits(text: str) -> str:
    return "".join(str(DIGIT_VALUES.get(character, character)) for character in text)


def _parse_number(text: str) -> int:
    """Parse a number below 100: `9`, `九`, `十二`, `两`."""
    return parse_number(text) or 0
