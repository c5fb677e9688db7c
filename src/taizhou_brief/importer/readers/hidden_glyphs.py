"""Glyphs that a page has but does not show, or shows struck out: left out of the text, and named."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from taizhou_brief.importer.readers.printed_page import Box, Glyph

INVISIBLE_MODES = frozenset({3, 7})
"""Render modes of a PDF in which text is not drawn."""
OUTLINE_MODES = frozenset({1, 2, 5, 6})
"""Render modes in which text is outlined, so that it shows whatever fills it."""
FAINT = 13
"""Least alpha, of 255, of a colour that can be seen."""
LIGHTEST = 240
"""Least amount of each primary colour in a colour that white paper hides."""
SMALLEST = 2.0
"""Points below which text cannot be read."""


class Cover(NamedTuple):
    """Filled box or image, and when it is drawn."""

    order: int
    box: Box
    white: bool = False
    image: bool = False


class TextPaint(NamedTuple):
    """How a text object is drawn, and when."""

    order: int
    mode: int
    colour: tuple[int, int, int, int]
    """Red, green, blue and alpha."""


def find_doubt(paint: TextPaint, box: Box, size: float, paper: Box, covers: Sequence[Cover]) -> str:
    """Return why a glyph cannot be seen, or an empty string.

    Text that is not drawn, on an image, is the text layer of a scan: `scanned`, which says what the image shows.
    """
    point = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    if not paper.contains(point):
        return "outside"
    if size < SMALLEST:
        return "minute"
    around = [cover for cover in covers if cover.box.contains(point)]
    below = [cover for cover in around if cover.order < paint.order]
    if paint.mode in INVISIBLE_MODES or paint.colour[3] < FAINT:
        return "scanned" if any(cover.image for cover in around) else "invisible"
    if any(cover.order > paint.order and not cover.image for cover in around):
        return "redacted"
    on_white = not below or below[-1].white
    return "pale" if min(paint.colour[:3]) >= LIGHTEST and paint.mode not in OUTLINE_MODES and on_white else ""


def mark_struck_glyphs(glyphs: Sequence[Glyph], rules: Sequence[Box]) -> list[Glyph]:
    """Mark the glyphs that a ruled line crosses at the height of their middle, along most of their width."""
    lines = sorted((rule for rule in rules if rule.width > 2 * rule.height + 2), key=lambda rule: rule.bottom)
    heights = [line.bottom for line in lines]
    marked = []
    for glyph in glyphs:
        first = bisect_left(heights, glyph.y + 0.15 * glyph.size)
        last = bisect_left(heights, glyph.y + 0.6 * glyph.size)
        middle = (glyph.x + glyph.right) / 2
        struck = not glyph.doubt and any(line.left <= middle <= line.right for line in lines[first:last])
        marked.append(replace(glyph, doubt="struck") if struck and glyph.text.strip() else glyph)
    return marked
