"""The proof that no number changed: characters are one number in the draft only where they are one in the source.

Numbers printed on two lines may be joined, and a list number parted from the digits that follow it; nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.recognise.spacing import LAYOUT, SPACE, UNPRINTABLE, visible_chars

TIGHT, BLANK, CELL, LINE = "", " ", "|", "\n"
"""What stands before a character: nothing, a blank, the edge of a cell or of a list number, the edge of a line."""
_HAN = frozenset("零〇一二三四五六七八九十百千万亿")
_SCALES = frozenset("百千万亿%‰")
_POINTS = frozenset(".,")
_ITEM = lazy_compile("[0-9]{1,2}[.．、]")


class Marked(NamedTuple):
    """Visible characters, and what stands before each of them."""

    text: str
    seams: tuple[str, ...]


NOTHING = Marked("", ())


def marked(text: str, number: int = 0, *, table: bool = False) -> Marked:
    """One line; its first `number` visible characters are those of an automatic number."""
    seams: list[str] = []
    seam = LINE
    for character in text:
        if LAYOUT.match(character) or UNPRINTABLE.match(character):
            continue
        if SPACE.match(character):
            seam = seam or (CELL if table and character == "\t" else BLANK)
        else:
            seams.append(CELL if number and len(seams) == number else seam)
            seam = TIGHT
    return Marked(visible_chars(text), tuple(seams))


def strung(lines: Iterable[Marked]) -> Marked:
    """Several lines as one stream."""
    every = tuple(lines)
    return Marked("".join(line.text for line in every), tuple(seam for line in every for seam in line.seams))


def changed_number(source: Marked, draft: Marked) -> str:
    """A place where the same characters make another number in the draft, in words; empty where none is."""
    text, start, begin = draft.text, 0, 0
    for n in range(1, len(text)):
        before, now = source.seams[n], draft.seams[n]
        start, begin = n if now == LINE else start, n if before == LINE else begin
        if (before == TIGHT) == (now == TIGHT):
            continue
        digits = _in_number(text, n)
        scaled = text[n - 1].isdecimal() and text[n] in _SCALES
        words = text[n - 1] in _HAN and text[n] in _HAN
        if now == TIGHT:
            wrong = (before == BLANK and (digits or words)) or (before == CELL and (digits or words or scaled))
        else:
            item = _ITEM.fullmatch(text, start, n) or _ITEM.fullmatch(text, begin, n)
            wrong = (digits or scaled or words) and not item
        if wrong:
            return f"原件是“{_around(source, n)}”，底稿是“{_around(draft, n)}”"
    return ""


def _in_number(text: str, n: int) -> bool:
    """Whether the characters before and at `n` belong to one number of digits where they stand together."""
    left, right = text[n - 1], text[n]
    if left.isdecimal():
        return right.isdecimal() or (right in _POINTS and text[n + 1 : n + 2].isdecimal())
    return left in _POINTS and right.isdecimal() and n > 1 and text[n - 2].isdecimal()


def _around(stream: Marked, n: int) -> str:
    """The words around a place, with their seams."""
    span = range(max(0, n - 6), min(len(stream.text), n + 6))
    return "".join((stream.seams[m] and " ") + stream.text[m] for m in span).strip()


def picked(stream: Marked, lines: Sequence[int], places: Sequence[int]) -> Marked:
    """The characters at these places; `lines` says on which line each character of the stream stands."""
    seams = [LINE] * min(1, len(places))
    for last, place in pairwise(places):
        edge = CELL if lines[last] == lines[place] else LINE
        seams.append(stream.seams[place] if place == last + 1 else edge)
    return Marked("".join(stream.text[place] for place in places), tuple(seams))
