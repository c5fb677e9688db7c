"""Block of prose 一段文字: a paragraph, list, table or quotation, with its text and the place of each part in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from taizhou_brief.model.text import Mark, Text

BlockKind = Literal["paragraph", "heading", "list", "table", "quotation", "code", "rule", "notes"]


class Span(NamedTuple):
    """Range of a source file. Lines and columns count from 1, columns in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


NO_SPAN = Span(0, 0, 0, 0)
"""Span of a value that does not come from a file."""


class Block(NamedTuple):
    """Block of prose. Which fields it has depends on its kind.

    It is a named tuple, like `Text` and `Span`: tuples are created, hashed and pickled fastest.
    """

    kind: BlockKind
    content: Text
    """Content of a paragraph, heading or code block, whose last line break belongs to it; otherwise empty."""
    span: Span
    level: int = 0
    """1 to 3 for a heading `#`, `##`, `###`; in prose only 3, `（一）…`. 0 for everything else."""
    items: tuple[ListItem, ...] = ()
    """Items of a list; one without a marker for a quotation."""
    rows: tuple[tuple[Cell, ...], ...] = ()
    """Rows of a table, the first being its head."""
    notes: tuple[Note, ...] = ()
    tight: bool = False
    """Whether the paragraphs of a list follow each other without space."""

    @property
    def text(self) -> str:
        """Visible text without markup; each row of a table and each item of a list is a line, cells have tabs between.

        The numbers of a list are part of it; footnotes are not.
        """
        return self.content.plain if self.kind in {"paragraph", "heading"} else _lay_out(self).text

    @property
    def contents(self) -> tuple[Text, ...]:
        """Contents in reading order, without those of footnotes."""
        return tuple(content for _, content in _lay_out(self).contents)

    def mark(self, spans: Sequence[Mark]) -> Block:
        """Add marks to its contents; their offsets are those of `text`, in its order and apart from each other.

        A mark that reaches across contents is cut, and only its first part has its address. One on characters that are
        in no content, such as the number of an item, becomes a mark without length in the next one.
        """
        if self.kind in {"paragraph", "heading", "code"}:
            return self._replace(content=self.content.mark(spans))
        placed = iter(_distribute(spans, _lay_out(self).contents))
        return _map_contents(self, lambda content: content.mark(marks) if (marks := next(placed)) else content)


@dataclass(frozen=True, slots=True)
class ListItem:
    """Item of a list."""

    blocks: tuple[Block, ...]
    marker: str = ""
    """Number with its punctuation, as printed: `1.`; empty if the list is not numbered."""

    @property
    def number(self) -> int:
        """Printed number; 0 if the list is not numbered."""
        return int(self.marker[:-1] or 0)


class Cell(NamedTuple):
    """Cell of a table."""

    content: Text
    alignment: Literal["", "left", "centre", "right"] = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Footnote 脚注."""

    label: str
    """Name in the source."""
    id: str
    """Fragment of its address; it ends in its number: `a1-fn2`."""
    references: tuple[str, ...]
    """Fragments of the places that refer to it."""
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """Visible text, one line per block."""
        return "\n".join(block.text for block in self.blocks)


class Placed(NamedTuple):
    """Content at its offset in the text of a block."""

    start: int
    content: Text


class Layout(NamedTuple):
    """Text of a block, and where each content begins in it, in reading order."""

    text: str
    contents: list[Placed]


def _lay_out(block: Block) -> Layout:
    """Compose the text of a block from its contents."""
    match block.kind:
        case "list" | "quotation":
            return _join((_lay_out_item(item) for item in block.items), "\n")
        case "table":
            rows = ((Layout(cell.content.plain, [Placed(0, cell.content)]) for cell in row) for row in block.rows)
            return _join((_join(row, "\t", keep_empty=True) for row in rows), "\n", keep_empty=True)
        case "code":
            return Layout(block.content.plain.rstrip("\n"), [Placed(0, block.content)])
        case "rule" | "notes":
            return Layout("", [])
        case _:
            return Layout(block.content.plain, [Placed(0, block.content)])


def _lay_out_item(item: ListItem) -> Layout:
    text, contents = _join(map(_lay_out, item.blocks), "\n")
    if not item.marker:
        return Layout(text, contents)
    marker = f"{item.marker} "
    return Layout(f"{marker}{text}".rstrip(), [Placed(len(marker) + start, content) for start, content in contents])


def _join(layouts: Iterable[Layout], separator: str, *, keep_empty: bool = False) -> Layout:
    """Join layouts; the separator is also around empty ones if `keep_empty`."""
    texts, contents, length = list[str](), list[Placed](), 0
    for text, inner in layouts:
        contents += [Placed(length + start, content) for start, content in inner]
        if text or keep_empty:
            texts.append(text)
            length += len(text) + len(separator)
    return Layout(separator.join(texts), contents)


def _distribute(spans: Iterable[Mark], contents: Sequence[Placed]) -> list[list[Mark]]:
    """Return the marks of each content, with the offsets in it."""
    marks: list[list[Mark]] = [[] for _ in contents]
    index = 0
    for span in spans:
        while index < len(contents) - 1 and contents[index].start + len(contents[index].content.plain) <= span.start:
            index += 1
        identifier = span.id
        for number in range(index, len(contents)):
            offset, content = contents[number]
            start, end = max(span.start - offset, 0), min(span.end - offset, len(content.plain))
            if start < end:
                marks[number].append(span._replace(start=start, end=end, id=identifier))
                identifier = ""
            if offset >= span.end:
                break
        if identifier and contents:
            _add_anchor(marks, contents, index, span)
    return marks


def _add_anchor(marks: list[list[Mark]], contents: Sequence[Placed], index: int, span: Mark) -> None:
    """Add a mark without length where the next content begins, or where the last one ends."""
    offset, content = contents[index]
    place = 0 if offset >= span.end else len(content.plain)
    marks[index].append(span._replace(start=place, end=place))


def _map_contents(block: Block, change: Callable[[Text], Text]) -> Block:
    """Return the block with each of its contents changed, in reading order."""
    if block.kind == "table":
        rows = (tuple(cell._replace(content=change(cell.content)) for cell in row) for row in block.rows)
        return block._replace(rows=tuple(rows))
    if block.kind in {"list", "quotation"}:
        items = (
            replace(item, blocks=tuple(_map_contents(inner, change) for inner in item.blocks)) for item in block.items
        )
        return block._replace(items=tuple(items))
    return block if block.kind in {"rule", "notes"} else block._replace(content=change(block.content))
