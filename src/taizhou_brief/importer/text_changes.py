"""Passages of an old body that a new one does not have, for the list of changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from operator import eq
from typing import NamedTuple

from taizhou_brief.formats.schema import shorten_value
from taizhou_brief.formats.yaml import join_lines

CONTEXT = 4
"""Number of equal characters to show on both sides of a change."""
MAX_NEW_LENGTH = 40
"""Number of characters to show of a new text; the old one, which goes, is shown whole."""


class Passage(NamedTuple):
    """Paragraph or heading of a body."""

    line: int
    text: str


def describe_lost_passages(old: str, first_line: int, new: str) -> list[str]:
    """Return a sentence for each passage of `old`, which begins on a line of its file, that `new` does not have."""
    old_passages, new_passages = list(_split_passages(old, first_line)), list(_split_passages(new, 1))
    common = {passage.text for passage in old_passages} & {passage.text for passage in new_passages}
    replacements: dict[tuple[str, int], str] = {}
    for anchor, passage in _anchor(new_passages, common):
        replacements.setdefault(anchor, passage.text)
    return [
        _describe_change(passage, replacements.get(anchor, "")) for anchor, passage in _anchor(old_passages, common)
    ]


def _split_passages(body: str, first_line: int) -> Iterator[Passage]:
    """Yield the passages of a body; a line break within a paragraph makes no difference."""
    lines: list[str] = []
    for line, text in enumerate([*body.split("\n"), ""], first_line):
        if lines and (not text.strip() or text.startswith("#") or lines[-1].startswith("#")):
            yield Passage(line - len(lines), join_lines("\n".join(lines)))
            lines = []
        if text.strip():
            lines.append(text)


def _anchor(passages: list[Passage], common: set[str]) -> Iterator[tuple[tuple[str, int], Passage]]:
    """Yield the passages that are not common, each with the common one before it and its distance from that."""
    anchor, distance = "", 0
    for passage in passages:
        if passage.text in common:
            anchor, distance = passage.text, 0
        else:
            distance += 1
            yield (anchor, distance), passage


def _describe_change(old: Passage, new: str) -> str:
    """Describe what replaces a passage: the part that differs if there is anything equal, otherwise all."""
    if not new:
        return f"旧稿第{old.line}行在原件里没有：{old.text}"
    start = _count_equal(old.text, new)
    end = _count_equal(reversed(old.text[start:]), reversed(new[start:]))
    first, old_end, new_end = max(0, start - CONTEXT), len(old.text) - end + CONTEXT, len(new) - end + CONTEXT
    replacement = shorten_value(new[first:new_end], MAX_NEW_LENGTH)
    return f"旧稿第{old.line}行照原件改：“{old.text[first:old_end]}” → “{replacement}”"


def _count_equal(first: Iterable[str], second: Iterable[str]) -> int:
    """Return the number of equal characters at the beginning of two texts."""
    return sum(1 for _ in takewhile(bool, map(eq, first, second)))
