"""Paragraphs, runs, fields and tracked changes of one story of a .docx, walked element by element."""

# ruff: noqa: D102, N802, ARG002 (a handler is named after the element it is for, and all take its attributes)
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from taizhou_brief.importer.readers.blocks import BREAK, LineSink, OfficeParagraph, OfficeTable, RunProperties
from taizhou_brief.importer.readers.numbering import NumberingCounter
from taizhou_brief.importer.readers.styles import Styles, is_on, parse_bounded_int
from taizhou_brief.importer.readers.symbols import is_symbol_font, symbol
from taizhou_brief.importer.readers.xml_stream import Attributes, XmlBudget
from taizhou_brief.importer.source_text import SourceLine

UNREAD = frozenset(
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
"""Elements whose content is no text of the document."""
CHANGES = {"w:ins": "inserted", "w:moveTo": "inserted", "w:del": "deleted", "w:moveFrom": "deleted"}
MARK = ("[^", "]")
"""What stands around a note's label where the text refers to it."""


@dataclass(slots=True)
class DocxFindings:
    """What the editor should hear about, over all stories of one file."""

    inserted: int = 0
    deleted: int = 0
    hidden: list[str] = field(default_factory=list)
    pictures: int = 0
    foreign: int = 0
    comments: int = 0
    symbols: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    ruby: list[str] = field(default_factory=list)
    formulas: int = 0
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    """(`footnote` or `endnote`, id) → label, in order of reference."""


@dataclass(frozen=True, slots=True)
class StoryContext:
    """What all stories of one file have in common."""

    styles: Styles
    counter: NumberingCounter
    found: DocxFindings
    budget: XmlBudget


@dataclass(slots=True)
class WordField:
    """A field such as PAGE: its code is no text, its result is."""

    code: bool = True
    withheld: list[str] = field(default_factory=list)
    """Text met before the result began: only a broken field has any."""


def handlers(story: object, prefix: str) -> Mapping[str, Callable[..., Any]]:
    """The methods of a story by the element they are for: `on_w_p` is called where `w:p` begins."""
    names = (name for name in dir(type(story)) if name.startswith(prefix))
    return {name.removeprefix(prefix).replace("_", ":", 1): getattr(story, name) for name in names}


class ParagraphReader:
    """The half of a story that knows paragraphs, runs, fields and tracked changes."""

    def __init__(self, kind: str, shared: StoryContext, label: str = "") -> None:
        self.kind, self.label = kind, label
        self.styles, self.counter, self.found, self.budget = shared.styles, shared.counter, shared.found, shared.budget
        self.sinks = [LineSink()]
        self.paras: list[OfficeParagraph] = []
        self.runs: list[RunProperties] = []
        self.tables: list[OfficeTable] = []
        self.fields: list[WordField] = []
        self.path: list[str] = ["", "", ""]
        self.skip = self.seen = self.paragraphs = self.boxes = self.ruby_from = 0
        self.buffer: list[str] = []
        self.ruby: list[tuple[str, bool]] = []
        self.preserve = False
        self.starts = handlers(self, "on_")
        self.ends = handlers(self, "end_")

    @property
    def lines(self) -> list[SourceLine]:
        self.flush()
        return self.sinks[0].lines

    # the walk

    def start(self, name: str, attributes: Attributes) -> None:
        if self.skip or name in UNREAD:
            self.skip += 1
            return
        if name in CHANGES and self.changed(name):
            self.skip = 1
            return
        self.path.append(name)
        do: Callable[[Attributes], bool | None] | None = self.starts.get(name)
        if do is not None and do(attributes):
            self.path.pop()
            self.skip = 1

    def end(self, name: str) -> None:
        if self.skip:
            self.skip -= 1
            return
        self.path.pop()
        do: Callable[[], None] | None = self.ends.get(name)
        if do is not None:
            do()

    def text(self, data: str) -> None:
        if not self.skip and self.path[-1] in ("w:t", "m:t"):
            self.buffer.append(data)

    def changed(self, name: str) -> bool:
        """A tracked change: True where its content is out. Inside properties it is about a mark, a row or a cell."""
        parent = self.path[-1]
        gone = CHANGES[name] == "deleted"
        setattr(self.found, CHANGES[name], getattr(self.found, CHANGES[name]) + 1)
        if parent == "w:rPr":
            if gone and self.path[-2] == "w:pPr" and self.paras:
                self.paras[-1].mark_gone = True
        elif parent == "w:trPr" and self.tables and self.tables[-1].rows:
            self.tables[-1].rows[-1].gone |= gone
        return gone

    # text

    def add(self, text: str) -> None:
        """Text of the open paragraph, in the clothes of the open run."""
        self.budget.take(len(text))
        if not self.paras or not text:
            return
        for code in reversed(self.fields):
            if code.code:
                code.withheld.append(text)
                return
        run = self.runs[-1] if self.runs else RunProperties()
        style = self.styles.get(run.style) if run.style else None
        own = self.styles.get(self.paras[-1].style)
        bold = next((b for b in (run.bold, style.bold if style else None, own.bold) if b is not None), False)
        hidden = next((h for h in (run.hidden, style.hidden if style else None, own.hidden) if h is not None), False)
        if hidden and text.strip():
            self.found.hidden.append(text)
        self.seen += len(text)
        self.paras[-1].pieces.append((text, bold))

    def on_w_t(self, attributes: Attributes) -> None:
        self.buffer.clear()
        self.preserve = attributes.get("xml:space") == "preserve"

    def end_w_t(self) -> None:
        text = "".join(self.buffer).replace("\r", " ").replace("\n", " ").replace("\t", " ")
        self.buffer.clear()
        font = self.runs[-1].font if self.runs else ""
        if is_symbol_font(font) or any("\uf000" <= character <= "\uf0ff" for character in text):
            text = "".join(self.sign(font, ord(c)) if ord(c) < 0x100 or 0xF000 <= ord(c) <= 0xF0FF else c for c in text)
        self.add(text if self.preserve else text.strip(" "))

    def sign(self, font: str, code: int) -> str:
        if code in (0x20, 0xF020):
            return " "
        known = symbol(font, code)
        if not known:
            self.found.symbols.append(f"{font or '未知字体'} {code:04X}")
        return known or chr(code)

    def on_w_sym(self, attributes: Attributes) -> None:
        code = attributes.get("w:char", "")
        number = int(code, 16) if 0 < len(code) <= 6 and all(c in "0123456789abcdefABCDEF" for c in code) else 0xFFFD
        if 0xD800 <= number <= 0xDFFF or not 0x20 <= number <= 0x10FFFF:
            number = 0xFFFD
        self.add(self.sign(attributes.get("w:font", ""), number))

    def on_w_tab(self, attributes: Attributes) -> None:
        if self.path[-2] == "w:r":
            self.add("\t")

    def on_w_ptab(self, attributes: Attributes) -> None:
        self.add("\t")

    def on_w_noBreakHyphen(self, attributes: Attributes) -> None:
        self.add("-")

    def on_w_br(self, attributes: Attributes) -> None:
        if self.path[-2] == "w:r" and not any(code.code for code in self.fields) and self.paras:
            self.paras[-1].pieces.append((BREAK, False))

    def on_w_footnoteReference(self, attributes: Attributes) -> None:
        self.refer("footnote", attributes.get("w:id", ""))

    def on_w_endnoteReference(self, attributes: Attributes) -> None:
        self.refer("endnote", attributes.get("w:id", ""))

    def refer(self, kind: str, key: str) -> None:
        notes = self.found.notes
        if (kind, key) not in notes:
            count = sum(k == kind for k, _ in notes) + 1
            notes[kind, key] = str(count) if kind == "footnote" else f"e{count}"
        self.add(MARK[0] + notes[kind, key] + MARK[1])

    # paragraphs and runs

    def on_w_p(self, attributes: Attributes) -> None:
        para = OfficeParagraph(self.styles.default)
        para.pieces, self.sinks[-1].carry = self.sinks[-1].carry, []
        self.paras.append(para)

    def end_w_p(self) -> None:
        for broken in self.fields:
            if broken.code and broken.withheld:
                broken.code = False
                self.found.fields += broken.withheld
                self.paras[-1].pieces += [(text, False) for text in broken.withheld]
                broken.withheld = []
        para = self.paras.pop()
        if para.mark_gone:
            self.sinks[-1].carry = para.pieces
            return
        self.close(para)

    def close(self, para: OfficeParagraph) -> None:
        """Put a finished paragraph where it belongs; empty ones only in the body, where they part things."""
        listed = self.counter.place(para.style, para.num, para.level)
        number = self.counter.next(*listed) if listed else ""
        empty = not number and not any(text.strip() for text, _ in para.pieces)
        self.budget.paragraph()
        if empty:
            self.gap()
            return
        style = self.styles.get(para.style)
        like = SourceLine(
            "",
            self.place(),
            "textbox" if self.boxes and self.kind == "text" else self.kind,
            number=number,
            centred=(para.align or style.align) == "center",
            style=style.name,
            note=self.label,
        )
        self.sinks[-1].lines += para.lines(like)

    def gap(self) -> None:
        """An empty paragraph of the body parts things: it stays, several as one."""
        lines = self.sinks[-1].lines
        if (
            self.kind == "text"
            and not self.boxes
            and not self.tables
            and (not lines or lines[-1].text or lines[-1].number)
        ):
            lines.append(SourceLine("", f"第{self.paragraphs}段"))

    def place(self) -> str:
        if self.kind == "footnote":
            return f"{'尾注' if self.label.startswith('e') else '脚注'}{self.label.lstrip('e')}"
        if self.kind in ("header", "footer"):
            return "页眉" if self.kind == "header" else "页脚"
        if self.boxes:
            return "文本框"
        self.paragraphs += 1
        return f"第{self.paragraphs}段"

    def flush(self) -> None:
        """A paragraph that was to run on into one that never came."""
        if pieces := self.sinks[-1].carry:
            self.sinks[-1].carry = []
            self.close(OfficeParagraph(self.styles.default, pieces=pieces))

    def on_w_r(self, attributes: Attributes) -> None:
        self.runs.append(RunProperties())

    def end_w_r(self) -> None:
        self.runs.pop()

    def on_w_pStyle(self, attributes: Attributes) -> None:
        if self.paras and self.path[-2] == "w:pPr":
            self.paras[-1].style = attributes.get("w:val", "")

    def on_w_jc(self, attributes: Attributes) -> None:
        if self.paras and self.path[-2] == "w:pPr":
            self.paras[-1].align = attributes.get("w:val", "")

    def on_w_numId(self, attributes: Attributes) -> None:
        if self.paras and self.path[-2] == "w:numPr":
            self.paras[-1].num = parse_bounded_int(attributes.get("w:val", ""))

    def on_w_ilvl(self, attributes: Attributes) -> None:
        if self.paras and self.path[-2] == "w:numPr":
            self.paras[-1].level = max(0, parse_bounded_int(attributes.get("w:val", "")))

    def run(self) -> RunProperties | None:
        return self.runs[-1] if self.runs and self.path[-2] == "w:rPr" and self.path[-3] == "w:r" else None

    def on_w_b(self, attributes: Attributes) -> None:
        if run := self.run():
            run.bold = is_on(attributes)

    def on_w_vanish(self, attributes: Attributes) -> None:
        if run := self.run():
            run.hidden = is_on(attributes)

    def on_w_rFonts(self, attributes: Attributes) -> None:
        if run := self.run():
            run.font = attributes.get("w:ascii", "")

    def on_w_rStyle(self, attributes: Attributes) -> None:
        if run := self.run():
            run.style = attributes.get("w:val", "")

    # fields, ruby and formulas

    def on_w_fldChar(self, attributes: Attributes) -> None:
        kind = attributes.get("w:fldCharType", "")
        if kind == "begin":
            self.fields.append(WordField())
        elif kind == "separate" and self.fields:
            self.fields[-1].code = False
            self.fields[-1].withheld.clear()
        elif kind == "end" and self.fields:
            self.fields.pop()

    def on_w_rt(self, attributes: Attributes) -> None:
        self.ruby_from = len(self.paras[-1].pieces) if self.paras else 0

    def end_w_rt(self) -> None:
        if self.paras:
            pieces = self.paras[-1].pieces
            self.ruby, pieces[self.ruby_from :] = pieces[self.ruby_from :], []

    def end_w_ruby(self) -> None:
        text = "".join(text for text, _ in self.ruby)
        self.ruby = []
        if text:
            self.found.ruby.append(text)
            self.add(f"（{text}）")

    def on_m_oMath(self, attributes: Attributes) -> None:
        self.found.formulas += 1

    def end_m_num(self) -> None:
        self.add("/")

    on_w_cr = on_w_br
    on_m_t, end_m_t = on_w_t, end_w_t
