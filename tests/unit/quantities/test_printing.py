"""Printed forms of a quantity."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from taizhou_brief.quantities.finder import find_quantities
from taizhou_brief.quantities.printing import (
    PrintedParts,
    clip_clause,
    high_text,
    plain_decimal,
    split_printed,
    value_text,
)


@pytest.mark.parametrize(
    ("text", "value", "high"),
    [
        ("436.2万元", "4362000", ""),
        ("5-6万元", "50000", "60000"),
        ("比例为6:3:1", "6:3:1", ""),
        ("三分之一", "1/3", ""),
    ],
)
def test_a_value_is_text(text: str, value: str, high: str) -> None:
    """Digits only, or the ratio."""
    (found,) = find_quantities(text, date(2021, 12, 1))
    assert (value_text(found), high_text(found)) == (value, high)


@pytest.mark.parametrize(
    ("number", "text"), [("1E+6", "1000000"), ("1.50", "1.5"), ("100", "100"), ("0.0", "0"), ("-2.5", "-2.5")]
)
def test_a_number_has_no_exponent(number: str, text: str) -> None:
    """And no zeros at the end."""
    assert plain_decimal(Decimal(number)) == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("近1.7亿多元", ("近", "1.7", "亿多元")),
        ("5-6万元", ("", "5-6", "万元")),
        ("三百人", ("", "三百", "人")),
        ("唯一一个", ("唯一", "一", "个")),
        ("若干", ("", "若干", "")),
    ],
)
def test_the_number_is_set_apart(text: str, parts: tuple[str, str, str]) -> None:
    """From its first to its last digit."""
    assert split_printed(text) == PrintedParts(*parts)


def test_a_clause_is_cut_around_its_quantity() -> None:
    """Marks show where it was cut."""
    clause = "甲" * 30 + "14个" + "乙" * 30
    cut = clip_clause(clause, "14个", 20)
    assert "14个" in cut
    assert cut.startswith("……")
    assert cut.endswith("……")
    assert len(cut.strip("…")) == 20
    assert clip_clause("共14个", "14个", 20) == "共14个"
