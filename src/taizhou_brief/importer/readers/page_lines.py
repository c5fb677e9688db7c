"""Printed characters with their places → printed lines: by baseline and x, never by the order they were drawn in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from statistics import median

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.readers.glyphs import Glyph, PdfPage
from taizhou_brief.importer.source_text import SourceLine

WIDE = 2.0
"""A gap of so many ems parts what stands side by side: issuer and date, cells of a table."""
SPACE = 0.15
"""A gap of so many ems more than usual on the line is a space between equals (Han and Han, Latin and Latin)."""
MIXED = 0.3
"""The same between Han and Latin, where Word leaves a quarter of an em without any space."""
FAINT = 0.08
"""Enough where the file itself says that there is one."""
INDENT = 20
PAGE_NUMBER = lazy_compile(
    r"[-—–－―‐·•~\s]*(?:第\s*)?[0-9０-９]{1,4}(?:\s*页)?(?:\s*[/共，,\s]*\s*[0-9０-９]{1,4}\s*页?)?[-—–－―‐·•~\s]*"
)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line and where it stands."""

    text: str
    x: float
    y: float
    right: float
    size: float
    bold: bool
    kind: str = "text"


def build_lines(sheets: Sequence[PdfPage]) -> tuple[SourceLine, ...]:
    """The lines of all pages, page furniture marked as such, indents as U+3000 before the text."""
    pages = [rows(sheet.glyphs) for sheet in sheets]
    pages = furniture(pages, [sheet.height for sheet in sheets])
    whole = measure([row for page in pages for row in page])
    made: list[SourceLine] = []
    for number, (page, sheet) in enumerate(zip(pages, sheets, strict=True), 1):
        frame = measure(page) or whole
        made += [line(row, f"第{number}页第{index}行", number, frame) for index, row in enumerate(page, 1)]
        if sheet.slanted:
            made.append(SourceLine(sheet.slanted, f"第{number}页斜排文字", "textbox", number))
    return tuple(made)


def rows(glyphs: Iterable[Glyph]) -> list[PrintedLine]:
    """Characters gathered by baseline, top to bottom."""
    inked = [glyph for glyph in glyphs if glyph.text.strip() and glyph.text.isprintable()]
    blank = [glyph for glyph in glyphs if glyph.text in " \u3000\u00a0"]
    groups: list[list[Glyph]] = []
    for glyph in sorted(inked, key=lambda g: (-g.y, g.x)):
        if groups and _level(groups[-1], glyph):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return [row(group, blank) for group in _raised(groups)]


def _level(group: Sequence[Glyph], glyph: Glyph) -> bool:
    """On the same line: fonts of one line differ by a fraction of a point."""
    return abs(group[-1].y - glyph.y) < 0.2 * min(group[-1].size, glyph.size)


def _raised(groups: list[list[Glyph]]) -> list[list[Glyph]]:
    """Small raised or lowered characters put into the line they belong to."""
    joined: list[list[Glyph]] = []
    for index, group in enumerate(groups):
        near = [other for other in (*joined[-1:], *groups[index + 1 : index + 2]) if _belongs(group, other)]
        if near:
            near[0].extend(group)
        else:
            joined.append(group)
    return joined


def _belongs(small: Sequence[Glyph], line: Sequence[Glyph]) -> bool:
    size, base = max(g.size for g in small), median(g.size for g in line)
    inside = min(g.x for g in line) - base < small[0].x < max(g.right for g in line) + base
    return size < 0.8 * base and abs(small[0].y - median(g.y for g in line)) < 0.55 * base and inside


def row(group: Sequence[Glyph], blank: Sequence[Glyph]) -> PrintedLine:
    """One line: characters by x, each once, spaces where the gaps or the file say so."""
    size = median(glyph.size for glyph in group)
    level = median(glyph.y for glyph in group)
    spaces = [b for b in blank if abs(b.y - level) < 0.2 * size]
    run: list[Glyph] = []
    for glyph in sorted(group, key=lambda g: g.x):
        if run and run[-1].text == glyph.text and glyph.x - run[-1].x < 0.15 * size:
            continue  # struck twice to look bold
        run.append(glyph)
    gaps = [max(0.0, b.x - a.right) for a, b in pairwise(run)]
    usual = median(gap for gap in gaps if gap < size) if any(gap < size for gap in gaps) else 0.0
    text = run[0].text
    for before, after, gap in zip(run, run[1:], gaps, strict=False):
        drawn = any(before.x < space.x < after.x and space.x >= before.right - 0.2 * size for space in spaces)
        text += _between(before, after, (gap - usual) / size, drawn=drawn) + after.text
    bold = all(glyph.bold for glyph in run)
    return PrintedLine(text, run[0].x, level, max(glyph.right for glyph in run), size, bold)


def _between(before: Glyph, after: Glyph, more: float, *, drawn: bool) -> str:
    """What stands between two characters whose gap is so many ems more than usual: nothing, a space, or a tab."""
    if more > WIDE:
        return "\t"
    if before.text.isascii() != after.text.isascii():
        return " " if drawn or more > MIXED else ""
    return " " if more > SPACE or (more > FAINT and (drawn or after.spaced)) else ""


def furniture(pages: list[list[PrintedLine]], heights: Sequence[float]) -> list[list[PrintedLine]]:
    """Page numbers and lines that repeat at the same height of several pages, marked as header or footer."""
    edges = Counter(
        key
        for page, height in zip(pages, heights, strict=True)
        for key in {_key(row, height) for row in page if _edge(row, height)}
    )
    often = max(2, len(pages) // 3)
    marked = []
    for page, height in zip(pages, heights, strict=True):
        likely = [
            (_edge(row, height) and edges[_key(row, height)] >= often) or bool(PAGE_NUMBER.fullmatch(row.text.strip()))
            for row in page
        ]
        outside = _outside(page, likely)
        kinds = ["header" if row.y > height / 2 else "footer" for row in page]
        marked.append([replace(row, kind=kinds[n]) if n in outside else row for n, row in enumerate(page)])
    return marked


def _edge(row: PrintedLine, height: float) -> bool:
    return row.y > 0.85 * height or row.y < 0.15 * height


def _key(row: PrintedLine, height: float) -> tuple[str, int]:
    return re.sub(r"[0-9０-９]+", "#", "".join(row.text.split())), round((height - row.y) / 4)


def _outside(page: Sequence[PrintedLine], likely: Sequence[bool]) -> set[int]:
    """The likely lines at the top and at the bottom that stand further from the text than its lines from each other."""
    pitches = [a.y - b.y for a, b in pairwise(page)]
    found: set[int] = set()
    for places in (range(len(page)), range(len(page) - 1, -1, -1)):
        run = list(takewhile(lambda n: likely[n], places))
        if len(run) == len(page):
            return set(run)
        for size in range(len(run), 0, -1):
            inner = pitches[size:] if places.step > 0 else pitches[: len(pitches) - size]
            gap = pitches[size - 1] if places.step > 0 else pitches[-size]
            if not inner or gap > 1.15 * median(inner):
                found |= set(run[:size])
                break
    return found


Frame = tuple[float, float, float]


def measure(page: Sequence[PrintedLine]) -> Frame | None:
    """The left and right edge of the text and its size, from the lines that fill it; None where there are too few."""
    body = [row for row in page if row.kind == "text"]
    if not body:
        return None
    width = max(row.right for row in body) - min(row.x for row in body)
    full = [row for row in body if row.right - row.x > 0.6 * width]
    if len(full) < 3:
        return None
    size = median(row.size for row in full)
    furthest = max(row.right for row in full)
    right = median(row.right for row in full if row.right > furthest - 1.5 * size)  # a stop may hang in the margin
    return min(row.x for row in full), right, size


def line(row: PrintedLine, place: str, page: int, frame: Frame | None) -> SourceLine:
    """A row as a line, its place on the page turned into hints."""
    centred, indent = False, 0
    if frame is not None and row.kind == "text":
        left, right = ((row.x - frame[0]) / row.size, (frame[1] - row.right) / row.size)
        like_paragraph = 1.5 < left < 2.5 and not row.bold and row.size < 1.1 * frame[2]
        centred = abs(left - right) < 1 and min(left, right) > 0.7 and not like_paragraph
        indent = 0 if centred else max(0, min(INDENT, round(left)))
    return SourceLine("\u3000" * indent + row.text, place, row.kind, page, bold=row.bold, centred=centred)
