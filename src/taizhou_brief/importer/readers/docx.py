"""Reader of .docx: find the parts by their relationships, read each story into lines, report what needs a check."""

# ruff: noqa: D102 (start, end, text and namespace are documented by XmlHandler)
from __future__ import annotations

from collections.abc import Iterable, Mapping

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.importer.readers.docx_findings import DocxFindings
from taizhou_brief.importer.readers.numbering import NumberingCounter, NumberingReader
from taizhou_brief.importer.readers.package import DocxPackage, Relation
from taizhou_brief.importer.readers.runs import StoryContext
from taizhou_brief.importer.readers.story import StoryReader
from taizhou_brief.importer.readers.styles import StyleReader
from taizhou_brief.importer.readers.unreadable import (
    UnreadableFile,
    make_import_diagnostic,
    shorten_text,
)
from taizhou_brief.importer.readers.xml_stream import Attributes, XmlBudget, walk_xml
from taizhou_brief.importer.source_text import SourceLine

DEFAULT_MAIN_PART = "word/document.xml"


def find_main_part(package: DocxPackage, budget: XmlBudget) -> str:
    """Return the name of the part that contains the document, wherever the package has it."""
    for relation in package.read_relations("", budget):
        if relation.kind == "officeDocument":
            return relation.target
    return DEFAULT_MAIN_PART


def read_docx(
    package: DocxPackage, name: str, budget: XmlBudget
) -> tuple[tuple[SourceLine, ...], tuple[Diagnostic, ...]]:
    """Return the lines of the document in reading order (headers, body, notes, footers) and the diagnostics."""
    main_part = find_main_part(package, budget)
    if not package.has_part(main_part):
        raise UnreadableFile("I755", "文件里没有正文部分", "请用 Word 打开并另存为新的 .docx")
    parts = package.read_relations(main_part, budget)
    styles, numbering, findings = StyleReader(), NumberingReader(), DocxFindings()
    for kind, reader in (("styles", styles), ("numbering", numbering)):
        for relation in find_parts(parts, kind, package)[:1]:
            walk_xml(package.read_chunks(relation.target), reader, budget)
    shared = StoryContext(styles.styles, NumberingCounter(numbering.lists, styles.styles), findings, budget)
    body = StoryReader("text", shared, links=package.read_links(main_part, budget))
    walk_xml(package.read_chunks(main_part), body, budget)
    lines = body.lines
    margin_lines: dict[str, list[SourceLine]] = {"header": [], "footer": []}
    for kind, relation_id in dict.fromkeys(body.references):
        for relation in (part for part in parts if part.id == relation_id and package.has_part(part.target)):
            story = StoryReader(kind, shared, links=package.read_links(relation.target, budget))
            walk_xml(package.read_chunks(relation.target), story, budget)
            margin_lines[kind] += [line for line in story.lines if line not in margin_lines[kind]]
    notes = NotesReader(shared)
    for kind in ("footnote", "endnote"):
        for relation in find_parts(parts, f"{kind}s", package)[:1]:
            notes.read(kind, package.read_chunks(relation.target), package.read_links(relation.target, budget))
    diagnostics = (*build_docx_diagnostics(name, findings, shared.counter), *notes.build_diagnostics(name))
    return (*margin_lines["header"], *lines, *notes.get_lines(), *margin_lines["footer"]), diagnostics


def find_parts(parts: Iterable[Relation], kind: str, package: DocxPackage) -> list[Relation]:
    """Return the related parts of one kind that exist in the package."""
    return [part for part in parts if part.kind == kind and package.has_part(part.target)]


class NotesReader:
    """Handler for footnotes.xml and endnotes.xml: every note is a separate story, in the order of the references."""

    def __init__(self, shared: StoryContext) -> None:
        self.shared, self.findings = shared, shared.findings
        self.kind, self.label, self.depth = "footnote", "", 0
        self.story: StoryReader | None = None
        self.lines_by_label: dict[str, list[SourceLine]] = {}
        self.unreferenced_texts: list[str] = []
        self.prefixes: dict[str, str] = {}
        self.links: Mapping[str, str] = {}

    def read(self, kind: str, chunks: Iterable[bytes], links: Mapping[str, str]) -> None:
        """Read the part of one kind of notes: `footnote` or `endnote`, whose links have these addresses."""
        self.kind, self.links = kind, links
        walk_xml(chunks, self, self.shared.budget)

    def start(self, name: str, attributes: Attributes) -> None:
        if self.story is not None:
            self.depth += 1
            self.story.start(name, attributes)
        elif name == f"w:{self.kind}" and attributes.get("w:type", "normal") == "normal":
            self.label = self.findings.notes.get((self.kind, attributes.get("w:id", "")), "")
            self.story = StoryReader("footnote", self.shared, self.label, self.links)
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
            self.lines_by_label[self.label] = lines
        else:
            self.unreferenced_texts += [line.text for line in lines if line.text.strip()]

    def text(self, data: str) -> None:
        if self.story is not None:
            self.story.text(data)

    def namespace(self, prefix: str, uri: str) -> None:
        self.prefixes[prefix] = uri
        if self.story is not None:
            self.story.namespace(prefix, uri)

    def get_lines(self) -> list[SourceLine]:
        """Return the lines of all notes in the order of their references."""
        return [line for label in self.findings.notes.values() for line in self.lines_by_label.get(label, ())]

    def build_diagnostics(self, name: str) -> list[Diagnostic]:
        """Build warnings about references without a note and notes without a reference."""
        missing = [label for label in self.findings.notes.values() if not self.lines_by_label.get(label)]
        diagnostics = [
            make_import_diagnostic(name, "I780", f"正文提到注 {label}，文件里没有它的内容", "请对照原件补上")
            for label in missing
        ]
        return diagnostics + [
            make_import_diagnostic(
                name, "I780", f"注“{shorten_text(text)}”正文里没有提到，没有收入", "请对照原件看是否要补"
            )
            for text in self.unreferenced_texts
        ]


def build_docx_diagnostics(name: str, findings: DocxFindings, counter: NumberingCounter) -> list[Diagnostic]:
    """Build the diagnostics that the editor should check, over all stories of the document."""
    return [
        *findings.build_diagnostics(name),
        *(
            make_import_diagnostic(
                name, "I776", f"不认识的自动编号格式 {shorten_text(kind, 30)}，按 1、2、3 编号", "请对照原件看编号"
            )
            for kind in sorted(counter.unknown)
        ),
    ]
