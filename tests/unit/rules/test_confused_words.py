"""Rules about words that are confused."""

from __future__ import annotations

import pytest

from taizhou_brief.rules import confused_words
from taizhou_brief.rules.rule import IssueRule
from tests.unit.rules.checks import words


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        (confused_words.deadline_for_as_of, "截止目前，已办好。", "截至目前，已办好。"),
        (confused_words.other_in_two_ways, "其它事。其他事。", "其他事。其他事。"),
        (confused_words.landing_for_login, "登陆平台办理。", "登录平台办理。"),
        (confused_words.miswritten_word, "按步就班。", "按部就班。"),
        (confused_words.wrong_name_of_an_authority, "人民检查院。", "人民检察院。"),
        (confused_words.said_twice, "付诸于实施。", "付诸实施。"),
        (confused_words.superseded_form, "执著追求。", "执着追求。"),
    ],
)
def test_a_confused_word_is_found(rule: IssueRule, wrong: str, right: str) -> None:
    """The right one is not."""
    assert words(rule, wrong)
    assert not words(rule, right)
