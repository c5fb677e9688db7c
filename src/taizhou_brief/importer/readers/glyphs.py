"""Characters of a PDF with their positions, read by PDFium; runs only in a child process."""

from __future__ import annotations

import ctypes
import importlib
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

ENGINE = "pypdfium2"
"""Module of the PDF engine."""
MAX_PAGES = 600
MAX_GLYPHS = 400_000
PASSWORD_ERROR = 4
"""PDFium's error code for a file that requires a password."""
FILL_AND_STROKE = 2
"""PDFium's render mode for text that is filled and outlined, which imitates bold."""
RADICAL_LOOKALIKES = str.maketrans(
    "⺁⺄⺆⺈⺋⺌⺍⺎⺏⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺟⺠⺡⺢⺣⺤⺥⺨⺩⺪⺫⺬⺭⺮⺯⺱⺲⺳⺴⺶⺷⺸⺹⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乙冂刀卩小小兀尢尢巳幺彑彐忄心扌攵旡日月母民氵水灬爪爫犭王疋目示礻竹糹网网网罒羊羊羋耂聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶邑钅長镸长门阜阝雨青韦页风飞食食饣食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
"""Radicals of the supplement block that share glyphs with Han characters in some fonts."""


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


@dataclass(slots=True)
class PdfPage:
    """Page of a PDF."""

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


class PasswordRequired(Exception):  # noqa: N818 (a fault of the input, not of the program)
    """The file requires a password."""


class BrokenPdf(Exception):  # noqa: N818 (a fault of the input, not of the program)
    """The file cannot be opened."""


class OversizedPdf(Exception):  # noqa: N818 (a fault of the input, not of the program)
    """The file has more pages or characters than a briefing can have."""


def read_pages(data: bytes) -> tuple[list[PdfPage], str]:
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
    pages: list[PdfPage] = []
    glyph_count = 0
    for index in range(count):
        page = raw.FPDF_LoadPage(document, index)
        if not page:
            raise BrokenPdf
        page_text = OpenPage(raw, page).read()
        pages.append(page_text)
        raw.FPDF_ClosePage(page)
        glyph_count += len(page_text.glyphs)
        if glyph_count > MAX_GLYPHS:
            raise OversizedPdf
    return pages, _read_producer(raw, document)


def _read_producer(raw: Any, document: Any) -> str:
    """Return the name of the program that produced the file, as given in its metadata."""
    name = ctypes.create_string_buffer(256)
    length = raw.FPDF_GetMetaText(document, b"Producer", name, 256)
    return name.raw[: max(0, min(length, 256) - 2)].decode("utf-16-le", "replace")


class OpenPage:
    """Page that is open in PDFium."""

    def __init__(self, raw: Any, page: Any) -> None:
        self.raw, self.page = raw, page
        self.text = raw.FPDFText_LoadPage(page)
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.box = raw.FS_RECTF()
        self.font_name = ctypes.create_string_buffer(256)
        self.bold_by_text_object: dict[int, bool] = {}

    def read(self) -> PdfPage:
        """Read the text of the page."""
        raw = self.raw
        page = PdfPage(raw.FPDF_GetPageWidthF(self.page), raw.FPDF_GetPageHeightF(self.page), [])
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
        page.pictures = self.count_pictures()
        raw.FPDFText_ClosePage(self.text)
        return page

    def append_glyph(self, page: PdfPage, glyph: Glyph, index: int) -> None:
        """Append the glyph of a character, or add its text to the last one if one drawing is both: a long dash, ffi."""
        previous = page.glyphs[-1] if page.glyphs else None
        same_origin = previous is not None and (previous.x, previous.y) == (glyph.x, glyph.y)
        if previous and same_origin and self.text_object_key(index) == self.text_object_key(index - 1):
            right = max(previous.right, glyph.right)
            page.glyphs[-1] = replace(previous, text=previous.text + glyph.text, right=right)
        else:
            page.glyphs.append(glyph)

    def decode_character(self, code: int, index: int, page: PdfPage) -> str:
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
        x, y, right = self.x.value, self.y.value, box.right
        if angle == 90:
            x, y, right = y, -x, box.top
        elif angle == 180:
            x, y, right = -x, -y, -box.left
        elif angle == 270:
            x, y, right = -y, x, -box.bottom
        size = raw.FPDFText_GetFontSize(self.text, index)
        height = abs(box.right - box.left if angle in (90, 270) else box.top - box.bottom)
        return Glyph(text, x, y, max(right, x), height or size or 1.0, self.is_bold(index), spaced)

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

    def count_pictures(self) -> int:
        """Count the images on the page."""
        raw = self.raw
        count = min(raw.FPDFPage_CountObjects(self.page), 10_000)
        kinds = (raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(self.page, index)) for index in range(count))
        return sum(kind == raw.FPDF_PAGEOBJ_IMAGE for kind in kinds)
