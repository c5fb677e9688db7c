"""Why a glyph cannot be seen."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.readers.hidden_glyphs import Cover, TextPaint, find_doubt, mark_struck_glyphs
from taizhou_brief.importer.readers.printed_page import Box, Glyph

PAPER = Box(0, 0, 595, 842)
PLACE = Box(100, 700, 112, 712)
BLACK, WHITE = (0, 0, 0, 255), (255, 255, 255, 255)
AROUND = Box(90, 690, 300, 720)


@pytest.mark.parametrize(
    ("paint", "covers", "doubt"),
    [
        (TextPaint(5, 0, BLACK), [], ""),
        (TextPaint(5, 3, BLACK), [], "invisible"),
        (TextPaint(5, 3, BLACK), [Cover(2, AROUND, image=True)], "scanned"),
        (TextPaint(5, 0, (0, 0, 0, 0)), [], "invisible"),
        (TextPaint(5, 0, WHITE), [], "pale"),
        (TextPaint(5, 2, WHITE), [], ""),
        (TextPaint(5, 0, WHITE), [Cover(2, AROUND)], ""),
        (TextPaint(5, 0, WHITE), [Cover(2, AROUND), Cover(3, AROUND, white=True)], "pale"),
        (TextPaint(5, 0, BLACK), [Cover(7, AROUND, white=True)], "redacted"),
        (TextPaint(5, 0, BLACK), [Cover(7, AROUND, image=True)], ""),
        (TextPaint(5, 0, BLACK), [Cover(7, Box(0, 0, 99, 99))], ""),
    ],
)
def test_the_order_of_drawing_decides(paint: TextPaint, covers: list[Cover], doubt: str) -> None:
    """What is drawn later hides, what is drawn before is a ground; an image may be a seal, which is transparent."""
    assert find_doubt(paint, PLACE, 12, PAPER, covers) == doubt


def test_place_and_size_decide() -> None:
    """Outside the page, or below two points."""
    paint = TextPaint(5, 0, BLACK)
    assert find_doubt(paint, Box(600, 700, 612, 712), 12, PAPER, []) == "outside"
    assert find_doubt(paint, PLACE, 1.9, PAPER, []) == "minute"


@pytest.mark.parametrize(
    ("rule", "doubts"),
    [
        (Box(95, 704, 130, 704), ["struck", "struck"]),
        (Box(95, 704, 110, 705), ["struck", ""]),
        (Box(95, 698, 130, 698), ["", ""]),
        (Box(95, 711, 130, 711), ["", ""]),
        (Box(105, 690, 105, 720), ["", ""]),
    ],
)
def test_a_line_through_the_middle_strikes_out(rule: Box, doubts: list[str]) -> None:
    """Not one below, above or across."""
    glyphs = [Glyph("甲", 100, 700, 112, 12), Glyph("乙", 112, 700, 124, 12)]
    assert [glyph.doubt for glyph in mark_struck_glyphs(glyphs, [rule])] == doubts
