"""Rules about what is missing."""

from __future__ import annotations

import pytest

from taizhou_brief.model.identity import Address
from taizhou_brief.rules import completeness
from taizhou_brief.rules.rule import IssueRule
from tests.rule_cases import case_settings
from tests.unit.rules.checks import context_of, words


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        (completeness.empty_article, "# 甲事\n\n# 乙事\n\n正文。", "# 甲事\n\n正文。\n\n# 乙事\n\n正文。"),
        (completeness.empty_section, "# 甲事\n\n## 一、子\n\n## 二、丑\n\n正文。", "# 甲事\n\n## 一、子\n\n正文。"),
        (completeness.title_used_twice, "# 甲事\n\n正文。\n\n# 甲事\n\n正文。", "# 甲事\n\n正文。\n\n# 乙事\n\n正文。"),
        (completeness.blank_not_filled_in, "写〔待填〕。", "写完了。"),
    ],
)
def test_what_is_missing_is_found(rule: IssueRule, wrong: str, right: str) -> None:
    """And nothing in a complete text."""
    assert words(rule, wrong)
    assert not words(rule, right)


def test_the_county_of_a_title_is_known_by_its_name() -> None:
    """Not one that only begins alike."""
    county = case_settings().counties[0]
    assert completeness.find_county_name(f"{county.name}办实事", county)
    assert not completeness.find_county_name("某局办实事", county)


def test_the_words_of_a_place_are_found() -> None:
    """Of a measure or an article; None where there is none."""
    issue = context_of("一是甲。多做。\n\n二是乙。少花。").issue
    assert "多做" in (completeness.find_text_at(issue, Address(1, "m1")) or "")
    assert completeness.find_text_at(issue, Address(9)) is None
