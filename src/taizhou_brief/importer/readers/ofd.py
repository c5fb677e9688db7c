"""Reader of .ofd (GB/T 33190): find the pages, read their contents, lay them out like those of a PDF."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.importer.readers.hidden_glyphs import accept_scanned_text, find_doubt, mark_struck_glyphs
from taizhou_brief.importer.readers.ofd_content import POINTS, OfdContent, OfdContentReader, read_box
from taizhou_brief.importer.readers.package import DocxPackage
from taizhou_brief.importer.readers.page_layout import lay_out_pages
from taizhou_brief.importer.readers.printed_page import Box, Glyph, PrintedPage
from taizhou_brief.importer.readers.source_findings import SourceFinding, report_findings
from taizhou_brief.importer.readers.unreadable import UnreadableFile, make_import_diagnostic
from taizhou_brief.importer.readers.xml_stream import Attributes, XmlBudget, walk_xml
from taizhou_brief.importer.source_text import SourceLine

ROOT = "OFD.xml"
"""Part that every .ofd begins with."""
MAX_PAGES = 600
MAX_COVERS, MAX_RULES = 500, 1_200
A4 = Box(0, 0, 210, 297)
"""Page area, in millimetres, if the file gives none."""
RESAVE_HINT = "请用 WPS 或 OFD 阅读器打开，另存为 PDF 或 Word 文件再导入"
BOLD_NAMES = ("黑体", "小标宋", "simhei", "bold", "heavy", "black")
READ_FAULTS = frozenset({"I752", "I753", "I755"})
"""Codes of faults of the XML or the zip, for which the advice is to save the file in another form."""


@dataclass(slots=True)
class OfdParts:
    """Parts that the list elements of one XML part refer to, and their texts, by element."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    elements: dict[str, list[Attributes]] = field(default_factory=dict)


class _PartsReader:
    """Handler that collects the texts and attributes of all elements of a small part."""

    def __init__(self) -> None:
        self.parts = OfdParts()
        self.chunks: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        self.chunks.clear()
        self.parts.elements.setdefault(name, []).append(attributes)

    def end(self, name: str) -> None:
        if text := "".join(self.chunks).strip():
            self.parts.texts.setdefault(name, []).append(text)
        self.chunks.clear()

    def text(self, data: str) -> None:
        self.chunks.append(data)

    def namespace(self, prefix: str, uri: str) -> None: ...


def is_ofd(package: DocxPackage) -> bool:
    """Return whether a zip package is an .ofd."""
    return package.has_part(ROOT)


def read_ofd(
    package: DocxPackage, name: str, budget: XmlBudget
) -> tuple[tuple[SourceLine, ...], tuple[Diagnostic, ...]]:
    """Return the printed lines of an .ofd and the diagnostics; raise `UnreadableFile` if it has no usable text."""
    try:
        return OfdReader(package, name, budget).read()
    except UnreadableFile as error:
        if error.code in READ_FAULTS:
            raise UnreadableFile(error.code, error.message, RESAVE_HINT) from error
        raise


class OfdReader:
    """Reader of one .ofd."""

    def __init__(self, package: DocxPackage, name: str, budget: XmlBudget) -> None:
        self.package, self.name, self.budget = package, name, budget
        self.findings: list[SourceFinding] = []
        self.templates: dict[str, str] = {}
        """Id of a template → its part."""
        self.bold_fonts: frozenset[str] = frozenset()
        self.paper = A4
        self.unread: list[str] = []
        """Pages without text, with images."""

    def read(self) -> tuple[tuple[SourceLine, ...], tuple[Diagnostic, ...]]:
        """Read the first document of the file."""
        if self.package.has_part("Encryptions.xml"):
            raise UnreadableFile("I754", "OFD 加了密", "请去掉密码，或" + RESAVE_HINT.removeprefix("请"))
        root = self.read_parts(ROOT)
        documents = root.texts.get("ofd:DocRoot", [])
        if not documents:
            raise UnreadableFile("I755", "OFD 文件里没有正文部分", RESAVE_HINT)
        self.findings += [SourceFinding("file", "", "文件") for _ in documents[1:]]
        document = resolve_part("", documents[0])
        pages = self.read_pages(document)
        self.name_seals(root)
        layout = lay_out_pages(pages)
        if sum(len("".join(line.text.split())) for line in layout.lines) < 5:
            raise UnreadableFile("I762", "OFD 没有文字，是扫描件", "请先做文字识别(OCR)，或导入 Word 文件")
        diagnostics = list(report_findings([*self.findings, *layout.findings], self.name))
        if self.unread:
            message = f"第 {'、'.join(self.unread[:10])} 页没有文字，没有收入"
            hint = "这几页是图片，请先做文字识别(OCR)"
            diagnostics.append(make_import_diagnostic(self.name, "I772", message, hint))
        pictures = sum(page.pictures for page in pages if page.glyphs)
        if pictures:
            message = f"{pictures} 处图片没有收入"
            diagnostics.append(make_import_diagnostic(self.name, "I772", message, "图里如有文字，请手工录入"))
        return layout.lines, tuple(diagnostics)

    def read_parts(self, part: str) -> OfdParts:
        """Read a small part."""
        reader = _PartsReader()
        walk_xml(self.package.read_chunks(part), reader, self.budget)
        return reader.parts

    def read_pages(self, document: str) -> list[PrintedPage]:
        """Read all pages of a document, and what belongs to it as a whole."""
        parts = self.read_parts(document)
        boxes = [read_box(text) for text in parts.texts.get("ofd:PhysicalBox", [])]
        self.paper = next((box for box in boxes if box), A4)
        self.bold_fonts = self.read_bold_fonts(document, parts)
        self.templates = {
            each.get("ID", ""): resolve_part(document, each.get("BaseLoc", ""))
            for each in parts.elements.get("ofd:TemplatePage", [])
        }
        pages = parts.elements.get("ofd:Page", [])
        if len(pages) > MAX_PAGES:
            raise UnreadableFile("I752", f"OFD 的页数超过 {MAX_PAGES} 页", RESAVE_HINT)
        self.name_attachments(document, parts)
        self.name_notes(document, parts, [page.get("ID", "") for page in pages])
        return [
            self.read_page(resolve_part(document, page.get("BaseLoc", "")), number)
            for number, page in enumerate(pages, 1)
        ]

    def read_bold_fonts(self, document: str, parts: OfdParts) -> frozenset[str]:
        """Return the ids of the bold fonts of a document."""
        bold: set[str] = set()
        for part in (*parts.texts.get("ofd:PublicRes", []), *parts.texts.get("ofd:DocumentRes", [])):
            path = resolve_part(document, part)
            fonts = self.read_parts(path).elements.get("ofd:Font", []) if self.package.has_part(path) else []
            for font in fonts:
                names = f"{font.get('FontName', '')} {font.get('FamilyName', '')}".lower()
                if font.get("Bold") == "true" or any(word in names for word in BOLD_NAMES):
                    bold.add(font.get("ID", ""))
        return frozenset(bold)

    def read_page(self, part: str, number: int) -> PrintedPage:
        """Read one page with its templates under it."""
        content = self.read_content(part, self.paper, 0)
        box = content.box or self.paper
        if content.box:
            content = self.read_content(part, box, 0)
        templates = [self.templates[each] for each in dict.fromkeys(content.templates) if each in self.templates]
        below = [self.read_content(each, box, -1_000_000 * n) for n, each in enumerate(templates, 1)]
        page = build_page(box, content, below)
        if not page.glyphs and page.pictures:
            self.unread.append(str(number))
        return page

    def read_content(self, part: str, box: Box, order: int) -> OfdContent:
        """Read what one page or template draws; it is drawn from `order` on."""
        reader = OfdContentReader(box.height, self.bold_fonts, self.budget, order)
        walk_xml(self.package.read_chunks(part), reader, self.budget)
        return reader.content

    # what is named

    def name_seals(self, root: OfdParts) -> None:
        """Name the signatures and seals, which are no text."""
        for part in root.texts.get("ofd:Signatures", []):
            path = resolve_part("", part)
            if self.package.has_part(path):
                count = len(self.read_parts(path).elements.get("ofd:Signature", []))
                self.findings += [SourceFinding("seal", f"{count} 个电子签名或印章", "文件")] if count else []

    def name_attachments(self, document: str, parts: OfdParts) -> None:
        """Name the files that are attached."""
        for part in parts.texts.get("ofd:Attachments", []):
            path = resolve_part(document, part)
            if self.package.has_part(path):
                for attachment in self.read_parts(path).elements.get("ofd:Attachment", []):
                    self.findings.append(SourceFinding("attachment", attachment.get("Name", ""), "文件"))

    def name_notes(self, document: str, parts: OfdParts, pages: Sequence[str]) -> None:
        """Name the notes on the pages, with their words."""
        for part in parts.texts.get("ofd:Annotations", []):
            path = resolve_part(document, part)
            if not self.package.has_part(path):
                continue
            listed = self.read_parts(path)
            files = listed.texts.get("ofd:FileLoc", [])
            for page, file in zip(listed.elements.get("ofd:Page", []), files, strict=False):
                number = pages.index(page.get("PageID", "")) + 1 if page.get("PageID", "") in pages else 0
                notes = self.read_parts(resolve_part(path, file))
                words = [*notes.texts.get("ofd:TextCode", []), *notes.texts.get("ofd:Remark", [])]
                kinds = [each.get("Type", "") for each in notes.elements.get("ofd:Annot", [])]
                place = f"第{number}页" if number else "文件"
                if kinds and (words or set(kinds) - {"Link", "Highlight"}):
                    self.findings.append(SourceFinding("note", " ".join(words) or "、".join(kinds), place))


def build_page(box: Box, content: OfdContent, templates: Sequence[OfdContent]) -> PrintedPage:
    """Build a page from what it draws and the templates under it."""
    layers = [*reversed(templates), content]
    covers = [cover for layer in layers for cover in layer.covers][:MAX_COVERS]
    paper = Box(0, 0, box.width * POINTS, box.height * POINTS)
    rules = [rule for layer in layers for rule in layer.rules][:MAX_RULES]
    page = PrintedPage(paper.width, paper.height, [], rules=rules)
    page.pictures = sum(layer.pictures for layer in layers)
    page.findings = [finding for layer in layers for finding in layer.findings]
    glyphs: list[Glyph] = []
    for layer in layers:
        for placed in layer.glyphs:
            if placed.slanted:
                page.slanted += placed.glyph.text
                continue
            glyph = replace(placed.glyph, from_template=layer is not content)
            if placed.glyph.text.strip():
                doubt = find_doubt(placed.paint, placed.box, placed.glyph.size, paper, covers)
                glyph = replace(glyph, doubt=doubt)
            glyphs.append(glyph)
    page.glyphs = accept_scanned_text(page, mark_struck_glyphs(glyphs, rules))
    page.slanted = page.slanted.strip()
    return page


def resolve_part(base: str, path: str) -> str:
    """Return the part that a path in the part `base` refers to."""
    path = path.strip().replace("\\", "/")
    folder = posixpath.dirname(base)
    return posixpath.normpath(path if path.startswith("/") else posixpath.join("/", folder, path)).lstrip("/")
