"""Reader of the text and runs of one story of a .docx: the base of the readers of paragraphs, fields and drawings."""

# ruff: noqa: D102, N802, ARG002 (a handler is named after its element, and all of them take attributes)
from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from taizhou_brief.importer.readers.blocks import SOFT_BREAK, LineBuffer, OfficeParagraph
from taizhou_brief.importer.readers.docx_findings import LOST_CONTENT, DocxFindings
from taizhou_brief.importer.readers.numbering import NumberingCounter
from taizhou_brief.importer.readers.office_tables import OfficeTable
from taizhou_brief.importer.readers.run_format import RAISED_BY, RUN_PROPERTIES, RunFormat
from taizhou_brief.importer.readers.script_letters import to_script
from taizhou_brief.importer.readers.styles import Styles
from taizhou_brief.importer.readers.symbols import is_symbol_font, symbol
from taizhou_brief.importer.readers.word_elements import (
    CARRIES_NOTHING,
    NAMED_ELEMENTS,
    SKIPPED_ELEMENTS,
    UNPRINTED_TEXT,
)
from taizhou_brief.importer.readers.xml_stream import Attributes, XmlBudget

TRACKED_CHANGES = {"w:ins": "inserted", "w:moveTo": "inserted", "w:del": "deleted", "w:moveFrom": "deleted"}
"""Element of a tracked change → the count of `DocxFindings` that it adds to."""
TEXT_ELEMENTS = ("w:t", "m:t", "w:instrText")
"""Elements whose character data is read."""
BREAK_CHARACTERS = re.compile("\r\n|[\n\r\x0b\x85\u2028\u2029]")
"""Characters of a text that break its line."""


@dataclass(frozen=True, slots=True)
class StoryContext:
    """Objects that all stories of one file share."""

    styles: Styles
    counter: NumberingCounter
    findings: DocxFindings
    budget: XmlBudget


@dataclass(slots=True)
class OpenRun(RunFormat):
    """Run being read."""

    style: str = ""


@dataclass(slots=True)
class WordField:
    """Field such as PAGE: its code is not text of the document, its result is."""

    in_code: bool = True
    """Its result has not begun."""
    instruction: str = ""
    code_texts: list[str] = field(default_factory=list)
    """Texts found before the result: only a broken field has any."""
    result: tuple[OfficeParagraph | None, int, int] = (None, 0, 0)
    """Paragraph in which the result begins, its runs before that, and the amount of content read before."""
    choices: list[str] = field(default_factory=list)
    """What an old form field may show."""
    choice: str = ""


def find_handlers(story: object, prefix: str) -> Mapping[str, Callable[..., Any]]:
    """Return the methods of a story by their element: `on_w_p` is called at the start of `w:p`."""
    names = (name for name in dir(type(story)) if name.startswith(prefix))
    return {name.removeprefix(prefix).replace("_", ":", 1): getattr(story, name) for name in names}


class RunReader:
    """Handler for the elements of a story: their text in the format of their runs, and what is passed over."""

    def __init__(
        self, kind: str, shared: StoryContext, label: str = "", links: Mapping[str, str] | None = None
    ) -> None:
        self.kind, self.label, self.links = kind, label, links or {}
        self.styles, self.counter = shared.styles, shared.counter
        self.findings, self.budget = shared.findings, shared.budget
        self.buffers = [LineBuffer()]
        self.open_paragraphs: list[OfficeParagraph] = []
        self.open_runs: list[OpenRun] = []
        self.open_tables: list[OfficeTable] = []
        self.open_fields: list[WordField] = []
        self.path: list[str] = ["", "", ""]
        self.skip_depth = self.text_length = self.paragraph_count = self.box_depth = 0
        self.content_count = self.lost_count = 0
        self.text_chunks: list[str] = []
        self.preserve = False
        self.start_handlers = find_handlers(self, "on_")
        self.end_handlers = find_handlers(self, "end_")

    # the XML handler

    def start(self, name: str, attributes: Attributes) -> None:
        if self.skip_depth or name in SKIPPED_ELEMENTS:
            self.skip_depth += 1
            return
        if name in TRACKED_CHANGES and self.record_change(name):
            self.skip_depth = 1
            return
        self.path.append(name)
        handle: Callable[[Attributes], bool | None] | None = self.start_handlers.get(name)
        if handle is not None:
            if handle(attributes):
                self.path.pop()
                self.skip_depth = 1
        elif name in RUN_PROPERTIES:
            self.set_run_property(name, attributes)
        elif name in NAMED_ELEMENTS:
            self.add_finding(NAMED_ELEMENTS[name], "")
        elif name.startswith("w:") and name not in CARRIES_NOTHING:
            self.add_finding("unknown", f"（{name}）")

    def end(self, name: str) -> None:
        if self.skip_depth:
            self.skip_depth -= 1
            return
        self.path.pop()
        handle: Callable[[], None] | None = self.end_handlers.get(name)
        if handle is not None:
            handle()

    def text(self, data: str) -> None:
        if self.skip_depth:
            return
        if self.path[-1] in TEXT_ELEMENTS:
            self.text_chunks.append(data)
        elif data.strip() and self.path[-1] not in UNPRINTED_TEXT:
            self.add_finding("unknown", f"“{data.strip()}”")

    def record_change(self, name: str) -> bool:
        """Count a tracked change of content, a paragraph mark, a row or a cell; return whether it is a deletion."""
        parent = self.path[-1]
        deleted = TRACKED_CHANGES[name] == "deleted"
        setattr(self.findings, TRACKED_CHANGES[name], getattr(self.findings, TRACKED_CHANGES[name]) + 1)
        if parent == "w:rPr":
            if deleted and self.path[-2] == "w:pPr" and self.open_paragraphs:
                self.open_paragraphs[-1].mark_deleted = True
        elif parent == "w:trPr" and self.open_tables and self.open_tables[-1].rows:
            self.open_tables[-1].rows[-1].deleted |= deleted
        return deleted

    # findings

    def add_finding(self, kind: str, text: str) -> None:
        """Add a finding at the open paragraph, or between paragraphs."""
        self.content_count += 1
        self.lost_count += kind in LOST_CONTENT
        if self.open_paragraphs:
            self.open_paragraphs[-1].findings.append((kind, text))
            self.open_paragraphs[-1].open_doubts = ()
        else:
            self.findings.add(kind, text, self.describe_place(after=True))

    def describe_place(self, *, after: bool = False) -> str:
        """Return the place of the last paragraph, or the place after it, for the editor."""
        if self.kind == "footnote":
            return f"{'尾注' if self.label.startswith('e') else '脚注'}{self.label.lstrip('e')}"
        if self.kind in ("header", "footer"):
            return "页眉" if self.kind == "header" else "页脚"
        if self.box_depth:
            return "文本框"
        if self.open_tables and self.open_tables[-1].rows:
            return f"{self.open_tables[-1].place}第{len(self.open_tables[-1].rows)}行"
        return f"第{self.paragraph_count}段{'后' if after else ''}" if self.paragraph_count else "文首"

    # text

    def add_text(self, text: str, *, is_reference: bool = False) -> None:
        """Add text to the open paragraph in the format of the open run; a reference to a note is always raised."""
        self.budget.count_characters(len(text))
        if not text:
            return
        if not self.open_paragraphs:
            self.add_finding("unknown", f"“{text}”")
            return
        for word_field in reversed(self.open_fields):
            if word_field.in_code:
                word_field.code_texts.append(text)
                return
        paragraph = self.open_paragraphs[-1]
        run_format = self.resolve_format(paragraph)
        if not is_reference:
            self.read_position(paragraph, run_format, text)
        doubts = tuple(run_format.find_doubts(text)) if text.strip() else paragraph.open_doubts
        if "script" in doubts:
            letters = text if is_reference else to_script(text, raised=run_format.script == "superscript")
            text, doubts = letters or text, tuple(doubt for doubt in doubts if doubt != "script" or not letters)
        paragraph.add_doubts(doubts, text)
        self.content_count += 1
        self.text_length += len(text)
        if "struck" in doubts:
            return
        for index, part in enumerate(BREAK_CHARACTERS.split(text)):
            paragraph.runs += [(SOFT_BREAK, False)] if index else []
            paragraph.runs += [(part, bool(run_format.bold))] if part else []

    def resolve_format(self, paragraph: OfficeParagraph) -> RunFormat:
        """Return the format of the open run with what it inherits from its style, the paragraph and the cell."""
        run = self.open_runs[-1] if self.open_runs else OpenRun()
        resolved = RunFormat()
        resolved.inherit(run)
        if run.style:
            resolved.inherit(self.styles.get(run.style))
        resolved.background = resolved.background.replace("auto", "") or paragraph.background
        resolved.inherit(self.styles.get(paragraph.style))
        resolved.background = resolved.background.replace("auto", "") or self.buffers[-1].background
        return resolved

    def read_position(self, paragraph: OfficeParagraph, run_format: RunFormat, text: str) -> None:
        """Treat digits that are raised or lowered against the text before them as superscripts or subscripts."""
        position, before = run_format.position or 0, paragraph.last_position
        if text.strip():
            paragraph.last_position = position
        shift = position - before if before is not None else 0
        if abs(shift) >= RAISED_BY and abs(position) >= RAISED_BY and text.strip().isdecimal():
            run_format.script = "superscript" if shift > 0 else "subscript"
            paragraph.last_position = before

    def on_w_t(self, attributes: Attributes) -> None:
        self.text_chunks.clear()
        self.preserve = attributes.get("xml:space") == "preserve"

    def end_w_t(self) -> None:
        text = "".join(self.text_chunks).replace("\t", " ")
        self.text_chunks.clear()
        font = self.open_runs[-1].font if self.open_runs else ""
        if is_symbol_font(font) or any("\uf000" <= character <= "\uf0ff" for character in text):
            text = "".join(
                self.decode_symbol(font, ord(c)) if ord(c) < 0x100 or 0xF000 <= ord(c) <= 0xF0FF else c for c in text
            )
        self.add_text(text if self.preserve else text.strip(" \r\n"))

    def decode_symbol(self, font: str, code: int) -> str:
        """Return the character that a symbol font shows for a code; report the code if it is unknown."""
        if code in (0x20, 0xF020):
            return " "
        character = symbol(font, code)
        if not character:
            self.add_finding("symbol", f"{font or '未知字体'} {code:04X}")
        return character or chr(code)

    def on_w_sym(self, attributes: Attributes) -> None:
        code = attributes.get("w:char", "")
        number = int(code, 16) if 0 < len(code) <= 6 and all(c in "0123456789abcdefABCDEF" for c in code) else 0xFFFD
        if 0xD800 <= number <= 0xDFFF or not 0x20 <= number <= 0x10FFFF:
            number = 0xFFFD
        self.add_text(self.decode_symbol(attributes.get("w:font", ""), number))

    def on_w_tab(self, attributes: Attributes) -> None:
        if self.path[-2] == "w:r":
            self.add_text("\t")

    def on_w_ptab(self, attributes: Attributes) -> None:
        self.add_text("\t")

    def on_w_noBreakHyphen(self, attributes: Attributes) -> None:
        self.add_text("-")

    def on_w_br(self, attributes: Attributes) -> None:
        in_code = any(word_field.in_code for word_field in self.open_fields)
        if self.path[-2] == "w:r" and not in_code and self.open_paragraphs:
            self.open_paragraphs[-1].runs.append((SOFT_BREAK, False))

    # runs

    def on_w_r(self, attributes: Attributes) -> None:
        self.open_runs.append(OpenRun())

    def end_w_r(self) -> None:
        self.open_runs.pop()

    def set_run_property(self, name: str, attributes: Attributes) -> None:
        """Set a property of the open run, or the colour behind the open paragraph or cell."""
        parent, grandparent = self.path[-2], self.path[-3]
        if self.open_runs and parent == "w:rPr" and grandparent == "w:r":
            self.open_runs[-1].set_property(name, attributes)
        elif name == "w:shd" and parent in ("w:pPr", "w:tcPr"):
            shaded = self.open_paragraphs[-1] if parent == "w:pPr" and self.open_paragraphs else self.buffers[-1]
            shaded.background = RUN_PROPERTIES[name][1](attributes)

    def on_w_rStyle(self, attributes: Attributes) -> None:
        if self.open_runs and self.path[-2] == "w:rPr" and self.path[-3] == "w:r":
            self.open_runs[-1].style = attributes.get("w:val", "")

    on_w_cr = on_w_br
    on_m_t, end_m_t = on_w_t, end_w_t
