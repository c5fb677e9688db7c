"""A .docx as lines: the parts found by their relationships, the stories walked, the doubts named."""

# ruff: noqa: D102 (start, end, text and namespace are told by the Handler they fill in for)
from __future__ import annotations

from collections.abc import Iterable

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.office.numbering import Counter, ListReader
from taizhou_brief.office.package import Package, Relation
from taizhou_brief.office.prose import Findings, Shared
from taizhou_brief.office.refusal import Refused, clip, note, warning
from taizhou_brief.office.story import Story
from taizhou_brief.office.styles import StyleReader
from taizhou_brief.office.xmlwalk import Attributes, Budget, walk
from taizhou_brief.sourcetext import Line

MAIN = "word/document.xml"


def main_part(package: Package, budget: Budget) -> str:
    """The part that holds the document, wherever the package puts it."""
    for relation in package.relations("", budget):
        if relation.kind == "officeDocument":
            return relation.target
    return MAIN


def read_docx(package: Package, name: str, budget: Budget) -> tuple[tuple[Line, ...], tuple[Diagnostic, ...]]:
    """All lines of the document in reading order (headers first, then the body, notes, footers), and the doubts."""
    main = main_part(package, budget)
    if not package.has(main):
        raise Refused("I755", "文件里没有正文部分", "请用 Word 打开并另存为新的 .docx")
    parts = package.relations(main, budget)
    styles, lists, found = StyleReader(), ListReader(), Findings()
    for kind, reader in (("styles", styles), ("numbering", lists)):
        for relation in of_kind(parts, kind, package)[:1]:
            walk(package.chunks(relation.target), reader, budget)
    shared = Shared(styles.styles, Counter(lists.lists, styles.styles), found, budget)
    body = Story("text", shared)
    walk(package.chunks(main), body, budget)
    lines = body.lines
    furniture: dict[str, list[Line]] = {"header": [], "footer": []}
    for kind, key in dict.fromkeys(body.references):
        for relation in (each for each in parts if each.id == key and package.has(each.target)):
            story = Story(kind, shared)
            walk(package.chunks(relation.target), story, budget)
            furniture[kind] += [line for line in story.lines if line not in furniture[kind]]
    notes = Notes(shared)
    for kind in ("footnote", "endnote"):
        for relation in of_kind(parts, f"{kind}s", package)[:1]:
            notes.read(kind, package.chunks(relation.target))
    doubts = (*said(name, found, shared.counter), *notes.doubts(name))
    return (*furniture["header"], *lines, *notes.lines(), *furniture["footer"]), doubts


def of_kind(parts: Iterable[Relation], kind: str, package: Package) -> list[Relation]:
    """The related parts of one kind that are there."""
    return [part for part in parts if part.kind == kind and package.has(part.target)]


class Notes:
    """Walks footnotes.xml and endnotes.xml: every note is a story of its own, in the order the text refers to them."""

    def __init__(self, shared: Shared) -> None:
        self.shared, self.found = shared, shared.found
        self.kind, self.label, self.depth = "footnote", "", 0
        self.story: Story | None = None
        self.read_notes: dict[str, list[Line]] = {}
        self.orphans: list[str] = []
        self.prefixes: dict[str, str] = {}

    def read(self, kind: str, chunks: Iterable[bytes]) -> None:
        self.kind = kind
        walk(chunks, self, self.shared.budget)

    def start(self, name: str, attributes: Attributes) -> None:
        if self.story is not None:
            self.depth += 1
            self.story.start(name, attributes)
        elif name == f"w:{self.kind}" and attributes.get("w:type", "normal") == "normal":
            self.label = self.found.notes.get((self.kind, attributes.get("w:id", "")), "")
            self.story = Story("footnote", self.shared, self.label)
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

    def lines(self) -> list[Line]:
        return [line for label in self.found.notes.values() for line in self.read_notes.get(label, ())]

    def doubts(self, name: str) -> list[Diagnostic]:
        lost = [label for label in self.found.notes.values() if not self.read_notes.get(label)]
        doubts = [warning(name, "I780", f"正文提到注 {label}，文件里没有它的内容", "请对照原件补上") for label in lost]
        return doubts + [
            warning(name, "I780", f"注“{clip(text)}”正文里没有提到，没有收入", "请对照原件看是否要补")
            for text in self.orphans
        ]


def said(name: str, found: Findings, counter: Counter) -> list[Diagnostic]:
    """What the editor should hear about."""
    doubts: list[Diagnostic] = []
    if found.inserted or found.deleted:
        text = f"文件带有没有接受的修订：插入 {found.inserted} 处已收入，删除 {found.deleted} 处没有收入"
        doubts.append(warning(name, "I770", text, "请确认这就是定稿；如不是，请在 Word 里接受或拒绝修订后再导入"))
    doubts += [
        warning(name, "I771", f"隐藏文字“{clip(text)}”已收入", "如果不该公开，请从稿中删去")
        for text in dict.fromkeys(found.hidden)
    ]
    if found.pictures:
        doubts.append(warning(name, "I772", f"{found.pictures} 处图片或图表没有收入", "图里如有文字，请手工录入"))
    if found.foreign:
        doubts.append(
            warning(name, "I772", f"{found.foreign} 处嵌入的其他文件没有收入", "请在 Word 里展开后另存再导入")
        )
    if found.comments:
        doubts.append(note(name, "I773", f"{found.comments} 条批注没有收入", "批注不是正文；如有要改的，请先改好"))
    doubts += [
        warning(name, "I774", f"符号字体里的字符（{sign}）不知道是什么", "请对照原件改成通用的符号")
        for sign in dict.fromkeys(found.symbols)
    ]
    doubts += [
        warning(name, "I776", f"不认识的自动编号格式 {clip(kind, 30)}，按 1、2、3 编号", "请对照原件看编号")
        for kind in sorted(counter.unknown)
    ]
    doubts += [
        warning(name, "I777", f"域不完整，“{clip(text)}”按正文收入", "请对照原件")
        for text in dict.fromkeys(found.fields)
    ]
    doubts += [
        warning(name, "I778", f"拼音“{clip(text)}”收在括号里", "请对照原件看是否要留")
        for text in dict.fromkeys(found.ruby)
    ]
    if found.formulas:
        doubts.append(warning(name, "I779", f"{found.formulas} 个公式按一行文字收入", "请对照原件看上下标和分数"))
    return doubts
