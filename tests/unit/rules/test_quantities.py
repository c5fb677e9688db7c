"""Rules about quantities that contradict each other."""

from __future__ import annotations

from datetime import date

import pytest

from taizhou_brief.quantities import find_quantities
from taizhou_brief.rules import quantities
from taizhou_brief.rules.quantities import exceeds_whole, find_sentence_start, looks_misread
from taizhou_brief.rules.rule import IssueRule
from tests.unit.rules.checks import words


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        (quantities.part_larger_than_its_whole, "共有50人，其中党员80人。", "共有80人，其中党员50人。"),
        (quantities.share_above_one_hundred, "党员占比120%。", "党员占比20%。"),
    ],
)
def test_an_impossible_quantity_is_found(rule: IssueRule, wrong: str, right: str) -> None:
    """A possible one is not."""
    assert words(rule, wrong)
    assert not words(rule, right)


def test_a_part_is_compared_with_its_whole() -> None:
    """A larger number exceeds it, unless the whole is open at its upper end or no count."""
    day = date(2021, 12, 1)
    many, few, open_ended, share = (find_quantities(text, day)[0] for text in ("80人", "50人", "50多人", "50%"))
    assert exceeds_whole(many, few)
    assert not exceeds_whole(few, many)
    assert not exceeds_whole(many, many)
    assert not exceeds_whole(many, open_ended)
    assert not exceeds_whole(many, share)


def test_a_sentence_begins_after_a_stop() -> None:
    """Or at the beginning of the text."""
    assert find_sentence_start("甲。乙丙", 3) == 2
    assert find_sentence_start("甲乙", 1) == 0


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("386", "368", True), ("386", "387", True), ("386", "3860", True), ("386", "412", False), ("12", "21", False)],
)
def test_values_may_be_misread(one: str, other: str, alike: bool) -> None:
    """Digits that changed places, one wrong digit, a zero too many; two digits are too few to tell."""
    assert looks_misread(one, other) is alike
