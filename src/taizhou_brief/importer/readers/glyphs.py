"""The characters of a PDF with their places, by PDFium: runs in a child process only."""

from __future__ import annotations

import ctypes
import importlib
import unicodedata
from dataclasses import dataclass, replace
from typing import Any

ENGINE = "pypdfium2"
PAGES = 600
GLYPHS = 400_000
PASSWORD = 4
"""PDFium's error for a file that wants a password."""
STROKED = 2
"""Text that is filled and outlined: how bold is faked."""
LOOKALIKES = str.maketrans(
    "⺁⺄⺆⺈⺋⺌⺍⺎⺏⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺟⺠⺡⺢⺣⺤⺥⺨⺩⺪⺫⺬⺭⺮⺯⺱⺲⺳⺴⺶⺷⺸⺹⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乙冂刀卩小小兀尢尢巳幺彑彐忄心扌攵旡日月母民氵水灬爪爫犭王疋目示礻竹糹网网网罒羊羊羋耂聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶邑钅長镸长门阜阝雨青韦页风飞食食饣食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
"""Radicals of the supplement block that fonts share with Han characters."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed sign: its left edge and baseline in points from the lower left, its right edge, its size."""

    text: str
    """One character, or those one sign stands for."""
    x: float
    y: float
    right: float
    size: float
    bold: bool = False
    spaced: bool = False
    """The engine saw a space before it."""


@dataclass(slots=True)
class PdfPage:
    """One page."""

    width: float
    height: float
    glyphs: list[Glyph]
    slanted: str = ""
    """Text that does not run along the lines, such as a watermark."""
    unknown: int = 0
    """Characters whose meaning the file does not say."""
    swapped: int = 0
    """Radicals that were read as the Han characters they look like."""
    pictures: int = 0


class PasswordRequired(Exception):  # noqa: N818 (it is no error of ours)
    """The file wants a password."""


class BrokenPdf(Exception):  # noqa: N818 (it is no error of ours)
    """The file cannot be opened."""


class OversizedPdf(Exception):  # noqa: N818 (it is no error of ours)
    """The file has more pages or characters than a briefing can have."""


def read_pages(data: bytes) -> tuple[list[PdfPage], str]:
    """All pages of a PDF, and the program that made it."""
    raw: Any = importlib.import_module(f"{ENGINE}.raw")
    raw.FPDF_InitLibrary()
    held = ctypes.create_string_buffer(data, len(data))
    document = raw.FPDF_LoadMemDocument64(held, len(data), None)
    if not document:
        raise PasswordRequired if raw.FPDF_GetLastError() == PASSWORD else BrokenPdf
    count = raw.FPDF_GetPageCount(document)
    if count > PAGES:
        raise OversizedPdf
    found: list[PdfPage] = []
    total = 0
    for index in range(count):
        page = raw.FPDF_LoadPage(document, index)
        if not page:
            raise BrokenPdf
        sheet = OpenPage(raw, page).sheet()
        found.append(sheet)
        raw.FPDF_ClosePage(page)
        total += len(sheet.glyphs)
        if total > GLYPHS:
            raise OversizedPdf
    return found, _producer(raw, document)


def _one(last: Glyph, glyph: Glyph) -> bool:
    """Whether two characters stand in the same place: one drawing may mean several, as that of a long dash does."""
    return (last.x, last.y, last.right) == (glyph.x, glyph.y, glyph.right)


def _producer(raw: Any, document: Any) -> str:
    """What the file says of the program that made it."""
    name = ctypes.create_string_buffer(256)
    length = raw.FPDF_GetMetaText(document, b"Producer", name, 256)
    return name.raw[: max(0, min(length, 256) - 2)].decode("utf-16-le", "replace")


class OpenPage:
    """One page while it is open."""

    def __init__(self, raw: Any, page: Any) -> None:
        self.raw, self.page = raw, page
        self.text = raw.FPDFText_LoadPage(page)
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.box = raw.FS_RECTF()
        self.name = ctypes.create_string_buffer(256)
        self.bolds: dict[int, bool] = {}

    def sheet(self) -> PdfPage:
        """Everything on it that is text."""
        raw = self.raw
        sheet = PdfPage(raw.FPDF_GetPageWidthF(self.page), raw.FPDF_GetPageHeightF(self.page), [])
        count = raw.FPDFText_CountChars(self.text)
        if count > GLYPHS:
            raise OversizedPdf
        turns = [round(raw.FPDFText_GetCharAngle(self.text, k) * 57.2958) % 360 for k in range(count)]
        upright = [turn for turn in turns if turn % 90 == 0]
        main = max(set(upright), key=upright.count) if upright else 0
        slanted: list[str] = []
        pending = 0
        spaced = False
        for k in range(count):
            code = raw.FPDFText_GetUnicode(self.text, k)
            if raw.FPDFText_IsGenerated(self.text, k) == 1:
                spaced = code == 0x20
                continue
            if 0xD800 <= code <= 0xDBFF:
                pending = code
                continue
            if pending and 0xDC00 <= code <= 0xDFFF:
                code = 0x10000 + ((pending - 0xD800) << 10) + code - 0xDC00
            pending = 0
            text = self.meaning(code, k, sheet)
            if min((turns[k] - main) % 360, (main - turns[k]) % 360) > 3:
                slanted.append(text)
            else:
                glyph = self.glyph(text, k, main, spaced=spaced)
                last = sheet.glyphs[-1] if sheet.glyphs else None
                if last and _one(last, glyph) and self.item(k) == self.item(k - 1):
                    sheet.glyphs[-1] = replace(last, text=last.text + text)
                else:
                    sheet.glyphs.append(glyph)
            spaced = False
        sheet.slanted = "".join(slanted).strip()
        sheet.pictures = self.pictures()
        raw.FPDFText_ClosePage(self.text)
        return sheet

    def meaning(self, code: int, k: int, sheet: PdfPage) -> str:
        """The character; U+FFFD where the file does not say which."""
        if code == 2:
            return "-"  # PDFium's sign for a hyphen at the end of a line
        bad = code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF
        if bad or self.raw.FPDFText_HasUnicodeMapError(self.text, k) == 1:
            sheet.unknown += 1
            return "\ufffd" if bad else chr(code)
        text = chr(code)
        if 0x2E80 <= code <= 0x2EFF:
            plain = text.translate(LOOKALIKES)
        elif 0x2F00 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
            plain = unicodedata.normalize("NFKC", text)
        else:
            return text
        sheet.swapped += plain != text
        return plain

    def glyph(self, text: str, k: int, turn: int, *, spaced: bool) -> Glyph:
        """Character `k` in its place, the page turned so that its lines run level."""
        raw = self.raw
        raw.FPDFText_GetCharOrigin(self.text, k, self.x, self.y)
        raw.FPDFText_GetLooseCharBox(self.text, k, self.box)
        box = self.box
        x, y, right = self.x.value, self.y.value, box.right
        if turn == 90:
            x, y, right = y, -x, box.top
        elif turn == 180:
            x, y, right = -x, -y, -box.left
        elif turn == 270:
            x, y, right = -y, x, -box.bottom
        size = raw.FPDFText_GetFontSize(self.text, k)
        high = abs(box.right - box.left if turn in (90, 270) else box.top - box.bottom)
        return Glyph(text, x, y, max(right, x), high or size or 1.0, self.bold(k), spaced)

    def item(self, k: int) -> int:
        """What tells the piece of text that character `k` was drawn in from all others."""
        return ctypes.cast(self.raw.FPDFText_GetTextObject(self.text, k), ctypes.c_void_p).value or -k - 1

    def bold(self, k: int) -> bool:
        """By the font's weight or name, or because it is outlined too."""
        raw = self.raw
        item = raw.FPDFText_GetTextObject(self.text, k)
        key = self.item(k)
        if key not in self.bolds:
            length = raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(item), self.name, 256) if item else 0
            name = self.name.raw[: max(0, min(length, 256) - 1)].decode("utf-8", "replace").lower()
            said = any(word in name for word in ("bold", "black", "heavy", "simhei", "黑体", "小标宋"))
            faked = bool(item) and raw.FPDFTextObj_GetTextRenderMode(item) == STROKED
            self.bolds[key] = said or faked or raw.FPDFText_GetFontWeight(self.text, k) >= 600
        return self.bolds[key]

    def pictures(self) -> int:
        """How many images the page shows."""
        raw = self.raw
        count = min(raw.FPDFPage_CountObjects(self.page), 10_000)
        kinds = (raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(self.page, k)) for k in range(count))
        return sum(kind == raw.FPDF_PAGEOBJ_IMAGE for kind in kinds)
