"""Where problems of one text are collected."""

from __future__ import annotations

import pytest

from taizhou_brief.diagnostics import CODES, Severity
from taizhou_brief.formats.schema.problems import ProblemCollector
from taizhou_brief.formats.yaml.nodes import MappingNode, ScalarNode, SequenceNode


def test_codes_have_the_letter_of_their_text() -> None:
    """Front matter and settings share the meanings."""
    for number in range(1, 13):
        assert CODES[f"F0{number:02}"].summary == CODES[f"C0{number:02}"].summary


def test_a_problem_is_at_its_node() -> None:
    """Or some characters into it; its length is that of the text with its quotes."""
    problems = ProblemCollector("a.md", "F")
    problems.report("05", ScalarNode("甲乙", 3, 5, "'"), "m")
    problems.report("05", ScalarNode("甲乙", 3, 5), "m", shift=1)
    problems.report("02", MappingNode((), 1, 1), "m", severity=Severity.WARNING)
    problems.report("24", MappingNode((), 1, 1), "m")
    assert [(d.line, d.column, d.length) for d in problems.diagnostics] == [(3, 5, 4), (3, 6, 1), (1, 1, 1), (1, 1, 1)]
    error, warning = Severity.ERROR, Severity.WARNING  # F024 is a warning, F002 one only where it is called one
    assert [d.severity for d in problems.diagnostics] == [error, error, warning, warning]
    assert {d.path for d in problems.diagnostics} == {"a.md"}


@pytest.mark.parametrize(
    ("node", "code"),
    [
        (SequenceNode((), 1, 1), "F004"),
        (MappingNode((), 1, 1), "F004"),
        (ScalarNode("甲", 1, 1), "F004"),
        (ScalarNode("title：甲", 1, 1), "Y002"),
    ],
)
def test_a_wrong_shape_may_be_a_typing_error(node: SequenceNode | MappingNode | ScalarNode, code: str) -> None:
    """A full-width colon explains why there is no mapping."""
    problems = ProblemCollector("a.md", "F")
    problems.wrong_type(node, "一行文字")
    assert [d.code for d in problems.diagnostics] == [code]


@pytest.mark.parametrize(("text", "words"), [("", "没有写值"), ("~", "“~”")])
def test_a_missing_value_is_named(text: str, words: str) -> None:
    """A null word is named as such."""
    problems = ProblemCollector("a.md", "F")
    problems.no_value(ScalarNode(text, 1, 1), "这里", "补上值")
    assert words in problems.diagnostics[0].message
