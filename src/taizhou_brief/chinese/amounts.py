"""Values of printed amounts, in digits or in Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from taizhou_brief.chinese.characters import DIGIT_VALUES, DIGITS, ONE_TO_NINE, SCALE_CHARACTERS, sum_places
from taizhou_brief.chinese.patterns import lazy_compile

ARABIC = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]+(?: ?亿 ?[0-9]+(?:\.[0-9]+)? ?千?万| ?万 ?[0-9]{1,2} ?千|\.[0-9]+|))"
)
"""Regular expression for a number in digits, also one with two scales: 1亿2千万."""
WORD = f"{DIGITS}〇十万亿两"
"""Characters of a number in Chinese, for use inside `[…]`; 百 and 千 are in `LARGE_WORD`."""
LARGE_WORD = "(?:百(?!分点)|千(?![瓦克米卡伏帕赫焦乏]))"
"""Regular expression for 百 or 千, unless it belongs to the unit, as in 三亿千瓦时."""
HANZI = f"(?:[{WORD}]|{LARGE_WORD})[{WORD}]*(?:{LARGE_WORD}[{WORD}]*)*(?:点[{DIGITS}〇]+)?"
"""Regular expression for a number in Chinese."""
SCALES = {"万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4}
"""Value of each scale from 万 on, longer spellings first."""
FACTORS: Mapping[str, int] = {"": 1, "百": 100, "千": 1000, **SCALES}
"""Factor of a number, by the scale printed after it."""
SCALE = f"(?:{'|'.join(SCALES)}|(?<![0-9]{{2}})(?<![0-9]{{2}} )(?:千(?![克瓦米卡伏帕赫焦乏万])|百(?!分)))"
"""Regular expression for a scale after a number in digits."""

_D = f"[{ONE_TO_NINE}两]"
_SECTION = lazy_compile(f"(?:({_D})千)?零?(?:({_D})百)?零?(?:({_D})?(十))?零?({_D})?")
_RANGE = lazy_compile(f"(?P<before>.*?)(?P<low>{_D})(?P<high>{_D})(?P<after>[十{SCALE_CHARACTERS}]*)")


def char_before(text: str, place: int) -> str:
    """Return the character before the number at `place`, skipping one space."""
    last = text[place - 1 : place]
    return last if last != " " else text[place - 2 : place - 1]


@lru_cache(maxsize=4096)
def parse_arabic(text: str) -> Decimal:
    """Return the value of a number in digits: `1,234.5` → 1234.5; `1亿2千万` → 120000000."""
    text = text.replace(",", "")
    if text[-1].isascii():
        return Decimal(text)
    parts = re.findall(r"([0-9.]+) ?([亿万千]+)", text)
    return sum((Decimal(number) * FACTORS[scale] for number, scale in parts), Decimal())


@lru_cache(maxsize=4096)
def parse_chinese(text: str) -> tuple[Decimal, Decimal | None] | None:
    """Return the value or range of a number in Chinese: 三百二十 → 320; 两三 → 2 to 3; None if it is not a number."""
    whole, point, decimals = text.partition("点")
    value = _parse_whole(whole)
    if point:
        digits = "".join(str(DIGIT_VALUES[character]) for character in decimals)
        return None if value is None else (Decimal(f"{value}.{digits}"), None)
    if value is not None:
        return Decimal(value), None
    match = _RANGE.fullmatch(whole)
    if not match or DIGIT_VALUES[match["high"]] != DIGIT_VALUES[match["low"]] + 1:
        return None
    low, high = (_parse_whole(match["before"] + match[end] + match["after"]) for end in ("low", "high"))
    return None if low is None or high is None else (Decimal(low), Decimal(high))


def _parse_whole(text: str) -> int | None:
    """Return the value of a whole number in Chinese; None if it is not a number."""
    for character, scale in (("亿", 10**8), ("万", 10**4)):
        left, separator, right = text.rpartition(character)
        if separator:
            high = _parse_whole(left) if left else 1
            low = _parse_whole(right.removeprefix("零")) if right else 0
            if high is None or low is None or low >= scale:
                return None
            is_abbreviated = len(right) == 1 and left  # 三万五
            return high * scale + (low * scale // 10 if is_abbreviated else low)
    return _parse_section(text)


def _parse_section(text: str) -> int | None:
    """Return the value of a number below 10,000; None if it is not a number.

    Unlike an ordinal, an amount may be abbreviated: 一百二 is 120.
    """
    if text in {"百", "千"}:
        return 100 if text == "百" else 1000
    match = _SECTION.fullmatch(text)
    if not match or not text:
        return 0 if text == "零" else None
    thousands, hundreds, tens, ten, ones = match.groups()
    if not ten and ones and text[-2:-1] in {"百", "千"}:  # 一百二
        return (DIGIT_VALUES[ones] * (10 if text[-2] == "百" else 100)) + (_parse_section(text[:-1]) or 0)
    return sum_places(thousands, hundreds, tens, ten, ones)
