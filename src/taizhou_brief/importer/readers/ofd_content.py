"""Reader of the contents of one page of an .ofd (GB/T 33190): its text, lines and images as they are placed."""

# ruff: noqa: D102 (start, end, text and namespace are documented by XmlHandler; a handler is named as its element)
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from taizhou_brief.importer.readers.hidden_glyphs import LIGHTEST, Cover, TextPaint
from taizhou_brief.importer.readers.links import describe_link
from taizhou_brief.importer.readers.plane import IDENTITY, Matrix, enclose, is_rectangle, multiply, transform
from taizhou_brief.importer.readers.printed_page import Box, Glyph, PageFinding
from taizhou_brief.importer.readers.xml_stream import Attributes, XmlBudget

POINTS = 72 / 25.4
"""Points of a millimetre, the unit of an .ofd."""
MAX_DELTAS = 10_000
"""Steps between the characters of one text, at most."""
THIN = 3.0
"""Points of width up to which a filled box is a line."""
BOLD_WEIGHT = 600
BLACK = (0, 0, 0, 255)
OBJECTS = ("ofd:TextObject", "ofd:PathObject", "ofd:ImageObject", "ofd:CompositeObject", "ofd:PageBlock")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_PATH_PART = re.compile(rf"[SMLQBAC]|{_NUMBER.pattern}")
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""Operator of a path → the numbers that follow it."""


@dataclass(frozen=True, slots=True)
class PlacedGlyph:
    """Glyph with how and where it is drawn, in points from the lower left corner of the page."""

    glyph: Glyph
    paint: TextPaint
    box: Box
    slanted: bool = False


@dataclass(slots=True)
class OfdContent:
    """What one page or template draws."""

    glyphs: list[PlacedGlyph] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    pictures: int = 0
    findings: list[PageFinding] = field(default_factory=list)
    templates: list[str] = field(default_factory=list)
    """Ids of the templates under it."""
    box: Box | None = None
    """Page area, in millimetres, if the page has its own."""


@dataclass(slots=True)
class OfdObject:
    """Graphic object being read."""

    name: str
    matrix: Matrix
    """From its own coordinates to points of the page."""
    visible: bool = True
    alpha: int = 255
    size: float = 0.0
    bold: bool = False
    fill: bool = True
    stroke: bool = False
    colour: tuple[int, int, int, int] = BLACK
    x: float = 0.0
    y: float = 0.0
    deltas: tuple[list[float], list[float]] = field(default_factory=lambda: ([], []))
    """Steps to the right and down after each character."""
    path: list[list[tuple[float, float]]] = field(default_factory=list)
    address: str = ""
    words: str = ""


def read_numbers(text: str) -> list[float]:
    """Return the numbers in a text."""
    return [float(number) for number in _NUMBER.findall(text)]


def read_box(text: str) -> Box | None:
    """Return the box of `x y width height`; None if these are not four numbers."""
    numbers = read_numbers(text)
    if len(numbers) != 4:
        return None
    x, y, width, height = numbers
    return Box(x, y, x + width, y + height)


def read_deltas(text: str) -> list[float]:
    """Return the steps between characters; `g 3 5` is three steps of 5."""
    deltas: list[float] = []
    parts = iter(text.split())
    for part in parts:
        if part == "g":
            count, step = read_numbers(next(parts, ""))[:1], read_numbers(next(parts, ""))[:1]
            deltas += step * int(max(0, min(count[0] if count else 0, MAX_DELTAS)))
        else:
            deltas += read_numbers(part)[:1]
    return deltas[:MAX_DELTAS]


def read_colour(text: str, alpha: int) -> tuple[int, int, int, int]:
    """Return red, green, blue and alpha of a colour in grey, RGB or CMYK."""
    values = [int(max(0, min(number, 255))) for number in read_numbers(text)]
    if len(values) == 1:
        values *= 3
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        values = [max(0, 255 - ink - black) for ink in (cyan, magenta, yellow)]
    return (values[0], values[1], values[2], alpha) if len(values) == 3 else (0, 0, 0, alpha)


def read_path(data: str) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of each part of a path that has straight lines only."""
    parts = iter(_PATH_PART.findall(data))
    points: list[tuple[float, float]] = []
    straight = True
    for part in parts:
        count = _ARGUMENTS.get(part)
        if count is None:
            continue
        numbers = [number for _ in range(count) for number in read_numbers(next(parts, ""))]
        if part in "SM":
            if len(points) > 1 and straight:
                yield points
            points, straight = [], True
        straight = straight and part in "SMLC"
        if part == "C" and points:
            points.append(points[0])
        elif len(numbers) >= 2:
            points.append((numbers[-2], numbers[-1]))
    if len(points) > 1 and straight:
        yield points


class OfdContentReader:
    """Handler for Content.xml."""

    def __init__(self, height: float, bold_fonts: frozenset[str], budget: XmlBudget, order: int = 0) -> None:
        self.content = OfdContent()
        self.bold_fonts, self.budget, self.order = bold_fonts, budget, order
        self.page: Matrix = (POINTS, 0, 0, -POINTS, 0, height * POINTS)
        """From millimetres of the page to points from its lower left corner."""
        self.open_objects: list[OfdObject] = []
        self.path: list[str] = []
        self.chunks: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        self.path.append(name)
        self.chunks.clear()
        if name in OBJECTS:
            self.open_object(name, attributes)
        elif name == "ofd:Template":
            self.content.templates.append(attributes.get("TemplateID", ""))
        elif self.open_objects:
            self.read_property(self.open_objects[-1], name, attributes)

    def end(self, name: str) -> None:
        self.path.pop()
        data = "".join(self.chunks)
        self.chunks.clear()
        if name == "ofd:PhysicalBox":
            self.content.box = read_box(data) or self.content.box
        elif self.open_objects and name == self.open_objects[-1].name:
            self.close_object(self.open_objects.pop())
        elif not self.open_objects or self.path[-1] != self.open_objects[-1].name:
            return  # within a clip
        elif name == "ofd:TextCode":
            self.add_text(self.open_objects[-1], data)
        elif name == "ofd:AbbreviatedData":
            self.open_objects[-1].path = list(read_path(data))

    def text(self, data: str) -> None:
        self.chunks.append(data)

    def namespace(self, prefix: str, uri: str) -> None: ...

    def open_object(self, name: str, attributes: Attributes) -> None:
        """Open a graphic object: its boundary and matrix place it on the page, or in the block around it."""
        outer = self.open_objects[-1].matrix if self.open_objects else self.page
        boundary = read_box(attributes.get("Boundary", "")) or Box(0, 0, 0, 0)
        numbers = read_numbers(attributes.get("CTM", ""))
        own: Matrix = tuple(numbers) if len(numbers) == 6 else IDENTITY  # type: ignore[assignment]
        placed = multiply(own, (1, 0, 0, 1, boundary.left, boundary.bottom))
        alpha = int((read_numbers(attributes.get("Alpha", "")) or [255])[0])
        size = (read_numbers(attributes.get("Size", "")) or [0.0])[0]
        weight = (read_numbers(attributes.get("Weight", "")) or [0.0])[0]
        is_text = name == "ofd:TextObject"
        self.order += 1
        opened = OfdObject(
            name,
            outer if name == "ofd:PageBlock" else multiply(placed, outer),
            visible=attributes.get("Visible", "true") != "false",
            alpha=alpha,
            size=size,
            bold=weight >= BOLD_WEIGHT or attributes.get("Font", "") in self.bold_fonts,
            fill=attributes.get("Fill", "true" if is_text else "false") == "true",
            stroke=attributes.get("Stroke", "false" if is_text else "true") == "true",
            colour=(0, 0, 0, alpha),
        )
        if name in ("ofd:ImageObject", "ofd:CompositeObject"):
            corners = [(0.0, 0.0), (boundary.width, boundary.height)]
            moved = multiply((1, 0, 0, 1, boundary.left, boundary.bottom), outer)
            box = enclose([transform(moved, x, y) for x, y in corners])
            self.content.covers.append(Cover(self.order, box, image=True))
            self.content.pictures += name == "ofd:ImageObject"
            if name == "ofd:CompositeObject":
                self.content.findings.append(PageFinding("composite", "", box.bottom))
        self.open_objects.append(opened)

    def read_property(self, item: OfdObject, name: str, attributes: Attributes) -> None:
        """Read what is set within an object."""
        if name == "ofd:FillColor" and self.path[-2] == item.name:
            alpha = int((read_numbers(attributes.get("Alpha", "")) or [255])[0])
            item.colour = read_colour(attributes.get("Value", "0 0 0"), min(alpha, item.alpha))
        elif name == "ofd:TextCode":
            item.x = (read_numbers(attributes.get("X", "")) or [item.x])[0]
            item.y = (read_numbers(attributes.get("Y", "")) or [item.y])[0]
            item.deltas = read_deltas(attributes.get("DeltaX", "")), read_deltas(attributes.get("DeltaY", ""))
        elif name == "ofd:URI":
            item.address = attributes.get("URI", "")

    def close_object(self, item: OfdObject) -> None:
        """Add the lines and boxes of a path, and the address of a link."""
        if item.name == "ofd:PathObject":
            self.add_path(item)
        if description := describe_link(item.words, item.address):
            y = transform(item.matrix, item.x, item.y)[1]
            self.content.findings.append(PageFinding("link", description, y))

    def add_text(self, item: OfdObject, text: str) -> None:
        """Add the glyphs of a text, one after the other by its steps."""
        self.budget.count_characters(len(text))
        item.words += text
        drawn = item.visible and (item.fill or item.stroke)
        paint = TextPaint(self.order, (0 if item.fill else 1) if drawn else 3, item.colour)
        a, b, c, d, _, _ = item.matrix
        scale = abs(a * d - b * c) ** 0.5
        size, upright = item.size * scale, any(item.deltas[1]) and not any(item.deltas[0])
        slanted = upright or abs(b) > 0.05 * abs(a) or a <= 0
        x, y = item.x, item.y
        for index, character in enumerate(text):
            step = item.deltas[0][index] if index < len(item.deltas[0]) else None
            down = item.deltas[1][index] if index < len(item.deltas[1]) else 0.0
            wide = item.size if ord(character) > 0x2000 or ord(character) in range(0xA0, 0x100) else item.size / 2
            own = wide if step is None or step <= 0 or wide == item.size else min(step, item.size)
            left, baseline = transform(item.matrix, x, y)
            right = transform(item.matrix, x + own, y)[0]
            glyph = Glyph(character, left, baseline, max(left, right), size or 1.0, item.bold)
            box = Box(left, baseline, max(left, right), baseline + 0.8 * size)
            self.content.glyphs.append(PlacedGlyph(glyph, paint, box, slanted))
            x += wide if step is None and not item.deltas[1] else step or 0.0
            y += down

    def add_path(self, item: OfdObject) -> None:
        """Add the ruled lines and the filled box of a path."""
        if not item.visible:
            return
        parts = [[transform(item.matrix, x, y) for x, y in points] for points in item.path]
        if item.stroke:
            self.content.rules += [
                enclose([start, end])
                for points in parts
                for start, end in pairwise(points)
                if min(abs(start[0] - end[0]), abs(start[1] - end[1])) < 1
            ]
        if item.fill:
            boxes = [enclose(points) for points in parts]
            self.content.rules += [box for box in boxes if min(box.width, box.height) <= THIN]
            if len(parts) == 1 and is_rectangle(parts[0]) and min(boxes[0].width, boxes[0].height) > THIN:
                white = min(item.colour[:3]) >= LIGHTEST
                if item.colour[3] >= 250:
                    self.content.covers.append(Cover(self.order, boxes[0], white))
