"""Quantities of a text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from taizhou_brief.quantities.candidates import match_quantity
from taizhou_brief.quantities.finder import find_quantities, fold_width, is_counting_one

DAY = date(2021, 12, 1)


def printed(text: str) -> list[str]:
    """The quantities as printed."""
    return [found.text for found in find_quantities(text, DAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建成教学点14个，培训1200余人次。", ["14个", "1200余人次"]),
        ("2021年12月1日发布第7期。", []),
        ("“十四五”期间。", []),
        ("电话0571-88888888。", []),
        ("一心一意。", []),
        ("没有数字。", []),
        ("共５个。", ["５个"]),
        ("改造286幢19.4万平方米。", ["286幢", "19.4万平方米"]),
        ("住在3幢501室、5幢402。", []),
        ("办好10大项38小项。", ["10大项", "38小项"]),
        ("3大项目、两大项工作。", ["3大", "两大项"]),
        ("1-6批项目、1—3期学员、第1至4轮巡察。", []),
        ("分3-5批组织，每月1—2轮。", ["3-5批", "1—2轮"]),
        ("三年改革行动、三年污染防治攻坚战。", []),
        ("三年完成攻坚行动。", ["三年"]),
    ],
)
def test_only_quantities_are_found(text: str, expected: list[str]) -> None:
    """No dates, names or numbers of telephones."""
    assert printed(text) == expected


def test_a_quantity_knows_its_place_time_and_direction() -> None:
    """The offsets are those of the text that was given."""
    text = "去年全县新增教学点14个，比上年增长12.5%。"
    first, second = find_quantities(text, DAY)
    assert text[first.start : first.end] == "14个"
    assert (first.value, first.as_of, first.as_of_text) == (Decimal(14), "2020", "去年")
    assert (second.value, second.unit, second.direction) == (Decimal("12.5"), "%", "增")


def test_folding_keeps_offsets() -> None:
    """Full-width signs and financial numerals."""
    text = "共１２．５％，叁佰元"
    assert fold_width(text) == "共12.5%，三百元"
    assert len(fold_width(text)) == len(text)


@pytest.mark.parametrize(("text", "counts"), [("建成一座。", True), ("这一座。", False)])
def test_one_counts_only_at_the_end_of_a_clause(text: str, counts: bool) -> None:
    """An article, otherwise."""
    candidate = match_quantity(text, text.index("一"))
    assert candidate
    assert is_counting_one(text, candidate) is counts
