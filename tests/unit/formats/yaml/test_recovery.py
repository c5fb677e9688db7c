"""Error recovery of YAML: typing errors are repaired, and everything keeps its original place."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.yaml.composer import compose
from taizhou_brief.formats.yaml.event_sources import PURE
from taizhou_brief.formats.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from taizhou_brief.formats.yaml.recovery import (
    Recovery,
    is_consequence,
    recover,
    repair_line,
    restore_column,
    restore_positions,
    restore_problem,
)
from taizhou_brief.formats.yaml.typos import YamlProblem


def recovered(text: str, first_line: int = 1) -> Recovery:
    """Parse a text and repair it."""
    return recover(text, compose(text, PURE, first_line), first_line, [])


def scalars(node: MappingNode) -> dict[str, tuple[str, int, int]]:
    """Key → text, line and column of its value."""
    return {
        key.text: (value.text, value.line, value.column) for key, value in node.pairs if isinstance(value, ScalarNode)
    }


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [("number：7\ndate: 1\n", "Y002", 7), ("number:7\ndate: 1\n", "Y003", 7), ("a:\n-b: 7\n  c: 1\n", "Y018", 1)],
)
def test_a_typing_error_is_repaired_and_reported(text: str, code: str, column: int) -> None:
    """The text can be parsed afterwards; the problem is reported where it was typed."""
    found = recovered(text)
    assert found.result.error is None
    assert found.result.root
    assert (found.problems[0].code, found.problems[0].column) == (code, column)
    assert found.text.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("text", "key", "column"),
    [
        ("date: 1\nnumber:7\n", "number", 8),  # typed in column 8, one before where the repair puts it
        ("number：7\ndate: 1\n", "number", 8),
        ("number:7\ndate: 1\n", "date", 7),  # a line without a repair keeps its columns
    ],
)
def test_a_value_after_a_repair_keeps_its_column(text: str, key: str, column: int) -> None:
    """Columns are those of the original text, on the repaired line and on every other."""
    found = recovered(text)
    assert found.result.root
    node = restore_positions(found.result.root, found.inserted_columns)
    assert isinstance(node, MappingNode)
    assert scalars(node)[key][2] == column


def test_lines_are_those_of_the_file() -> None:
    """A text that begins on line 2 of its file is repaired on the right line."""
    found = recovered("a: 1\nb:2\n", first_line=2)
    assert [(problem.line, problem.column) for problem in found.problems] == [(3, 2)]
    assert list(found.inserted_columns) == [3]


@pytest.mark.parametrize(
    ("inserted", "column", "original"),
    [
        ({}, 9, 9),
        ({1: [8]}, 7, 7),
        ({1: [8]}, 8, 8),  # the inserted space itself is where the next character was typed
        ({1: [8]}, 9, 8),
        ({1: [8]}, 10, 9),
        ({2: [8]}, 10, 10),
        ({1: [2, 8]}, 10, 8),
        ({1: [8, 2]}, 10, 8),
        ({1: [2, 8]}, 2, 2),
    ],
)
def test_a_column_is_restored(inserted: dict[int, list[int]], column: int, original: int) -> None:
    """Each space inserted before a column on the same line counts one."""
    assert restore_column(1, column, inserted) == original
    problem = YamlProblem(1, column, "Y001", "", "")
    assert restore_problem(problem, inserted) == problem._replace(column=original)


def test_whole_trees_are_restored() -> None:
    """Lists, mappings, keys and values are moved alike."""
    key, value = ScalarNode("a", 1, 11), ScalarNode("b", 1, 14)
    tree = SequenceNode((MappingNode(((key, value),), 1, 11),), 1, 10)
    moved = restore_positions(tree, {1: [9]})
    expected = MappingNode(((key._replace(column=10), value._replace(column=13)),), 1, 10)
    assert moved == SequenceNode((expected,), 1, 9)


def test_a_value_without_meaning_is_removed_with_its_continuation() -> None:
    """The key stays; lines that go on with the value become empty, and no line moves."""
    lines = ["a: [甲", "  乙", "b: 1"]
    repair_line(lines, YamlProblem(1, 4, "Y016", "", ""), 1, {})
    assert lines == ["a:", "", "b: 1"]


def test_what_follows_from_a_known_problem_is_not_reported() -> None:
    """Bad indentation below a repaired line, or a second problem on its line; a typing error is always reported."""
    assert is_consequence(YamlProblem(3, 1, "Y019", "", ""), {2})
    assert is_consequence(YamlProblem(2, 1, "Y001", "", ""), {2})
    assert not is_consequence(YamlProblem(3, 1, "Y001", "", ""), {2})
    assert not is_consequence(YamlProblem(2, 1, "Y003", "", ""), {2})


def test_several_problems_are_found_in_one_run() -> None:
    """Each on its own line."""
    found = recovered("a:1\nb: [甲\nc：3\n")
    assert sorted((problem.line, problem.code) for problem in found.problems) == [(1, "Y003"), (2, "Y016"), (3, "Y002")]
