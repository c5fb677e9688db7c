"""Grouping of printed characters into lines by baseline and x, never by the order in which they were drawn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, takewhile
from statistics import median

from taizhou_brief.chinese.characters import ANY_DIGIT
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.readers.printed_page import Glyph
from taizhou_brief.importer.readers.script_letters import to_script
from taizhou_brief.importer.source_text import SourceLine

TAB_GAP = 2.0
"""Gap in ems above which two texts on one line are separate: issuer and date, cells of a table."""
SPACE_GAP = 0.15
"""Gap in ems, beyond the usual gap of the line, that is a space within one script (Han and Han, Latin and Latin)."""
MIXED_SPACE_GAP = 0.3
"""The same between Han and Latin, where Word leaves a quarter of an em even without a space."""
DRAWN_SPACE_GAP = 0.08
"""The same if the file itself contains a space there."""
RAISED_BY = 0.15
"""Ems above the baseline from which a small character is a superscript."""
LOWERED_BY = 0.08
"""Ems below the baseline from which a small character is a subscript."""
SPACES = " \u3000\u00a0"
MAX_INDENT = 20
"""Largest indent of a line, in ems."""
PAGE_NUMBER = lazy_compile(
    rf"[-—–－―‐·•~\s]*(?:第\s*)?[{ANY_DIGIT}]{{1,4}}(?:\s*页)?(?:\s*[/共，,\s]*\s*[{ANY_DIGIT}]{{1,4}}\s*页?)?[-—–－―‐·•~\s]*"
)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Printed line and its position: left edge, baseline, right edge and size in points."""

    text: str
    x: float
    y: float
    right: float
    size: float
    bold: bool
    kind: str = "text"
    scripts: str = ""
    """Raised and lowered characters for which Unicode has none."""
    column: int = 0
    """Number of its column on the page, from 1; 0 if the page has one."""


def group_printed_lines(glyphs: Iterable[Glyph]) -> list[PrintedLine]:
    """Group characters by baseline into lines, from top to bottom."""
    glyphs = list(glyphs)
    spaces = [glyph for glyph in glyphs if glyph.text in SPACES]
    return [build_printed_line(group, spaces) for group in group_by_baseline(glyphs)]


def group_by_baseline(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Group the visible characters by baseline, from top to bottom, raised and lowered ones with their line."""
    visible = [glyph for glyph in glyphs if glyph.text.strip() and glyph.text.isprintable()]
    groups: list[list[Glyph]] = []
    for glyph in sorted(visible, key=lambda g: (-g.y, g.x)):
        if groups and _is_same_baseline(groups[-1], glyph):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return _merge_raised_groups(groups)


def _is_same_baseline(group: Sequence[Glyph], glyph: Glyph) -> bool:
    """Return whether a glyph is on the line of a group: fonts of one line differ by a fraction of a point."""
    return abs(group[-1].y - glyph.y) < 0.2 * min(group[-1].size, glyph.size)


def _merge_raised_groups(groups: list[list[Glyph]]) -> list[list[Glyph]]:
    """Merge small raised or lowered characters into the line they belong to."""
    merged: list[list[Glyph]] = []
    for index, group in enumerate(groups):
        neighbours = [
            other for other in (*merged[-1:], *groups[index + 1 : index + 2]) if _is_raised_part(group, other)
        ]
        if neighbours:
            neighbours[0].extend(group)
        else:
            merged.append(group)
    return merged


def _is_raised_part(small: Sequence[Glyph], line: Sequence[Glyph]) -> bool:
    """Return whether a group is smaller than a line, near its baseline and between its ends."""
    small_size, line_size = max(g.size for g in small), median(g.size for g in line)
    inside = min(g.x for g in line) - line_size < small[0].x < max(g.right for g in line) + line_size
    return small_size < 0.8 * line_size and abs(small[0].y - median(g.y for g in line)) < 0.55 * line_size and inside


def build_printed_line(group: Sequence[Glyph], spaces: Sequence[Glyph]) -> PrintedLine:
    """Build one line: characters by x, each once, with spaces where the gaps or the file require them."""
    size = median(glyph.size for glyph in group)
    baseline = median(glyph.y for glyph in group)
    line_spaces = [space for space in spaces if abs(space.y - baseline) < 0.2 * size]
    glyphs: list[Glyph] = []
    for glyph in sorted(group, key=lambda g: g.x):
        if glyphs and glyphs[-1].text == glyph.text and glyph.x - glyphs[-1].x < 0.15 * size:
            continue  # printed twice to look bold
        glyphs.append(glyph)
    glyphs, scripts = _convert_scripts(glyphs, baseline, size)
    gaps = [max(0.0, b.x - a.right) for a, b in pairwise(glyphs)]
    usual_gap = median(gap for gap in gaps if gap < size) if any(gap < size for gap in gaps) else 0.0
    text = glyphs[0].text
    for before, after, gap in zip(glyphs, glyphs[1:], gaps, strict=False):
        drawn = any(before.x < space.x < after.x and space.x >= before.right - 0.2 * size for space in line_spaces)
        text += _choose_separator(before, after, (gap - usual_gap) / size, drawn=drawn) + after.text
    bold = all(glyph.bold for glyph in glyphs)
    return PrintedLine(text, glyphs[0].x, baseline, max(glyph.right for glyph in glyphs), size, bold, scripts=scripts)


def _convert_scripts(glyphs: Sequence[Glyph], baseline: float, size: float) -> tuple[list[Glyph], str]:
    """Replace raised and lowered small characters by superscripts and subscripts; return those that remain as well."""
    converted: list[Glyph] = []
    remaining = ""
    for shift, stretch in groupby(glyphs, key=lambda glyph: _find_shift(glyph, baseline, size)):
        run = list(stretch)
        letters = [to_script(glyph.text, raised=shift > 0) if shift else glyph.text for glyph in run]
        if not all(letters):
            letters = [glyph.text for glyph in run]
            remaining += "".join(letters)
        converted += [replace(glyph, text=text) for glyph, text in zip(run, letters, strict=True)]
    return converted, remaining


def _find_shift(glyph: Glyph, baseline: float, size: float) -> int:
    """Return 1 for a small raised character, -1 for a small lowered one, 0 for any other."""
    if glyph.size >= 0.8 * size:
        return 0
    shift = (glyph.y - baseline) / size
    return 1 if shift > RAISED_BY else -1 if shift < -LOWERED_BY else 0


def _choose_separator(before: Glyph, after: Glyph, excess: float, *, drawn: bool) -> str:
    """Return nothing, a space or a tab between two characters whose gap exceeds the usual one by `excess` ems."""
    if excess > TAB_GAP:
        return "\t"
    if before.text.isascii() != after.text.isascii():
        return " " if drawn or excess > MIXED_SPACE_GAP else ""
    return " " if excess > SPACE_GAP or (excess > DRAWN_SPACE_GAP and (drawn or after.spaced)) else ""


def mark_headers_and_footers(pages: list[list[PrintedLine]], heights: Sequence[float]) -> list[list[PrintedLine]]:
    """Mark as header or footer the page numbers and the lines that repeat at the same height of several pages."""
    repetitions = Counter(
        key
        for page, height in zip(pages, heights, strict=True)
        for key in {_repetition_key(line, height) for line in page if _is_in_margin(line, height)}
    )
    threshold = max(2, len(pages) // 3)
    size = median(line.size for page in pages for line in page) if any(pages) else 0
    marked = []
    for page, height in zip(pages, heights, strict=True):
        candidates = [
            (_is_in_margin(line, height) and repetitions[_repetition_key(line, height)] >= threshold)
            or bool(PAGE_NUMBER.fullmatch(line.text.strip()))
            or (len(pages) == 1 and _is_at_edge(line, height) and line.size < 0.85 * size)
            for line in page
        ]
        separate = _find_separate_lines(page, candidates)
        kinds = ["header" if line.y > height / 2 else "footer" for line in page]
        separate = {n for n in separate if page[n].kind == "text"}
        marked.append([replace(line, kind=kinds[n]) if n in separate else line for n, line in enumerate(page)])
    return marked


def _is_in_margin(line: PrintedLine, height: float) -> bool:
    """Return whether a line is in the upper or lower 15 % of a page."""
    return line.y > 0.85 * height or line.y < 0.15 * height


def _is_at_edge(line: PrintedLine, height: float) -> bool:
    """Return whether a line is so near to the upper or lower edge of a page that only small print is put there."""
    return line.y > 0.94 * height or line.y < 0.06 * height


def _repetition_key(line: PrintedLine, height: float) -> tuple[str, int]:
    """Return what repetitions of a line share: its text with `#` for numbers, and its height in steps of 4 pt."""
    return re.sub(rf"[{ANY_DIGIT}]+", "#", "".join(line.text.split())), round((height - line.y) / 4)


def _find_separate_lines(page: Sequence[PrintedLine], candidates: Sequence[bool]) -> set[int]:
    """Return the candidates at top and bottom that are further from the text than its lines are from each other."""
    pitches = [a.y - b.y for a, b in pairwise(page)]
    separate: set[int] = set()
    for indexes in (range(len(page)), range(len(page) - 1, -1, -1)):
        outer = list(takewhile(lambda n: candidates[n], indexes))
        if len(outer) == len(page):
            return set(outer)
        for size in range(len(outer), 0, -1):
            inner_pitches = pitches[size:] if indexes.step > 0 else pitches[: len(pitches) - size]
            gap = pitches[size - 1] if indexes.step > 0 else pitches[-size]
            if not inner_pitches or gap > 1.15 * median(inner_pitches):
                separate |= set(outer[:size])
                break
    return separate


TextFrame = tuple[float, float, float]
"""Left edge, right edge and character size of the text of a page, in points."""


def measure_text_frame(page: Sequence[PrintedLine]) -> TextFrame | None:
    """Return edges and size of the text, measured on the lines that fill it; None if there are fewer than three."""
    body = [line for line in page if line.kind == "text"]
    if not body:
        return None
    width = max(line.right for line in body) - min(line.x for line in body)
    full = [line for line in body if line.right - line.x > 0.6 * width]
    if len(full) < 3:
        return None
    size = median(line.size for line in full)
    furthest = max(line.right for line in full)
    right = median(line.right for line in full if line.right > furthest - 1.5 * size)  # a stop may hang in the margin
    return min(line.x for line in full), right, size


def build_source_line(line: PrintedLine, place: str, page: int, frame: TextFrame | None) -> SourceLine:
    """Build a source line, deriving indent and centring from the position on the page."""
    centred, indent = False, 0
    if frame is not None and line.kind == "text":
        left, right = ((line.x - frame[0]) / line.size, (frame[1] - line.right) / line.size)
        like_paragraph = 1.5 < left < 2.5 and not line.bold and line.size < 1.1 * frame[2]
        centred = abs(left - right) < 1 and min(left, right) > 0.7 and not like_paragraph
        indent = 0 if centred else max(0, min(MAX_INDENT, round(left)))
    return SourceLine("\u3000" * indent + line.text, place, line.kind, page, bold=line.bold, centred=centred)
