"""Reader of the paragraphs and note references of one story of a .docx."""

# ruff: noqa: D102, N802, ARG002 (a handler is named after its element, and all of them take attributes)
from __future__ import annotations

from taizhou_brief.importer.readers.blocks import OfficeParagraph
from taizhou_brief.importer.readers.runs import RunReader
from taizhou_brief.importer.readers.styles import parse_bounded_int
from taizhou_brief.importer.readers.xml_stream import Attributes
from taizhou_brief.importer.source_text import SourceLine, SourceLink

PLAIN_LINK = "plain link"
"""Kind of finding for a link that the draft may have: text and address, one a line."""
NOTE_MARK = ("[^", "]")
"""Text before and after a note's label where the text refers to it."""


class ParagraphReader(RunReader):
    """Base of `StoryReader` that builds paragraphs."""

    @property
    def lines(self) -> list[SourceLine]:
        self.flush_pending_runs()
        return self.buffers[0].lines

    def on_w_p(self, attributes: Attributes) -> None:
        paragraph, buffer = OfficeParagraph(self.styles.default), self.buffers[-1]
        paragraph.runs, buffer.pending_runs = buffer.pending_runs, []
        paragraph.findings, buffer.pending_findings = buffer.pending_findings, []
        self.open_paragraphs.append(paragraph)

    def end_w_p(self) -> None:
        for word_field in self.open_fields:
            if word_field.in_code and word_field.code_texts:
                word_field.in_code = False
                for text in word_field.code_texts:
                    self.add_finding("broken field", text)
                self.open_paragraphs[-1].runs += [(text, False) for text in word_field.code_texts]
                word_field.code_texts = []
        paragraph = self.open_paragraphs.pop()
        if paragraph.mark_deleted:
            self.buffers[-1].pending_runs = paragraph.runs
            self.buffers[-1].pending_findings = paragraph.findings
            return
        self.finish_paragraph(paragraph)

    def finish_paragraph(self, paragraph: OfficeParagraph) -> None:
        """Add the lines of a complete paragraph to the open buffer; keep an empty one only as a separator."""
        list_level = self.counter.find_level(paragraph.style, paragraph.num, paragraph.level)
        number = self.counter.format_next(*list_level) if list_level else ""
        empty = not number and not any(text.strip() for text, _ in paragraph.runs)
        self.budget.count_paragraph()
        if not empty and self.kind == "text" and not self.box_depth:
            self.paragraph_count += 1
        links = tuple(SourceLink(*text.split("\n")) for kind, text in paragraph.findings if kind == PLAIN_LINK)
        for kind, text in paragraph.findings:
            if kind != PLAIN_LINK:
                self.findings.add(kind, text, self.describe_place(after=empty))
        if empty:
            self.add_empty_line()
            return
        style = self.styles.get(paragraph.style)
        in_body = self.kind == "text" and not self.box_depth
        template = SourceLine(
            "",
            f"第{self.paragraph_count}段" if in_body else self.describe_place(),
            "textbox" if self.box_depth and self.kind == "text" else self.kind,
            number=number,
            centred=(paragraph.align or style.align) == "center",
            style=style.name,
            note=self.label,
            links=links,
        )
        self.buffers[-1].lines += paragraph.build_lines(template)

    def add_empty_line(self) -> None:
        """Add an empty line in the body, where empty paragraphs separate; several become one."""
        lines = self.buffers[-1].lines
        follows_text = not lines or lines[-1].text or lines[-1].number
        if self.kind == "text" and not self.box_depth and not self.open_tables and follows_text:
            lines.append(SourceLine("", f"第{self.paragraph_count}段"))

    def flush_pending_runs(self) -> None:
        """Finish a paragraph that was to continue in a next one, when there is none."""
        buffer = self.buffers[-1]
        if buffer.pending_runs or buffer.pending_findings:
            paragraph = OfficeParagraph(self.styles.default, runs=buffer.pending_runs, findings=buffer.pending_findings)
            buffer.pending_runs, buffer.pending_findings = [], []
            self.finish_paragraph(paragraph)

    def on_w_pStyle(self, attributes: Attributes) -> None:
        if self.open_paragraphs and self.path[-2] == "w:pPr":
            self.open_paragraphs[-1].style = attributes.get("w:val", "")

    def on_w_jc(self, attributes: Attributes) -> None:
        if self.open_paragraphs and self.path[-2] == "w:pPr":
            self.open_paragraphs[-1].align = attributes.get("w:val", "")

    def on_w_numId(self, attributes: Attributes) -> None:
        if self.open_paragraphs and self.path[-2] == "w:numPr":
            self.open_paragraphs[-1].num = parse_bounded_int(attributes.get("w:val", ""))

    def on_w_ilvl(self, attributes: Attributes) -> None:
        if self.open_paragraphs and self.path[-2] == "w:numPr":
            self.open_paragraphs[-1].level = max(0, parse_bounded_int(attributes.get("w:val", "")))

    # references to notes

    def on_w_footnoteReference(self, attributes: Attributes) -> None:
        self.add_note_reference("footnote", attributes.get("w:id", ""))

    def on_w_endnoteReference(self, attributes: Attributes) -> None:
        self.add_note_reference("endnote", attributes.get("w:id", ""))

    def add_note_reference(self, kind: str, key: str) -> None:
        """Add a reference to a note, numbering it if this is the first."""
        notes = self.findings.notes
        if (kind, key) not in notes:
            count = sum(k == kind for k, _ in notes) + 1
            notes[kind, key] = str(count) if kind == "footnote" else f"e{count}"
        self.add_text(NOTE_MARK[0] + notes[kind, key] + NOTE_MARK[1], is_reference=True)
