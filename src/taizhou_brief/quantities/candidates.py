"""The forms in which a quantity is printed, and how each is read."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from taizhou_brief.chinese.amounts import ARABIC, FACTORS, HANZI, SCALE, char_before, parse_arabic, parse_chinese
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.quantities.units import BESIDE, UNIT, UNITS, UnitSpelling

BEFORE = (
    "约 大约 近 将近 接近 超 超过 超出 逾 上 过 最高 最低 最多 最少 最大 最长 最短 至少 不少于 不低于 不超过 不足 不到 "
    "低于 高于 少于 多于 大于 小于 不高于 不多于 不小于 不大于"
)
"""Qualifiers before a number, inside its span."""
SILENT = "连续 唯一"
"""Words inside the span that do not qualify the value."""
AFTER = "及以上 及以下 以上 以下 以内 左右 上下"
"""Qualifiers after a unit; 余, 多 and 来 stand before it."""
NOT_AFTER = {
    "近": tuple("附最靠临邻就远亲"),
    "超": tuple("赶反高彩B"),
    "约": (*"节签预履集制契合违公条誓", "规民"),
    "过": tuple("超通经不越路胜飞走跑驶穿跨渡游翻开办给做用花吃见"),
    "上": ("以",),
    "大于": ("远",),
}
"""What makes another word of a qualifier: 附近, 节约, 村规民约."""
ONLY_BEFORE = {"上": "百千万亿", "过": "一二三四五六七八九十百千万亿"}
"""Short words qualify only these."""

_LAST = frozenset(word[-1] for word in f"{BEFORE} {SILENT}".split())
_LEADING = lazy_compile(rf"({'|'.join(sorted(f'{BEFORE} {SILENT}'.split(), key=lambda word: -len(word)))}) ?$")


def leading_qualifier(text: str, floor: int, start: int) -> tuple[int, str] | None:
    """The qualifier that stands before a number at `start`, not before `floor`: its place and its word."""
    if start <= floor or char_before(text, start) not in _LAST:
        return None
    match = _LEADING.search(text, max(floor, start - 5), start)
    if match is None:
        return None
    word, place = match[1], match.start()
    if text.endswith(NOT_AFTER.get(word, ()), 0, place) or text[start] not in ONLY_BEFORE.get(word, text[start]):
        return None
    return place, word


_MORE = "[余多来+＋]"
LINKS = "-~至到"
"""What stands between the ends of a range."""
_NUMBER = f"(?:{ARABIC}|{HANZI})"
_OR = "(?:[（(](?:[次套个处条台人家户件场座所辆组批名项部村届]|社区)[）)])?"
"""A second unit in brackets: `216件（套）`, `2316家（次）`."""
_BELOW = (
    "人次|人|户|亩|公顷|平方米|平方公里|㎡|立方米|m³|方|吨|公斤|千克|斤|升|毫升|L|克|公里|千米|米|km|小时|h|分钟|秒|s|年|月|日|天|晚|次"
    "|千瓦时|kWh|度|千瓦|个|家|床|头|只|羽|株|棵|台|辆|件|套|间|例|单|盒|瓶|箱|袋|张|份|期|学时|课时|节|科|项|村"
    "|m3|m²|m2|公里|千克|kg|标箱|股|桶|分|季|周|立方厘米|平方厘米|cm³|100毫升|100mL|100ml|100克|100g|ml|mL|g|[百千万]人|[百万]户|百公里"
)
"""What a rate is a rate of: 元/亩."""
_PER = (
    rf"(?: ?[/／] ?(?:(?<=元/)[0-9]{{1,4}})?(?:{_BELOW})(?:·(?:月|天|年))?"
    "|每(?:小时|秒)|(?<=克)每(?:立方米|升|千克|公斤))?"
)
_ENDS = rf"(?:(?:（含）)?(?:{'|'.join(AFTER.split())}))"
_TAIL = (
    rf"(?P<more1>{_MORE})? ?(?P<scale>{SCALE})?(?P<more2>{_MORE})?"
    rf" ?(?:个(?P<more3>[多半])(?P<long>月|小时|工作日|自然日|季度|星期|学时|课时|学期|学年)"
    rf"|(?P<unit>{UNIT})(?P<either>{_OR})(?P<per>{_PER}))?"
    rf"(?P<more4>(?<=[年月天岁倍])[多余半](?![个次家元种名项年月天])|(?<=[斤里米亩块])半(?![个径身坡]))?"
    rf"(?P<tenths>(?<=[米块])(?:[0-9]{{1,2}}|[一二三四五六七八九])(?=[，。、；！？）”宽高长深厚]|$))?"
    rf"(?P<after> ?{_ENDS}(?![海市级述游规门线学报]))?"
)
SINGLE = lazy_compile(rf"(?P<number>{_NUMBER}){_TAIL}")
LINK = lazy_compile(f" ?([{LINKS}]) ?")
RATIO = lazy_compile(
    r"[0-9]+(?:\.[0-9]+)?(?: ?[:：] ?[0-9]+(?:\.[0-9]+)?){1,5}(?![0-9:：]| ?地形)"
    r"|[0-9]+(?: ?比 ?[0-9]+){1,5}(?![0-9分秒])"
)
SCORE = lazy_compile("[^全名]胜(?!利)|[^担自身]负(?!责)|击败|比分|不敌|横扫|战平|逼平|逆转|决赛|\\d:\\d+、\\d")
"""Words of a match: what stands near them is a result, no ratio."""
FRACTION = lazy_compile(
    rf"(?P<whole>{_NUMBER})分之(?P<part>{_NUMBER})(?P<more>{_MORE})?(?P<after>(?:{'|'.join(AFTER.split())}))?"
)
TENTHS = lazy_compile(
    r"(?P<tenths>[一二三四五六七八九十两]{1,2}|[0-9](?:\.[0-9])?) ?成(?P<more>[多半一二三四五六七八九])?"
    r"(?P<after>以上|以下|左右)?(?![立本长员果功为就绩交分熟品都片套家人色新])"
)


FOLLOWING = frozenset(spelling[0] for spelling in (*UNITS, *BESIDE)) | frozenset("余多来成分比至到-~、和及与或 ")
"""What may follow a number in words that is a quantity; most of them are idioms and end here."""


class Candidate(NamedTuple):
    """A quantity as printed, before its surroundings are looked at."""

    start: int
    end: int
    value: Decimal | None
    high: Decimal | None
    ratio: str
    unit: str
    kind: str
    qualifier: str
    scale: int
    """By what a neighbour in the same list that has no scale of its own is multiplied."""


def match_quantity(text: str, start: int) -> Candidate | None:
    """The quantity whose number begins at `start`, or nothing."""
    match = SINGLE.match(text, start)
    if not match:
        return None
    behind, end = match.end("number"), match.end()
    other = _OTHER_FORMS.get(text[behind : behind + 2].lstrip()[:1])
    if other and (form := other(text, start)):
        return form
    if text[end : end + 2].lstrip()[:1] in LINKS and (form := _range(text, match)):
        return form
    number = numeral_range(match["number"])
    return _single_of(match, *number) if number else None


def _fraction(text: str, start: int) -> Candidate | None:
    match = FRACTION.match(text, start)
    if not match:
        return None
    whole, part = numeral_range(match["whole"]), numeral_range(match["part"])
    if whole is None or part is None or whole[0] == 0:
        return None
    qualifier = join_qualifiers(match["more"], match["after"])
    if whole[0] in (100, 1000) and match["whole"] in {"百", "千", "一百", "一千"}:
        unit = "%" if whole[0] == 100 else "‰"
        return Candidate(start, match.end(), part[0], part[1], "", unit, "percent", qualifier, 1)
    return Candidate(start, match.end(), None, None, f"{part[0]}/{whole[0]}", "", "ratio", qualifier, 1)


def _tenths(text: str, start: int) -> Candidate | None:
    match = TENTHS.match(text, start)
    number = numeral_range(match["tenths"]) if match else None
    if not match or not number:
        return None
    high = None if number[1] is None else number[1] * 10
    more = match["more"] or ""
    value = number[0] * 10 + ("零一二三四五六七八九".find(more) if more not in {"", "多", "半"} else 5 * (more == "半"))
    more = more if more == "多" else ""
    return Candidate(start, match.end(), value, high, "", "%", "percent", join_qualifiers(more, match["after"]), 1)


def _ratio(text: str, start: int) -> Candidate | None:
    match = RATIO.match(text, start)
    ratio = "比" in text[max(0, start - 10) : start]
    if not match or (not ratio and SCORE.search(text, max(0, start - 12), match.end() + 4)):
        return None
    parts = re.split(" ?[:：比] ?", match[0])
    return Candidate(start, match.end(), None, None, ":".join(parts), "", "ratio", "", 1)


def _range(text: str, first: re.Match[str]) -> Candidate | None:
    """From the number that `first` has matched to the one behind the link."""
    link = LINK.match(text, first.end())
    last = link and SINGLE.match(text, link.end())
    if not link or not last or (link[1] in "至到" and text[first.start() - 1 : first.start()] in {"从", "由"}):
        return None  # from … to … are two states
    low, high = numeral_range(first["number"]), numeral_range(last["number"])
    if low is None or high is None or low[1] is not None or high[1] is not None:
        return None
    bottom, top = _single_of(first, low[0], None), _single_of(last, high[0], None)
    if bottom.qualifier or not (top.unit or last["scale"]) or (bottom.unit and bottom.unit != top.unit):
        return None
    shared = top.scale if bottom.scale == 1 and not bottom.unit and low[0] < high[0] else 1
    return top._replace(
        start=first.start(), value=None if bottom.value is None else bottom.value * shared, high=top.value
    )


def _single_of(match: re.Match[str], value: Decimal, high: Decimal | None) -> Candidate:
    number, more1, scaled, more2, more3, long, spelling, either, per, more4, tenths, after = match.groups()
    scale = FACTORS[scaled] if scaled else 1
    if more3:
        spelling = f"个{long}"
    if either and either[1] == "次" and f"{spelling}次" in UNITS:
        spelling = f"{spelling}次"
    base, kind = _unit(match, spelling or "", scale, per or "")
    more = more1 or more2 or more3 or more4
    if more == "半":
        value, more = value + Decimal("0.5"), None
    if tenths:  # 三米五, 两块五
        part, _ = numeral_range(tenths) or (Decimal(), None)
        value += part.scaleb(-len(tenths))
        base, kind = BESIDE[base].unit if base in BESIDE else (base, kind)
    qualifier = join_qualifiers(more, after.strip().replace("（含）", "") if after else None) if more or after else ""
    end = match.end()
    while match.string[end - 1] == " ":
        end -= 1
    if scale > 1:
        value, high = value * scale, high and high * scale
    elif not spelling and number[-1] in "万亿":
        scale = FACTORS[number[-1]]  # 卖了十七八万
    return Candidate(match.start(), end, value, high, "", base, kind, qualifier, scale)


def _unit(match: re.Match[str], spelling: str, scale: int, per: str) -> UnitSpelling:
    """What a spelling means where it stands."""
    unit = UNITS.get(spelling, _NO_UNIT)
    if spelling in BESIDE:
        text, start, end = match.string, match.start(), match.end()
        around = f"{text[max(0, start - 8) : start]}…{text[end : end + 3]}"
        if BESIDE[spelling].word.search(around) or (spelling == "度" and scale > 1):
            unit = BESIDE[spelling].unit  # 用电320万度, not 海拔、气温 or 糖度
    if not per or not unit.base:
        return unit
    per = per.strip(" /／每")
    per = _SHORT.get(per, per)
    below = UNITS.get(per, UnitSpelling(per, ""))
    return UnitSpelling(f"{unit.base}/{below.base}", _PER_KINDS.get((unit.kind, below.kind), unit.kind))


_SHORT = {"s": "秒", "L": "升", "100ml": "100毫升", "100mL": "100毫升", "100g": "100克"}
"""Symbols that are units only behind a slash."""
_NO_UNIT = UnitSpelling("", "unknown")
_PER_KINDS = {
    ("volume", "duration"): "flow",
    ("weight", "volume"): "concentration",
    ("weight", ""): "concentration",
    ("weight", "weight"): "concentration",
    ("length", "duration"): "speed",
}


_OTHER_FORMS = {"分": _fraction, "成": _tenths, ":": _ratio, "：": _ratio, "比": _ratio}
"""What follows the number → a form that begins so."""


def numeral_range(text: str) -> tuple[Decimal, Decimal | None] | None:
    """A number in any numerals; the second value is the upper end of 两三."""
    return (parse_arabic(text), None) if text[0].isascii() else parse_chinese(text)


def join_qualifiers(*words: str | None) -> str:
    """Qualifiers on both sides of a number: `近…多`."""
    return "…".join(word for word in words if word)
