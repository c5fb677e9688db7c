"""Candidates for quantities: the forms in which a quantity is printed, and the functions that match them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from taizhou_brief.chinese.amounts import ARABIC, FACTORS, HANZI, SCALE, char_before, parse_arabic, parse_chinese
from taizhou_brief.chinese.approximators import INSIDE, LEADING, OTHER_WORDS, TRAILING, match_trailing
from taizhou_brief.chinese.characters import DIGITS, ONE_TO_NINE, ONE_TO_TEN, SCALE_CHARACTERS
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.quantities.units import CONTEXT_UNITS, UNIT_PATTERN, UNITS, UnitSpelling

NEUTRAL_WORDS = ("连续", "唯一")
"""Words before a number that are part of the span but do not qualify the value."""
REQUIRED_FIRST_CHARS = {"上": SCALE_CHARACTERS, "过": f"{ONE_TO_TEN}{SCALE_CHARACTERS}"}
"""Short words are qualifiers only before numbers that begin with these characters."""

_LEADING_WORDS = sorted((*LEADING, *NEUTRAL_WORDS), key=len, reverse=True)
LEADING_LAST_CHARS = frozenset(word[-1] for word in _LEADING_WORDS)
_LEADING_PATTERN = lazy_compile(f"({'|'.join(_LEADING_WORDS)}) ?$")


def find_leading_qualifier(text: str, lower: int, start: int) -> tuple[int, str] | None:
    """Find the qualifier before a number at `start`; return its offset, not below `lower`, and the word."""
    if start <= lower or char_before(text, start) not in LEADING_LAST_CHARS:
        return None
    match = _LEADING_PATTERN.search(text, max(lower, start - 5), start)
    if match is None:
        return None
    word, offset, first_char = match[1], match.start(), text[start]
    if text.endswith(OTHER_WORDS.get(word, ()), 0, offset):
        return None
    return None if first_char not in REQUIRED_FIRST_CHARS.get(word, first_char) else (offset, word)


_APPROXIMATOR = f"[{INSIDE}+＋]"
RANGE_MARKS = "-~至到"
"""Marks and words between the ends of a range, for a character class."""
_NUMBER = f"(?:{ARABIC}|{HANZI})"
_ALTERNATIVE_UNIT = "(?:[（(](?:[次套个处条台人家户件场座所辆组批名项部村届]|社区)[）)])?"
"""An alternative unit in brackets: `216件（套）`, `2316家（次）`."""
_RATE_DENOMINATORS = (
    "人次|人|户|亩|公顷|平方米|平方公里|㎡|立方米|m³|方|吨|公斤|千克|斤|升|毫升|L|克|公里|千米|米|km|小时|h|分钟|秒|s|年|月|日|天|晚|次"
    "|千瓦时|kWh|度|千瓦|个|家|床|头|只|羽|株|棵|台|辆|件|套|间|例|单|盒|瓶|箱|袋|张|份|期|学时|课时|节|科|项|村"
    "|m3|m²|m2|公里|千克|kg|标箱|股|桶|分|季|周|立方厘米|平方厘米|cm³|100毫升|100mL|100ml|100克|100g|ml|mL|g|[百千万]人|[百万]户|百公里"
)
"""Denominators of rates: 元/亩."""
_RATE = (
    rf"(?: ?[/／] ?(?:(?<=元/)[0-9]{{1,4}})?(?:{_RATE_DENOMINATORS})(?:·(?:月|天|年))?"
    "|每(?:小时|秒)|(?<=克)每(?:立方米|升|千克|公斤))?"
)
_TRAILING = f"(?:（含）)?(?:{match_trailing(*TRAILING)})"
_SCALE_AND_UNIT = (
    rf"(?P<more1>{_APPROXIMATOR})? ?(?P<scale>{SCALE})?(?P<more2>{_APPROXIMATOR})?"
    rf" ?(?:个(?P<more3>[多半])(?P<long>月|小时|工作日|自然日|季度|星期|学时|课时|学期|学年)"
    rf"|(?P<unit>{UNIT_PATTERN})(?P<either>{_ALTERNATIVE_UNIT})(?P<per>{_RATE}))?"
    rf"(?P<more4>(?<=[年月天岁倍])[多余半](?![个次家元种名项年月天])|(?<=[斤里米亩块])半(?![个径身坡]))?"
    rf"(?P<tenths>(?<=[米块])(?:[0-9]{{1,2}}|[{ONE_TO_NINE}])(?=[，。、；！？）”宽高长深厚]|$))?"
    rf"(?P<after> ?{_TRAILING})?"
)
SINGLE = lazy_compile(rf"(?P<number>{_NUMBER}){_SCALE_AND_UNIT}")
RANGE_MARK = lazy_compile(f" ?([{RANGE_MARKS}]) ?")
RATIO = lazy_compile(
    r"[0-9]+(?:\.[0-9]+)?(?: ?[:：] ?[0-9]+(?:\.[0-9]+)?){1,5}(?![0-9:：]| ?地形)"
    r"|[0-9]+(?: ?比 ?[0-9]+){1,5}(?![0-9分秒])"
)
SCORE_CONTEXT = lazy_compile("[^全名]胜(?!利)|[^担自身]负(?!责)|击败|比分|不敌|横扫|战平|逼平|逆转|决赛|\\d:\\d+、\\d")
"""Words of a sports match: a ratio near them is a score."""
FRACTION = lazy_compile(
    rf"(?P<whole>{_NUMBER})分之(?P<part>{_NUMBER})(?P<more>{_APPROXIMATOR})?(?P<after>(?:{'|'.join(TRAILING)}))?"
)
TENTHS = lazy_compile(
    rf"(?P<tenths>[{ONE_TO_TEN}两]{{1,2}}|[0-9](?:\.[0-9])?) ?成(?P<more>[多半{ONE_TO_NINE}])?"
    r"(?P<after>以上|以下|左右)?(?![立本长员果功为就绩交分熟品都片套家人色新])"
)


NUMERAL_FOLLOWERS = frozenset(spelling[0] for spelling in (*UNITS, *CONTEXT_UNITS)) | frozenset(
    "余多来成分比至到-~、和及与或 "
)
"""First characters of what may follow a Chinese numeral that is a quantity.

Most Chinese numerals are parts of idioms, which this check rules out early.
"""


class Candidate(NamedTuple):
    """A quantity as printed, before its context is examined."""

    start: int
    end: int
    value: Decimal | None
    high: Decimal | None
    ratio: str
    unit: str
    kind: str
    qualifier: str
    scale: int
    """The factor for a neighbour in the same list that has no scale of its own."""


def match_quantity(text: str, start: int) -> Candidate | None:
    """Match the quantity whose number begins at `start`; return None if there is none."""
    match = SINGLE.match(text, start)
    if not match:
        return None
    number_end, end = match.end("number"), match.end()
    mark = text[number_end : number_end + 1]
    match_other = _OTHER_MATCHERS.get(text[number_end + 1 : number_end + 2] if mark.isspace() else mark)
    if match_other and (candidate := match_other(text, start)):
        return candidate
    mark = text[end : end + 1]
    mark = text[end + 1 : end + 2] if mark.isspace() else mark
    if mark and mark in RANGE_MARKS and (candidate := _match_range(text, match)):
        return candidate
    printed = match["number"]
    number = (parse_arabic(printed), None) if printed[0] <= "9" else parse_chinese(printed)
    return _build_candidate(match, *number) if number else None


def _match_fraction(text: str, start: int) -> Candidate | None:
    match = FRACTION.match(text, start)
    if not match:
        return None
    whole, part = parse_numeral_range(match["whole"]), parse_numeral_range(match["part"])
    if whole is None or part is None or whole[0] == 0:
        return None
    qualifier = join_qualifiers(match["more"], match["after"])
    if whole[0] in (100, 1000) and match["whole"] in {"百", "千", "一百", "一千"}:
        unit = "%" if whole[0] == 100 else "‰"
        return Candidate(start, match.end(), part[0], part[1], "", unit, "percent", qualifier, 1)
    return Candidate(start, match.end(), None, None, f"{part[0]}/{whole[0]}", "", "ratio", qualifier, 1)


def _match_tenths(text: str, start: int) -> Candidate | None:
    match = TENTHS.match(text, start)
    number = parse_numeral_range(match["tenths"]) if match else None
    if not match or not number:
        return None
    high = None if number[1] is None else number[1] * 10
    more = match["more"] or ""
    value = number[0] * 10 + (DIGITS.find(more) if more not in {"", "多", "半"} else 5 * (more == "半"))
    more = more if more == "多" else ""
    return Candidate(start, match.end(), value, high, "", "%", "percent", join_qualifiers(more, match["after"]), 1)


def _match_ratio(text: str, start: int) -> Candidate | None:
    match = RATIO.match(text, start)
    follows_ratio_word = "比" in text[max(0, start - 10) : start]
    if not match or (not follows_ratio_word and SCORE_CONTEXT.search(text, max(0, start - 12), match.end() + 4)):
        return None
    parts = re.split(" ?[:：比] ?", match[0])
    return Candidate(start, match.end(), None, None, ":".join(parts), "", "ratio", "", 1)


def _match_range(text: str, first: re.Match[str]) -> Candidate | None:
    """Match a range from the number that `first` matched to the number after the range mark."""
    mark = RANGE_MARK.match(text, first.end())
    last = mark and SINGLE.match(text, mark.end())
    if not mark or not last or (mark[1] in "至到" and text[first.start() - 1 : first.start()] in {"从", "由"}):
        return None  # "from … to …" gives two states, not a range
    low, high = parse_numeral_range(first["number"]), parse_numeral_range(last["number"])
    if low is None or high is None or low[1] is not None or high[1] is not None:
        return None
    lower, upper = _build_candidate(first, low[0], None), _build_candidate(last, high[0], None)
    if lower.qualifier or not (upper.unit or last["scale"]) or (lower.unit and lower.unit != upper.unit):
        return None
    factor = upper.scale if lower.scale == 1 and not lower.unit and low[0] < high[0] else 1
    return upper._replace(
        start=first.start(), value=None if lower.value is None else lower.value * factor, high=upper.value
    )


def _build_candidate(match: re.Match[str], value: Decimal, high: Decimal | None) -> Candidate:
    number, more1, scale_word, more2, more3, period, spelling, alternative, rate, more4, tenths, after = match.groups()
    scale = FACTORS[scale_word] if scale_word else 1
    if more3:
        spelling = f"个{period}"
    if alternative and alternative[1] == "次" and f"{spelling}次" in UNITS:
        spelling = f"{spelling}次"
    base, kind = UNITS.get(spelling or "", _NO_UNIT)
    if rate or spelling in CONTEXT_UNITS:
        base, kind = _resolve_unit(match, spelling or "", scale, rate or "")
    more = more1 or more2 or more3 or more4
    if more == "半":
        value, more = value + Decimal("0.5"), None
    if tenths:  # 三米五, 两块五
        part, _ = parse_numeral_range(tenths) or (Decimal(), None)
        value += part.scaleb(-len(tenths))
        base, kind = CONTEXT_UNITS[base].unit if base in CONTEXT_UNITS else (base, kind)
    qualifier = join_qualifiers(more, after.strip().replace("（含）", "") if after else None) if more or after else ""
    end = match.end()
    while match.string[end - 1] == " ":
        end -= 1
    if scale > 1:
        value, high = value * scale, high and high * scale
    elif not spelling and number[-1] in "万亿":
        scale = FACTORS[number[-1]]  # 卖了十七八万
    fields = match.start(), end, value, high, "", base, kind, qualifier, scale
    return tuple.__new__(Candidate, fields)  # a third faster than a call of the class


def _resolve_unit(match: re.Match[str], spelling: str, scale: int, rate: str) -> UnitSpelling:
    """Return the unit that a spelling denotes in its context, with the denominator of a rate such as `/亩`."""
    unit = UNITS.get(spelling, _NO_UNIT)
    if spelling in CONTEXT_UNITS:
        text, start, end = match.string, match.start(), match.end()
        context = f"{text[max(0, start - 8) : start]}…{text[end : end + 3]}"
        if CONTEXT_UNITS[spelling].context.search(context) or (spelling == "度" and scale > 1):
            unit = CONTEXT_UNITS[spelling].unit  # 用电320万度, not 海拔、气温 or 糖度
    if not rate or not unit.base:
        return unit
    rate = rate.strip(" /／每")
    rate = _DENOMINATOR_SYMBOLS.get(rate, rate)
    denominator = UNITS.get(rate, UnitSpelling(rate, ""))
    return UnitSpelling(f"{unit.base}/{denominator.base}", _RATE_KINDS.get((unit.kind, denominator.kind), unit.kind))


_DENOMINATOR_SYMBOLS = {"s": "秒", "L": "升", "100ml": "100毫升", "100mL": "100毫升", "100g": "100克"}
"""Symbols that are units only after a slash."""
_NO_UNIT = UnitSpelling("", "unknown")
_RATE_KINDS = {
    ("volume", "duration"): "flow",
    ("weight", "volume"): "concentration",
    ("weight", ""): "concentration",
    ("weight", "weight"): "concentration",
    ("length", "duration"): "speed",
}


_OTHER_MATCHERS = {
    "分": _match_fraction,
    "成": _match_tenths,
    ":": _match_ratio,
    "：": _match_ratio,
    "比": _match_ratio,
}
"""First character after the number → the function that matches a form with that character."""


def parse_numeral_range(text: str) -> tuple[Decimal, Decimal | None] | None:
    """Parse a number in Arabic or Chinese numerals; the second value is the upper end of 两三, otherwise None."""
    return (parse_arabic(text), None) if text[0].isascii() else parse_chinese(text)


def join_qualifiers(*qualifiers: str | None) -> str:
    """Join the qualifiers on both sides of a number: `近…多`."""
    return "…".join(qualifier for qualifier in qualifiers if qualifier)
