"""Error recovery: repair obvious typing errors, remove other invalid values, and parse again.

So one run reports all problems of a text.
"""

from __future__ import annotations

from typing import NamedTuple

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.formats.yaml.composer import ComposeResult, compose
from taizhou_brief.formats.yaml.event_sources import PURE
from taizhou_brief.formats.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from taizhou_brief.formats.yaml.parser_errors import explain_parser_error
from taizhou_brief.formats.yaml.typos import KEY, YamlProblem

MAX_ROUNDS = 20
"""How often a text is parsed again; further problems are left to the next run."""
REPAIRS = {"Y002": ": ", "Y003": ": ", "Y018": "- "}
"""Codes of typing errors whose intended meaning is obvious → the replacement."""
KEPT_LINE_STARTS = lazy_compile(rf" *(?:- +)*(?:{KEY}):(?= +\S)"), lazy_compile(r" *-(?= +\S)")
"""The part of a line that is kept if its value is invalid: its key, otherwise its dash."""
NEW_ENTRY = lazy_compile(rf" *(?:-( |$)|(?:{KEY}) *[:：])")
"""The beginning of a line that does not continue the line above it."""


class Recovery(NamedTuple):
    """What was read with repairs, and the problems that were repaired."""

    text: str
    """The text as it was parsed in the end; no line has moved."""
    result: ComposeResult
    """The result of parsing it; its positions are those of that text."""
    problems: list[YamlProblem]
    """All problems, at their positions in the original text."""
    inserted_columns: dict[int, list[int]]
    """Line of the file → columns at which spaces were inserted, in the order of insertion."""


def recover(text: str, result: ComposeResult, first_line: int, known: list[YamlProblem]) -> Recovery:
    """Repair what stopped the parser and parse again until nothing does; `known` are the problems found before."""
    lines = text.split("\n")
    problems = list(known)
    inserted_columns: dict[int, list[int]] = {}
    for _ in range(MAX_ROUNDS):
        add_new_problems(problems, result.problems, inserted_columns)
        repairable = [problem for problem in result.problems if problem.code in REPAIRS]
        if result.error and not repairable:
            repairable = find_parser_problems("\n".join(lines), result.error, first_line)
            known_lines = {problem.line for problem in problems}
            independent = [problem for problem in repairable if not is_consequence(problem, known_lines)]
            add_new_problems(problems, independent, inserted_columns)
        before = list(lines)
        for problem in repairable:
            repair_line(lines, problem, first_line, inserted_columns)
        if lines == before:
            break
        result = compose("\n".join(lines), PURE, first_line)
    return Recovery("\n".join(lines), result, problems, inserted_columns)


def find_parser_problems(text: str, error: Exception, first_line: int) -> list[YamlProblem]:
    """Return what stopped the parser, with lines as in the file."""
    return [problem._replace(line=problem.line + first_line - 1) for problem in explain_parser_error(text, error)]


def is_consequence(problem: YamlProblem, known_lines: set[int]) -> bool:
    """Return whether a problem follows from a known one on its line, or from a repair that moved the line above."""
    return problem.code not in REPAIRS and (
        problem.line in known_lines or (problem.code == "Y019" and problem.line - 1 in known_lines)
    )


def add_new_problems(
    problems: list[YamlProblem], candidates: list[YamlProblem], inserted_columns: dict[int, list[int]]
) -> None:
    """Add the candidates that are not among the problems yet, at their original positions."""
    for candidate in (restore_problem(candidate, inserted_columns) for candidate in candidates):
        if not any(
            (candidate.line, candidate.column, candidate.code) == (known.line, known.column, known.code)
            for known in problems
        ):
            problems.append(candidate)


def repair_line(
    lines: list[str], problem: YamlProblem, first_line: int, inserted_columns: dict[int, list[int]]
) -> None:
    """Replace a typing error by what was intended; remove a value that has no valid meaning."""
    index = problem.line - first_line
    line = lines[index]
    if problem.code in REPAIRS:
        lines[index] = line[: problem.column - 1] + REPAIRS[problem.code] + line[problem.column :]
        inserted_columns.setdefault(problem.line, []).append(problem.column + 1)
        return
    lines[index] = next((start[0] for pattern in KEPT_LINE_STARTS if (start := pattern.match(line))), "")
    for following in range(index + 1, len(lines)):
        if NEW_ENTRY.match(lines[following]):
            break
        lines[following] = ""


def restore_problem(problem: YamlProblem, inserted_columns: dict[int, list[int]]) -> YamlProblem:
    """Return a problem at its position in the original text."""
    return problem._replace(column=restore_column(problem.line, problem.column, inserted_columns))


def restore_column(line: int, column: int, inserted_columns: dict[int, list[int]]) -> int:
    """Return a column without the spaces that were inserted before it."""
    for inserted in reversed(inserted_columns.get(line, ())):
        column -= column > inserted
    return column


def restore_positions(node: Node, inserted_columns: dict[int, list[int]]) -> Node:
    """Return a node and all its descendants at their positions in the original text."""
    column = restore_column(node.line, node.column, inserted_columns)
    if isinstance(node, ScalarNode):
        return node._replace(column=column)
    if isinstance(node, SequenceNode):
        return SequenceNode(tuple(restore_positions(item, inserted_columns) for item in node.items), node.line, column)
    pairs = [
        (
            key._replace(column=restore_column(key.line, key.column, inserted_columns)),
            restore_positions(value, inserted_columns),
        )
        for key, value in node.pairs
    ]
    return MappingNode(tuple(pairs), node.line, column)
