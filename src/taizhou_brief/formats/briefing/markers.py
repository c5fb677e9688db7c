"""Marker families of measures, and the selection of the paragraphs of a scope that open measures.

A scope is the text between two headings. Its family is the first whose sequence is present: a later paragraph with a
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
MAX_ORDINAL = 99


class Marker(NamedTuple):
    """Marker that a paragraph begins with."""

    family: str
    """One of `FAMILIES`: `是`, `（）`, `1.`, `第` or `首先`."""
    ordinal: int
    """Ordinal as printed."""
    text: str
    """Text as printed, without blanks after it."""
    length: int
    """Number of characters before the heading; 0 for an item of a list, whose marker is not part of its text."""
    run_on: bool = False
    """Whether the paragraph itself contains the next ordinal, as in `一是一、二是二`."""


ADVERBS = {"首先": 1, "其次": 2, "再次": 3, "最后": 4}
"""Ordinals of adverbs; `最后` ends a sequence of any length: its ordinal follows that of the measure before it."""
LAST = "最后"

FAMILY_PATTERNS: Mapping[str, str] = {
    "是": rf"({NUMERAL}{{1,3}})是",
    "（）": rf"[（(]({NUMERAL}{{1,3}})[）)]",
    "1.": r"([1-9][0-9]?)[.．、](?![0-9])",
    "第": rf"第({NUMERAL}{{1,3}})(?:[，,：:]|、(?!第|{NUMERAL}))",
    "首先": f"({'|'.join(ADVERBS)})[，,]",
}
"""Family → regular expression of its markers; its one group is the ordinal."""
FAMILIES = tuple(FAMILY_PATTERNS)
_MARKER = lazy_compile(f"(?:{'|'.join(FAMILY_PATTERNS.values())}){SPACE}")


def match_marker(text: str) -> Marker | None:
    """Return the marker that a paragraph's text begins with, or None."""
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
    number = ADVERBS.get(text) or (int(text) if text.isascii() else parse_chinese_numeral(text)) or 0
    return number if 0 < number <= MAX_ORDINAL else 0


@lru_cache(maxsize=1000)
def _next_marker(family: str, ordinal: int) -> str:
    """Return how the marker after this one begins."""
    word = to_chinese_numeral(ordinal + 1)
    following = next((name for name, place in ADVERBS.items() if place == ordinal + 1), "首先")
    begins = {"是": f"{word}是", "（）": f"（{word}）", "1.": f"{ordinal + 1}.", "第": f"第{word}，", "首先": following}
    return begins[family]


def select_measures(markers: Sequence[Marker | None]) -> dict[int, Marker]:
    """Select the paragraphs of a scope that open a measure: return their markers by index.

    `markers` has an entry for each paragraph of the scope.
    """
    candidates = [(index, marker) for index, marker in enumerate(markers) if marker]
    if len(candidates) < 2:  # one marker is not a sequence
        return {}
    families = {marker.family for _, marker in candidates}
    if len(families) == 1 and [marker.ordinal for _, marker in candidates] == list(range(1, len(candidates) + 1)):
        return dict(candidates)  # the usual case
    starts = [start for family in families if (start := _find_start(candidates, family))]
    if not starts:
        return {}
    # list items open measures only if no other family does
    _, first, family = min((marker.length == 0, index, marker.family) for index, marker in starts)
    selected: dict[int, Marker] = {}
    expected = 0
    for index, marker in candidates:
        if marker.family != family or index < first:
            continue
        if marker.text[:2] == LAST and selected:
            marker = Marker(family, expected, marker.text, marker.length)  # noqa: PLW2901  # depends on the markers before
        if marker.run_on and selected and marker.ordinal != expected:
            continue
        selected[index] = marker
        expected = marker.ordinal + 1
    return selected


def _find_start(candidates: Sequence[tuple[int, Marker]], family: str) -> tuple[int, Marker] | None:
    """Find the paragraph with which the sequence of a family starts; None if there is no sequence."""
    nearest: dict[int, int] = {}
    """Index of the next paragraph with each ordinal; the paragraphs are visited from the last to the first."""
    highest = 0
    start: tuple[int, Marker] | None = None
    for index, marker in reversed(candidates):
        if marker.family != family:
            continue
        same, following = nearest.get(marker.ordinal), nearest.get(marker.ordinal + 1)
        repeated = same is not None and (following is None or same < following)
        if highest > marker.ordinal and (marker.length or marker.ordinal == 1) and not (marker.run_on and repeated):
            start = index, marker
        nearest[marker.ordinal] = index
        highest = max(highest, marker.ordinal)
    return start
