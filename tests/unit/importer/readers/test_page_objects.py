"""Geometry of the objects of a PDF page."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.readers.glyphs import rotate_box, rotate_point
from taizhou_brief.importer.readers.page_objects import IDENTITY, enclose, is_rectangle, multiply, transform
from taizhou_brief.importer.readers.printed_page import Box


def test_matrices_are_applied_from_the_inside_out() -> None:
    """First scaled, then moved."""
    scale, move = (2, 0, 0, 2, 0, 0), (1, 0, 0, 1, 10, 20)
    assert transform(multiply(scale, move), 3, 4) == (16, 28)
    assert transform(multiply(move, scale), 3, 4) == (26, 48)
    assert multiply(IDENTITY, move) == move


@pytest.mark.parametrize(
    ("points", "rectangle"),
    [
        ([(0, 0), (9, 0), (9, 5), (0, 5), (0, 0)], True),
        ([(0, 0), (9, 0), (9, 5), (0, 5)], True),
        ([(0, 0), (9, 0), (5, 5)], False),
        ([(0, 0), (9, 0), (9, 5), (4, 2), (0, 5)], False),
    ],
)
def test_a_rectangle_has_its_corners_only(points: list[tuple[float, float]], rectangle: bool) -> None:
    """Parallel to the page."""
    assert is_rectangle(points) is rectangle
    assert enclose(points) == Box(0, 0, 9, 5)


@pytest.mark.parametrize(("angle", "point"), [(0, (1, 2)), (90, (2, -1)), (180, (-1, -2)), (270, (-2, 1))])
def test_a_turned_page_is_turned_back(angle: int, point: tuple[float, float]) -> None:
    """Points and boxes."""
    assert rotate_point(1, 2, angle) == point
    box = rotate_box(Box(0, 0, 1, 2), angle)
    assert box.contains(point)
    assert box.width * box.height == 2
