"""A .docx as lines: the parts found by their relationships, the stories walked, the doubts named."""

# ruff: noqa: D102 (start, end, text and namespace are told by the Handler they fill in for)
from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.importer.readers.numbering import NumberingCounter, NumberingReader
from taizhou_brief.importer.readers.package import DocxPackage, Relation
from taizhou_brief.importer.readers.paragraphs import DocxFindings, StoryContext
from taizhou_brief.importer.readers.story import StoryReader
from taizhou_brief.importer.readers.styles import StyleReader
from taizhou_brief.importer.readers.unreadable import UnreadableFile, import_note, import_warning, shorten_text
from taizhou_brief.importer.readers.xml_stream import Attributes, XmlBudget, walk_xml
from taizhou_brief.importer.source_text import SourceLine

MAIN = "word/document.xml"


def main_part(package: DocxPackage, budget: XmlBudget) -> str:
    """The part that holds the document, wherever the package puts it."""
    for relation in package.relations("", budget):
        if relation.kind == "officeDocument":
            return relation.target
    return MAIN


def read_docx(
    package: DocxPackage, name: str, budget: XmlBudget
) -> tuple[tuple[SourceLine, ...], tuple[Diagnostic, ...]]:
    """All lines of the document in reading order (headers first, then the body, notes, footers), and the doubts."""
    main = main_part(package, budget)
    if not package.has(main):
        raise UnreadableFile("I755", "文件里没有正文部分", "请用 Word 打开并另存为新的 .docx")
    parts = package.relations(main, budget)
    styles, lists, found = StyleReader(), NumberingReader(), DocxFindings()
    for kind, reader in (("styles", styles), ("numbering", lists)):
        for relation in parts_of_kind(parts, kind, package)[:1]:
            walk_xml(package.chunks(relation.target), reader, budget)
    shared = StoryContext(styles.styles, NumberingCounter(lists.lists, styles.styles), found, budget)
    body = StoryReader("text", shared)
    walk_xml(package.chunks(main), body, budget)
    lines = body.lines
    furniture: dict[str, list[SourceLine]] = {"header": [], "footer": []}
    for kind, key in dict.fromkeys(body.references):
        for relation in (each for each in parts if each.id == key and package.has(each.target)):
            story = StoryReader(kind, shared)
            walk_xml(package.chunks(relation.target), story, budget)
            furniture[kind] += [line for line in story.lines if line not in furniture[kind]]
    notes = NotesReader(shared)
    for kind in ("footnote", "endnote"):
        for relation in parts_of_kind(parts, f"{kind}s", package)[:1]:
            notes.read(kind, package.chunks(relation.target))
    doubts = (*docx_notes(name, found, shared.counter), *notes.doubts(name))
    return (*furniture["header"], *lines, *notes.lines(), *furniture["footer"]), doubts


def parts_of_kind(parts: Iterable[Relation], kind: str, package: DocxPackage) -> list[Relation]:
    """The related parts of one kind that are there."""
    return [part for part in parts if part.kind == kind and package.has(part.target)]


class NotesReader:
    """Walks footnotes.xml and endnotes.xml: every note is a story of its own, in the order the text refers to them."""

    def __init__(self, shared: StoryContext) -> None:
        self.shared, self.found = shared, shared.found
        self.kind, self.label, self.depth = "footnote", "", 0
        self.story: StoryReader | None = None
        self.read_notes: dict[str, list[SourceLine]] = {}
        self.orphans: list[str] = []
        self.prefixes: dict[str, str] = {}

    def read(self, kind: str, chunks: Iterable[bytes]) -> None:
        self.kind = kind
        walk_xml(chunks, self, self.shared.budget)

    def start(self, name: str, attributes: Attributes) -> None:
        if self.story is not None:
            self.depth += 1
            self.story.start(name, attributes)
        elif name == f"w:{self.kind}" and attributes.get("w:type", "normal") == "normal":
            self.label = self.found.notes.get((self.kind, attributes.get("w:id", "")), "")
            self.story = StoryReader("footnote", self.shared, self.label)
            for prefix, uri in self.prefixes.items():
                self.story.namespace(prefix, uri)

    def end(self, name: str) -> None:
        if self.story is None:
            return
        if self.depth:
            self.depth -= 1
            self.story.end(name)
            return
        lines, self.story = self.story.lines, None
        if self.label:
            self.read_notes[self.label] = lines
        else:
            self.orphans += [line.text for line in lines if line.text.strip()]

    def text(self, data: str) -> None:
        if self.story is not None:
            self.story.text(data)

    def namespace(self, prefix: str, uri: str) -> None:
        self.prefixes[prefix] = uri
        if self.story is not None:
            self.story.namespace(prefix, uri)

    def lines(self) -> list[SourceLine]:
        return [line for label in self.found.notes.values() for line in self.read_notes.get(label, ())]

    def doubts(self, name: str) -> list[Diagnostic]:
        lost = [label for label in self.found.notes.values() if not self.read_notes.get(label)]
        doubts = [
            import_warning(name, "I780", f"正文提到注 {label}，文件里没有它的内容", "请对照原件补上") for label in lost
        ]
        return doubts + [
            import_warning(name, "I780", f"注“{shorten_text(text)}”正文里没有提到，没有收入", "请对照原件看是否要补")
            for text in self.orphans
        ]


def docx_notes(name: str, found: DocxFindings, counter: NumberingCounter) -> list[Diagnostic]:
    """Return what the editor should look at, over all stories of the document."""
    doubts: list[Diagnostic] = []
    warn = partial(import_warning, name)
    if found.inserted or found.deleted:
        text = f"文件带有没有接受的修订：插入 {found.inserted} 处已收入，删除 {found.deleted} 处没有收入"
        doubts.append(warn("I770", text, "请确认这就是定稿；如不是，请在 Word 里接受或拒绝修订后再导入"))
    doubts += [
        warn("I771", f"隐藏文字“{shorten_text(text)}”已收入", "如果不该公开，请从稿中删去")
        for text in dict.fromkeys(found.hidden)
    ]
    if found.pictures:
        doubts.append(warn("I772", f"{found.pictures} 处图片或图表没有收入", "图里如有文字，请手工录入"))
    if found.foreign:
        doubts.append(warn("I772", f"{found.foreign} 处嵌入的其他文件没有收入", "请在 Word 里展开后另存再导入"))
    if found.comments:
        doubts.append(
            import_note(name, "I773", f"{found.comments} 条批注没有收入", "批注不是正文；如有要改的，请先改好")
        )
    doubts += [
        warn("I774", f"符号字体里的字符（{sign}）不知道是什么", "请对照原件改成通用的符号")
        for sign in dict.fromkeys(found.symbols)
    ]
    doubts += [
        warn("I776", f"不认识的自动编号格式 {shorten_text(kind, 30)}，按 1、2、3 编号", "请对照原件看编号")
        for kind in sorted(counter.unknown)
    ]
    doubts += [
        warn("I777", f"域不完整，“{shorten_text(text)}”按正文收入", "请对照原件")
        for text in dict.fromkeys(found.fields)
    ]
    doubts += [
        warn("I778", f"拼音“{shorten_text(text)}”收在括号里", "请对照原件看是否要留")
        for text in dict.fromkeys(found.ruby)
    ]
    if found.formulas:
        doubts.append(warn("I779", f"{found.formulas} 个公式按一行文字收入", "请对照原件看上下标和分数"))
    return doubts
