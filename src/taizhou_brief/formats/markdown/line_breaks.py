"""Line breaks that the editor should see: inside a number, and hard ones inside a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from taizhou_brief.chinese.characters import HAN, ONE_TO_TEN
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.chinese.spacing import BREAK_IN_DIGITS, BREAK_IN_NUMBER
from taizhou_brief.quantities import SIDE_LENGTH, cuts_quantity

HARD_BREAK = "\v\n"
"""A line break that ends the line on the page too, as the text to search has it."""
_TAIL_LENGTH = 8
_TAIL = lazy_compile(rf"[^\s，。；、！？（）]{{0,{_TAIL_LENGTH}}}$")
_HEAD = lazy_compile(r"[^\s，。；、！？（）]{0,4}")
"""The words on both sides of a break."""
_BREAK = lazy_compile(r"\v\n[ \t\u3000\u00a0]*")
_OPEN_END = lazy_compile("[，、（(“‘《〈]$")
_WORD_END = lazy_compile(f"[{HAN}A-Za-z0-9]$")
_CLAUSE = lazy_compile("[，。；！？]")
_NEW_LINE = lazy_compile(
    rf"[^，。；！？]{{1,8}}[：:]|[（(]?[{ONE_TO_TEN}0-9]{{1,3}}[）)、.．]|[{ONE_TO_TEN}]是|[①-⑳㈠-㈩·•●◆■※—-]"
)
"""What begins a line of its own: a label, a marker, a sign of a list."""


class FoundBreak(NamedTuple):
    """A line break at an offset of a text."""

    start: int
    number: str
    """The number that it cuts with the words next to it, joined; empty if it cuts a sentence."""
    words: str
    """The words on both sides with a stroke between them."""


def find_line_breaks(text: str) -> Iterator[FoundBreak]:
    """Yield the line breaks to report; hard ones are written as `HARD_BREAK`."""
    cuts = _find_cuts(text)
    for start, end in cuts:
        if "\v" in text[start:end] or BREAK_IN_DIGITS.match(text, start):
            before, after = _read_sides(text, start, end)
            yield FoundBreak(start, before + after, f"{before}|{after}")
    taken = {index for cut in cuts for index in range(*cut)}
    for match in _BREAK.finditer(text):
        start, end = match.span()
        if start not in taken and _cuts_sentence(text, start, end):
            yield FoundBreak(start, "", "|".join(_read_sides(text, start, end)))


def _read_sides(text: str, start: int, end: int) -> tuple[str, str]:
    tail, head = _TAIL.search(text, max(0, start - _TAIL_LENGTH), start), _HEAD.match(text, end)
    return tail[0] if tail else "", head[0] if head else ""


def _cuts_sentence(text: str, start: int, end: int) -> bool:
    """Return whether a hard break is inside a sentence; lines without any stop may be a list of lines, or verse."""
    line = text[text.rfind("\n", 0, start) + 1 : start].rstrip()
    following = text[end:].partition("\n")[0].rstrip("\v")
    if not following.strip() or _NEW_LINE.match(following):
        return False
    has_clauses = _CLAUSE.search(line) or _CLAUSE.search(following)
    return bool(_OPEN_END.search(line) or (_WORD_END.search(line) and has_clauses))


def _find_cuts(text: str) -> list[tuple[int, int]]:
    """Find the line breaks inside numbers."""
    found = {match.span() for match in BREAK_IN_NUMBER.finditer(text.replace("\v", " "))}
    taken = {index for cut in found for index in range(*cut)}
    for match in _BREAK.finditer(text):
        start, end = match.span()
        before, after = text[max(0, start - SIDE_LENGTH) : start], text[end : end + SIDE_LENGTH]
        if start not in taken and cuts_quantity(before, after):
            found.add(match.span())
    return sorted(found)
