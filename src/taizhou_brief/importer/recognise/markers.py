"""Markers in the lines of an office file: of sections, and run-on sequences of measures.

The markers of measures, and which paragraphs are measures, are those of the parser (`formats.briefing.markers`).
"""

from __future__ import annotations

from collections.abc import Sequence

from taizhou_brief.chinese.characters import SMALL_NUMERAL, parse_chinese_numeral, to_chinese_numeral
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.formats.briefing.markers import ADVERBS, FAMILY_PATTERNS, Marker, match_marker, parse_ordinal
from taizhou_brief.quantities import find_run_on_items

_LAST_ORDINAL = len(ADVERBS)
_PATTERNS = {family: lazy_compile(pattern) for family, pattern in FAMILY_PATTERNS.items()}
SECTION_MARKER = lazy_compile(rf"({SMALL_NUMERAL})([、．.])[ \u3000]*")
_SPACED = lazy_compile(f"({SMALL_NUMERAL})([ \u3000])(?=.{{3,24}}$)(?!.*[。，；：、]$)")
_MARKS_BEFORE = "：；。:;！？"


def match_section_marker(text: str) -> tuple[int, str] | None:
    """Return the number of a section heading and the mark after it, or None."""
    match = SECTION_MARKER.match(text) or _SPACED.match(text)
    number = parse_chinese_numeral(match[1]) if match else None
    return (number, match[2]) if match and number else None


def find_run_on_cuts(text: str, below: Marker | None = None) -> tuple[int, ...]:
    """Return the positions where a paragraph must be cut so that each measure of a run-on sequence has its own.

    The markers are at the start of the paragraph or after a stop, colon or semicolon, and count up by one; the sequence
    starts with 1 unless the paragraph itself starts with a marker. One marker is enough if the next paragraph starts
    with the second, `below`. Return an empty tuple for prose.
    """
    opening = match_marker(text)
    if (not opening or opening.family == "1.") and (starts := find_run_on_items(text)):
        return starts
    for family in [opening.family] if opening else _RUN_ON_FAMILIES:
        markers = _list_markers(text, family)
        continued = below and below.family == family and below.ordinal == 2 and not opening
        if len(markers) < 2 - bool(continued) or (markers[0][1] != 1 and markers[0][0]):
            continue
        ordinals = [ordinal for _, ordinal in markers]
        if family == "首先" and ordinals[-1] == _LAST_ORDINAL and len(markers) < _LAST_ORDINAL:
            ordinals.pop()
        if ordinals == list(range(ordinals[0], ordinals[0] + len(ordinals))):
            return tuple(start for start, _ in markers)
    return ()


def find_run_starts(text: str) -> tuple[tuple[int, ...], ...]:
    """Return the positions of the measures of each complete sequence in a paragraph; nothing if there is any other."""
    opening = match_marker(text)
    for family in [opening.family] if opening else _RUN_ON_FAMILIES:
        runs: list[list[tuple[int, int]]] = []
        markers = _list_markers(text, family)
        for start, ordinal in markers:
            if ordinal == 1:
                runs.append([])
            if runs:
                runs[-1].append((start, ordinal))
        ordinals = [[ordinal for _, ordinal in run] for run in runs]
        if family == "首先":
            ordinals = [run[:-1] if run[-1] == _LAST_ORDINAL else run for run in ordinals]
        if (
            runs
            and sum(map(len, runs)) == len(markers)
            and all(len(run) > 1 for run in runs)
            and all(run == list(range(1, len(run) + 1)) for run in ordinals)
        ):
            return tuple(tuple(start for start, _ in run) for run in runs)
    return ()


_RUN_ON_FAMILIES = ("是", "第", "首先", "（）", "1.")


def _list_markers(text: str, family: str) -> list[tuple[int, int]]:
    """Return place and ordinal of the markers at the start of a paragraph or after a stop, colon or semicolon."""
    markers = []
    for match in _PATTERNS[family].finditer(text):
        before = text[: match.start()].rstrip()
        follows_stop = (
            not before
            or before[-1] in _MARKS_BEFORE
            or before[-2:] in ("。”", "；”")
            or (before[-1] in ".．" and not before[-2:-1].isdigit())
            or (before[-1] in "，," and match[0] == "一是")  # 具体来说，一是…
        )
        if follows_stop and (ordinal := parse_ordinal(match[1])):
            markers.append((match.start(), ordinal))
    return markers


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
