"""Paragraphs of a .docx between its XML and the lines read from it."""

from __future__ import annotations

from dataclasses import dataclass, field

from taizhou_brief.importer.source_text import SourceLine

SOFT_BREAK = "\n"
"""Text of the run that represents a soft line break."""


@dataclass(slots=True)
class OfficeParagraph:
    """Paragraph being read."""

    style: str = ""
    num: int | None = None
    level: int | None = None
    align: str = ""
    mark_deleted: bool = False
    """Its paragraph mark was deleted under tracked changes: it continues in the next paragraph."""
    runs: list[tuple[str, bool]] = field(default_factory=list)
    """Text and whether it is bold; a soft break is a run by itself."""
    findings: list[tuple[str, str]] = field(default_factory=list)
    """Kind and text of what the editor should check in it."""
    open_doubts: tuple[str, ...] = ()
    """Kinds of findings that the last text belongs to, the last of `findings` being about them."""
    background: str = ""
    """Colour behind it, if it is set."""
    last_position: int | None = None
    """Half-points above the baseline of the last text."""

    def add_doubts(self, doubts: tuple[str, ...], text: str) -> None:
        """Add a text to the findings of these kinds, which continue if the text before was of the same kinds."""
        if doubts and doubts == self.open_doubts:
            count = len(doubts)
            self.findings[-count:] = [(kind, before + text) for kind, before in self.findings[-count:]]
        else:
            self.findings += [(kind, text) for kind in doubts]
        self.open_doubts = doubts

    def build_lines(self, template: SourceLine) -> list[SourceLine]:
        """Build one line for each part between soft breaks, with the other properties copied from `template`."""
        parts: list[list[tuple[str, bool]]] = [[]]
        for run in self.runs:
            if run[0] == SOFT_BREAK:
                parts.append([])
            else:
                parts[-1].append(run)
        texts = ["".join(text for text, _ in part) for part in parts]
        while len(parts) > 1 and not texts[-1].strip():
            parts.pop(), texts.pop()
        lines = []
        for index, (part, text) in enumerate(zip(parts, texts, strict=True)):
            visible_runs_bold = [bold for run_text, bold in part if run_text.strip()]
            lines.append(
                SourceLine(
                    text,
                    template.place,
                    template.kind,
                    number="" if index else template.number,
                    bold=bool(visible_runs_bold) and all(visible_runs_bold),
                    centred=template.centred,
                    style=template.style,
                    soft=index < len(parts) - 1,
                    note=template.note,
                    links=() if index else template.links,
                )
            )
        return lines


@dataclass(slots=True)
class LineBuffer:
    """Lines collected for the story itself, a cell or a text box."""

    lines: list[SourceLine] = field(default_factory=list)
    pending_runs: list[tuple[str, bool]] = field(default_factory=list)
    """Runs of a paragraph that continues in the next one."""
    pending_findings: list[tuple[str, str]] = field(default_factory=list)
    """Findings of that paragraph."""
    background: str = ""
    """Colour behind it, if it is set."""
