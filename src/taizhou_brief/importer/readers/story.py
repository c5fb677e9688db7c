"""Reader of one story of a .docx (the body, a note, a header): its tables and references to other parts."""

# ruff: noqa: D102, N802, ARG002 (a handler is named after its element, and all of them take attributes)
from __future__ import annotations

from collections.abc import Mapping

from taizhou_brief.importer.readers.drawings import DrawingReader
from taizhou_brief.importer.readers.office_tables import OfficeCell, OfficeRow, OfficeTable
from taizhou_brief.importer.readers.runs import StoryContext
from taizhou_brief.importer.readers.styles import parse_bounded_int
from taizhou_brief.importer.readers.xml_stream import Attributes


class StoryReader(DrawingReader):
    """Handler that reads one story into lines."""

    def __init__(
        self, kind: str, shared: StoryContext, label: str = "", links: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(kind, shared, label, links)
        self.references: list[tuple[str, str]] = []
        """Headers and footers of all sections: (`header` or `footer`, relationship id)."""
        self.table_count = 0

    def on_w_tbl(self, attributes: Attributes) -> None:
        self.table_count += 1
        self.open_tables.append(OfficeTable(f"表{self.table_count}"))

    def end_w_tbl(self) -> None:
        table = self.open_tables.pop()
        self.buffers[-1].lines += table.build_lines("table" if self.kind == "text" else self.kind)
        if message := table.describe_merges():
            self.content_count += 1
            self.findings.add("merged", message, table.place)

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

    def get_cell(self) -> OfficeCell | None:
        """Return the open cell."""
        rows = self.open_tables[-1].rows if self.open_tables else []
        return rows[-1].cells[-1] if rows and rows[-1].cells else None

    def on_w_gridSpan(self, attributes: Attributes) -> None:
        if cell := self.get_cell():
            cell.span = max(1, parse_bounded_int(attributes.get("w:val", ""), 1))

    def on_w_vMerge(self, attributes: Attributes) -> None:
        if cell := self.get_cell():
            cell.continues_above = attributes.get("w:val", "continue") != "restart"

    def on_w_hMerge(self, attributes: Attributes) -> None:
        if cell := self.get_cell():
            cell.continues_left = attributes.get("w:val", "continue") != "restart"

    def on_w_gridBefore(self, attributes: Attributes) -> None:
        if self.open_tables and self.open_tables[-1].rows:
            self.open_tables[-1].rows[-1].columns_before = max(0, parse_bounded_int(attributes.get("w:val", "")))

    def on_w_cellDel(self, attributes: Attributes) -> None:
        self.findings.deleted += 1
        if cell := self.get_cell():
            cell.deleted = True

    # references to other parts

    def on_w_headerReference(self, attributes: Attributes) -> None:
        self.references.append(("header", attributes.get("r:id", "")))

    def on_w_footerReference(self, attributes: Attributes) -> None:
        self.references.append(("footer", attributes.get("r:id", "")))
