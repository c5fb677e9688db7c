"""Nodes composed from the events of a text."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.yaml.composer import MAX_DEPTH, compose, join_lines
from taizhou_brief.formats.yaml.event_sources import FAST, PURE
from taizhou_brief.formats.yaml.nodes import MappingNode, ScalarNode


def test_nodes_know_their_lines_in_the_file() -> None:
    """Both sources of events give the same."""
    for source in filter(None, (PURE, FAST)):
        result = compose("a: 甲\nb: '乙'\n", source, 5)
        assert isinstance(result.root, MappingNode)
        assert [(key.line, value) for key, value in result.root.pairs] == [
            (5, ScalarNode("甲", 5, 4)),
            (6, ScalarNode("乙", 6, 4, "'")),
        ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1\na: 2\n", "Y005"),
        ("a: &x 1\nb: *x\n", "Y006"),
        ("a: !!str 1\n", "Y007"),
        ("<<: {b: 1}\n", "Y008"),
        ("a: 1\n---\nb: 2\n", "Y009"),
        ("a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1) + "\n", "Y012"),
        ("[a]: 1\n", "Y014"),
    ],
)
def test_what_the_format_refuses_is_reported(text: str, code: str) -> None:
    """Where it is, without raising."""
    assert code in {problem.code for problem in compose(text, PURE, 1).problems}


def test_an_error_of_the_parser_is_returned() -> None:
    """What was complete before it is kept."""
    result = compose("a: 1\nb: [\n", PURE, 1)
    assert result.error
    assert result.root is None or isinstance(result.root, MappingNode)
    assert compose("", PURE, 1).root is None


@pytest.mark.parametrize(("text", "joined"), [("甲\n乙", "甲乙"), ("a\nb", "a b"), ("甲 \n  b", "甲 b")])
def test_lines_are_joined(text: str, joined: str) -> None:
    """Without a space between wide characters."""
    assert join_lines(text) == joined
