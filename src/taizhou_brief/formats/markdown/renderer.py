"""Renderer of blocks and inline content from the syntax tree of the Markdown library."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.tree import SyntaxTreeNode as Node

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.chinese.spacing import BREAK_IN_NUMBER, DROPPED_WHITESPACE
from taizhou_brief.formats.markdown.document import BR_TAG, EMPTY_INLINE, InlineText, ListItem, MarkdownBlock
from taizhou_brief.formats.markdown.escape import escape_attribute, escape_text
from taizhou_brief.quantities import SIDE_LENGTH, cuts_quantity

MAX_HEADING_LEVEL = 3
LONG_RUN = lazy_compile(r"[!-~]{24,}")
"""A run without spaces that may not fit into the rest of a line."""
_BREAK = lazy_compile(r"(?<![ \t\u3000\u00a0])[ \t\u3000\u00a0]*\n[ \t\u3000\u00a0]*")
_CELL_CLASSES = {"text-align:center": "centre", "text-align:right": "right"}


@dataclass(frozen=True, slots=True)
class InlinePart:
    """A part of inline content."""

    html: str
    text: str
    is_running_text: bool = False
    """Whether it is running text, whose HTML is derived from `text`; otherwise it is a tag, code or a line break."""


@dataclass(slots=True)
class Chapter:
    """The text between two level-1 headings, with its footnotes numbered in the order of first reference."""

    prefix: str
    definitions: dict[str, Node]
    """Label → footnote."""
    references: dict[str, int] = field(default_factory=dict)
    """Label → number of references so far, in the order of first reference."""

    def add_reference(self, label: str) -> str:
        """Count a reference to a footnote and return its HTML, which is also the target of the backlink."""
        count = self.references[label] = self.references.get(label, 0) + 1
        number = list(self.references).index(label) + 1
        reference_id = self.build_reference_id(number, count)
        link = f'<a href="#{self.prefix}fn{number}" id="{reference_id}" role="doc-noteref">[{number}]</a>'
        return f'<sup class="note">{link}</sup>'

    def build_reference_id(self, number: int, count: int) -> str:
        """Return the id of the reference `count` to the footnote `number`."""
        return f"{self.prefix}ref{number}" + (f"-{count}" if count > 1 else "")

    def render_notes(self) -> str:
        """Render all referenced footnotes, including those referenced only in footnotes."""
        contents: list[str] = []
        while len(contents) < len(self.references):
            definition = self.definitions.get(list(self.references)[len(contents)])
            contents.append(_render_children(definition.children, self)[0] if definition else "")
        items = "".join(
            f'<li id="{self.prefix}fn{number}">{append_to_last_line(html, self._render_backlinks(number, count))}</li>'
            for number, (html, count) in enumerate(zip(contents, self.references.values(), strict=True), 1)
        )
        return (
            f'<section class="notes" role="doc-endnotes" aria-label="注释"><ol>{items}</ol></section>' if items else ""
        )

    def _render_backlinks(self, number: int, references: int) -> str:
        return "".join(
            f' <a href="#{self.build_reference_id(number, count)}" role="doc-backlink" aria-label="回到正文">↩</a>'
            for count in range(1, references + 1)
        )


def append_to_last_line(html: str, addition: str) -> str:
    """Append to the last block if it is a paragraph, otherwise after the blocks."""
    return f"{html.removesuffix('</p>')}{addition}</p>" if html.endswith("</p>") else f"{html}{addition}"


def allow_breaks(html: str) -> str:
    """Allow line breaks inside long addresses, so that justification does not stretch the words before them."""
    return LONG_RUN.sub(lambda address: re.sub("/(?!/)", "/<wbr>", address[0]), html)


def render_inline(nodes: Sequence[Node], chapter: Chapter) -> InlineText:
    """Render inline content, with spaces and line breaks normalised across all tags."""
    parts = [part for node in nodes for part in _iter_parts(node, chapter)]
    running_text = "".join(part.text if part.is_running_text else "\0" * len(part.text) for part in parts)
    dropped = {match.start() for match in DROPPED_WHITESPACE.finditer(running_text)}
    with_breaks = "".join(
        part.text if part.is_running_text or part.html == BR_TAG else "\0" * len(part.text) for part in parts
    )
    in_number = {index for match in BREAK_IN_NUMBER.finditer(with_breaks) for index in range(*match.span())}
    if any(part.html == BR_TAG for part in parts):
        in_number |= _find_cuts(with_breaks)
    dropped |= in_number
    html, text, offset = list[str](), list[str](), 0
    for part in parts:
        shown = part.text
        if part.html == BR_TAG and offset in in_number:  # no line ends within a number
            offset += len(part.text)
            continue
        if part.is_running_text:
            kept = (character for index, character in enumerate(part.text, offset) if index not in dropped)
            shown = "".join(kept).replace("\n", " ")
        html.append(allow_breaks(escape_text(shown)) if part.is_running_text else part.html)
        text.append(shown)
        offset += len(part.text)
    return InlineText("".join(text), "".join(html))


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
            yield InlinePart("", "\n", is_running_text=True)
        case "hardbreak":
            yield InlinePart(BR_TAG, "\n")
        case "code_inline":
            yield from (
                InlinePart("<code>", ""),
                InlinePart(escape_text(node.content), node.content),
                InlinePart("</code>", ""),
            )
        case "em" | "strong":
            yield InlinePart(f"<{node.tag}>", "")
            yield from (part for child in node.children for part in _iter_parts(child, chapter))
            yield InlinePart(f"</{node.tag}>", "")
        case "link":
            title = f' title="{escape_attribute(str(node.attrs["title"]))}"' if node.attrs.get("title") else ""
            yield InlinePart(f'<a href="{escape_attribute(str(node.attrs.get("href", "")))}"{title}>', "")
            yield from (part for child in node.children for part in _iter_parts(child, chapter))
            yield InlinePart("</a>", "")
        case "image":  # reported as a problem by `lint`; its description is shown
            yield from (part for child in node.children for part in _iter_parts(child, chapter))
        case "footnote_ref":
            yield InlinePart(chapter.add_reference(node.meta["label"]), "")
        case _:
            yield InlinePart("", node.content, is_running_text=True)


def render_block(node: Node, chapter: Chapter) -> tuple[str, str]:
    """Render one block with its descendants; return HTML and text."""
    match node.type:
        case "paragraph" | "heading":
            content = _render_content(node, chapter)
            return (content.html if node.hidden else f"<p>{content.html}</p>"), content.text
        case "fence" | "code_block":
            return f"<pre><code>{escape_text(node.content)}</code></pre>", node.content.rstrip("\n")
        case "hr":
            return "<hr>", ""
        case "ordered_list":
            return _render_ordered_list(node, chapter)
        case "table":
            return _render_table(node, chapter)
        case _:
            html, text = _render_children(node.children, chapter)
            return f"<{node.tag}>{html}</{node.tag}>", text


def _render_content(node: Node, chapter: Chapter) -> InlineText:
    return render_inline([part for child in node.children for part in child.children], chapter)


def _render_children(nodes: Sequence[Node], chapter: Chapter) -> tuple[str, str]:
    rendered = [render_block(node, chapter) for node in nodes if node.type != "footnote_reference"]
    html = "".join(
        # a line break separates the text of a tight item from the list below it
        f"{html}\n" if node.hidden and html else html
        for node, (html, _) in zip((node for node in nodes if node.type != "footnote_reference"), rendered, strict=True)
    )
    return html.rstrip("\n"), "\n".join(text for _, text in rendered if text)


def read_list_numbers(node: Node) -> list[int]:
    """Return the printed numbers of an ordered list."""
    return [int(item.info) for item in node.children]


def _render_ordered_list(node: Node, chapter: Chapter) -> tuple[str, str]:
    """Render an ordered list; each item shows its printed number."""
    html, text = list[str](), list[str]()
    expected = first = read_list_numbers(node)[0]
    for item, number in zip(node.children, read_list_numbers(node), strict=True):
        item_html, item_text = _render_children(item.children, chapter)
        value = "" if number == expected else f' value="{number}"'
        html.append(f"<li{value}>{item_html}</li>")
        text.append(f"{item.info}{item.markup} {item_text}".rstrip())
        expected = number + 1
    start = "" if first == 1 else f' start="{first}"'
    return f"<ol{start}>{''.join(html)}</ol>", "\n".join(text)


def _render_table(node: Node, chapter: Chapter) -> tuple[str, str]:
    html, text = list[str](), list[str]()
    for section in node.children:
        rows: list[str] = []
        for row in section.children:
            cells = [(cell, _render_content(cell, chapter)) for cell in row.children]
            text.append("\t".join(content.text for _, content in cells))
            rows.append(f"<tr>{''.join(_render_cell(cell, content) for cell, content in cells)}</tr>")
        html.append(f"<{section.tag}>{''.join(rows)}</{section.tag}>")
    table = f"<table>{''.join(html)}</table>"
    return f'<div class="scroll" tabindex="0" role="group" aria-label="表格">{table}</div>', "\n".join(text)


def _render_cell(cell: Node, content: InlineText) -> str:
    css_class = _CELL_CLASSES.get(str(cell.attrs.get("style", "")), "")
    attributes = (' scope="col"' if cell.tag == "th" else "") + (f' class="{css_class}"' if css_class else "")
    return f"<{cell.tag}{attributes}>{content.html}</{cell.tag}>"


def is_heading(node: Node) -> bool:
    """Return whether it is a heading of this dialect: `#`, `##` or `###`."""
    return node.type == "heading" and node.markup.startswith("#") and len(node.markup) <= MAX_HEADING_LEVEL


def render_document(
    root: Node, lines: Sequence[str], first_line: int, prefix: str
) -> tuple[list[MarkdownBlock], list[str]]:
    """Render the blocks of a text and the footnotes of each chapter."""
    notes = [node for node in walk(root) if node.type == "footnote_reference"]
    definitions = {node.meta["label"]: node for node in reversed(notes)}  # of duplicates the first counts
    chapters = [Chapter(f"{prefix}0-", definitions)]
    blocks: list[MarkdownBlock] = []
    for node in root.children:
        if is_heading(node) and node.markup == "#":
            chapters.append(Chapter(f"{prefix}{len(chapters)}-", definitions))
        if node.type != "footnote_reference":
            blocks.append(_build_block(node, chapters[-1], lines, first_line))
    return blocks, [chapter.render_notes() for chapter in chapters]


def _build_block(node: Node, chapter: Chapter, lines: Sequence[str], first_line: int) -> MarkdownBlock:
    start, end = node.map or (0, 1)
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    column = len(lines[start]) - len(lines[start].lstrip()) + 1
    position = (first_line + start, column, first_line + end - 1, max(len(lines[end - 1].rstrip()), 1) + 1)
    if node.type in ("heading", "paragraph"):
        content = _render_content(node, chapter)
        if is_heading(node):
            return MarkdownBlock("heading", "", content.text, content, *position, level=len(node.markup))
        return MarkdownBlock("paragraph", "", content.text, content, *position)
    if node.type == "ordered_list" and node.markup == ".":
        return _build_list_block(node, chapter, lines, first_line, position)
    html, text = render_block(node, chapter)
    return MarkdownBlock("other", html, text, EMPTY_INLINE, *position)


def _build_list_block(
    node: Node, chapter: Chapter, lines: Sequence[str], first_line: int, position: tuple[int, int, int, int]
) -> MarkdownBlock:
    """Build the block of a list that may contain measures: rendered as a whole, and its items separately."""
    references = dict(chapter.references)
    items = tuple(
        ListItem(
            number,
            f"{item.info}{item.markup}",
            tuple(
                _build_block(child, chapter, lines, first_line)
                for child in item.children
                if child.type != "footnote_reference"
            ),
        )
        for number, item in zip(read_list_numbers(node), node.children, strict=True)
    )
    chapter.references = references  # so that both renderings show the same references
    html, text = render_block(node, chapter)
    return MarkdownBlock("list", html, text, EMPTY_INLINE, *position, items=items)


def walk(node: Node) -> Iterator[Node]:
    """Yield all descendants of a node in reading order."""
    for child in node.children:
        yield child
        yield from walk(child)
