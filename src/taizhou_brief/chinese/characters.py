"""What every part of the house must know about Chinese text: numerals, character classes, near names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

DIGITS = "零一二三四五六七八九"
_BLOCKS = (("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))
_SINGLE = "〇々"
HAN = "".join(f"{first}-{last}" for first, last in _BLOCKS) + _SINGLE
"""A character class of Han characters, to stand inside `[…]`."""
NUMERAL = "[一二三四五六七八九十百零〇]"
"""One character of a Chinese ordinal."""

_NUMERAL = re.compile("(?:(D)百零?)?(?:(D)?(十))?(D)?".replace("D", "[一二三四五六七八九]"))
_VALUE = {character: value for value, character in enumerate(DIGITS)} | {"〇": 0, "○": 0, "两": 2}


def is_han(character: str) -> bool:
    """Whether a character is one of `HAN`, without an expression: one with that class takes 2 ms to compile."""
    return character in _SINGLE or any(first <= character <= last for first, last in _BLOCKS)


def to_chinese_numeral(number: int) -> str:
    """1 → 一, 12 → 十二, 20 → 二十, 105 → 一百零五. For 1 to 999."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{'' if tens == 1 and not hundreds else DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones else "")


def parse_chinese_numeral(text: str) -> int | None:
    """The number a Chinese numeral below 1000 says: 十二 → 12, 一百零五 → 105, 二〇 → 20; None if it is none."""
    if text and all(character in _VALUE for character in text):
        return int("".join(str(_VALUE[character]) for character in text))
    match = _NUMERAL.fullmatch(text)
    if not text or not match:
        return None
    hundreds, tens, ten, ones = match.groups()
    return _VALUE.get(hundreds, 0) * 100 + (_VALUE.get(tens, 1) * 10 if ten else 0) + _VALUE.get(ones, 0)


def nearest_name(name: str, known: Iterable[str]) -> str:
    """The known name most like `name`, or an empty string: for "did you mean"."""
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.4)), "")
