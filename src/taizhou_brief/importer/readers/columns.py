"""Columns of a page: bands of lines that leave the same gap free, read column by column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from taizhou_brief.importer.readers.printed_page import Glyph

MIN_GAP = 0.9
"""Ems between two columns, at least."""
MIN_ROWS = 3
"""Lines that both columns have beside each other, at least."""
MIN_WIDTH = 8
"""Ems that a usual line of a column has at least: cells of a table are shorter."""
MAX_DEPTH = 4
"""Columns of one page, at most."""
GlyphLine = list[Glyph]
"""Characters of one printed line."""


class Stretch(NamedTuple):
    """Part of a printed line without a wide gap."""

    left: float
    right: float
    y: float
    size: float
    line: int
    """Index of its line."""


class Gutter(NamedTuple):
    """Gap between two columns: its middle, and the first and last line that have it."""

    x: float
    first: int
    last: int


def split_columns(lines: Sequence[GlyphLine], depth: int = 0) -> list[tuple[int, GlyphLine]]:
    """Return the lines in reading order, each with the number of its column, or 0 if it is in none.

    `lines` are from top to bottom; a line with characters of two columns becomes two.
    """
    gutter = find_gutter(lines) if depth < MAX_DEPTH else None
    if gutter is None:
        return [(0, line) for line in lines]
    band = lines[gutter.first : gutter.last + 1]
    left = [[glyph for glyph in line if glyph.x < gutter.x] for line in band]
    right = [[glyph for glyph in line if glyph.x >= gutter.x] for line in band]
    columns: list[tuple[int, GlyphLine]] = []
    for side in (left, right):
        inner = split_columns([line for line in side if line], depth + 1)
        base = max((number for number, _ in columns), default=0)
        columns += [(base + max(number, 1), line) for number, line in inner]
    return [
        *((0, line) for line in lines[: gutter.first]),
        *columns,
        *_renumber(split_columns(lines[gutter.last + 1 :], depth + 1), max(number for number, _ in columns)),
    ]


def _renumber(lines: Sequence[tuple[int, GlyphLine]], base: int) -> list[tuple[int, GlyphLine]]:
    """Return the lines with numbers of columns that follow `base`."""
    return [(number and number + base, line) for number, line in lines]


def find_gutter(lines: Sequence[GlyphLine]) -> Gutter | None:
    """Return the gap between the first two columns of prose beside each other, or None."""
    stretches = [stretch for index, line in enumerate(lines) for stretch in split_line(line, index)]
    gaps = list(_find_gaps(stretches))
    for x in sorted({round((a.right + b.left) / 2) for a, b in gaps}, key=lambda x: -_count_gaps(gaps, x)):
        if _count_gaps(gaps, x) < MIN_ROWS:
            break
        rows = sorted({stretch.line for a, b in gaps if a.right <= x <= b.left for stretch in (a, b)})
        crossed = {each.line for each in stretches if each.left < x < each.right}
        for run in _split_runs(rows, crossed):
            inside = [each for each in stretches if run[0] <= each.line <= run[-1]]
            left = [each for each in inside if each.right <= x]
            right = [each for each in inside if each.left >= x]
            if _is_prose(left) and _is_prose(right):
                edge, start = max(each.right for each in left), min(each.left for each in right)
                return Gutter(x, run[0], _extend(lines, x, run[-1], edge, start))
    return None


def split_line(line: GlyphLine, index: int) -> list[Stretch]:
    """Return the parts of a line that wide gaps separate."""
    glyphs = sorted(line, key=lambda glyph: glyph.x)
    size = median(glyph.size for glyph in glyphs)
    gaps = [b.x - a.right for a, b in pairwise(glyphs)]
    small_gaps = [gap for gap in gaps if gap < size]
    usual = median(small_gaps) if small_gaps else 0.0
    parts = [[glyphs[0]]]
    for glyph, gap in zip(glyphs[1:], gaps, strict=True):
        if gap - max(0.0, usual) > MIN_GAP * size:
            parts.append([])
        parts[-1].append(glyph)
    return [Stretch(part[0].x, max(glyph.right for glyph in part), part[0].y, size, index) for part in parts]


def _find_gaps(stretches: Sequence[Stretch]) -> list[tuple[Stretch, Stretch]]:
    """Return the pairs of neighbours: stretches beside each other, at about the same height."""
    gaps = []
    for n, stretch in enumerate(stretches):
        near = (
            other
            for other in (*stretches[max(0, n - 8) : n], *stretches[n + 1 : n + 9])
            if abs(other.y - stretch.y) < stretch.size and other.left > stretch.right
        )
        if neighbour := min(near, key=lambda other: other.left, default=None):
            gaps.append((stretch, neighbour))
    return gaps


def _count_gaps(gaps: Sequence[tuple[Stretch, Stretch]], x: float) -> int:
    """Return the number of gaps at x."""
    return sum(a.right <= x <= b.left for a, b in gaps)


def _split_runs(rows: Sequence[int], crossed: set[int]) -> list[list[int]]:
    """Return the stretches of rows, with at least `MIN_ROWS`, that no line between them crosses."""
    runs: list[list[int]] = [[]]
    for row in rows:
        if runs[-1] and any(n in crossed for n in range(runs[-1][-1], row + 1)):
            runs.append([])
        if row not in crossed:
            runs[-1].append(row)
    return [run for run in runs if len(run) >= MIN_ROWS]


def _is_prose(side: Sequence[Stretch]) -> bool:
    """Return whether the lines on one side of a gap are as long as those of prose."""
    return len(side) >= MIN_ROWS and median((each.right - each.left) / each.size for each in side) >= MIN_WIDTH


def _extend(lines: Sequence[GlyphLine], x: float, last: int, edge: float, start: float) -> int:
    """Return the last line of a band, with lines of the longer column below the shorter one.

    A line continues the left column if the one before reaches its `edge`, and the right column if it begins at its
    `start` or later.
    """
    while last + 1 < len(lines):
        row = split_line(lines[last + 1], 0)
        before = [each for each in split_line(lines[last], 0) if each.right <= x]
        in_left = all(each.right <= x for each in row) and bool(before) and before[-1].right > edge - 1.5 * row[0].size
        if not in_left and not all(each.left >= start - row[0].size for each in row):
            break
        last += 1
    return last
