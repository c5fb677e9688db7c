"""Paths, images, links and notes of a PDF page, read by PDFium; runs only in a child process."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from taizhou_brief.importer.readers.hidden_glyphs import LIGHTEST, Cover, TextPaint
from taizhou_brief.importer.readers.printed_page import Box

MAX_OBJECTS = 20_000
MAX_FORM_DEPTH = 5
MAX_COVERS = 500
MAX_RULES = 1_200
MAX_SEGMENTS = 200
"""Points of a path beyond which it is a drawing, not a table's lines."""
THIN = 3.0
"""Points of width up to which a filled box is a line."""
OPAQUE = 250
"""Least alpha, of 255, of a colour that hides what is under it."""
STRIKEOUT, WIDGET = 12, 20
"""PDFium's kinds of notes that draw a line through a text, and that are form fields."""
SILENT_NOTES = frozenset({2, 9, 10, 11, 16, 22, 23})
"""Links, marks that only stress a text, the windows of other notes, and printer's marks."""
URI_ACTION = 3
_MOVE, _LINE = 2, 0
"""PDFium's types of path segments."""
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(slots=True)
class PageObjects:
    """Objects of one page in the order in which they are drawn."""

    covers: list[Cover] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    paints: dict[int, TextPaint] = field(default_factory=dict)
    """Address of a text object → how it is drawn."""
    pictures: int = 0


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


class ObjectReader:
    """Reader of the objects of one open page."""

    def __init__(self, raw: Any, document: Any, page: Any) -> None:
        self.raw, self.document, self.page = raw, document, page
        self.objects = PageObjects()
        self.order = 0

    def read(self) -> PageObjects:
        """Read all objects, those of forms included."""
        raw = self.raw
        count = min(raw.FPDFPage_CountObjects(self.page), MAX_OBJECTS)
        for index in range(count):
            self.read_object(raw.FPDFPage_GetObject(self.page, index), IDENTITY, 0)
        return self.objects

    def read_object(self, item: Any, outer: Matrix, depth: int) -> None:
        """Read one object, whose coordinates are moved by `outer`."""
        raw, objects = self.raw, self.objects
        self.order += 1
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            key = ctypes.cast(item, ctypes.c_void_p).value or 0
            mode = raw.FPDFTextObj_GetTextRenderMode(item)
            objects.paints[key] = TextPaint(self.order, mode, self.read_colour(item))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self.read_path(item, outer)
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            objects.pictures += kind == raw.FPDF_PAGEOBJ_IMAGE
            objects.covers.append(Cover(self.order, self.read_bounds(item, outer), image=True))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_FORM_DEPTH:
            inner = multiply(self.read_matrix(item), outer)
            for index in range(min(raw.FPDFFormObj_CountObjects(item), MAX_OBJECTS - self.order)):
                self.read_object(raw.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def read_matrix(self, item: Any) -> Matrix:
        """Return the matrix of an object."""
        matrix = self.raw.FS_MATRIX()
        found = self.raw.FPDFPageObj_GetMatrix(item, matrix)
        return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f) if found else IDENTITY

    def read_bounds(self, item: Any, outer: Matrix) -> Box:
        """Return the box around an object."""
        values = [ctypes.c_float() for _ in range(4)]
        self.raw.FPDFPageObj_GetBounds(item, *values)
        left, bottom, right, top = (value.value for value in values)
        corners = [(left, bottom), (left, top), (right, bottom), (right, top)]
        return enclose([transform(outer, x, y) for x, y in corners])

    def read_colour(self, item: Any) -> tuple[int, int, int, int]:
        """Return red, green, blue and alpha of what fills an object; a mid grey if it is no plain colour."""
        values = [ctypes.c_uint() for _ in range(4)]
        found = self.raw.FPDFPageObj_GetFillColor(item, *values)
        red, green, blue, alpha = (value.value for value in values)
        return (red, green, blue, alpha) if found else (128, 128, 128, 255)

    def read_path(self, item: Any, outer: Matrix) -> None:
        """Read the lines and filled boxes of a path."""
        fill_mode, stroked = ctypes.c_int(), ctypes.c_int()
        self.raw.FPDFPath_GetDrawMode(item, fill_mode, stroked)
        subpaths = list(self.read_subpaths(item, multiply(self.read_matrix(item), outer)))
        if stroked.value:
            for points in subpaths:
                self.objects.rules += [
                    enclose([start, end])
                    for start, end in pairwise(points)
                    if min(abs(start[0] - end[0]), abs(start[1] - end[1])) < 1
                ]
        if not fill_mode.value:
            return
        shapes = [enclose(points) for points in subpaths]
        self.objects.rules += [box for box in shapes if min(box.width, box.height) <= THIN]  # mitred lines as well
        boxes = [enclose(points) for points in subpaths if is_rectangle(points)]
        red, green, blue, alpha = self.read_colour(item)
        opaque = alpha >= OPAQUE and not self.raw.FPDFPageObj_HasTransparency(item)
        if len(subpaths) == len(boxes) == 1 and opaque and min(boxes[0].width, boxes[0].height) > THIN:
            white = min(red, green, blue) >= LIGHTEST
            self.objects.covers.append(Cover(self.order, boxes[0], white))

    def read_subpaths(self, item: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
        """Yield the corners of each part of a path that has straight lines only."""
        raw = self.raw
        count = raw.FPDFPath_CountSegments(item)
        if not 0 < count <= MAX_SEGMENTS:
            return
        points: list[tuple[float, float]] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        straight = True
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(item, index)
            kind = raw.FPDFPathSegment_GetType(segment)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            if kind == _MOVE:
                if len(points) > 1 and straight:
                    yield points
                points, straight = [], True
            straight = straight and kind in (_MOVE, _LINE)
            points.append(transform(matrix, x.value, y.value))
            if raw.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if len(points) > 1 and straight:
            yield points

    # links and notes

    def read_links(self) -> Iterator[tuple[str, Box]]:
        """Yield the address and place of each link to the outside."""
        raw = self.raw
        position, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
        for _ in range(MAX_OBJECTS):
            if not raw.FPDFLink_Enumerate(self.page, position, link):
                return
            action = raw.FPDFLink_GetAction(link)
            if action and raw.FPDFAction_GetType(action) == URI_ACTION and raw.FPDFLink_GetAnnotRect(link, box):
                address = ctypes.create_string_buffer(2048)
                length = raw.FPDFAction_GetURIPath(self.document, action, address, 2048)
                if 1 < length <= 2048:
                    text = address.raw[: length - 1].decode("utf-8", "replace")
                    yield text, Box(box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top))

    def read_notes(self) -> Iterator[tuple[int, str, Box]]:
        """Yield kind, words and place of each note that is drawn over the page, such as a line through a text."""
        raw = self.raw
        for index in range(min(raw.FPDFPage_GetAnnotCount(self.page), MAX_OBJECTS)):
            note = raw.FPDFPage_GetAnnot(self.page, index)
            if not note:
                continue
            kind, rectangle = raw.FPDFAnnot_GetSubtype(note), raw.FS_RECTF()
            quads = raw.FS_QUADPOINTSF()
            boxes = []
            for number in range(min(raw.FPDFAnnot_CountAttachmentPoints(note), MAX_COVERS)):
                if raw.FPDFAnnot_GetAttachmentPoints(note, number, quads):
                    corners = [(quads.x1, quads.y1), (quads.x2, quads.y2), (quads.x3, quads.y3), (quads.x4, quads.y4)]
                    boxes.append(enclose(corners))
            if not boxes and raw.FPDFAnnot_GetRect(note, rectangle):
                boxes = [enclose([(rectangle.left, rectangle.bottom), (rectangle.right, rectangle.top)])]
            words = self.read_words(note, b"V" if kind == WIDGET else b"Contents")
            raw.FPDFPage_CloseAnnot(note)
            if kind not in SILENT_NOTES and (words or kind != WIDGET):
                yield from ((kind, words, box) for box in boxes)

    def read_words(self, note: Any, key: bytes) -> str:
        """Return a text of a note."""
        buffer = (self.raw.FPDF_WCHAR * 1024)()
        length = self.raw.FPDFAnnot_GetStringValue(note, key, buffer, 2048)
        return bytes(buffer)[: max(0, min(length, 2048) - 2)].decode("utf-16-le", "replace").strip()


def is_rectangle(points: list[tuple[float, float]]) -> bool:
    """Return whether a closed line with these corners is a box parallel to the page."""
    box = enclose(points)
    return 4 <= len(points) <= 6 and all(
        min(abs(x - box.left), abs(x - box.right)) < 0.5 and min(abs(y - box.bottom), abs(y - box.top)) < 0.5
        for x, y in points
    )
