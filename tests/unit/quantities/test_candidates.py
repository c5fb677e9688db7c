"""The forms in which a quantity is printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhou_brief.quantities.candidates import (
    find_leading_qualifier,
    join_qualifiers,
    match_quantity,
    parse_numeral_range,
)


@pytest.mark.parametrize(
    ("text", "value", "high", "unit", "kind"),
    [
        ("12个", "12", None, "个", "count"),
        ("436.2万元", "4362000", None, "元", "money"),
        ("三百人", "300", None, "人", "count"),
        ("5-6万元", "50000", "60000", "元", "money"),
        ("85%", "85", None, "%", "percent"),
        ("三成", "30", None, "%", "percent"),
        ("百分之五", "5", None, "%", "percent"),
    ],
)
def test_a_quantity_has_a_value_in_its_unit(text: str, value: str, high: str | None, unit: str, kind: str) -> None:
    """万 and 亿 are multiplied out."""
    found = match_quantity(text, 0)
    assert found
    assert (found.value, found.high) == (Decimal(value), None if high is None else Decimal(high))
    assert (found.unit, found.kind, found.end) == (unit, kind, len(text))


@pytest.mark.parametrize(("text", "ratio"), [("6:3:1", "6:3:1"), ("三分之一", "1/3"), ("10比1", "10:1")])
def test_a_ratio_has_no_value(text: str, ratio: str) -> None:
    """It is kept as it is."""
    found = match_quantity(text, 0)
    assert found
    assert (found.value, found.ratio, found.kind) == (None, ratio, "ratio")


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [("近12个", "近"), ("最高12个", "最高"), ("附近12个", None), ("节约12个", None), ("12个", None)],
)
def test_a_qualifier_before_a_number_is_found(text: str, qualifier: str | None) -> None:
    """Unless it is part of another word."""
    found = find_leading_qualifier(text, 0, text.index("1"))
    assert (found and found[1]) == qualifier


def test_qualifiers_are_joined() -> None:
    """Empty ones are left out."""
    assert join_qualifiers("近", None, "多") == "近…多"
    assert join_qualifiers(None, "") == ""


@pytest.mark.parametrize(("text", "low", "high"), [("1,200", "1200", None), ("两三", "2", "3"), ("十二", "12", None)])
def test_numerals_may_be_a_range(text: str, low: str, high: str | None) -> None:
    """两三 is one."""
    assert parse_numeral_range(text) == (Decimal(low), None if high is None else Decimal(high))
