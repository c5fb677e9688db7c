"""Marker families of measures: the marker of a paragraph, the paragraphs that are measures, and run-on sequences.

The decisions must be those of the parser: a marker without its sequence makes no measure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from taizhou_brief.chinese.characters import parse_chinese_numeral, to_chinese_numeral
from taizhou_brief.chinese.patterns import lazy_compile

_NUMERAL = "[一二三四五六七八九十百零〇]{1,3}"
_ORDINAL_WORDS = {"首先": 1, "其次": 2, "再次": 3, "最后": 4}
_LAST_ORDINAL = 4
_PATTERNS = {
    "是": lazy_compile(rf"({_NUMERAL})是"),
    "（）": lazy_compile(rf"[（(]({_NUMERAL})[）)]"),
    "1.": lazy_compile(r"([1-9]\d?)[.．、](?!\d)"),
    "第": lazy_compile(rf"第({_NUMERAL})(?:[，,：:]|、(?!第|{_NUMERAL}))"),
    "首先": lazy_compile(r"(首先|其次|再次|最后)[，,]"),
}
_SECTION = lazy_compile(r"([一二三四五六七八九十]{1,3})([、．.])[ \u3000]*")
_SPACED = lazy_compile("([一二三四五六七八九十]{1,3})([ \u3000])(?=.{3,24}$)(?!.*[。，；：、]$)")
_MARKS_BEFORE = "：；。:;！？"


@dataclass(frozen=True, slots=True)
class MarkerMatch:
    """A marker: its family, the printed ordinal, and its position in the paragraph."""

    family: str
    ordinal: int
    start: int
    end: int
    text: str
    names_next: bool = False
    """Whether its paragraph contains the next ordinal itself, as in `一是一、二是二`."""


def match_section_marker(text: str) -> tuple[int, str] | None:
    """Return the number of a section heading and the mark after it, or None."""
    match = _SECTION.match(text) or _SPACED.match(text)
    number = parse_chinese_numeral(match[1]) if match else None
    return (number, match[2]) if match and number else None


def match_measure_marker(text: str) -> MarkerMatch | None:
    """Return the marker at the start of a paragraph, or None."""
    for family, pattern in _PATTERNS.items():
        match = pattern.match(text)
        if match and (marker := _build_marker(family, match)):
            return replace(marker, names_next=_format_next_marker(marker) in text[marker.end :])
    return None


def _format_next_marker(marker: MarkerMatch) -> str:
    """Return the text of the marker that would follow."""
    numeral = to_chinese_numeral(marker.ordinal + 1)
    if marker.family == "首先":
        return next((name for name, number in _ORDINAL_WORDS.items() if number == marker.ordinal + 1), "首先")
    texts = {"是": f"{numeral}是", "（）": f"（{numeral}）", "1.": f"{marker.ordinal + 1}.", "第": f"第{numeral}，"}
    return texts[marker.family]


def _build_marker(family: str, match: re.Match[str]) -> MarkerMatch | None:
    """Build the marker of a match, or return None if its ordinal is not a number below 100."""
    word = match[1]
    ordinal = _ORDINAL_WORDS.get(word) or (int(word) if word.isdecimal() else parse_chinese_numeral(word))
    return MarkerMatch(family, ordinal, match.start(), match.end(), match[0]) if ordinal and ordinal < 100 else None


def select_measures(markers: Sequence[MarkerMatch | None]) -> dict[int, MarkerMatch]:
    """Select the paragraphs between two headings that are measures: those of the first family that has a sequence."""
    highest: dict[str, int] = {}
    followed = [False] * len(markers)  # by a higher ordinal of its family: checked first because it is cheap
    for place in reversed(range(len(markers))):
        marker = markers[place]
        if marker:
            followed[place] = highest.get(marker.family, 0) > marker.ordinal
            highest[marker.family] = max(marker.ordinal, highest.get(marker.family, 0))
    first = next(
        (
            n
            for n, marker in enumerate(markers)
            if marker and followed[n] and _starts_sequence(marker, markers[n + 1 :])
        ),
        -1,
    )
    family = markers[first].family if first >= 0 and markers[first] else ""  # type: ignore[union-attr]
    measures: dict[int, MarkerMatch] = {}
    expected = 0
    for place, marker in enumerate(markers):
        if marker and first >= 0 and place >= first and marker.family == family:
            if family == "首先" and marker.ordinal == _LAST_ORDINAL and measures:
                expected = marker.ordinal
            if not (marker.names_next and measures and marker.ordinal != expected):
                measures[place] = marker
                expected = marker.ordinal + 1
    return measures


def _starts_sequence(marker: MarkerMatch, rest: Sequence[MarkerMatch | None]) -> bool:
    """Return whether a sequence starts with this marker, which a higher one follows.

    It does not if the marker belongs to a mere `一是一、二是二`.
    """
    later = [other.ordinal for other in rest if other and other.family == marker.family]
    repeated = marker.ordinal in later and marker.ordinal + 1 not in later[: later.index(marker.ordinal)]
    return not (marker.names_next and repeated)


def find_run_on_cuts(text: str, below: MarkerMatch | None = None) -> tuple[int, ...]:
    """Return the positions where a paragraph must be cut so that each measure of a run-on sequence has its own.

    The markers are at the start of the paragraph or after a stop, colon or semicolon, and count up by one; the sequence
    starts with 1 unless the paragraph itself starts with a marker. One marker is enough if the next paragraph starts
    with the second, `below`. Return an empty tuple for prose.
    """
    opening = match_measure_marker(text)
    for family in [opening.family] if opening else ["是", "第", "首先", "（）", "1."]:
        markers = [
            marker
            for match in _PATTERNS[family].finditer(text)
            if (
                match.start() == 0
                or text[match.start() - 1] in _MARKS_BEFORE
                or text[match.start() - 2 : match.start()] in ("。”", "；”")
                or (text[match.start() - 1] == "，" and match[0] == "一是")  # 具体来说，一是…
            )
            and (marker := _build_marker(family, match))
        ]
        continued = below and below.family == family and below.ordinal == 2 and not opening
        if len(markers) < 2 - bool(continued) or (markers[0].ordinal != 1 and markers[0].start):
            continue
        if family == "首先" and markers[-1].ordinal == _LAST_ORDINAL and len(markers) < _LAST_ORDINAL:
            ordinals = [marker.ordinal for marker in markers[:-1]]
        else:
            ordinals = [marker.ordinal for marker in markers]
        if ordinals == list(range(ordinals[0], ordinals[0] + len(ordinals))):
            return tuple(marker.start for marker in markers)
    return ()


def find_sequence_breaks(ordinals: Sequence[int], family: str = "") -> tuple[tuple[int, str], ...]:
    """Return where a printed sequence does not count up by one from 1: (index, message)."""
    problems = []
    expected = 1
    for place, ordinal in enumerate(ordinals):
        if family == "首先" and ordinal == _LAST_ORDINAL and place == len(ordinals) - 1:
            continue
        if ordinal != expected:
            printed, expected_numeral = to_chinese_numeral(ordinal), to_chinese_numeral(expected)
            if place and ordinal == ordinals[place - 1]:
                problems.append((place, f"序号“{printed}”重复"))
            elif ordinal > expected:
                problems.append((place, f"序号跳到“{printed}”，缺“{expected_numeral}”"))
            else:
                problems.append((place, f"序号“{printed}”次序不对，这里应是“{expected_numeral}”"))
        expected = ordinal + 1
    return tuple(problems)
