"""Characters of a PDF with their positions, read by PDFium; runs only in a child process."""

from __future__ import annotations

import ctypes
import importlib
import unicodedata
from dataclasses import replace
from typing import Any

from taizhou_brief.importer.readers.hidden_glyphs import TextPaint, find_doubt, mark_struck_glyphs
from taizhou_brief.importer.readers.links import describe_link
from taizhou_brief.importer.readers.page_objects import MAX_COVERS, MAX_RULES, STRIKEOUT, WIDGET, ObjectReader, enclose
from taizhou_brief.importer.readers.printed_page import Box, Glyph, PageFinding, PrintedPage

ENGINE = "pypdfium2"
"""Module of the PDF engine."""
MAX_PAGES = 600
MAX_GLYPHS = 400_000
PASSWORD_ERROR = 4
"""PDFium's error code for a file that requires a password."""
FILL_AND_STROKE = 2
"""PDFium's render mode for text that is filled and outlined, which imitates bold."""
SMALLEST_BOX = 4.0
"""Points below which the size of a character is looked up: the box of a full stop may be that small."""
VISIBLE = TextPaint(0, 0, (0, 0, 0, 255))
"""Paint of a text whose object is unknown."""
RADICAL_LOOKALIKES = str.maketrans(
    "⺁⺄⺆⺈⺋⺌⺍⺎⺏⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺟⺠⺡⺢⺣⺤⺥⺨⺩⺪⺫⺬⺭⺮⺯⺱⺲⺳⺴⺶⺷⺸⺹⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乙冂刀卩小小兀尢尢巳幺彑彐忄心扌攵旡日月母民氵水灬爪爫犭王疋目示礻竹糹网网网罒羊羊羋耂聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶邑钅長镸长门阜阝雨青韦页风飞食食饣食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
"""Radicals of the supplement block that share glyphs with Han characters in some fonts."""


class PasswordRequired(Exception):  # noqa: N818 (a fault of the input, not of the program)
    """The file requires a password."""


class BrokenPdf(Exception):  # noqa: N818 (a fault of the input, not of the program)
    """The file cannot be opened."""


class OversizedPdf(Exception):  # noqa: N818 (a fault of the input, not of the program)
    """The file has more pages or characters than a briefing can have."""


def read_pages(data: bytes) -> tuple[list[PrintedPage], str]:
    """Return all pages of a PDF and the name of the program that produced it.

    Raise `PasswordRequired`, `BrokenPdf` or `OversizedPdf` if the file cannot be read.
    """
    raw: Any = importlib.import_module(f"{ENGINE}.raw")
    raw.FPDF_InitLibrary()
    memory = ctypes.create_string_buffer(data, len(data))
    document = raw.FPDF_LoadMemDocument64(memory, len(data), None)
    if not document:
        raise PasswordRequired if raw.FPDF_GetLastError() == PASSWORD_ERROR else BrokenPdf
    count = raw.FPDF_GetPageCount(document)
    if count > MAX_PAGES:
        raise OversizedPdf
    pages: list[PrintedPage] = []
    glyph_count = 0
    for index in range(count):
        page = raw.FPDF_LoadPage(document, index)
        if not page:
            raise BrokenPdf
        page_text = OpenPage(raw, document, page).read()
        pages.append(page_text)
        raw.FPDF_ClosePage(page)
        glyph_count += len(page_text.glyphs)
        if glyph_count > MAX_GLYPHS:
            raise OversizedPdf
    return pages, _read_producer(raw, document)


def rotate_point(x: float, y: float, angle: int) -> tuple[float, float]:
    """Return a point of a page turned so that lines at this angle become horizontal."""
    return {90: (y, -x), 180: (-x, -y), 270: (-y, x)}.get(angle, (x, y))


def rotate_box(box: Box, angle: int) -> Box:
    """Return a box of a page turned in the same way."""
    return enclose([rotate_point(box.left, box.bottom, angle), rotate_point(box.right, box.top, angle)])


def accept_scanned_text(page: PrintedPage, glyphs: list[Glyph]) -> list[Glyph]:
    """Take the text layer of a scan as text, and name it once."""
    if any(glyph.doubt == "scanned" for glyph in glyphs):
        page.findings.append(PageFinding("scanned", ""))
    return [replace(glyph, doubt="") if glyph.doubt == "scanned" else glyph for glyph in glyphs]


def _read_producer(raw: Any, document: Any) -> str:
    """Return the name of the program that produced the file, as given in its metadata."""
    name = ctypes.create_string_buffer(256)
    length = raw.FPDF_GetMetaText(document, b"Producer", name, 256)
    return name.raw[: max(0, min(length, 256) - 2)].decode("utf-16-le", "replace")


class OpenPage:
    """Page that is open in PDFium."""

    def __init__(self, raw: Any, document: Any, page: Any) -> None:
        self.raw, self.page = raw, page
        self.reader = ObjectReader(raw, document, page)
        self.objects = self.reader.read()
        self.covers = self.objects.covers[:MAX_COVERS]
        paper = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, paper)
        self.paper = Box(paper.left, paper.bottom, paper.right, paper.top)
        self.matrix = raw.FS_MATRIX()
        self.text = raw.FPDFText_LoadPage(page)
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.box = raw.FS_RECTF()
        self.font_name = ctypes.create_string_buffer(256)
        self.bold_by_text_object: dict[int, bool] = {}

    def read(self) -> PrintedPage:
        """Read the text of the page."""
        raw = self.raw
        page = PrintedPage(raw.FPDF_GetPageWidthF(self.page), raw.FPDF_GetPageHeightF(self.page), [])
        count = raw.FPDFText_CountChars(self.text)
        if count > MAX_GLYPHS:
            raise OversizedPdf
        angles = [round(raw.FPDFText_GetCharAngle(self.text, index) * 57.2958) % 360 for index in range(count)]
        right_angles = [angle for angle in angles if angle % 90 == 0]
        main_angle = max(set(right_angles), key=right_angles.count) if right_angles else 0
        slanted: list[str] = []
        high_surrogate = 0
        spaced = False
        for index in range(count):
            code = raw.FPDFText_GetUnicode(self.text, index)
            if raw.FPDFText_IsGenerated(self.text, index) == 1:
                spaced = code == 0x20
                continue
            if 0xD800 <= code <= 0xDBFF:
                high_surrogate = code
                continue
            if high_surrogate and 0xDC00 <= code <= 0xDFFF:
                code = 0x10000 + ((high_surrogate - 0xD800) << 10) + code - 0xDC00
            high_surrogate = 0
            text = self.decode_character(code, index, page)
            if min((angles[index] - main_angle) % 360, (main_angle - angles[index]) % 360) > 3:
                slanted.append(text)
            else:
                self.append_glyph(page, self.build_glyph(text, index, main_angle, spaced=spaced), index)
            spaced = False
        page.slanted = "".join(slanted).strip()
        page.pictures = self.objects.pictures
        page.rules = [rotate_box(box, main_angle) for box in self.objects.rules[:MAX_RULES]]
        self.read_notes(page, main_angle)
        page.glyphs = accept_scanned_text(page, mark_struck_glyphs(page.glyphs, page.rules))
        raw.FPDFText_ClosePage(self.text)
        return page

    def read_notes(self, page: PrintedPage, angle: int) -> None:
        """Mark the text that notes strike out; name other notes, and the links whose addresses are not printed."""
        for kind, words, place in self.reader.read_notes():
            box = rotate_box(place, angle)
            if kind == STRIKEOUT:
                page.glyphs = [
                    replace(glyph, doubt="struck") if box.contains(glyph.centre) and not glyph.doubt else glyph
                    for glyph in page.glyphs
                ]
            else:
                page.findings.append(PageFinding("form" if kind == WIDGET else "note", words, box.bottom))
        for address, place in self.reader.read_links():
            box = rotate_box(place, angle)
            text = "".join(glyph.text for glyph in page.glyphs if box.contains(glyph.centre)).strip()
            if description := describe_link(text, address):
                page.findings.append(PageFinding("link", description, box.bottom))

    def append_glyph(self, page: PrintedPage, glyph: Glyph, index: int) -> None:
        """Append the glyph of a character, or add its text to the last one if one drawing is both: a long dash, ffi."""
        previous = page.glyphs[-1] if page.glyphs else None
        same_origin = previous is not None and (previous.x, previous.y) == (glyph.x, glyph.y)
        if previous and same_origin and self.text_object_key(index) == self.text_object_key(index - 1):
            right = max(previous.right, glyph.right)
            page.glyphs[-1] = replace(previous, text=previous.text + glyph.text, right=right)
        else:
            page.glyphs.append(glyph)

    def decode_character(self, code: int, index: int, page: PrintedPage) -> str:
        """Return the character, or U+FFFD if the file does not define it; count it on the page if it was replaced."""
        if code == 2:
            return "-"  # PDFium's code for a hyphen at the end of a line
        invalid = code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF
        if invalid or self.raw.FPDFText_HasUnicodeMapError(self.text, index) == 1:
            page.unknown += 1
            return "\ufffd" if invalid else chr(code)
        text = chr(code)
        if 0xFB00 <= code <= 0xFB06:
            return unicodedata.normalize("NFKC", text)  # letters that a font draws as one
        if 0x2E80 <= code <= 0x2EFF:
            replacement = text.translate(RADICAL_LOOKALIKES)
        elif 0x2F00 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
            replacement = unicodedata.normalize("NFKC", text)
        else:
            return text
        page.swapped += replacement != text
        return replacement

    def build_glyph(self, text: str, index: int, angle: int, *, spaced: bool) -> Glyph:
        """Build the glyph of a character, its coordinates rotated so that the lines are horizontal."""
        raw = self.raw
        raw.FPDFText_GetCharOrigin(self.text, index, self.x, self.y)
        raw.FPDFText_GetLooseCharBox(self.text, index, self.box)
        box = self.box
        x, y = rotate_point(self.x.value, self.y.value, angle)
        printed = rotate_box(Box(box.left, box.bottom, box.right, box.top), angle)
        size = raw.FPDFText_GetFontSize(self.text, index)
        doubt = self.find_doubt(index, Box(box.left, box.bottom, box.right, box.top), size) if text.strip() else ""
        right = max(printed.right, x)
        return Glyph(text, x, y, right, printed.height or size or 1.0, self.is_bold(index), spaced, doubt)

    def find_doubt(self, index: int, box: Box, size: float) -> str:
        """Return why the character in a box cannot be seen, or an empty string."""
        paint = self.objects.paints.get(self.text_object_key(index), VISIBLE)
        if max(box.width, box.height) < SMALLEST_BOX and self.raw.FPDFText_GetMatrix(self.text, index, self.matrix):
            matrix = self.matrix
            size *= abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
        else:
            size = SMALLEST_BOX
        return find_doubt(paint, box, size, self.paper, self.covers)

    def text_object_key(self, index: int) -> int:
        """Return the address of the text object that a character was drawn in, or a unique negative number."""
        return ctypes.cast(self.raw.FPDFText_GetTextObject(self.text, index), ctypes.c_void_p).value or -index - 1

    def is_bold(self, index: int) -> bool:
        """Return whether a character is bold by the font's weight or name, or because it is outlined as well."""
        raw = self.raw
        text_object = raw.FPDFText_GetTextObject(self.text, index)
        key = self.text_object_key(index)
        if key not in self.bold_by_text_object:
            font = raw.FPDFTextObj_GetFont(text_object) if text_object else None
            length = raw.FPDFFont_GetBaseFontName(font, self.font_name, 256) if text_object else 0
            name = self.font_name.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace").lower()
            named_bold = any(word in name for word in ("bold", "black", "heavy", "simhei", "黑体", "小标宋"))
            outlined = bool(text_object) and raw.FPDFTextObj_GetTextRenderMode(text_object) == FILL_AND_STROKE
            self.bold_by_text_object[key] = (
                named_bold or outlined or raw.FPDFText_GetFontWeight(self.text, index) >= 600
            )
        return self.bold_by_text_object[key]
