"""What a .docx has besides plain text, over all its stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.importer.readers.source_findings import SourceFinding, report_findings
from taizhou_brief.importer.readers.unreadable import make_import_diagnostic

LOST_CONTENT = frozenset(
    {"picture", "chart", "smartart", "ink", "control", "movie", "object", "unknown", "field", "form"}
)
"""Kinds of findings that replace something the reader could not take over."""


@dataclass(slots=True)
class DocxFindings:
    """What to report to the editor, over all stories of one file."""

    inserted: int = 0
    deleted: int = 0
    items: list[SourceFinding] = field(default_factory=list)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    """(`footnote` or `endnote`, id) → label, in order of reference."""

    def add(self, kind: str, text: str, place: str) -> None:
        """Add a finding at its place."""
        self.items.append(SourceFinding(kind, text, place))

    def build_diagnostics(self, name: str) -> Iterator[Diagnostic]:
        """Yield the diagnostics for the file called `name`."""
        if self.inserted or self.deleted:
            message = f"文件带有没有接受的修订：插入 {self.inserted} 处已收入，删除 {self.deleted} 处没有收入"
            hint = "请确认这就是定稿；如不是，请在 Word 里接受或拒绝修订后再导入"
            yield make_import_diagnostic(name, "I770", message, hint)
        yield from report_findings(self.items, name)
