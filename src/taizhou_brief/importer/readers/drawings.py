"""Reader of text boxes, pictures, objects and alternative contents of one story of a .docx."""

# ruff: noqa: D102, N802, ARG002 (a handler is named after its element, and all of them take attributes)
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from taizhou_brief.importer.readers.blocks import LineBuffer
from taizhou_brief.importer.readers.runs import StoryContext, WordField
from taizhou_brief.importer.readers.word_elements import CONNECTOR_TYPE, LINE_GEOMETRIES, SHAPES
from taizhou_brief.importer.readers.word_fields import FieldReader
from taizhou_brief.importer.readers.xml_stream import PREFIXES, Attributes
from taizhou_brief.importer.source_text import SourceLine

SUPPORTED_NAMESPACES = frozenset({"wps", "wpg", "wpc", "wp14", "w14", "w15", "v", "w", "a"})
"""Prefixes of the namespaces that a drawing may require to be read."""
XmlEvent = tuple[Callable[..., None], tuple[object, ...]]
"""Call of a method of an XML handler."""


@dataclass(slots=True)
class AlternateContent:
    """State of an mc:AlternateContent: one alternative is read, the next only if that one gave nothing."""

    text_length_before: int
    lost_before: int
    deferred: list[XmlEvent] = field(default_factory=list)
    """Events of the first alternative whose namespaces are unknown: it is read if no other gives anything."""


class DrawingReader(FieldReader):
    """Base of `StoryReader` that reads what is drawn rather than typed."""

    def __init__(
        self, kind: str, shared: StoryContext, label: str = "", links: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(kind, shared, label, links)
        self.alternates: list[AlternateContent] = []
        self.outer_fields: list[list[WordField]] = []
        self.prefixes: dict[str, str] = {}
        self.drawing_starts: list[int] = []
        """Amount of content read before each open drawing or object."""
        self.has_shape = False
        self.alternative_text = ""
        self.deferring: list[XmlEvent] | None = None
        self.deferred_depth = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if self.deferring is not None:
            self.deferring.append((self.start, (name, attributes)))
            self.deferred_depth += 1
            return
        if name in SHAPES and attributes.get("type") != CONNECTOR_TYPE and "o:hr" not in attributes:
            self.has_shape = True
        super().start(name, attributes)

    def end(self, name: str) -> None:
        if self.deferring is not None and self.deferred_depth:
            self.deferring.append((self.end, (name,)))
            self.deferred_depth -= 1
            return
        self.deferring = None
        super().end(name)

    def text(self, data: str) -> None:
        if self.deferring is None:
            super().text(data)
        else:
            self.deferring.append((self.text, (data,)))

    def namespace(self, prefix: str, uri: str) -> None:
        self.prefixes[prefix] = PREFIXES.get(uri, "?")

    # alternatives

    def on_mc_AlternateContent(self, attributes: Attributes) -> None:
        self.alternates.append(AlternateContent(self.text_length, self.lost_count))

    def end_mc_AlternateContent(self) -> None:
        if self.alternates and not self.has_read_alternative():
            for method, arguments in self.alternates[-1].deferred:
                method(*arguments)
        self.alternates.pop()

    def on_mc_Choice(self, attributes: Attributes) -> bool:
        if self.has_read_alternative():
            return True
        needs = {self.prefixes.get(prefix, "?") for prefix in attributes.get("Requires", "").split()}
        if not needs <= SUPPORTED_NAMESPACES and self.alternates:
            self.deferring = self.alternates[-1].deferred if not self.alternates[-1].deferred else []
            self.deferred_depth = 0
        return False

    def on_mc_Fallback(self, attributes: Attributes) -> bool:
        return self.has_read_alternative()

    def has_read_alternative(self) -> bool:
        """Return whether an earlier alternative gave text or something that was named."""
        if not self.alternates:
            return False
        before = self.alternates[-1]
        return self.text_length > before.text_length_before or self.lost_count > before.lost_before

    # text boxes

    def on_w_txbxContent(self, attributes: Attributes) -> None:
        self.box_depth += 1
        self.outer_fields.append(self.open_fields)
        self.open_fields = []
        self.buffers.append(LineBuffer())

    def end_w_txbxContent(self) -> None:
        self.flush_pending_runs()
        buffer = self.buffers.pop()
        self.box_depth -= 1
        self.open_fields = self.outer_fields.pop()
        self.buffers[-1].lines += buffer.lines

    def on_v_textpath(self, attributes: Attributes) -> None:
        """Read old WordArt, which has its text in an attribute."""
        if text := attributes.get("string", "").strip():
            self.budget.count_characters(len(text))
            self.text_length += len(text)
            self.content_count += 1
            kind = "textbox" if self.kind == "text" else self.kind
            self.buffers[-1].lines.append(
                SourceLine(" ".join(text.split()), "艺术字", kind, centred=True, note=self.label)
            )

    # pictures, shapes and objects

    def on_w_drawing(self, attributes: Attributes) -> None:
        self.drawing_starts.append(self.content_count)
        self.has_shape, self.alternative_text = False, ""

    def end_w_drawing(self) -> None:
        """Name a shape that has neither words nor a picture."""
        if self.content_count == self.drawing_starts.pop() and self.has_shape:
            self.add_finding("shape", "")

    def end_w_object(self) -> None:
        """Name an object that is drawn by a picture only."""
        if self.content_count == self.drawing_starts.pop():
            self.add_finding("object", "")

    def on_o_OLEObject(self, attributes: Attributes) -> None:
        self.add_finding("object", f"（{attributes['ProgID']}）" if attributes.get("ProgID") else "")

    def on_wp_docPr(self, attributes: Attributes) -> None:
        self.alternative_text = (attributes.get("descr") or attributes.get("title") or "").strip()

    def on_pic_pic(self, attributes: Attributes) -> None:
        self.add_finding("picture", f"（{self.alternative_text}）" if self.alternative_text else "")

    def on_v_imagedata(self, attributes: Attributes) -> None:
        if "w:object" not in self.path:
            self.add_finding("picture", "")

    def on_a_prstGeom(self, attributes: Attributes) -> None:
        if attributes.get("prst") not in LINE_GEOMETRIES and "pic:pic" not in self.path:
            self.has_shape = True

    on_w_pict = on_w_object = on_w_drawing
    end_w_pict = end_w_drawing
