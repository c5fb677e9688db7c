"""Marker families of measures: what a paragraph opens with, which paragraphs are measures, and run-on sequences.

The judgement must be the parser's: a marker alone makes no measure where its sequence is absent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from taizhou_brief.chinese.characters import parse_chinese_numeral, to_chinese_numeral
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.quantities import find_run_on_items

_N = "[一二三四五六七八九十百零〇]{1,3}"
_SERIES = {"首先": 1, "其次": 2, "再次": 3, "最后": 4}
_LAST = 4
_PATTERNS = {
    "是": lazy_compile(rf"({_N})是"),
    "（）": lazy_compile(rf"[（(]({_N})[）)]"),
    "1.": lazy_compile(r"([1-9]\d?)[.．、](?!\d)"),
    "第": lazy_compile(rf"第({_N})(?:[，,：:]|、(?!第|{_N}))"),
    "首先": lazy_compile(r"(首先|其次|再次|最后)[，,]"),
}
_SECTION = lazy_compile(r"([一二三四五六七八九十]{1,3})([、．.])[ \u3000]*")
_SPACED = lazy_compile("([一二三四五六七八九十]{1,3})([ \u3000])(?=.{3,24}$)(?!.*[。，；：、]$)")
_BEFORE = "：；。:;！？"


@dataclass(frozen=True, slots=True)
class MarkerMatch:
    """A marker: its family, the ordinal it prints, and where it stands in its paragraph."""

    family: str
    ordinal: int
    start: int
    end: int
    text: str
    goes_on: bool = False
    """Its paragraph names the next ordinal itself, as `一是一、二是二` does."""


def match_section_marker(text: str) -> tuple[int, str] | None:
    """The number a section heading prints, and the mark after it."""
    match = _SECTION.match(text) or _SPACED.match(text)
    number = parse_chinese_numeral(match[1]) if match else None
    return (number, match[2]) if match and number else None


def match_measure_marker(text: str) -> MarkerMatch | None:
    """The marker a paragraph opens with."""
    for family, pattern in _PATTERNS.items():
        match = pattern.match(text)
        if match and (found := _mark(family, match)):
            return replace(found, goes_on=_next(found) in text[found.end :])
    return None


def _next(mark: MarkerMatch) -> str:
    word = to_chinese_numeral(mark.ordinal + 1)
    if mark.family == "首先":
        return next((name for name, number in _SERIES.items() if number == mark.ordinal + 1), "首先")
    return {"是": f"{word}是", "（）": f"（{word}）", "1.": f"{mark.ordinal + 1}.", "第": f"第{word}，"}[mark.family]


def _mark(family: str, match: re.Match[str]) -> MarkerMatch | None:
    word = match[1]
    ordinal = _SERIES.get(word) or (int(word) if word.isdecimal() else parse_chinese_numeral(word))
    return MarkerMatch(family, ordinal, match.start(), match.end(), match[0]) if ordinal and ordinal < 100 else None


def select_measures(marks: Sequence[MarkerMatch | None]) -> dict[int, MarkerMatch]:
    """Which paragraphs between two headings are measures: those of the first family whose sequence is there."""
    top: dict[str, int] = {}
    followed = [False] * len(marks)  # by a higher ordinal of its family: asked first, as it costs little
    for place in reversed(range(len(marks))):
        mark = marks[place]
        if mark:
            followed[place] = top.get(mark.family, 0) > mark.ordinal
            top[mark.family] = max(mark.ordinal, top.get(mark.family, 0))
    first = next(
        (n for n, mark in enumerate(marks) if mark and followed[n] and _starts(mark, marks[n + 1 :])),
        -1,
    )
    family = marks[first].family if first >= 0 and marks[first] else ""  # type: ignore[union-attr]
    found: dict[int, MarkerMatch] = {}
    due = 0
    for place, mark in enumerate(marks):
        if mark and first >= 0 and place >= first and mark.family == family:
            if family == "首先" and mark.ordinal == _LAST and found:
                due = mark.ordinal
            if not (mark.goes_on and found and mark.ordinal != due):
                found[place] = mark
                due = mark.ordinal + 1
    return found


def _starts(mark: MarkerMatch, rest: Sequence[MarkerMatch | None]) -> bool:
    """Whether a sequence starts with this marker, which a higher one follows: it is no mere `一是一、二是二`."""
    later = [other.ordinal for other in rest if other and other.family == mark.family]
    again = mark.ordinal in later and mark.ordinal + 1 not in later[: later.index(mark.ordinal)]
    return not (mark.goes_on and again)


def find_run_on_cuts(text: str, below: MarkerMatch | None = None) -> tuple[int, ...]:
    """Where a paragraph must be cut so that each measure of a run-on sequence stands alone; empty for prose.

    The markers stand at the paragraph's start or after a stop, colon or semicolon, and count up one by one; the
    sequence starts with 1 unless the paragraph itself starts with a marker. One marker is enough where the next
    paragraph opens with the second, `below`.
    """
    opening = match_measure_marker(text)
    if (not opening or opening.family == "1.") and (cuts := find_run_on_items(text)):
        return cuts
    for family in [opening.family] if opening else ["是", "第", "首先", "（）", "1."]:
        marks = [
            mark
            for match in _PATTERNS[family].finditer(text)
            if (
                match.start() == 0
                or text[match.start() - 1] in _BEFORE
                or text[match.start() - 2 : match.start()] in ("。”", "；”")
                or (text[match.start() - 1] == "，" and match[0] == "一是")  # 具体来说，一是…
            )
            and (mark := _mark(family, match))
        ]
        carried = below and below.family == family and below.ordinal == 2 and not opening
        if len(marks) < 2 - bool(carried) or (marks[0].ordinal != 1 and marks[0].start):
            continue
        if family == "首先" and marks[-1].ordinal == _LAST and len(marks) < _LAST:
            ordinals = [mark.ordinal for mark in marks[:-1]]
        else:
            ordinals = [mark.ordinal for mark in marks]
        if ordinals == list(range(ordinals[0], ordinals[0] + len(ordinals))):
            return tuple(mark.start for mark in marks)
    return ()


def find_sequence_breaks(ordinals: Sequence[int], family: str = "") -> tuple[tuple[int, str], ...]:
    """Where a printed sequence does not count up by one from 1: (place, what is wrong)."""
    problems = []
    due = 1
    for place, ordinal in enumerate(ordinals):
        if family == "首先" and ordinal == _LAST and place == len(ordinals) - 1:
            continue
        if ordinal != due:
            said, wanted = to_chinese_numeral(ordinal), to_chinese_numeral(due)
            if place and ordinal == ordinals[place - 1]:
                problems.append((place, f"序号“{said}”重复"))
            elif ordinal > due:
                problems.append((place, f"序号跳到“{said}”，缺“{wanted}”"))
            else:
                problems.append((place, f"序号“{said}”次序不对，这里应是“{wanted}”"))
        due = ordinal + 1
    return tuple(problems)
