"""XML read as a stream under limits: no DOCTYPE, no depth, no flood of elements, no giant attribute."""

# ruff: noqa: D102 (start, end, text and namespace are told by the Handler they fill in for)
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from xml.parsers import expat

from taizhou_brief.importer.readers.unreadable import UnreadableFile

DEPTH = 400
ELEMENTS = 200_000
"""An issue has some ten thousand."""
PARAGRAPHS = 10_000
TOKEN = 4 << 20
"""Bytes one tag or comment may take: Word itself writes drawings of some hundred KB into one attribute."""
CHARACTERS = 400_000

PREFIXES: Mapping[str, str] = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas": "wpc",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing": "wp14",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
"""Namespace → the prefix this reader calls it by, whatever the file calls it; both dialects of the standard."""

Attributes = Mapping[str, str]
NONE: Attributes = {}


class XmlHandler(Protocol):
    """What walks along; names are `prefix:local` with the prefixes above, `?:local` for unknown namespaces."""

    def start(self, name: str, attributes: Attributes) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...
    def namespace(self, prefix: str, uri: str) -> None: ...


@dataclass(slots=True)
class XmlBudget:
    """What all parts of one file may cost together."""

    elements: int = ELEMENTS
    characters: int = CHARACTERS
    paragraphs: int = PARAGRAPHS

    def paragraph(self) -> None:
        """One more paragraph."""
        self.paragraphs -= 1
        if self.paragraphs < 0:
            raise UnreadableFile("I752", f"文件里的段落超过 {PARAGRAPHS} 个", "请把文件拆开，一期一个文件")

    def take(self, characters: int) -> None:
        self.characters -= characters
        if self.characters < 0:
            raise UnreadableFile("I752", f"文件里的文字超过 {CHARACTERS // 10000} 万字", "请把文件拆开，一期一个文件")


@dataclass(slots=True)
class XmlWalk:
    """One run of expat over one part."""

    handler: XmlHandler
    budget: XmlBudget
    depth: int = 0
    names: dict[str, str] = field(default_factory=dict)

    def short(self, name: str) -> str:
        known = self.names.get(name)
        if known is None:
            uri, parted, local = name.rpartition("}")
            known = f"{PREFIXES.get(uri, '?')}:{local}" if parted else local
            if len(self.names) < 4096:
                self.names[name] = known
        return known

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEPTH:
            raise UnreadableFile("I752", f"文件里的 XML 嵌套超过 {DEPTH} 层", "请在 Word 里打开后另存为新的 .docx")
        self.budget.elements -= 1
        if self.budget.elements < 0:
            raise UnreadableFile("I752", f"文件里的 XML 元素超过 {ELEMENTS} 个", "请在 Word 里把正文另存为新的 .docx")
        names, short = self.names, self.short
        named = {names.get(key) or short(key): value for key, value in attributes.items()} if attributes else NONE
        self.handler.start(names.get(name) or short(name), named)

    def end(self, name: str) -> None:
        self.depth -= 1
        self.handler.end(self.names.get(name) or self.short(name))

    def namespace(self, prefix: str | None, uri: str | None) -> None:
        self.handler.namespace(prefix or "", uri or "")


def _doctype(*_: object) -> None:
    raise UnreadableFile("I753", "文件里的 XML 带有 DOCTYPE", "请在 Word 里打开后另存为新的 .docx")


def walk_xml(chunks: Iterable[bytes], handler: XmlHandler, budget: XmlBudget) -> None:
    """Feed `chunks` of one XML part to `handler`; raise `UnreadableFile` where it is damaged or hostile."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    run = XmlWalk(handler, budget)
    parser.StartDoctypeDeclHandler = _doctype
    parser.StartElementHandler = run.start
    parser.EndElementHandler = run.end
    parser.CharacterDataHandler = handler.text
    parser.StartNamespaceDeclHandler = run.namespace
    fed = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk)
            fed += len(chunk)
            if fed - max(0, parser.CurrentByteIndex) > TOKEN:
                raise UnreadableFile(
                    "I752", f"文件里有一个 XML 标记超过 {TOKEN >> 20} MB", "请在 Word 里打开后另存为新的 .docx"
                )
        parser.Parse(b"", True)  # noqa: FBT003 (expat takes no keyword)
    except (expat.ExpatError, ValueError, LookupError) as error:
        # ValueError and LookupError: an encoding declaration that names no codec expat can use
        raise UnreadableFile("I755", "文件里的 XML 已损坏", "请用 Word 打开并另存为新的 .docx") from error
