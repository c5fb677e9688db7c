"""Reader of one story of a .docx (the body, a note, a header): tables, text boxes and content that is only counted."""

# ruff: noqa: D102, N802, N815, ARG002 (a handler is named after its element, and all of them take attributes)
from __future__ import annotations

from dataclasses import dataclass

from taizhou_brief.importer.readers.blocks import LineBuffer, OfficeCell, OfficeRow, OfficeTable
from taizhou_brief.importer.readers.paragraphs import ParagraphReader, StoryContext, WordField
from taizhou_brief.importer.readers.styles import parse_bounded_int
from taizhou_brief.importer.readers.xml_stream import PREFIXES, Attributes
from taizhou_brief.importer.source_text import SourceLine

SUPPORTED_NAMESPACES = frozenset({"wps", "wpg", "wpc", "wp14", "w14", "w15", "v", "w", "a"})
"""Prefixes of the namespaces that a drawing may require to be read."""


@dataclass(slots=True)
class AlternateContent:
    """State of an mc:AlternateContent: one alternative is read, the next only if that one gave no text."""

    text_length_before: int
    read: bool = False


class StoryReader(ParagraphReader):
    """Handler that reads one story into lines."""

    def __init__(self, kind: str, shared: StoryContext, label: str = "") -> None:
        super().__init__(kind, shared, label)
        self.alternates: list[AlternateContent] = []
        self.outer_fields: list[list[WordField]] = []
        self.prefixes: dict[str, str] = {}
        self.references: list[tuple[str, str]] = []
        """Headers and footers of all sections: (`header` or `footer`, relationship id)."""
        self.table_count = 0

    def namespace(self, prefix: str, uri: str) -> None:
        self.prefixes[prefix] = PREFIXES.get(uri, "?")

    def on_w_tbl(self, attributes: Attributes) -> None:
        self.table_count += 1
        self.open_tables.append(OfficeTable(f"表{self.table_count}"))

    def end_w_tbl(self) -> None:
        table = self.open_tables.pop()
        self.buffers[-1].lines += table.build_lines("table" if self.kind == "text" else self.kind)

    def on_w_tr(self, attributes: Attributes) -> None:
        if self.open_tables:
            self.open_tables[-1].rows.append(OfficeRow())

    def on_w_tc(self, attributes: Attributes) -> None:
        cell = OfficeCell()
        if self.open_tables and self.open_tables[-1].rows:
            self.open_tables[-1].rows[-1].cells.append(cell)
        self.buffers.append(cell.buffer)

    def end_w_tc(self) -> None:
        self.flush_pending_runs()
        self.buffers.pop()

    def on_w_gridSpan(self, attributes: Attributes) -> None:
        if self.open_tables and self.open_tables[-1].rows and self.open_tables[-1].rows[-1].cells:
            self.open_tables[-1].rows[-1].cells[-1].span = max(1, parse_bounded_int(attributes.get("w:val", ""), 1))

    def on_w_cellDel(self, attributes: Attributes) -> None:
        self.findings.deleted += 1
        if self.open_tables and self.open_tables[-1].rows and self.open_tables[-1].rows[-1].cells:
            self.open_tables[-1].rows[-1].cells[-1].deleted = True

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
            kind = "textbox" if self.kind == "text" else self.kind
            self.buffers[-1].lines.append(
                SourceLine(" ".join(text.split()), "艺术字", kind, centred=True, note=self.label)
            )

    def on_mc_AlternateContent(self, attributes: Attributes) -> None:
        self.alternates.append(AlternateContent(self.text_length))

    def end_mc_AlternateContent(self) -> None:
        self.alternates.pop()

    def on_mc_Choice(self, attributes: Attributes) -> bool:
        needs = {self.prefixes.get(prefix, "?") for prefix in attributes.get("Requires", "").split()}
        return self.has_read_alternative() or not needs <= SUPPORTED_NAMESPACES

    def on_mc_Fallback(self, attributes: Attributes) -> bool:
        return self.has_read_alternative()

    def has_read_alternative(self) -> bool:
        """Return whether an earlier alternative gave text."""
        return bool(self.alternates) and self.text_length > self.alternates[-1].text_length_before

    # content that is only counted, and references to other parts

    def on_w_commentReference(self, attributes: Attributes) -> None:
        self.findings.comments += 1

    def count_picture(self, attributes: Attributes) -> None:
        self.findings.pictures += 1

    def count_embedded_file(self, attributes: Attributes) -> None:
        self.findings.embedded_files += 1

    on_pic_pic = on_v_imagedata = on_c_chart = on_dgm_relIds = count_picture
    on_w_altChunk = on_w_subDoc = count_embedded_file

    def on_w_headerReference(self, attributes: Attributes) -> None:
        self.add_reference("header", attributes)

    def on_w_footerReference(self, attributes: Attributes) -> None:
        self.add_reference("footer", attributes)

    def add_reference(self, kind: str, attributes: Attributes) -> None:
        self.references.append((kind, attributes.get("r:id", "")))
