"""Numerals: the writers and readers agree on every number that they have in common."""

from __future__ import annotations

import re
from decimal import Decimal

from taizhou_brief.chinese.amounts import parse_chinese
from taizhou_brief.chinese.characters import parse_chinese_numeral, to_chinese_numeral
from taizhou_brief.chinese.dates import parse_number
from taizhou_brief.chinese.list_numbers import FORMATS

DIGITS = "零一二三四五六七八九"


def spell(number: int) -> str:
    """Write a number from 1 to 9999 in a second way: every place with its unit, then zeros removed."""
    text = "".join(
        DIGITS[int(digit)] + unit for digit, unit in zip(f"{number:04}", ("千", "百", "十", ""), strict=True)
    )
    text = re.sub("(?:零[千百十]?)+", "零", text).strip("零")
    return text.removeprefix("一") if 10 <= number < 20 else text


def test_every_numeral_is_written_in_one_way() -> None:
    """Ordinals and automatic list numbers of 1 to 9999 are the same words."""
    assert all(FORMATS["chineseCountingThousand"](n) == to_chinese_numeral(n) == spell(n) for n in range(1, 10_000))
    assert to_chinese_numeral(10_000) == "10000"


def test_every_numeral_is_read_in_one_way() -> None:
    """An ordinal, an amount and a number of a masthead have the same value where each may be written."""
    assert all(parse_chinese(spell(n)) == (Decimal(n), None) for n in range(1, 10_000))
    assert all(parse_chinese_numeral(spell(n)) == parse_number(spell(n)) == n for n in range(1, 1000))


def test_numerals_digit_by_digit_are_read_in_one_way() -> None:
    """Years and numbers of issues are written digit by digit, with any of the signs for zero."""
    for n in range(10_000):
        text = FORMATS["ideographDigital"](n)
        assert parse_chinese_numeral(text) == parse_number(text) == n
        for zero in "零○":
            assert parse_chinese_numeral(text.replace("〇", zero)) == n
        for zero in "零○ＯOo0":
            assert parse_number(text.replace("〇", zero)) == n
