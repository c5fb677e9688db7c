"""Blocks and texts from the syntax tree of the Markdown library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from markdown_it.tree import SyntaxTreeNode as Node

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.chinese.spacing import BREAK_IN_NUMBER, DROPPED_WHITESPACE, LATIN_BREAK
from taizhou_brief.model.block import Block, Cell, ListItem, Note, Span
from taizhou_brief.model.text import EMPTY_TEXT, Mark, MarkKind, Text
from taizhou_brief.quantities import SIDE_LENGTH, cuts_quantity

MAX_HEADING_LEVEL = 3
_BREAK = lazy_compile(r"(?<![ \t\u3000\u00a0])[ \t\u3000\u00a0]*\n[ \t\u3000\u00a0]*")
_BREAK_BESIDE_LATIN = lazy_compile(LATIN_BREAK)
_ALIGNMENTS: dict[str, Literal["left", "centre", "right"]] = {
    "text-align:left": "left",
    "text-align:center": "centre",
    "text-align:right": "right",
}
_MARKS: dict[str, MarkKind] = {"em": "emphasis", "strong": "strong", "link": "link"}


class InlinePart(NamedTuple):
    """Part of inline content: characters, or the beginning or end of a mark."""

    text: str
    kind: Literal["running", "code", "break", "begin", "end"]
    """Running text and line breaks are normalised, code is not."""
    mark: Mark | None = None
    """Mark that begins, without its span."""


@dataclass(slots=True)
class Chapter:
    """The text between two level-1 headings, with its footnotes numbered in the order of first reference."""

    prefix: str
    definitions: dict[str, Node]
    """Label → footnote."""
    lines: Sequence[str] = ()
    first_line: int = 1
    notes: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    """Label → number, and the fragments of the references so far."""

    def add_reference(self, label: str) -> Mark:
        """Add a reference to a footnote."""
        number, references = self.notes.setdefault(label, (len(self.notes) + 1, []))
        suffix = f"-{len(references) + 1}" if references else ""
        references.append(f"{self.prefix}ref{number}{suffix}")
        return Mark(0, 0, 0, "note", f"{self.prefix}fn{number}", references[-1])

    def build_notes(self) -> tuple[Note, ...]:
        """Build all referenced footnotes, including those referenced only in footnotes."""
        contents: dict[str, tuple[Block, ...]] = {}
        while len(contents) < len(self.notes):
            for label in [label for label in self.notes if label not in contents]:
                definition = self.definitions.get(label)
                contents[label] = _build_children(definition, self) if definition else ()
        return tuple(
            Note(label, f"{self.prefix}fn{number}", tuple(references), contents[label])
            for label, (number, references) in self.notes.items()
        )


def build_text(nodes: Sequence[Node], chapter: Chapter) -> Text:
    """Build inline content, with spaces and line breaks normalised across all marks."""
    parts = [part for node in nodes for part in _iter_parts(node, chapter)]
    dropped = _find_dropped(parts)
    texts, marks, open_marks = list[str](), list[Mark](), list[int]()
    offset = length = 0
    for text, kind, mark in parts:
        if kind == "begin" and mark:
            open_marks.append(len(marks))
            marks.append(mark._replace(start=length, end=length, level=len(open_marks) - 1))
        elif kind == "end":
            index = open_marks.pop()
            marks[index] = marks[index]._replace(end=length)
        shown = text
        if kind in {"running", "break"} and text:
            shown = "".join(character for index, character in enumerate(text, offset) if index not in dropped)
            shown = shown if kind == "break" else shown.replace("\n", " ")
        texts.append(shown)
        length += len(shown)
        offset += len(text)
    return Text("".join(texts), tuple(marks))


def _find_dropped(parts: Sequence[InlinePart]) -> set[int]:
    """Find the offsets of the characters that are dropped: white space next to Chinese, line breaks in numbers."""
    running = "".join(part.text if part.kind == "running" else "\0" * len(part.text) for part in parts)
    with_breaks = "".join("\0" * len(part.text) if part.kind == "code" else part.text for part in parts)
    dropped = {match.start() for match in DROPPED_WHITESPACE.finditer(running)}
    dropped |= {index for match in BREAK_IN_NUMBER.finditer(with_breaks) for index in range(*match.span())}
    if any(part.kind == "break" for part in parts) or _BREAK_BESIDE_LATIN.search(with_breaks):
        dropped |= _find_cuts(with_breaks)
    return dropped


def _find_cuts(text: str) -> set[int]:
    """Find the characters of the line breaks that cut a quantity, with the blanks around them."""
    cuts = (
        (start, end)
        for start, end in (match.span() for match in _BREAK.finditer(text))
        if cuts_quantity(text[max(0, start - SIDE_LENGTH) : start], text[end : end + SIDE_LENGTH])
    )
    return {index for cut in cuts for index in range(*cut)}


def _iter_parts(node: Node, chapter: Chapter) -> Iterator[InlinePart]:
    match node.type:
        case "softbreak":
            yield InlinePart("\n", "running")
        case "hardbreak":
            yield InlinePart("\n", "break")
        case "code_inline":
            yield InlinePart("", "begin", Mark(0, 0, 0, "code"))
            yield InlinePart(node.content, "code")
            yield InlinePart("", "end")
        case "em" | "strong" | "link":
            address, title = str(node.attrs.get("href", "")), str(node.attrs.get("title", ""))
            yield InlinePart("", "begin", Mark(0, 0, 0, _MARKS[node.type], address, value=title))
            yield from (part for child in node.children for part in _iter_parts(child, chapter))
            yield InlinePart("", "end")
        case "image":  # reported as a problem by `lint`; its description is shown
            yield from (part for child in node.children for part in _iter_parts(child, chapter))
        case "footnote_ref":
            yield InlinePart("", "begin", chapter.add_reference(node.meta["label"]))
            yield InlinePart("", "end")
        case _:
            yield InlinePart(node.content, "running")


def _build_content(node: Node, chapter: Chapter) -> Text:
    return build_text([part for child in node.children for part in child.children], chapter)


def _build_children(node: Node, chapter: Chapter) -> tuple[Block, ...]:
    return tuple(build_block(child, chapter) for child in node.children if child.type != "footnote_reference")


def build_block(node: Node, chapter: Chapter) -> Block:
    """Build one block with its descendants; a heading that this dialect does not have there is none of its levels."""
    span = _build_span(node, chapter)
    match node.type:
        case "paragraph" | "heading":
            level = len(node.markup) if is_heading(node) and not node.level else 0
            is_paragraph = node.type == "paragraph" or not (level or node.level)
            return Block("paragraph" if is_paragraph else "heading", _build_content(node, chapter), span, level)
        case "fence":
            code = node.content
            return Block("code", Text(code if code.endswith("\n") or not code else f"{code}\n"), span)
        case "hr":
            return Block("rule", EMPTY_TEXT, span)
        case "ordered_list" | "bullet_list":
            return _build_list(node, chapter, span)
        case "table":
            rows = (row for section in node.children for row in section.children)
            cells = (tuple(_build_cell(cell, chapter) for cell in row.children) for row in rows)
            return Block("table", EMPTY_TEXT, span, rows=tuple(cells))
        case _:
            return Block("quotation", EMPTY_TEXT, span, items=(ListItem(_build_children(node, chapter)),))


def _build_list(node: Node, chapter: Chapter, span: Span) -> Block:
    is_ordered = node.type == "ordered_list"
    items = tuple(
        ListItem(_build_children(item, chapter), f"{item.info}{item.markup}" if is_ordered else "")
        for item in node.children
    )
    tight = any(child.hidden for item in node.children for child in item.children)
    return Block("list", EMPTY_TEXT, span, items=items, tight=tight)


def _build_cell(node: Node, chapter: Chapter) -> Cell:
    return Cell(_build_content(node, chapter), _ALIGNMENTS.get(str(node.attrs.get("style", "")), ""))


def _build_span(node: Node, chapter: Chapter) -> Span:
    lines, (start, end) = chapter.lines, node.map or (0, 1)
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    column = len(lines[start]) - len(lines[start].lstrip()) + 1
    first_line = chapter.first_line
    return Span(first_line + start, column, first_line + end - 1, max(len(lines[end - 1].rstrip()), 1) + 1)


def read_list_numbers(node: Node) -> list[int]:
    """Return the printed numbers of an ordered list."""
    return [int(item.info) for item in node.children]


def is_heading(node: Node) -> bool:
    """Return whether it is a heading of this dialect: `#`, `##` or `###`."""
    return node.type == "heading" and node.markup.startswith("#") and len(node.markup) <= MAX_HEADING_LEVEL


def build_document(
    root: Node, lines: Sequence[str], first_line: int, prefix: str
) -> tuple[tuple[Block, ...], tuple[tuple[Note, ...], ...]]:
    """Build the blocks of a text and the footnotes of each chapter."""
    notes = [node for node in walk(root) if node.type == "footnote_reference"]
    definitions = {node.meta["label"]: node for node in reversed(notes)}  # of duplicates the first counts
    chapters = [Chapter(f"{prefix}0-", definitions, lines, first_line)]
    blocks: list[Block] = []
    for node in root.children:
        if is_heading(node) and node.markup == "#":
            chapters.append(Chapter(f"{prefix}{len(chapters)}-", definitions, lines, first_line))
        if node.type != "footnote_reference":
            blocks.append(build_block(node, chapters[-1]))
    return tuple(blocks), tuple(chapter.build_notes() for chapter in chapters)


def walk(node: Node) -> Iterator[Node]:
    """Yield all descendants of a node in reading order."""
    for child in node.children:
        yield child
        yield from walk(child)
