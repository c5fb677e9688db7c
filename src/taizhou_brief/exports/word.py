"""Paragraphs, tables, footnotes and page numbers of a Word file in the form of an official document.

Sizes and margins follow GB/T 9704-2012 by analogy: A4, 22 lines of 28 characters, body 16 pt 仿宋, title 22 pt 小标宋.
Fonts are named, never embedded.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

FANGSONG, HEI, KAI, BIAOSONG = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
BODY, TITLE, SERIES, NUMBER = 16, 22, 42, 14
"""Sizes in points: body, title, name of the series, page number."""
LINE = 28.95
"""Height of a line in points: 22 of them on a page of A4."""
PAIR_SIZES = (16, 14, 12)
"""Sizes of a line with two texts."""
RED = RGBColor(0xB5, 0x12, 0x1B)
INDENT = 2
"""Characters that the first line of a paragraph is indented by."""
TEXT_WIDTH = Mm(156)
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""Time of every part of the file, so that equal issues give equal bytes."""
EPOCH = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


@dataclass(frozen=True, slots=True)
class RunStyle:
    """Type of a run of characters."""

    font: str = FANGSONG
    size: float = BODY
    bold: bool = False
    colour: RGBColor | None = None


PLAIN = RunStyle()


@dataclass(slots=True)
class WordFile:
    """A Word file that is being written."""

    document: Any = field(default_factory=Document)
    footnotes: dict[str, str] = field(default_factory=dict)
    """Texts of the footnotes by label, numbered from 1 in this order."""

    def __post_init__(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        normal = self.document.styles["Normal"]
        normal.font.size = Pt(BODY)
        _set_font(normal.element.get_or_add_rPr(), FANGSONG)
        _number_pages(section.footer.paragraphs[0])

    def add_paragraph(
        self, *, indent: float = INDENT, centred: bool = False, before: float = 0, keeps_next: bool = False
    ) -> Paragraph:
        """Add an empty paragraph; `before` is the space above it in lines."""
        paragraph: Paragraph = self.document.add_paragraph()
        _set_format(paragraph, indent=indent, centred=centred, before=before, keeps_next=keeps_next)
        return paragraph

    def add_line(self, text: str, style: RunStyle = PLAIN, **layout: Any) -> Paragraph:
        """Add a paragraph of one style."""
        paragraph = self.add_paragraph(**layout)
        add_run(paragraph, text, style)
        return paragraph

    def add_pair(self, left: str, right: str) -> Paragraph:
        """Add a line with a text at either margin, in the largest size that fits on it."""
        paragraph = self.add_paragraph(indent=0)
        paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
        width = 1 + sum(0.5 if character.isascii() else 1 for character in left + right)
        size = next((size for size in PAIR_SIZES if width * size <= TEXT_WIDTH.pt), PAIR_SIZES[-1])
        add_run(paragraph, f"{left}\t{right}", RunStyle(size=size))
        return paragraph

    def add_table(self, rows: Sequence[Sequence[str]]) -> None:
        """Add a table; its first row is repeated on each page."""
        width = max(map(len, rows))
        table = self.document.add_table(rows=len(rows), cols=width, style="Table Grid")
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                _set_format(cell.paragraphs[0], indent=0)
                add_run(cell.paragraphs[0], text, RunStyle(size=NUMBER))
        head = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001  # python-docx has no method for it
        head.append(OxmlElement("w:tblHeader"))

    def add_footnote(self, paragraph: Paragraph, label: str, text: str) -> None:
        """Add a reference to a footnote at the end of a paragraph; a label has one footnote."""
        self.footnotes.setdefault(label, text)
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(list(self.footnotes).index(label) + 1))
        run._r.append(reference)  # noqa: SLF001  # likewise

    def add_comment(self, runs: Sequence[Run], text: str, author: str) -> None:
        """Add a comment on some runs."""
        comment = self.document.add_comment(list(runs), text, author, "勘误")
        comment._comment_elm.set(qn("w:date"), EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ"))  # noqa: SLF001  # likewise

    def to_bytes(self, title: str, author: str) -> bytes:
        """Return the file; equal content gives equal bytes."""
        properties = self.document.core_properties
        properties.title, properties.author, properties.last_modified_by = title, author, ""
        properties.created = properties.modified = EPOCH
        properties.comments = properties.keywords = ""
        if self.footnotes:
            self._attach_footnotes()
        buffer = io.BytesIO()
        self.document.save(buffer)
        return _fix_times(buffer.getvalue())

    def _attach_footnotes(self) -> None:
        separators = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{element}/></w:r></w:p></w:footnote>'
            for number, kind, element in (
                (-1, "separator", "separator"),
                (0, "continuationSeparator", "continuationSeparator"),
            )
        )
        root = parse_xml(f"<w:footnotes {nsdecls('w')}>{separators}</w:footnotes>")
        for number, text in enumerate(self.footnotes.values(), 1):
            note = OxmlElement("w:footnote")
            note.set(qn("w:id"), str(number))
            paragraph = OxmlElement("w:p")
            for line in text.split("\n"):
                paragraph = OxmlElement("w:p")
                note.append(paragraph)
                if paragraph is note[0]:
                    run = Paragraph(paragraph, self.document).add_run()
                    run.font.superscript = True
                    run._r.append(OxmlElement("w:footnoteRef"))  # noqa: SLF001  # likewise
                add_run(Paragraph(paragraph, self.document), line, RunStyle(size=NUMBER))
            root.append(note)
        blob = _serialise(root)
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, blob, self.document.part.package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def add_run(paragraph: Paragraph, text: str, style: RunStyle = PLAIN) -> Run:
    """Add characters to a paragraph; a line break in the text is one on paper."""
    run = paragraph.add_run(text)
    run.font.size = Pt(style.size)
    run.font.bold = style.bold or None
    _set_font(run._r.get_or_add_rPr(), style.font)  # noqa: SLF001  # likewise
    if style.colour is not None:
        run.font.color.rgb = style.colour
    return run


def add_link(file: WordFile, paragraph: Paragraph, text: str, style: RunStyle, url: str) -> None:
    """Add characters that lead to an address."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), file.document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = add_run(paragraph, text, style)
    run.font.underline = True
    paragraph._p.remove(run._r)  # noqa: SLF001  # likewise
    link.append(run._r)  # noqa: SLF001  # likewise
    paragraph._p.append(link)  # noqa: SLF001  # likewise


def add_rule(paragraph: Paragraph, colour: str = "B5121B", size: int = 18) -> None:
    """Draw a line below a paragraph; `size` is in eighths of a point."""
    borders = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="{size}" w:space="4" w:color="{colour}"/></w:pBdr>'
    )
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  # likewise
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _set_format(
    paragraph: Paragraph, *, indent: float = INDENT, centred: bool = False, before: float = 0, keeps_next: bool = False
) -> None:
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE)
    layout.space_before, layout.space_after = Pt(LINE * before), Pt(0)
    layout.keep_with_next = keeps_next or None
    layout.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    if indent and not centred:
        layout.first_line_indent = Pt(BODY * indent)
        indentation: Any = paragraph._p.get_or_add_pPr().ind  # noqa: SLF001  # likewise
        indentation.set(qn("w:firstLineChars"), str(int(indent * 100)))


def _set_font(properties: Any, font: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for name, value in (("eastAsia", font), ("ascii", "Times New Roman"), ("hAnsi", "Times New Roman")):
        fonts.set(qn(f"w:{name}"), value)


def _number_pages(paragraph: Paragraph) -> None:
    """Print `— 1 —` at the foot of each page."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_run(paragraph, "— ", RunStyle(size=NUMBER))
    run = add_run(paragraph, "", RunStyle(size=NUMBER))
    for kind in ("begin", "instruction", "end"):
        if kind == "instruction":
            instruction = OxmlElement("w:instrText")
            instruction.text = "PAGE"
            run._r.append(instruction)  # noqa: SLF001  # likewise
            continue
        character = OxmlElement("w:fldChar")
        character.set(qn("w:fldCharType"), kind)
        run._r.append(character)  # noqa: SLF001  # likewise
    add_run(paragraph, " —", RunStyle(size=NUMBER))


def _serialise(element: Any) -> bytes:
    data: bytes = etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _fix_times(data: bytes) -> bytes:
    """Return a zip file whose entries have one fixed time, in the order of their names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(name))
    return buffer.getvalue()


def join_names(names: Iterable[str]) -> str:
    """Join recipients by `、`; by `，` where one of them contains `、`, so that each stays one when it is read back."""
    items = list(names)
    return ("，" if any("、" in item for item in items) else "、").join(items)
