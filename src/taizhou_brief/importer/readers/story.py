"""One story of a .docx (the body, a note, a header) walked into lines: tables, text boxes and what is not read."""

# ruff: noqa: D102, N802, N815, ARG002 (a handler is named after the element it is for, and all take its attributes)
from __future__ import annotations

from dataclasses import dataclass

from taizhou_brief.importer.readers.blocks import LineSink, OfficeCell, OfficeRow, OfficeTable
from taizhou_brief.importer.readers.paragraphs import ParagraphReader, StoryContext, WordField
from taizhou_brief.importer.readers.styles import parse_bounded_int
from taizhou_brief.importer.readers.xml_stream import PREFIXES, Attributes
from taizhou_brief.importer.source_text import SourceLine

KNOWN = frozenset({"wps", "wpg", "wpc", "wp14", "w14", "w15", "v", "w", "a"})
"""What a drawing may require and still be read by this reader."""


@dataclass(slots=True)
class Alternate:
    """Inside mc:AlternateContent: one of the alternatives is read, the next only where it gave no text."""

    before: int
    read: bool = False


class StoryReader(ParagraphReader):
    """Handler that turns one story into lines."""

    def __init__(self, kind: str, shared: StoryContext, label: str = "") -> None:
        super().__init__(kind, shared, label)
        self.alternates: list[Alternate] = []
        self.frames: list[list[WordField]] = []
        self.prefixes: dict[str, str] = {}
        self.references: list[tuple[str, str]] = []
        """Headers and footers of all sections: (`header` or `footer`, relationship id)."""
        self.table_count = 0

    def namespace(self, prefix: str, uri: str) -> None:
        self.prefixes[prefix] = PREFIXES.get(uri, "?")

    def on_w_tbl(self, attributes: Attributes) -> None:
        self.table_count += 1
        self.tables.append(OfficeTable(f"表{self.table_count}"))

    def end_w_tbl(self) -> None:
        table = self.tables.pop()
        self.sinks[-1].lines += table.lines("table" if self.kind == "text" else self.kind)

    def on_w_tr(self, attributes: Attributes) -> None:
        if self.tables:
            self.tables[-1].rows.append(OfficeRow())

    def on_w_tc(self, attributes: Attributes) -> None:
        cell = OfficeCell()
        if self.tables and self.tables[-1].rows:
            self.tables[-1].rows[-1].cells.append(cell)
        self.sinks.append(cell.sink)

    def end_w_tc(self) -> None:
        self.flush()
        self.sinks.pop()

    def on_w_gridSpan(self, attributes: Attributes) -> None:
        if self.tables and self.tables[-1].rows and self.tables[-1].rows[-1].cells:
            self.tables[-1].rows[-1].cells[-1].span = max(1, parse_bounded_int(attributes.get("w:val", ""), 1))

    def on_w_cellDel(self, attributes: Attributes) -> None:
        self.found.deleted += 1
        if self.tables and self.tables[-1].rows and self.tables[-1].rows[-1].cells:
            self.tables[-1].rows[-1].cells[-1].gone = True

    def on_w_txbxContent(self, attributes: Attributes) -> None:
        self.boxes += 1
        self.frames.append(self.fields)
        self.fields = []
        self.sinks.append(LineSink())

    def end_w_txbxContent(self) -> None:
        self.flush()
        box = self.sinks.pop()
        self.boxes -= 1
        self.fields = self.frames.pop()
        self.sinks[-1].lines += box.lines

    def on_v_textpath(self, attributes: Attributes) -> None:
        """WordArt of the old kind keeps its words in an attribute."""
        if text := attributes.get("string", "").strip():
            self.budget.take(len(text))
            self.seen += len(text)
            kind = "textbox" if self.kind == "text" else self.kind
            self.sinks[-1].lines.append(
                SourceLine(" ".join(text.split()), "艺术字", kind, centred=True, note=self.label)
            )

    def on_mc_AlternateContent(self, attributes: Attributes) -> None:
        self.alternates.append(Alternate(self.seen))

    def end_mc_AlternateContent(self) -> None:
        self.alternates.pop()

    def on_mc_Choice(self, attributes: Attributes) -> bool:
        needs = {self.prefixes.get(prefix, "?") for prefix in attributes.get("Requires", "").split()}
        return self.satisfied() or not needs <= KNOWN

    def on_mc_Fallback(self, attributes: Attributes) -> bool:
        return self.satisfied()

    def satisfied(self) -> bool:
        return bool(self.alternates) and self.seen > self.alternates[-1].before

    # what is not read

    def on_w_commentReference(self, attributes: Attributes) -> None:
        self.found.comments += 1

    def picture(self, attributes: Attributes) -> None:
        self.found.pictures += 1

    def foreign(self, attributes: Attributes) -> None:
        self.found.foreign += 1

    on_pic_pic = on_v_imagedata = on_c_chart = on_dgm_relIds = picture
    on_w_altChunk = on_w_subDoc = foreign

    def on_w_headerReference(self, attributes: Attributes) -> None:
        self.furnish("header", attributes)

    def on_w_footerReference(self, attributes: Attributes) -> None:
        self.furnish("footer", attributes)

    def furnish(self, kind: str, attributes: Attributes) -> None:
        self.references.append((kind, attributes.get("r:id", "")))
