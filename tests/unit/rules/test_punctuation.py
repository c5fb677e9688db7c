"""Rules about the form of marks."""

from __future__ import annotations

import pytest

from taizhou_brief.rules import punctuation
from taizhou_brief.rules.punctuation import is_near_han
from taizhou_brief.rules.rule import IssueRule
from tests.unit.rules.checks import words


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        (punctuation.half_width_stop_beside_han, "甲,乙。", "甲，乙1,000。"),
        (punctuation.half_width_bracket_beside_han, "甲(乙)。", "甲（乙）。"),
        (punctuation.straight_quote_beside_han, '甲"乙"。', "甲“乙”。"),
        (punctuation.wrong_ellipsis, "甲...", "甲……"),
        (punctuation.hyphens_for_dash, "甲--乙。", "甲——乙。"),
    ],
)
def test_a_wrong_mark_is_found(rule: IssueRule, wrong: str, right: str) -> None:
    """The right one is not."""
    assert words(rule, wrong)
    assert not words(rule, right)


@pytest.mark.parametrize(("text", "near"), [("甲,乙", True), ("a,b", False), ("a,乙", True)])
def test_a_mark_near_chinese(text: str, near: bool) -> None:
    """On either side."""
    assert is_near_han(text, 1, 2) is near
