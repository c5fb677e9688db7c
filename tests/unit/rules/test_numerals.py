"""Rules about numbers."""

from __future__ import annotations

import pytest

from taizhou_brief.rules import numerals
from taizhou_brief.rules.rule import IssueRule
from tests.unit.rules.checks import words


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        (numerals.range_with_an_ambiguous_first_unit, "投入5-6万元。", "投入5万—6万元。"),
        (numerals.approximated_twice, "约50人左右。", "约50人。"),
        (numerals.full_width_digits, "共５个。", "共5个。"),
        (numerals.fall_in_multiples, "下降2倍。", "下降50%。"),
        (numerals.percent_sign_with_points, "提高5%百分点。", "提高5个百分点。"),
        (numerals.dotted_date, "2021.12.1召开。", "2021年12月1日召开。"),
        (numerals.digits_with_han_thousand, "共3千人。", "共3000人。"),
    ],
)
def test_a_wrong_number_is_found(rule: IssueRule, wrong: str, right: str) -> None:
    """The right one is not."""
    assert words(rule, wrong)
    assert not words(rule, right)
