"""Streaming XML reader under limits: no DOCTYPE, no deep nesting, no flood of elements, no huge attribute."""

# ruff: noqa: D102 (start, end, text and namespace are documented by XmlHandler)
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from xml.parsers import expat

from taizhou_brief.importer.readers.unreadable import UnreadableFile

MAX_DEPTH = 400
MAX_ELEMENTS = 200_000
"""Elements of one file: an issue has about ten thousand."""
MAX_PARAGRAPHS = 10_000
MAX_TOKEN_SIZE = 4 << 20
"""Bytes of one tag or comment: Word itself writes drawings of some hundred KB into one attribute."""
MAX_CHARACTERS = 400_000

PREFIXES: Mapping[str, str] = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "cx",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
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
"""Namespace → prefix in this reader, whatever prefix the file uses; both dialects of the standard are listed."""

Attributes = Mapping[str, str]
"""Attributes of an element by `prefix:local`."""
NO_ATTRIBUTES: Attributes = {}


class XmlHandler(Protocol):
    """Receiver of parse events; names are `prefix:local` with the prefixes above, `?:local` for unknown namespaces."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Handle a start tag."""

    def end(self, name: str) -> None:
        """Handle an end tag."""

    def text(self, data: str) -> None:
        """Handle a piece of text."""

    def namespace(self, prefix: str, uri: str) -> None:
        """Handle a namespace declaration, which precedes the start tag it belongs to."""


@dataclass(slots=True)
class XmlBudget:
    """Amounts that all parts of one file may still use together."""

    elements: int = MAX_ELEMENTS
    characters: int = MAX_CHARACTERS
    paragraphs: int = MAX_PARAGRAPHS

    def count_paragraph(self) -> None:
        """Use one paragraph; raise `UnreadableFile` if none is left."""
        self.paragraphs -= 1
        if self.paragraphs < 0:
            raise UnreadableFile("I752", f"文件里的段落超过 {MAX_PARAGRAPHS} 个", "请把文件拆开，一期一个文件")

    def count_characters(self, characters: int) -> None:
        """Use some characters; raise `UnreadableFile` if fewer are left."""
        self.characters -= characters
        if self.characters < 0:
            raise UnreadableFile(
                "I752", f"文件里的文字超过 {MAX_CHARACTERS // 10000} 万字", "请把文件拆开，一期一个文件"
            )


@dataclass(slots=True)
class XmlWalk:
    """Parse of one part by expat, which calls the handler with short names."""

    handler: XmlHandler
    budget: XmlBudget
    depth: int = 0
    names: dict[str, str] = field(default_factory=dict)
    """Cache of `shorten_name`."""

    def shorten_name(self, name: str) -> str:
        """Return `prefix:local` for expat's `uri}local`."""
        short_name = self.names.get(name)
        if short_name is None:
            uri, separator, local = name.rpartition("}")
            short_name = f"{PREFIXES.get(uri, '?')}:{local}" if separator else local
            if len(self.names) < 4096:
                self.names[name] = short_name
        return short_name

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise UnreadableFile("I752", f"文件里的 XML 嵌套超过 {MAX_DEPTH} 层", "请在 Word 里打开后另存为新的 .docx")
        self.budget.elements -= 1
        if self.budget.elements < 0:
            raise UnreadableFile(
                "I752", f"文件里的 XML 元素超过 {MAX_ELEMENTS} 个", "请在 Word 里把正文另存为新的 .docx"
            )
        names, shorten = self.names, self.shorten_name
        short_attributes = (
            {names.get(key) or shorten(key): value for key, value in attributes.items()}
            if attributes
            else NO_ATTRIBUTES
        )
        self.handler.start(names.get(name) or shorten(name), short_attributes)

    def end(self, name: str) -> None:
        self.depth -= 1
        self.handler.end(self.names.get(name) or self.shorten_name(name))

    def namespace(self, prefix: str | None, uri: str | None) -> None:
        self.handler.namespace(prefix or "", uri or "")


def _reject_doctype(*_: object) -> None:
    """Raise `UnreadableFile` for a DOCTYPE, which normal documents do not have."""
    raise UnreadableFile("I753", "文件里的 XML 带有 DOCTYPE", "请在 Word 里打开后另存为新的 .docx")


def walk_xml(chunks: Iterable[bytes], handler: XmlHandler, budget: XmlBudget) -> None:
    """Parse the `chunks` of one XML part and call `handler`; raise `UnreadableFile` if it is damaged or hostile."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    walk = XmlWalk(handler, budget)
    parser.StartDoctypeDeclHandler = _reject_doctype
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = handler.text
    parser.StartNamespaceDeclHandler = walk.namespace
    fed_bytes = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk)
            fed_bytes += len(chunk)
            if fed_bytes - max(0, parser.CurrentByteIndex) > MAX_TOKEN_SIZE:
                raise UnreadableFile(
                    "I752", f"文件里有一个 XML 标记超过 {MAX_TOKEN_SIZE >> 20} MB", "请在 Word 里打开后另存为新的 .docx"
                )
        parser.Parse(b"", True)  # noqa: FBT003 (expat takes no keyword)
    except (expat.ExpatError, ValueError, LookupError) as error:
        # ValueError and LookupError: the encoding declaration names a codec that expat cannot use
        raise UnreadableFile("I755", "文件里的 XML 已损坏", "请用 Word 打开并另存为新的 .docx") from error
