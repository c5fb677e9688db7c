"""Text with mark-up: the library's tree → pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.tree import SyntaxTreeNode as Node

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.formats.markdown.chinese_spacing import CLOSED, escape_attribute, escape_text
from taizhou_brief.formats.markdown.document import BREAK, NOTHING, InlineText, ListItem, MarkdownBlock

DEEPEST_HEADING = 3
LONG = lazy_compile(r"[!-~]{24,}")
"""A run without a space that may not fit into what is left of a line."""
_CELL_CLASSES = {"text-align:center": "centre", "text-align:right": "right"}


@dataclass(frozen=True, slots=True)
class InlinePart:
    """A stretch of inline content."""

    html: str
    text: str
    runs: bool = False
    """Whether it is running text, whose HTML follows from it; otherwise a tag, code or a line break."""


@dataclass(slots=True)
class Chapter:
    """What lies between two level-1 headings: its footnotes, numbered by first mention."""

    prefix: str
    definitions: dict[str, Node]
    mentions: dict[str, int] = field(default_factory=dict)

    def mention(self, label: str) -> str:
        """The mark in the text, and the place that the note points back to."""
        count = self.mentions[label] = self.mentions.get(label, 0) + 1
        number = list(self.mentions).index(label) + 1
        anchor = self.anchor(number, count)
        link = f'<a href="#{self.prefix}fn{number}" id="{anchor}" role="doc-noteref">[{number}]</a>'
        return f'<sup class="note">{link}</sup>'

    def anchor(self, number: int, count: int) -> str:
        """The id of one mention of a note."""
        return f"{self.prefix}ref{number}" + (f"-{count}" if count > 1 else "")

    def notes(self) -> str:
        """All notes mentioned, those that only notes mention included."""
        inner: list[str] = []
        while len(inner) < len(self.mentions):
            definition = self.definitions.get(list(self.mentions)[len(inner)])
            inner.append(_join(definition.children, self)[0] if definition else "")
        items = "".join(
            f'<li id="{self.prefix}fn{number}">{ended(html, self._way_back(number, count))}</li>'
            for number, (html, count) in enumerate(zip(inner, self.mentions.values(), strict=True), 1)
        )
        return (
            f'<section class="notes" role="doc-endnotes" aria-label="注释"><ol>{items}</ol></section>' if items else ""
        )

    def _way_back(self, number: int, mentions: int) -> str:
        return "".join(
            f' <a href="#{self.anchor(number, count)}" role="doc-backlink" aria-label="回到正文">↩</a>'
            for count in range(1, mentions + 1)
        )


def ended(html: str, more: str) -> str:
    """Blocks with more words in their last line, where the last block is a paragraph, and below them otherwise."""
    return f"{html.removesuffix('</p>')}{more}</p>" if html.endswith("</p>") else f"{html}{more}"


def breakable(html: str) -> str:
    """Text that may break inside a long address, so that the words before it need not be stretched over a line."""
    return LONG.sub(lambda address: re.sub("/(?!/)", "/<wbr>", address[0]), html)


def render_inline(nodes: Sequence[Node], chapter: Chapter) -> InlineText:
    """Inline content, its spaces and line breaks settled across all tags."""
    parts = [part for node in nodes for part in _parts(node, chapter)]
    running = "".join(part.text if part.runs else "\0" * len(part.text) for part in parts)
    closed = {match.start() for match in CLOSED.finditer(running)}
    html, text, place = list[str](), list[str](), 0
    for part in parts:
        shown = part.text
        if part.runs:
            kept = (character for i, character in enumerate(part.text, place) if i not in closed)
            shown = "".join(kept).replace("\n", " ")
        html.append(breakable(escape_text(shown)) if part.runs else part.html)
        text.append(shown)
        place += len(part.text)
    return InlineText("".join(text), "".join(html))


def _parts(node: Node, chapter: Chapter) -> Iterator[InlinePart]:
    match node.type:
        case "softbreak":
            yield InlinePart("", "\n", runs=True)
        case "hardbreak":
            yield InlinePart(BREAK, "\n")
        case "code_inline":
            yield from (
                InlinePart("<code>", ""),
                InlinePart(escape_text(node.content), node.content),
                InlinePart("</code>", ""),
            )
        case "em" | "strong":
            yield InlinePart(f"<{node.tag}>", "")
            yield from (part for child in node.children for part in _parts(child, chapter))
            yield InlinePart(f"</{node.tag}>", "")
        case "link":
            title = f' title="{escape_attribute(str(node.attrs["title"]))}"' if node.attrs.get("title") else ""
            yield InlinePart(f'<a href="{escape_attribute(str(node.attrs.get("href", "")))}"{title}>', "")
            yield from (part for child in node.children for part in _parts(child, chapter))
            yield InlinePart("</a>", "")
        case "image":  # refused elsewhere, but its words stay
            yield from (part for child in node.children for part in _parts(child, chapter))
        case "footnote_ref":
            yield InlinePart(chapter.mention(node.meta["label"]), "")
        case _:
            yield InlinePart("", node.content, runs=True)


def render_block(node: Node, chapter: Chapter) -> tuple[str, str]:
    """HTML and text of one block and all in it."""
    match node.type:
        case "paragraph" | "heading":
            content = _content(node, chapter)
            return (content.html if node.hidden else f"<p>{content.html}</p>"), content.text
        case "fence" | "code_block":
            return f"<pre><code>{escape_text(node.content)}</code></pre>", node.content.rstrip("\n")
        case "hr":
            return "<hr>", ""
        case "ordered_list":
            return _ordered(node, chapter)
        case "table":
            return _table(node, chapter)
        case _:
            html, text = _join(node.children, chapter)
            return f"<{node.tag}>{html}</{node.tag}>", text


def _content(node: Node, chapter: Chapter) -> InlineText:
    return render_inline([part for child in node.children for part in child.children], chapter)


def _join(nodes: Sequence[Node], chapter: Chapter) -> tuple[str, str]:
    shown = [render_block(node, chapter) for node in nodes if node.type != "footnote_reference"]
    html = "".join(
        # the words of a tight item and the list below it are parted by a line break
        f"{html}\n" if node.hidden and html else html
        for node, (html, _) in zip((n for n in nodes if n.type != "footnote_reference"), shown, strict=True)
    )
    return html.rstrip("\n"), "\n".join(text for _, text in shown if text)


def list_numbers(node: Node) -> list[int]:
    """The numbers an ordered list prints."""
    return [int(item.info) for item in node.children]


def _ordered(node: Node, chapter: Chapter) -> tuple[str, str]:
    """An ordered list; each item shows the number it prints."""
    html, text = list[str](), list[str]()
    due = first = list_numbers(node)[0]
    for item, number in zip(node.children, list_numbers(node), strict=True):
        inner, words = _join(item.children, chapter)
        value = "" if number == due else f' value="{number}"'
        html.append(f"<li{value}>{inner}</li>")
        text.append(f"{item.info}{item.markup} {words}".rstrip())
        due = number + 1
    start = "" if first == 1 else f' start="{first}"'
    return f"<ol{start}>{''.join(html)}</ol>", "\n".join(text)


def _table(node: Node, chapter: Chapter) -> tuple[str, str]:
    html, text = list[str](), list[str]()
    for part in node.children:
        rows: list[str] = []
        for row in part.children:
            cells = [(cell, _content(cell, chapter)) for cell in row.children]
            text.append("\t".join(content.text for _, content in cells))
            rows.append(f"<tr>{''.join(_cell(cell, content) for cell, content in cells)}</tr>")
        html.append(f"<{part.tag}>{''.join(rows)}</{part.tag}>")
    table = f"<table>{''.join(html)}</table>"
    return f'<div class="scroll" tabindex="0" role="group" aria-label="表格">{table}</div>', "\n".join(text)


def _cell(cell: Node, content: InlineText) -> str:
    side = _CELL_CLASSES.get(str(cell.attrs.get("style", "")), "")
    attributes = (' scope="col"' if cell.tag == "th" else "") + (f' class="{side}"' if side else "")
    return f"<{cell.tag}{attributes}>{content.html}</{cell.tag}>"


def is_heading(node: Node) -> bool:
    """Whether it is a heading this dialect knows: `#`, `##` or `###`."""
    return node.type == "heading" and node.markup.startswith("#") and len(node.markup) <= DEEPEST_HEADING


def render_document(
    root: Node, lines: Sequence[str], first_line: int, prefix: str
) -> tuple[list[MarkdownBlock], list[str]]:
    """The pieces of a text, and the notes of each chapter."""
    notes = [node for node in walk(root) if node.type == "footnote_reference"]
    definitions = {node.meta["label"]: node for node in reversed(notes)}  # the first of a name counts
    chapters = [Chapter(f"{prefix}0-", definitions)]
    found: list[MarkdownBlock] = []
    for node in root.children:
        if is_heading(node) and node.markup == "#":
            chapters.append(Chapter(f"{prefix}{len(chapters)}-", definitions))
        if node.type != "footnote_reference":
            found.append(_piece(node, chapters[-1], lines, first_line))
    return found, [chapter.notes() for chapter in chapters]


def _piece(node: Node, chapter: Chapter, lines: Sequence[str], first_line: int) -> MarkdownBlock:
    start, end = node.map or (0, 1)
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    first = lines[start]
    column = len(first) - len(first.lstrip()) + 1
    place = (first_line + start, column, first_line + end - 1, max(len(lines[end - 1].rstrip()), 1) + 1)
    if node.type in ("heading", "paragraph"):
        content = _content(node, chapter)
        if is_heading(node):
            return MarkdownBlock("heading", "", content.text, content, *place, level=len(node.markup))
        return MarkdownBlock("paragraph", "", content.text, content, *place)
    if node.type == "ordered_list" and node.markup == ".":
        return _list(node, chapter, lines, first_line, place)
    html, text = render_block(node, chapter)
    return MarkdownBlock("other", html, text, NOTHING, *place)


def _list(
    node: Node, chapter: Chapter, lines: Sequence[str], first_line: int, place: tuple[int, int, int, int]
) -> MarkdownBlock:
    """A list that may turn out to be measures: rendered whole, and its items one by one."""
    mentions = dict(chapter.mentions)
    items = tuple(
        ListItem(
            number,
            f"{item.info}{item.markup}",
            tuple(_piece(c, chapter, lines, first_line) for c in item.children if c.type != "footnote_reference"),
        )
        for number, item in zip(list_numbers(node), node.children, strict=True)
    )
    chapter.mentions = mentions  # the two renderings show the same marks
    html, text = render_block(node, chapter)
    return MarkdownBlock("list", html, text, NOTHING, *place, items=items)


def walk(node: Node) -> Iterator[Node]:
    """All nodes in reading order."""
    for child in node.children:
        yield child
        yield from walk(child)
