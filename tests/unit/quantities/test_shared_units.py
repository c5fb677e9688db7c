"""Units of numbers printed without one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from taizhou_brief.quantities.candidates import match_quantity
from taizhou_brief.quantities.finder import find_quantities
from taizhou_brief.quantities.shared_units import is_money_context, lacks_unit, share_units


def found(text: str) -> list[tuple[Decimal | None, str]]:
    """Value and unit of each quantity."""
    return [(each.value, each.unit) for each in find_quantities(text, date(2021, 12, 1))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("分别为10、20、30万元。", [(100_000, "元"), (200_000, "元"), (300_000, "元")]),
        ("补助最高40万、20万。", [(400_000, "元"), (200_000, "元")]),
        ("补助5万。", [(50_000, "元")]),
        ("共有8。", []),
    ],
)
def test_a_list_shares_its_unit(text: str, expected: list[tuple[int, str]]) -> None:
    """A round sum near a word for money is money."""
    assert found(text) == [(Decimal(value), unit) for value, unit in expected]


def test_a_number_alone_is_no_quantity() -> None:
    """It is dropped."""
    candidate = match_quantity("386", 0)
    assert candidate
    assert lacks_unit(candidate)
    assert share_units("386", [candidate]) == []
    assert is_money_context("补助386", candidate)
