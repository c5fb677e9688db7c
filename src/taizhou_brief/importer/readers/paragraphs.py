"""Reader of the paragraphs, runs, fields and tracked changes of one story of a .docx, element by element."""

# ruff: noqa: D102, N802, ARG002 (a handler is named after its element, and all of them take attributes)
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from taizhou_brief.importer.readers.blocks import (
    SOFT_BREAK,
    LineBuffer,
    OfficeParagraph,
    OfficeTable,
    RunProperties,
)
from taizhou_brief.importer.readers.numbering import NumberingCounter
from taizhou_brief.importer.readers.styles import Styles, is_on, parse_bounded_int
from taizhou_brief.importer.readers.symbols import is_symbol_font, symbol
from taizhou_brief.importer.readers.xml_stream import Attributes, XmlBudget
from taizhou_brief.importer.source_text import SourceLine

SKIPPED_ELEMENTS = frozenset(
    {
        "w:delText",
        "w:delInstrText",
        "w:instrText",
        "w:pPrChange",
        "w:rPrChange",
        "w:tblPrChange",
        "w:tcPrChange",
        "w:trPrChange",
        "w:tblPrExChange",
        "w:sectPrChange",
        "w:tblGridChange",
        "w:numberingChange",
        "w:sdtPr",
        "w:sdtEndPr",
        "w:ffData",
        "w:customXmlPr",
        "w:smartTagPr",
        "w:pgNum",
        "w:footnoteRef",
        "w:endnoteRef",
        "w:separator",
        "w:continuationSeparator",
        "w:annotationRef",
        "w:binData",
        "w:rubyPr",
        "m:rPr",
        "m:ctrlPr",
    }
)
"""Elements whose content is not text of the document."""
TRACKED_CHANGES = {"w:ins": "inserted", "w:moveTo": "inserted", "w:del": "deleted", "w:moveFrom": "deleted"}
"""Element of a tracked change → the count of `DocxFindings` that it adds to."""
NOTE_MARK = ("[^", "]")
"""Text before and after a note's label where the text refers to it."""


@dataclass(slots=True)
class DocxFindings:
    """What to report to the editor, over all stories of one file."""

    inserted: int = 0
    deleted: int = 0
    hidden: list[str] = field(default_factory=list)
    """Hidden texts."""
    pictures: int = 0
    embedded_files: int = 0
    comments: int = 0
    symbols: list[str] = field(default_factory=list)
    """Font and code of unknown symbols."""
    broken_fields: list[str] = field(default_factory=list)
    """Texts of incomplete fields."""
    ruby: list[str] = field(default_factory=list)
    """Phonetic annotations."""
    formulas: int = 0
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    """(`footnote` or `endnote`, id) → label, in order of reference."""


@dataclass(frozen=True, slots=True)
class StoryContext:
    """Objects that all stories of one file share."""

    styles: Styles
    counter: NumberingCounter
    findings: DocxFindings
    budget: XmlBudget


@dataclass(slots=True)
class WordField:
    """Field such as PAGE: its code is not text of the document, its result is."""

    in_code: bool = True
    """Its result has not begun."""
    code_texts: list[str] = field(default_factory=list)
    """Texts found before the result: only a broken field has any."""


def find_handlers(story: object, prefix: str) -> Mapping[str, Callable[..., Any]]:
    """Return the methods of a story by their element: `on_w_p` is called at the start of `w:p`."""
    names = (name for name in dir(type(story)) if name.startswith(prefix))
    return {name.removeprefix(prefix).replace("_", ":", 1): getattr(story, name) for name in names}


class ParagraphReader:
    """Base of `StoryReader` that handles paragraphs, runs, fields and tracked changes."""

    def __init__(self, kind: str, shared: StoryContext, label: str = "") -> None:
        self.kind, self.label = kind, label
        self.styles, self.counter = shared.styles, shared.counter
        self.findings, self.budget = shared.findings, shared.budget
        self.buffers = [LineBuffer()]
        self.open_paragraphs: list[OfficeParagraph] = []
        self.open_runs: list[RunProperties] = []
        self.open_tables: list[OfficeTable] = []
        self.open_fields: list[WordField] = []
        self.path: list[str] = ["", "", ""]
        self.skip_depth = self.text_length = self.paragraph_count = self.box_depth = self.ruby_start = 0
        self.text_chunks: list[str] = []
        self.ruby: list[tuple[str, bool]] = []
        self.preserve = False
        self.start_handlers = find_handlers(self, "on_")
        self.end_handlers = find_handlers(self, "end_")

    @property
    def lines(self) -> list[SourceLine]:
        self.flush_pending_runs()
        return self.buffers[0].lines

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
        if handle is not None and handle(attributes):
            self.path.pop()
            self.skip_depth = 1

    def end(self, name: str) -> None:
        if self.skip_depth:
            self.skip_depth -= 1
            return
        self.path.pop()
        handle: Callable[[], None] | None = self.end_handlers.get(name)
        if handle is not None:
            handle()

    def text(self, data: str) -> None:
        if not self.skip_depth and self.path[-1] in ("w:t", "m:t"):
            self.text_chunks.append(data)

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

    # text

    def add_text(self, text: str) -> None:
        """Add text to the open paragraph, with the formatting of the open run."""
        self.budget.count_characters(len(text))
        if not self.open_paragraphs or not text:
            return
        for word_field in reversed(self.open_fields):
            if word_field.in_code:
                word_field.code_texts.append(text)
                return
        run = self.open_runs[-1] if self.open_runs else RunProperties()
        run_style = self.styles.get(run.style) if run.style else RunProperties()
        paragraph_style = self.styles.get(self.open_paragraphs[-1].style)
        bold = next((b for b in (run.bold, run_style.bold, paragraph_style.bold) if b is not None), False)
        hidden = next((h for h in (run.hidden, run_style.hidden, paragraph_style.hidden) if h is not None), False)
        if hidden and text.strip():
            self.findings.hidden.append(text)
        self.text_length += len(text)
        self.open_paragraphs[-1].runs.append((text, bold))

    def on_w_t(self, attributes: Attributes) -> None:
        self.text_chunks.clear()
        self.preserve = attributes.get("xml:space") == "preserve"

    def end_w_t(self) -> None:
        text = "".join(self.text_chunks).replace("\r", " ").replace("\n", " ").replace("\t", " ")
        self.text_chunks.clear()
        font = self.open_runs[-1].font if self.open_runs else ""
        if is_symbol_font(font) or any("\uf000" <= character <= "\uf0ff" for character in text):
            text = "".join(
                self.decode_symbol(font, ord(c)) if ord(c) < 0x100 or 0xF000 <= ord(c) <= 0xF0FF else c for c in text
            )
        self.add_text(text if self.preserve else text.strip(" "))

    def decode_symbol(self, font: str, code: int) -> str:
        """Return the character that a symbol font shows for a code; report the code if it is unknown."""
        if code in (0x20, 0xF020):
            return " "
        character = symbol(font, code)
        if not character:
            self.findings.symbols.append(f"{font or '未知字体'} {code:04X}")
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
        self.add_text(NOTE_MARK[0] + notes[kind, key] + NOTE_MARK[1])

    # paragraphs and runs

    def on_w_p(self, attributes: Attributes) -> None:
        paragraph = OfficeParagraph(self.styles.default)
        paragraph.runs, self.buffers[-1].pending_runs = self.buffers[-1].pending_runs, []
        self.open_paragraphs.append(paragraph)

    def end_w_p(self) -> None:
        for word_field in self.open_fields:
            if word_field.in_code and word_field.code_texts:
                word_field.in_code = False
                self.findings.broken_fields += word_field.code_texts
                self.open_paragraphs[-1].runs += [(text, False) for text in word_field.code_texts]
                word_field.code_texts = []
        paragraph = self.open_paragraphs.pop()
        if paragraph.mark_deleted:
            self.buffers[-1].pending_runs = paragraph.runs
            return
        self.finish_paragraph(paragraph)

    def finish_paragraph(self, paragraph: OfficeParagraph) -> None:
        """Add the lines of a complete paragraph to the open buffer; keep an empty one only as a separator."""
        list_level = self.counter.find_level(paragraph.style, paragraph.num, paragraph.level)
        number = self.counter.format_next(*list_level) if list_level else ""
        empty = not number and not any(text.strip() for text, _ in paragraph.runs)
        self.budget.count_paragraph()
        if empty:
            self.add_empty_line()
            return
        style = self.styles.get(paragraph.style)
        template = SourceLine(
            "",
            self.describe_place(),
            "textbox" if self.box_depth and self.kind == "text" else self.kind,
            number=number,
            centred=(paragraph.align or style.align) == "center",
            style=style.name,
            note=self.label,
        )
        self.buffers[-1].lines += paragraph.build_lines(template)

    def add_empty_line(self) -> None:
        """Add an empty line in the body, where empty paragraphs separate; several become one."""
        lines = self.buffers[-1].lines
        follows_text = not lines or lines[-1].text or lines[-1].number
        if self.kind == "text" and not self.box_depth and not self.open_tables and follows_text:
            lines.append(SourceLine("", f"第{self.paragraph_count}段"))

    def describe_place(self) -> str:
        """Return the place of the next line for the editor, counting the paragraphs of the body."""
        if self.kind == "footnote":
            return f"{'尾注' if self.label.startswith('e') else '脚注'}{self.label.lstrip('e')}"
        if self.kind in ("header", "footer"):
            return "页眉" if self.kind == "header" else "页脚"
        if self.box_depth:
            return "文本框"
        self.paragraph_count += 1
        return f"第{self.paragraph_count}段"

    def flush_pending_runs(self) -> None:
        """Finish a paragraph that was to continue in a next one, when there is none."""
        if runs := self.buffers[-1].pending_runs:
            self.buffers[-1].pending_runs = []
            self.finish_paragraph(OfficeParagraph(self.styles.default, runs=runs))

    def on_w_r(self, attributes: Attributes) -> None:
        self.open_runs.append(RunProperties())

    def end_w_r(self) -> None:
        self.open_runs.pop()

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

    def get_run(self) -> RunProperties | None:
        """Return the open run if the element is one of its properties."""
        return self.open_runs[-1] if self.open_runs and self.path[-2] == "w:rPr" and self.path[-3] == "w:r" else None

    def on_w_b(self, attributes: Attributes) -> None:
        if run := self.get_run():
            run.bold = is_on(attributes)

    def on_w_vanish(self, attributes: Attributes) -> None:
        if run := self.get_run():
            run.hidden = is_on(attributes)

    def on_w_rFonts(self, attributes: Attributes) -> None:
        if run := self.get_run():
            run.font = attributes.get("w:ascii", "")

    def on_w_rStyle(self, attributes: Attributes) -> None:
        if run := self.get_run():
            run.style = attributes.get("w:val", "")

    # fields, ruby and formulas

    def on_w_fldChar(self, attributes: Attributes) -> None:
        kind = attributes.get("w:fldCharType", "")
        if kind == "begin":
            self.open_fields.append(WordField())
        elif kind == "separate" and self.open_fields:
            self.open_fields[-1].in_code = False
            self.open_fields[-1].code_texts.clear()
        elif kind == "end" and self.open_fields:
            self.open_fields.pop()

    def on_w_rt(self, attributes: Attributes) -> None:
        self.ruby_start = len(self.open_paragraphs[-1].runs) if self.open_paragraphs else 0

    def end_w_rt(self) -> None:
        if self.open_paragraphs:
            runs = self.open_paragraphs[-1].runs
            self.ruby, runs[self.ruby_start :] = runs[self.ruby_start :], []

    def end_w_ruby(self) -> None:
        text = "".join(text for text, _ in self.ruby)
        self.ruby = []
        if text:
            self.findings.ruby.append(text)
            self.add_text(f"（{text}）")

    def on_m_oMath(self, attributes: Attributes) -> None:
        self.findings.formulas += 1

    def end_m_num(self) -> None:
        self.add_text("/")

    on_w_cr = on_w_br
    on_m_t, end_m_t = on_w_t, end_w_t
