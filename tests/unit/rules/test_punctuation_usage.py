"""Rules about the use of marks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.rules import punctuation_usage
from taizhou_brief.rules.rule import IssueRule
from tests.unit.rules.checks import words

MARKS = st.text("“”‘’《》（）a\n# ", max_size=12)


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


@given(MARKS)
def test_balanced_marks_need_no_closer_look(text: str) -> None:
    """The quick look and the one that finds the places agree, except on marks that may stay alone."""
    paragraphs = re.split(r"\n(?:[ \t\r]*\n|#)", text)
    balanced = punctuation_usage.is_balanced("".join(punctuation_usage.PAIR_TOKEN.findall(text)))
    assert balanced == all(is_balanced_slowly(paragraph) for paragraph in paragraphs)


def is_balanced_slowly(paragraph: str) -> bool:
    """Whether each mark of a paragraph closes the last open one."""
    stack = []
    for mark in paragraph:
        if mark in punctuation_usage.OPENING:
            stack.append(mark)
        elif mark in punctuation_usage.CLOSING and (not stack or stack.pop() != punctuation_usage.PARTNER[mark]):
            return False
    return not stack
