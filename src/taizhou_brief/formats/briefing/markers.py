"""The marker families of measures, and which paragraphs of a scope are measures.

A scope is what stands between two headings. Its family is the first whose sequence is present: a later paragraph with a
higher ordinal follows one with a lower ordinal. From its first paragraph on, each paragraph that begins with a marker
of that family opens a measure, also where the printed ordinals skip or repeat; markers of other families are prose.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from taizhou_brief.chinese.characters import NUMERAL, parse_chinese_numeral, to_chinese_numeral
from taizhou_brief.chinese.patterns import lazy_compile

SPACE = r"[ \t\u3000\u00a0]*"
HIGHEST = 99


class Marker(NamedTuple):
    """The marker that a paragraph begins with."""

    family: str
    """`是`, `（）`, `1.`, `第` or `首先`."""
    ordinal: int
    """As printed."""
    text: str
    """As printed, without blanks after it."""
    length: int
    """Characters up to the heading; 0 for an item of a list, whose marker is no part of its text."""
    run_on: bool = False
    """The paragraph goes on to the next ordinal itself, as in `一是一、二是二`."""


SERIES = {"首先": 1, "其次": 2, "再次": 3, "最后": 4}
"""`最后` closes a series of any length: its ordinal is that after the measure before it."""
LAST = "最后"

FAMILY_PATTERNS: Mapping[str, str] = {
    "是": rf"({NUMERAL}{{1,3}})是",
    "（）": rf"[（(]({NUMERAL}{{1,3}})[）)]",
    "1.": r"([1-9][0-9]?)[.．、](?![0-9])",
    "第": rf"第({NUMERAL}{{1,3}})(?:[，,：:]|、(?!第|{NUMERAL}))",
    "首先": f"({'|'.join(SERIES)})[，,]",
}
"""Family → regular expression of its markers; its one group is the ordinal."""
FAMILIES = tuple(FAMILY_PATTERNS)
_MARKER = lazy_compile(f"(?:{'|'.join(FAMILY_PATTERNS.values())}){SPACE}")


def match_marker(text: str) -> Marker | None:
    """The marker that a paragraph's text begins with, if any."""
    match = _MARKER.match(text)
    if not match or not match.lastindex:
        return None
    family, end = FAMILIES[match.lastindex - 1], match.end()
    ordinal = parse_ordinal(match[match.lastindex])
    if not ordinal:
        return None
    successor = _next_marker(family, ordinal)
    return Marker(family, ordinal, match[0].rstrip(), end, text.find(successor, end) >= 0)


@lru_cache(maxsize=1000)
def parse_ordinal(text: str) -> int:
    """Return the number of a printed ordinal, or 0 if it is not one from 1 to 99."""
    number = SERIES.get(text) or (int(text) if text.isascii() else parse_chinese_numeral(text)) or 0
    return number if 0 < number <= HIGHEST else 0


@lru_cache(maxsize=1000)
def _next_marker(family: str, ordinal: int) -> str:
    """Return how the marker after this one begins."""
    word = to_chinese_numeral(ordinal + 1)
    following = next((name for name, place in SERIES.items() if place == ordinal + 1), "首先")
    begins = {"是": f"{word}是", "（）": f"（{word}）", "1.": f"{ordinal + 1}.", "第": f"第{word}，", "首先": following}
    return begins[family]


def select_measures(found: Sequence[Marker | None]) -> dict[int, Marker]:
    """Which paragraphs of a scope open a measure: place → marker. `found` has an entry for each paragraph."""
    candidates = [(place, mark) for place, mark in enumerate(found) if mark]
    if len(candidates) < 2:  # one marker is no sequence
        return {}
    families = {mark.family for _, mark in candidates}
    if len(families) == 1 and [mark.ordinal for _, mark in candidates] == list(range(1, len(candidates) + 1)):
        return dict(candidates)  # as nearly always
    starts = [start for family in families if (start := _start(candidates, family))]
    if not starts:
        return {}
    # a list opens measures only where nothing else does
    _, first, family = min((mark.length == 0, place, mark.family) for place, mark in starts)
    chosen: dict[int, Marker] = {}
    due = 0
    for place, mark in candidates:
        if mark.family != family or place < first:
            continue
        if mark.text[:2] == LAST and chosen:
            mark = Marker(family, due, mark.text, mark.length)  # noqa: PLW2901  # its ordinal depends on those before
        if mark.run_on and chosen and mark.ordinal != due:
            continue
        chosen[place] = mark
        due = mark.ordinal + 1
    return chosen


def _start(candidates: Sequence[tuple[int, Marker]], family: str) -> tuple[int, Marker] | None:
    """The paragraph on which the sequence of a family starts, if there is one."""
    nearest: dict[int, int] = {}
    """Ordinal → where it comes next; the paragraphs are walked from the last to the first."""
    highest = 0
    found: tuple[int, Marker] | None = None
    for place, mark in reversed(candidates):
        if mark.family != family:
            continue
        again, following = nearest.get(mark.ordinal), nearest.get(mark.ordinal + 1)
        repeated = again is not None and (following is None or again < following)
        if highest > mark.ordinal and (mark.length or mark.ordinal == 1) and not (mark.run_on and repeated):
            found = place, mark
        nearest[mark.ordinal] = place
        highest = max(highest, mark.ordinal)
    return found
