"""Number formats of automatic numbering in office files: 1 → 一, 壹, 甲, ①, A or i."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from taizhou_brief.chinese.characters import DIGITS, FORMAL_DIGITS, FORMAL_UNITS, FULL_WIDTH_DIGITS, to_chinese_numeral

STEMS = "甲乙丙丁戊己庚辛壬癸"
"""Heavenly stems."""
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
"""Earthly branches."""


def format_chinese(number: int) -> str:
    """Format as `chineseCounting`: numerals up to 九十九, digit by digit beyond."""
    return to_chinese_numeral(number) if number < 100 else format_digital(number)


def format_digital(number: int) -> str:
    """Format as `ideographDigital`: digit by digit, with 〇."""
    return "".join("〇" if digit == "0" else DIGITS[int(digit)] for digit in str(abs(number)))


def format_japanese(number: int) -> str:
    """Format as `japaneseCounting`: without 零 for skipped places and without 一 before 百 and 千."""
    text = to_chinese_numeral(number, zeros=False)
    return text.replace("一百", "百").replace("一千", "千") if number < 10_000 else text


def format_letters(number: int) -> str:
    """Format in letters: 1 → A, 26 → Z, 27 → AA, 28 → BB; plain digits from 781 on."""
    return chr(64 + (number - 1) % 26 + 1) * ((number - 1) // 26 + 1) if 0 < number <= 780 else str(number)


def format_roman(number: int) -> str:
    """Format in Roman numerals: 4 → IV; plain digits from 4000 on."""
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    ):
        text += sign * (number // value)
        number %= value
    return text


def format_ordinal(number: int) -> str:
    """Format as an English ordinal: 1 → 1st."""
    suffix = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def _format_sequence(first: str, highest: int) -> Callable[[int], str]:
    """Return a formatter that uses consecutive characters of Unicode, such as ① to ⑳; plain digits outside them."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= highest else str(number)


def _format_cycle(signs: str) -> Callable[[int], str]:
    """Return a formatter that repeats the signs from the first one after the last."""
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


def _format_full_width(number: int) -> str:
    """Format in full-width digits."""
    return str(number).translate(FULL_WIDTH_DIGITS)


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": _format_full_width,
    "decimalFullWidth2": _format_full_width,
    "numberInDash": lambda n: f"- {n} -",
    "upperLetter": format_letters,
    "lowerLetter": lambda n: format_letters(n).lower(),
    "upperRoman": format_roman,
    "lowerRoman": lambda n: format_roman(n).lower(),
    "ordinal": format_ordinal,
    "chineseCounting": format_chinese,
    "chineseCountingThousand": to_chinese_numeral,
    "taiwaneseCounting": format_chinese,
    "taiwaneseCountingThousand": to_chinese_numeral,
    "chineseLegalSimplified": lambda n: to_chinese_numeral(n, FORMAL_DIGITS, FORMAL_UNITS, short_ten=False),
    "ideographLegalTraditional": lambda n: to_chinese_numeral(n, "零壹貳參肆伍陸柒捌玖", FORMAL_UNITS, short_ten=False),
    "ideographDigital": format_digital,
    "taiwaneseDigital": format_digital,
    "japaneseDigitalTenThousand": format_digital,
    "japaneseCounting": format_japanese,
    "ideographTraditional": _format_cycle(STEMS),
    "ideographZodiac": _format_cycle(BRANCHES),
    "ideographZodiacTraditional": lambda n: STEMS[(n - 1) % 10] + BRANCHES[(n - 1) % 12] if n > 0 else str(n),
    "ideographEnclosedCircle": _format_sequence("㊀", 10),
    "decimalEnclosedCircle": _format_sequence("①", 20),
    "decimalEnclosedCircleChinese": _format_sequence("①", 20),
    "decimalEnclosedParen": _format_sequence("⑴", 20),
    "decimalEnclosedFullstop": _format_sequence("⒈", 20),
    "none": lambda _: "",
}
"""Formatter of each number format, by its name in the standard (ECMA-376, ST_NumberFormat).

A bullet has no number and is not here."""
