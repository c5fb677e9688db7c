"""Numbers as printed → their values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from taizhou_brief.chinese.patterns import lazy_compile

ARABIC = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]+(?: ?亿 ?[0-9]+(?:\.[0-9]+)? ?千?万| ?万 ?[0-9]{1,2} ?千|\.[0-9]+|))"
)
"""Digits, or two scales in one number: 1亿2千万."""
WORD = "零〇一二三四五六七八九十万亿两"
LARGE_WORD = "(?:百(?!分点)|千(?![瓦克米卡伏帕赫焦乏]))"
"""These may belong to the unit: 三亿千瓦时."""
HANZI = f"(?:[{WORD}]|{LARGE_WORD})[{WORD}]*(?:{LARGE_WORD}[{WORD}]*)*(?:点[零〇一二三四五六七八九]+)?"
SCALES = {"万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4}
FACTORS: Mapping[str, int] = {"": 1, "百": 100, "千": 1000, **SCALES}
"""What a number is multiplied by, by the scale printed behind it."""
SCALE = f"(?:{'|'.join(SCALES)}|(?<![0-9]{{2}})(?<![0-9]{{2}} )(?:千(?![克瓦米卡伏帕赫焦乏万])|百(?!分)))"

_D = "[一二三四五六七八九两]"
_SECTION = lazy_compile(f"(?:({_D})千)?零?(?:({_D})百)?零?(?:({_D})?(十))?零?({_D})?")
_VALUES = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NEIGHBOURS = lazy_compile(f"(?P<before>.*?)(?P<low>{_D})(?P<high>{_D})(?P<after>[十百千万亿]*)")


def char_before(text: str, place: int) -> str:
    """The character before a number at `place`, over one space."""
    last = text[place - 1 : place]
    return last if last != " " else text[place - 2 : place - 1]


def parse_arabic(text: str) -> Decimal:
    """`1,234.5` → 1234.5; `1亿2千万` → 120000000."""
    text = text.replace(",", "")
    if text[-1].isascii():
        return Decimal(text)
    parts = re.findall(r"([0-9.]+) ?([亿万千]+)", text)
    return sum((Decimal(number) * FACTORS[scale] for number, scale in parts), Decimal())


@lru_cache(maxsize=4096)
def parse_chinese(text: str) -> tuple[Decimal, Decimal | None] | None:
    """三百二十 → 320; 两三 → 2 to 3; None where the characters make no number."""
    whole, point, decimals = text.partition("点")
    if point:
        value = _whole(whole)
        digits = "".join(str(_VALUES[character]) for character in decimals)
        return None if value is None else (Decimal(f"{value}.{digits}"), None)
    value = _whole(whole)
    if value is not None:
        return Decimal(value), None
    match = _NEIGHBOURS.fullmatch(whole)
    if not match or _VALUES[match["high"]] != _VALUES[match["low"]] + 1:
        return None
    low, high = (_whole(match["before"] + match[end] + match["after"]) for end in ("low", "high"))
    return None if low is None or high is None else (Decimal(low), Decimal(high))


def _whole(text: str) -> int | None:
    """A whole number in words; None where the characters make none."""
    for character, scale in (("亿", 10**8), ("万", 10**4)):
        left, found, right = text.rpartition(character)
        if found:
            high = _whole(left) if left else 1
            low = _whole(right.removeprefix("零")) if right else 0
            if high is None or low is None or low >= scale:
                return None
            short = len(right) == 1 and left
            return high * scale + (low * scale // 10 if short else low)
    return _section(text)


def _section(text: str) -> int | None:
    """A number below 10,000."""
    if text in {"百", "千"}:
        return 100 if text == "百" else 1000
    match = _SECTION.fullmatch(text)
    if not match or not text:
        return 0 if text == "零" else None
    thousands, hundreds, tens, ten, ones = match.groups()
    if not ten and ones and text[-2:-1] in {"百", "千"}:  # 一百二
        return (_VALUES[ones] * (10 if text[-2] == "百" else 100)) + (_section(text[:-1]) or 0)
    value = _VALUES.get(thousands, 0) * 1000 + _VALUES.get(hundreds, 0) * 100
    return value + (_VALUES.get(tens, 1) * 10 if ten else 0) + _VALUES.get(ones, 0)
