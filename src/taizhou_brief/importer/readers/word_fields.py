"""Reader of fields, links, form fields, ruby and formulas of one story of a .docx."""

# ruff: noqa: D102, N802, ARG002 (a handler is named after its element, and all of them take attributes)
from __future__ import annotations

import re
from collections.abc import Mapping

from taizhou_brief.importer.readers.blocks import SOFT_BREAK, OfficeParagraph
from taizhou_brief.importer.readers.links import describe_link, is_plain_link
from taizhou_brief.importer.readers.paragraphs import PLAIN_LINK, ParagraphReader
from taizhou_brief.importer.readers.run_format import is_on
from taizhou_brief.importer.readers.runs import StoryContext, WordField
from taizhou_brief.importer.readers.script_letters import to_script
from taizhou_brief.importer.readers.styles import parse_bounded_int
from taizhou_brief.importer.readers.word_elements import SILENT_FIELDS
from taizhou_brief.importer.readers.xml_stream import Attributes

ENCLOSED_NUMBER = re.compile(r"eq\s*\\o(?:\\a[lcr])?\(\s*[○〇]\s*[,，;；]\s*(\d{1,2})\s*\)", re.IGNORECASE)
"""Code of a field that prints a number in a circle."""
LINK_CODE = re.compile(r'hyperlink\s+(?:"([^"]*)"|([^\s"\\]\S*))?', re.IGNORECASE)
"""Code of a field that links its result to an address."""


def circle_number(code: str) -> str:
    """Return the character for the circled number that a field prints, or an empty string if there is none."""
    match = ENCLOSED_NUMBER.fullmatch(code.strip())
    number = int(match[1]) if match else 0
    return chr(0x245F + number) if 1 <= number <= 20 else ""


class FieldReader(ParagraphReader):
    """Base of `StoryReader` that reads what is computed or set above the line."""

    def __init__(
        self, kind: str, shared: StoryContext, label: str = "", links: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(kind, shared, label, links)
        self.open_spans: list[tuple[tuple[OfficeParagraph | None, int], str]] = []
        """Beginning of each open link or stretch of set direction, and its address or direction."""
        self.ruby: list[tuple[str, bool]] = []
        self.ruby_start = 0
        self.script_starts: list[int] = []

    def on_w_fldChar(self, attributes: Attributes) -> None:
        kind = attributes.get("w:fldCharType", "")
        if kind == "begin":
            self.open_fields.append(WordField())
        elif kind == "separate" and self.open_fields:
            self.begin_result(self.open_fields[-1])
        elif kind == "end" and self.open_fields:
            self.finish_field(self.open_fields.pop())

    def begin_result(self, word_field: WordField) -> None:
        """Remember where the result of a field begins."""
        word_field.in_code = False
        word_field.code_texts.clear()
        word_field.result = (*self.begin_span(), self.content_count)

    def finish_field(self, word_field: WordField) -> None:
        """Name what a field shows besides its result: the address of a link, the choice of a form, what it draws."""
        paragraph, start, content_before = word_field.result
        code = " ".join(word_field.instruction.split())
        name = code.partition(" ")[0].partition("\\")[0].upper()
        empty = word_field.in_code or self.content_count == content_before
        if any(outer.in_code for outer in self.open_fields):
            return
        if name == "HYPERLINK":
            match = LINK_CODE.match(code)
            self.name_link(paragraph, start, (match[1] or match[2] or "") if match else "")
        elif name in ("FORMCHECKBOX", "FORMDROPDOWN"):
            shown = word_field.choice or (word_field.choices[:1] or [""])[0]
            self.add_finding("form", shown or "选项")
        elif empty and (character := circle_number(code)):
            self.add_text(character)
        elif empty and code and name not in SILENT_FIELDS:
            self.add_finding("field", code)

    def name_link(self, paragraph: OfficeParagraph | None, start: int, address: str) -> None:
        """Name a link whose text begins at a run of a paragraph, or leave it to the draft that may have it."""
        text = self.collect_text(paragraph, start)
        description = describe_link(text, address)
        current = self.open_paragraphs[-1] if self.open_paragraphs else None
        in_body = self.kind == "text" and not self.open_tables and not self.box_depth
        if description and current and current is paragraph and in_body and is_plain_link(text, address):
            current.findings.append((PLAIN_LINK, f"{text.strip()}\n{address.strip()}"))
        elif description:
            self.add_finding("link", description)

    def on_w_instrText(self, attributes: Attributes) -> None:
        self.text_chunks.clear()

    def end_w_instrText(self) -> None:
        if self.open_fields and self.open_fields[-1].in_code:
            self.open_fields[-1].instruction += "".join(self.text_chunks)
        self.text_chunks.clear()

    def on_w_fldSimple(self, attributes: Attributes) -> None:
        self.open_fields.append(WordField(instruction=attributes.get("w:instr", "")))
        self.begin_result(self.open_fields[-1])

    def end_w_fldSimple(self) -> None:
        if self.open_fields:
            self.finish_field(self.open_fields.pop())

    def on_w_hyperlink(self, attributes: Attributes) -> None:
        address, anchor = self.links.get(attributes.get("r:id", ""), ""), attributes.get("w:anchor", "")
        self.open_spans.append((self.begin_span(), f"{address}#{anchor}" if anchor else address))

    def end_w_hyperlink(self) -> None:
        (paragraph, start), address = self.open_spans.pop()
        self.name_link(paragraph, start, address)

    def on_w_bdo(self, attributes: Attributes) -> None:
        self.open_spans.append((self.begin_span(), attributes.get("w:val", "")))

    def end_w_bdo(self) -> None:
        """Name text whose direction is set, so that it is printed in another order."""
        (paragraph, start), direction = self.open_spans.pop()
        text = self.collect_text(paragraph, start)
        if direction == "rtl" and text.strip():
            self.add_finding("direction", text)

    on_w_dir, end_w_dir = on_w_bdo, end_w_bdo

    def begin_span(self) -> tuple[OfficeParagraph | None, int]:
        """Return the open paragraph and the number of its runs."""
        paragraph = self.open_paragraphs[-1] if self.open_paragraphs else None
        return paragraph, len(paragraph.runs) if paragraph else 0

    def collect_text(self, paragraph: OfficeParagraph | None, start: int) -> str:
        """Return the text of the open paragraph from a run on, or all of it if the span began in another."""
        current = self.open_paragraphs[-1] if self.open_paragraphs else None
        runs = current.runs[start if current is paragraph else 0 :] if current else []
        return "".join(text.replace(SOFT_BREAK, " ") for text, _ in runs)

    # old form fields

    def on_w_listEntry(self, attributes: Attributes) -> None:
        if self.open_fields:
            self.open_fields[-1].choices.append(attributes.get("w:val", ""))

    def on_w_result(self, attributes: Attributes) -> None:
        if self.open_fields:
            self.open_fields[-1].choice = attributes.get("w:val", "")

    def on_w_checked(self, attributes: Attributes) -> None:
        if self.open_fields:
            self.open_fields[-1].choice = "☑" if is_on(attributes) else "☐"

    def end_w_ddList(self) -> None:
        if self.open_fields:
            word_field = self.open_fields[-1]
            index = max(0, parse_bounded_int(word_field.choice))
            word_field.choice = "".join(word_field.choices[index : index + 1])

    # ruby and formulas

    def on_w_rt(self, attributes: Attributes) -> None:
        self.ruby_start = len(self.open_paragraphs[-1].runs) if self.open_paragraphs else 0

    def end_w_rt(self) -> None:
        if self.open_paragraphs and self.path[-1] == "w:ruby":
            runs = self.open_paragraphs[-1].runs
            self.ruby, runs[self.ruby_start :] = runs[self.ruby_start :], []

    def end_w_ruby(self) -> None:
        text = "".join(text for text, _ in self.ruby)
        self.ruby = []
        if text:
            self.add_finding("ruby", text)
            self.add_text(f"（{text}）")

    def on_m_oMath(self, attributes: Attributes) -> None:
        self.add_finding("formula", "")

    def end_m_num(self) -> None:
        self.add_text("/")

    def on_m_f(self, attributes: Attributes) -> None:
        """Separate a fraction from a whole number before it."""
        runs = self.open_paragraphs[-1].runs if self.open_paragraphs else []
        if runs and runs[-1][0][-1:].isdecimal():
            self.add_text(" ")

    def on_m_sup(self, attributes: Attributes) -> None:
        self.script_starts.append(len(self.open_paragraphs[-1].runs) if self.open_paragraphs else 0)

    def end_m_sup(self) -> None:
        self.raise_runs(raised=True)

    def end_m_sub(self) -> None:
        self.raise_runs(raised=False)

    def raise_runs(self, *, raised: bool) -> None:
        """Replace the text of an exponent or index by raised or lowered characters, or put a sign before it."""
        start = self.script_starts.pop()
        if self.open_paragraphs and (runs := self.open_paragraphs[-1].runs[start:]):
            text = "".join(text for text, _ in runs)
            sign = "^" if raised else "_"
            self.open_paragraphs[-1].runs[start:] = [(to_script(text, raised=raised) or f"{sign}{text}", False)]

    on_m_sub = on_m_sup
