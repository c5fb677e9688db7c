"""Reading on behind an error, so that one run tells all: a slip is read as what was meant, other bad values go."""

from __future__ import annotations

from typing import NamedTuple

from taizhou_brief.patterns import regex
from taizhou_brief.yamltext.events import Composed, compose
from taizhou_brief.yamltext.nodes import Mapping, Node, Scalar, Sequence
from taizhou_brief.yamltext.slips import KEY, Slip
from taizhou_brief.yamltext.sources import PURE
from taizhou_brief.yamltext.trouble import explain

ROUNDS = 20
"""How often a text is read anew; what is wrong beyond that waits for the next run."""
MEANT = {"Y002": ": ", "Y003": ": ", "Y018": "- "}
"""Slips whose meaning is plain, and what was meant."""
LEADS = regex(rf" *(?:- +)*(?:{KEY}):(?= +\S)"), regex(r" *-(?= +\S)")
"""What stays of a line whose value cannot be read: its key, else its dash."""
OWN = regex(rf" *(?:-( |$)|(?:{KEY}) *[:：])")
"""A line that is no continuation of the one above it."""


class Mended(NamedTuple):
    """What could be read, and what had to be mended for it."""

    text: str
    """The text as it was read in the end; every line is where it was."""
    composed: Composed
    """Read from it; its places are those of that text."""
    slips: list[Slip]
    """Everything wrong, in the places of the text as it was written."""
    typed: dict[int, list[int]]
    """Line of the file → columns at which blanks were put in, in that order."""


def read_on(text: str, composed: Composed, first_line: int, told: list[Slip]) -> Mended:
    """Mend what stopped the reading, and read again, until nothing stops it; `told` is what is known to be wrong."""
    lines = text.split("\n")
    slips = list(told)
    typed: dict[int, list[int]] = {}
    for _ in range(ROUNDS):
        keep(slips, composed.slips, typed)
        here = [each for each in composed.slips if each.code in MEANT]
        if composed.error and not here:
            here = stops("\n".join(lines), composed.error, first_line)
            known = {each.line for each in slips}
            keep(slips, [each for each in here if not follows(each, known)], typed)
        before = list(lines)
        for each in here:
            mend(lines, each, first_line, typed)
        if lines == before:
            break
        composed = compose("\n".join(lines), PURE, first_line)
    return Mended("\n".join(lines), composed, slips, typed)


def stops(text: str, error: Exception, first_line: int) -> list[Slip]:
    """Return what stopped the parser, with lines as in the file."""
    return [each._replace(line=each.line + first_line - 1) for each in explain(text, error)]


def follows(each: Slip, known: set[int]) -> bool:
    """Whether a slip is told already: by one on its line, or by one that moved the line above."""
    return each.code not in MEANT and (each.line in known or (each.code == "Y019" and each.line - 1 in known))


def keep(slips: list[Slip], more: list[Slip], typed: dict[int, list[int]]) -> None:
    """Add what is not known yet."""
    for each in (original(each, typed) for each in more):
        if not any((each.line, each.column, each.code) == (old.line, old.column, old.code) for old in slips):
            slips.append(each)


def mend(lines: list[str], each: Slip, first_line: int, typed: dict[int, list[int]]) -> None:
    """Put what was meant in the place of a slip; take out a value that means nothing."""
    index = each.line - first_line
    row = lines[index]
    if each.code in MEANT:
        lines[index] = row[: each.column - 1] + MEANT[each.code] + row[each.column :]
        typed.setdefault(each.line, []).append(each.column + 1)
        return
    lines[index] = next((lead[0] for pattern in LEADS if (lead := pattern.match(row))), "")
    for at in range(index + 1, len(lines)):
        if OWN.match(lines[at]):
            break
        lines[at] = ""


def original(each: Slip, typed: dict[int, list[int]]) -> Slip:
    """Return a slip at its place in the text as it was written."""
    return each._replace(column=column(each.line, each.column, typed))


def column(line: int, at: int, typed: dict[int, list[int]]) -> int:
    """Count a column without the blanks that were put in before it."""
    for blank in reversed(typed.get(line, ())):
        at -= at > blank
    return at


def settled(node: Node, typed: dict[int, list[int]]) -> Node:
    """Return a node and all in it at their places in the text as it was written."""
    at = column(node.line, node.column, typed)
    if isinstance(node, Scalar):
        return node._replace(column=at)
    if isinstance(node, Sequence):
        return Sequence(tuple(settled(item, typed) for item in node.items), node.line, at)
    pairs = [
        (key._replace(column=column(key.line, key.column, typed)), settled(value, typed)) for key, value in node.pairs
    ]
    return Mapping(tuple(pairs), node.line, at)
