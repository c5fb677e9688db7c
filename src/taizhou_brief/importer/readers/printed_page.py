"""What is printed on a page, whatever file it comes from: glyphs, ruled lines, and what the page does not show."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Glyph:
    """Printed glyph: left edge, baseline, right edge and size in points, from the lower left corner of the page."""

    text: str
    """One character, or several that one glyph represents."""
    x: float
    y: float
    right: float
    size: float
    bold: bool = False
    spaced: bool = False
    """The engine detected a space before it."""
    doubt: str = ""
    """Why it is left out: a kind of `PageFinding`."""

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the glyph."""
        return (self.x + self.right) / 2, self.y + 0.35 * self.size


@dataclass(frozen=True, slots=True)
class Box:
    """Rectangle on the page, in points; a ruled line is a box without width or height."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height."""
        return self.top - self.bottom

    def contains(self, point: tuple[float, float], margin: float = 0.0) -> bool:
        """Return whether a point is inside, or outside by no more than `margin`."""
        x, y = point
        return self.left - margin <= x <= self.right + margin and self.bottom - margin <= y <= self.top + margin


@dataclass(frozen=True, slots=True)
class PageFinding:
    """Something on a page that the editor should check."""

    kind: str
    text: str
    y: float | None = None
    """Height of its line on the page; None for the page as a whole."""


@dataclass(slots=True)
class PrintedPage:
    """Page with everything on it that the reader needs."""

    width: float
    height: float
    glyphs: list[Glyph]
    slanted: str = ""
    """Text that is not parallel to the lines, such as a watermark."""
    unknown: int = 0
    """Number of characters that the file does not map to Unicode."""
    swapped: int = 0
    """Number of radicals replaced by the Han characters they look like."""
    pictures: int = 0
    """Number of images."""
    rules: list[Box] = field(default_factory=list)
    """Ruled lines."""
    findings: list[PageFinding] = field(default_factory=list)
