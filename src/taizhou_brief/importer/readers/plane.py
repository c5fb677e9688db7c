"""Plane geometry: matrices, points, and the boxes around them."""

from __future__ import annotations

from taizhou_brief.importer.readers.printed_page import Box

Matrix = tuple[float, float, float, float, float, float]
"""The numbers a to f by which PDF and OFD scale, turn and move."""
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def multiply(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies `inner` and then `outer`."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def transform(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return a point moved by a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def enclose(points: list[tuple[float, float]]) -> Box:
    """Return the smallest box around some points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def is_rectangle(points: list[tuple[float, float]]) -> bool:
    """Return whether a closed line with these corners is a box parallel to the page."""
    box = enclose(points)
    return 4 <= len(points) <= 6 and all(
        min(abs(x - box.left), abs(x - box.right)) < 0.5 and min(abs(y - box.bottom), abs(y - box.top)) < 0.5
        for x, y in points
    )


def rotate_point(x: float, y: float, angle: int) -> tuple[float, float]:
    """Return a point of a page turned so that lines at this angle become horizontal."""
    return {90: (y, -x), 180: (-x, -y), 270: (-y, x)}.get(angle, (x, y))


def rotate_box(box: Box, angle: int) -> Box:
    """Return a box of a page turned in the same way."""
    return enclose([rotate_point(box.left, box.bottom, angle), rotate_point(box.right, box.top, angle)])
