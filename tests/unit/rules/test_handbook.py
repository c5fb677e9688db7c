"""The rules as text for people."""

from __future__ import annotations

import pytest

from taizhou_brief.rules.handbook import GROUPS, explain_code, explain_rule, list_rules, write_chapter, write_reference
from taizhou_brief.rules.registry import RULES


def test_every_rule_is_listed_and_explained() -> None:
    """In the order of the registry."""
    assert [row.code for row in list_rules()] == [rule.code for rule in RULES]
    for rule in RULES:
        page = explain_rule(rule.code.lower())
        assert page
        assert page.startswith(rule.summary)


@pytest.mark.parametrize(("code", "known"), [("S190", True), ("s191", True), ("Z999", False), ("", False)])
def test_codes_of_suppressions_are_explained_and_unknown_ones_not(code: str, known: bool) -> None:
    """In capital or small letters."""
    assert (explain_code(code) is not None) is known


def test_the_reference_has_a_chapter_for_each_rule() -> None:
    """Under the heading of its group; examples are code."""
    text = write_reference()
    assert all(f"### {rule.code} {rule.summary}" in text for rule in RULES)
    assert {rule.code[0] for rule in RULES} == GROUPS.keys()
    chapter = write_chapter(RULES[0])
    assert chapter.count("```") % 4 == 0
    assert "**查什么**：" in chapter
