"""Reading on behind an error, so that one run tells all: a slip is read as what was meant, other bad values go."""

from __future__ import annotations

from typing import NamedTuple

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.formats.yaml.composer import ComposeResult, compose
from taizhou_brief.formats.yaml.event_sources import PURE
from taizhou_brief.formats.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from taizhou_brief.formats.yaml.parser_errors import explain_parser_error
from taizhou_brief.formats.yaml.typos import KEY, YamlProblem

ROUNDS = 20
"""How often a text is read anew; what is wrong beyond that waits for the next run."""
REPAIRS = {"Y002": ": ", "Y003": ": ", "Y018": "- "}
"""Slips whose meaning is plain, and what was meant."""
LEADS = lazy_compile(rf" *(?:- +)*(?:{KEY}):(?= +\S)"), lazy_compile(r" *-(?= +\S)")
"""What stays of a line whose value cannot be read: its key, else its dash."""
OWN = lazy_compile(rf" *(?:-( |$)|(?:{KEY}) *[:：])")
"""A line that is no continuation of the one above it."""


class Recovery(NamedTuple):
    """What could be read, and what had to be mended for it."""

    text: str
    """The text as it was read in the end; every line is where it was."""
    composed: ComposeResult
    """Read from it; its places are those of that text."""
    slips: list[YamlProblem]
    """Everything wrong, in the places of the text as it was written."""
    typed: dict[int, list[int]]
    """Line of the file → columns at which blanks were put in, in that order."""


def recover(text: str, composed: ComposeResult, first_line: int, told: list[YamlProblem]) -> Recovery:
    """Mend what stopped the reading, and read again, until nothing stops it; `told` is what is known to be wrong."""
    lines = text.split("\n")
    slips = list(told)
    typed: dict[int, list[int]] = {}
    for _ in range(ROUNDS):
        add_new(slips, composed.slips, typed)
        here = [each for each in composed.slips if each.code in REPAIRS]
        if composed.error and not here:
            here = parser_problems("\n".join(lines), composed.error, first_line)
            known = {each.line for each in slips}
            add_new(slips, [each for each in here if not is_consequence(each, known)], typed)
        before = list(lines)
        for each in here:
            repair(lines, each, first_line, typed)
        if lines == before:
            break
        composed = compose("\n".join(lines), PURE, first_line)
    return Recovery("\n".join(lines), composed, slips, typed)


def parser_problems(text: str, error: Exception, first_line: int) -> list[YamlProblem]:
    """Return what stopped the parser, with lines as in the file."""
    return [each._replace(line=each.line + first_line - 1) for each in explain_parser_error(text, error)]


def is_consequence(each: YamlProblem, known: set[int]) -> bool:
    """Whether a slip is told already: by one on its line, or by one that moved the line above."""
    return each.code not in REPAIRS and (each.line in known or (each.code == "Y019" and each.line - 1 in known))


def add_new(slips: list[YamlProblem], more: list[YamlProblem], typed: dict[int, list[int]]) -> None:
    """Add what is not known yet."""
    for each in (restore_problem(each, typed) for each in more):
        if not any((each.line, each.column, each.code) == (old.line, old.column, old.code) for old in slips):
            slips.append(each)


def repair(lines: list[str], each: YamlProblem, first_line: int, typed: dict[int, list[int]]) -> None:
    """Put what was meant in the place of a slip; take out a value that means nothing."""
    index = each.line - first_line
    row = lines[index]
    if each.code in REPAIRS:
        lines[index] = row[: each.column - 1] + REPAIRS[each.code] + row[each.column :]
        typed.setdefault(each.line, []).append(each.column + 1)
        return
    lines[index] = next((lead[0] for pattern in LEADS if (lead := pattern.match(row))), "")
    for at in range(index + 1, len(lines)):
        if OWN.match(lines[at]):
            break
        lines[at] = ""


def restore_problem(each: YamlProblem, typed: dict[int, list[int]]) -> YamlProblem:
    """Return a slip at its place in the text as it was written."""
    return each._replace(column=restore_column(each.line, each.column, typed))


def restore_column(line: int, at: int, typed: dict[int, list[int]]) -> int:
    """Count a column without the blanks that were put in before it."""
    for blank in reversed(typed.get(line, ())):
        at -= at > blank
    return at


def restore_positions(node: Node, typed: dict[int, list[int]]) -> Node:
    """Return a node and all in it at their places in the text as it was written."""
    at = restore_column(node.line, node.column, typed)
    if isinstance(node, ScalarNode):
        return node._replace(column=at)
    if isinstance(node, SequenceNode):
        return SequenceNode(tuple(restore_positions(item, typed) for item in node.items), node.line, at)
    pairs = [
        (key._replace(column=restore_column(key.line, key.column, typed)), restore_positions(value, typed))
        for key, value in node.pairs
    ]
    return MappingNode(tuple(pairs), node.line, at)
