"""Rules about the use of marks."""

from __future__ import annotations

import pytest

from taizhou_brief.rules import punctuation_usage
from taizhou_brief.rules.rule import IssueRule
from tests.unit.rules.checks import words


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        (punctuation_usage.unbalanced_pair, "甲“乙。", "甲“乙”。"),
        (punctuation_usage.heading_that_ends_with_a_stop, "## 一、抓好甲事。\n\n正文。", "## 一、抓好甲事\n\n正文。"),
        (punctuation_usage.space_beside_chinese_mark, "甲 ，乙。", "甲，乙。"),
        (punctuation_usage.doubled_stop, "甲，，乙。", "甲，乙。"),
        (punctuation_usage.comma_between_quoted_items, "“甲”、“乙”。", "“甲”“乙”。"),
        (punctuation_usage.stop_at_start_of_paragraph, "甲。\n\n，乙。", "甲。\n\n乙。"),
    ],
)
def test_a_wrong_use_is_found(rule: IssueRule, wrong: str, right: str) -> None:
    """The right one is not."""
    assert words(rule, wrong)
    assert not words(rule, right)
