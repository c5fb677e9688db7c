"""Basics of Chinese text: digits, numerals, character classes and similar names."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from taizhou_brief.chinese.patterns import lazy_compile

DIGITS = "零一二三四五六七八九"
"""Chinese digits; the index of each is its value."""
DIGIT_VALUES = {character: value for value, character in enumerate(DIGITS)} | {"〇": 0, "○": 0, "Ｏ": 0, "两": 2}
"""Value of each character that is used as a digit."""
ONE_TO_NINE = DIGITS[1:]
"""Chinese digits without zero, for use inside `[…]`."""
ONE_TO_TEN = f"{ONE_TO_NINE}十"
"""Characters of the numerals from 一 to 九十九, for use inside `[…]`."""
SMALL_NUMERAL = f"[{ONE_TO_TEN}]{{1,3}}"
"""Regular expression for a numeral from 一 to 九十九, as headings are numbered."""
SCALE_CHARACTERS = "百千万亿"
"""Characters by which a number is multiplied, for use inside `[…]`."""
NUMBER_CHARACTERS = f"{DIGITS}〇两十{SCALE_CHARACTERS}"
"""Characters of any number in Chinese, for use inside `[…]`."""
FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
"""Digits of contracts and cheques; the index of each is its value."""
FORMAL_UNITS = "拾佰仟"
"""Tens, hundreds and thousands of contracts and cheques."""
PLAIN_NUMERALS = str.maketrans(FORMAL_DIGITS + FORMAL_UNITS, f"{DIGITS}十百千")
"""Translation table from formal numerals to ordinary ones."""
_BLOCKS = (("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))
_SINGLE = "〇々"
HAN = "".join(f"{first}-{last}" for first, last in _BLOCKS) + _SINGLE
"""Han characters, for use inside `[…]` of a regular expression."""
NUMERAL_CHARACTERS = f"{DIGITS}〇十百"
"""Characters of a Chinese ordinal, for use inside `[…]`."""
NUMERAL = f"[{NUMERAL_CHARACTERS}]"
"""Regular expression for one character of a Chinese ordinal."""
WIDE_DIGITS = "０１２３４５６７８９"
"""Full-width digits, for use inside `[…]`."""
ANY_DIGIT = "0-9０-９"
"""Digits of either width, for use inside `[…]`."""
HALF_WIDTH_DIGITS = str.maketrans(WIDE_DIGITS, "0123456789")
"""Translation table from full-width digits to ASCII digits."""
FULL_WIDTH_DIGITS = {half: wide for wide, half in HALF_WIDTH_DIGITS.items()}
"""Translation table from ASCII digits to full-width digits."""

_NUMERAL = lazy_compile("(?:(D)百零?)?(?:(D)?(十))?(D)?".replace("D", f"[{ONE_TO_NINE}]"))


def is_han(character: str) -> bool:
    """Return whether a character is one of `HAN`; a regular expression with that class takes 2 ms to compile."""
    return character in _SINGLE or any(first <= character <= last for first, last in _BLOCKS)


def to_chinese_numeral(
    number: int, digits: str = DIGITS, units: str = "十百千", *, zeros: bool = True, short_ten: bool = True
) -> str:
    """Write a number in Chinese: 1 → 一, 12 → 十二, 20 → 二十, 105 → 一百零五.

    A number beyond 9999, and a negative one, is written in plain digits.
    `zeros` writes 零 for skipped places, `short_ten` writes 十 instead of 一十 for the numbers from 10 to 19.
    """
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    text, skipped = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if not digit:
            skipped = bool(text)
            continue
        text += (digits[0] if skipped and zeros else "") + digits[digit] + (units[place - 1] if place else "")
        skipped = False
    return text[1:] if short_ten and 10 <= number < 20 else text


def parse_chinese_numeral(text: str) -> int | None:
    """Return the value of a Chinese ordinal below 1000: 十二 → 12, 一百零五 → 105, 二〇 → 20; None if it is not one."""
    if text and all(character in DIGIT_VALUES for character in text):
        return int("".join(str(DIGIT_VALUES[character]) for character in text))
    match = _NUMERAL.fullmatch(text)
    if not text or not match:
        return None
    hundreds, tens, ten, ones = match.groups()
    return sum_places("", hundreds, tens, ten, ones)


def sum_places(thousands: str | None, hundreds: str | None, tens: str | None, ten: str | None, ones: str | None) -> int:
    """Return the value of a numeral below 10,000 from the digit of each place; `ten` is 十, which needs no digit."""
    value = DIGIT_VALUES.get(thousands or "", 0) * 1000 + DIGIT_VALUES.get(hundreds or "", 0) * 100
    return value + (DIGIT_VALUES.get(tens or "", 1) * 10 if ten else 0) + DIGIT_VALUES.get(ones or "", 0)


def nearest_name(name: str, known: Iterable[str]) -> str:
    """Return the known name most similar to `name`, for "did you mean"; an empty string if none is similar."""
    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.4)), "")
