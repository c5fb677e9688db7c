"""The number formats of automatic numbering: 1 → 一, 壹, 甲, ①, A or i."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from taizhou_brief.chinese.characters import DIGITS

FORMAL = "零壹贰叁肆伍陆柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def format_counting(
    number: int, digits: str = DIGITS, units: str = "十百千", *, zeros: bool = True, bare: bool = True
) -> str:
    """105 → 一百零五; `bare` writes 十 for 10, `zeros` says whether gaps are spoken. Beyond 9999 plain digits."""
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if not digit:
            gap = bool(text)
            continue
        text += (digits[0] if gap and zeros else "") + digits[digit] + (units[place - 1] if place else "")
        gap = False
    return text[1:] if bare and 10 <= number < 20 else text


def format_chinese(number: int) -> str:
    """`chineseCounting`: words up to 九十九, digit by digit beyond."""
    return format_counting(number) if number < 100 else format_digital(number)


def format_digital(number: int) -> str:
    """`ideographDigital`: digit by digit, with 〇."""
    return "".join("〇" if digit == "0" else DIGITS[int(digit)] for digit in str(abs(number)))


def format_japanese(number: int) -> str:
    """`japaneseCounting`: no zeros are spoken, and no 一 before 百 and 千."""
    text = format_counting(number, zeros=False)
    return text.replace("一百", "百").replace("一千", "千") if number < 10_000 else text


def format_letters(number: int) -> str:
    """1 → A, 26 → Z, 27 → AA, 28 → BB."""
    return chr(64 + (number - 1) % 26 + 1) * ((number - 1) // 26 + 1) if 0 < number <= 780 else str(number)


def format_roman(number: int) -> str:
    """4 → IV."""
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
    """1 → 1st."""
    last = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"


def _row(first: str, most: int) -> Callable[[int], str]:
    """A run of characters in Unicode, such as ① to ⑳; plain digits outside it."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= most else str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


def _wide(number: int) -> str:
    return str(number).translate({ord("0") + n: ord("０") + n for n in range(10)})


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "numberInDash": lambda n: f"- {n} -",
    "upperLetter": format_letters,
    "lowerLetter": lambda n: format_letters(n).lower(),
    "upperRoman": format_roman,
    "lowerRoman": lambda n: format_roman(n).lower(),
    "ordinal": format_ordinal,
    "chineseCounting": format_chinese,
    "chineseCountingThousand": format_counting,
    "taiwaneseCounting": format_chinese,
    "taiwaneseCountingThousand": format_counting,
    "chineseLegalSimplified": lambda n: format_counting(n, FORMAL, "拾佰仟", bare=False),
    "ideographLegalTraditional": lambda n: format_counting(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟", bare=False),
    "ideographDigital": format_digital,
    "taiwaneseDigital": format_digital,
    "japaneseDigitalTenThousand": format_digital,
    "japaneseCounting": format_japanese,
    "ideographTraditional": _cycle(STEMS),
    "ideographZodiac": _cycle(BRANCHES),
    "ideographZodiacTraditional": lambda n: STEMS[(n - 1) % 10] + BRANCHES[(n - 1) % 12] if n > 0 else str(n),
    "ideographEnclosedCircle": _row("㊀", 10),
    "decimalEnclosedCircle": _row("①", 20),
    "decimalEnclosedCircleChinese": _row("①", 20),
    "decimalEnclosedParen": _row("⑴", 20),
    "decimalEnclosedFullstop": _row("⒈", 20),
    "none": lambda _: "",
}
"""The names of the standard → how a number is written. A bullet has no number and is not here."""
