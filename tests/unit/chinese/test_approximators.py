"""Approximators: which words qualify a number, and which only end or begin with such a word."""

from __future__ import annotations

import re
from datetime import date

import pytest

from taizhou_brief.chinese.approximators import (
    ESTIMATE_ENDS,
    ESTIMATES,
    LEADING,
    OTHER_WORDS,
    TRAILING,
    exclude_other_words,
    match_trailing,
)
from taizhou_brief.quantities import find_quantities


@pytest.mark.parametrize(("text", "word"), [("约30家", "约"), ("节约30元", ""), ("村规民约30条", ""), ("附近30户", "")])
def test_the_end_of_another_word_is_no_approximator(text: str, word: str) -> None:
    """In the pattern as in what is found."""
    match = re.search("|".join(map(exclude_other_words, ESTIMATES)), text)
    assert (match[0] if match else "") == word
    assert [quantity.qualifier for quantity in find_quantities(text, date(2021, 7, 1))] == [word]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("提高超10%", "超"),
        ("创新近30项", "近"),
        ("联盟约30家", "约"),
        ("邀约30家", ""),
        ("相约30人", ""),
        ("30人左右", "左右"),
        ("30个左右两侧", ""),
        ("30个上下班点", ""),
        ("30个以上海为主", ""),
    ],
)
def test_words_in_which_two_tables_differed(text: str, qualifier: str) -> None:
    """Where the rules and the quantities once disagreed."""
    assert [quantity.qualifier for quantity in find_quantities(text, date(2021, 7, 1))] == [qualifier]


def test_tables_agree_with_each_other() -> None:
    """Longer words come first, and every exception belongs to a word."""
    assert set(ESTIMATE_ENDS) == {word[-1] for word in ESTIMATES}
    assert set(OTHER_WORDS) <= set(LEADING)
    for words in (ESTIMATES, TRAILING):
        assert not [(a, b) for n, a in enumerate(words) for b in words[n + 1 :] if b.startswith(a)]
    assert re.fullmatch(match_trailing(*TRAILING), "及以上")
