"""HTML of texts, blocks and footnotes; nothing else makes HTML of what an editor wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from taizhou_brief.model.block import Block, BlockKind, Cell, ListItem, Note
from taizhou_brief.model.text import Mark, Text

LONG_RUN = re.compile(r"[!-~]{24,}")
"""A run without spaces that may not fit into the rest of a line."""
SLASH = re.compile("/(?!/)")
"""Where a long address may break; otherwise justification stretches the words before it."""


def escape_text(text: str) -> str:
    """Escape text for HTML between tags."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def escape_attribute(text: str) -> str:
    """Escape text for an HTML attribute in double quotes."""
    return escape_text(text).replace('"', "&quot;")


def render(value: Text | Block | tuple[Note, ...]) -> str:
    """Return the HTML of a text, a block or footnotes."""
    if isinstance(value, Block):
        return render_block(value)
    return render_text(value) if isinstance(value, Text) else render_notes(value)


def render_text(text: Text) -> str:
    """Return the HTML of inline content."""
    plain = text.plain
    if not text.marks and "/" not in plain and "\n" not in plain:
        return escape_text(plain)
    breaks = _find_breaks(plain) if "/" in plain else []

    def render_run(start: int, end: int, open_marks: Sequence[Mark]) -> str:
        if not breaks or any(mark.kind == "code" for mark in open_marks):
            return escape_text(plain[start:end]).replace("\n", "<br>")
        edges = [start, *(place for place in breaks if start < place <= end), end]
        return "<wbr>".join(escape_text(plain[a:b]) for a, b in pairwise(edges)).replace("\n", "<br>")

    return _nest(text, render_run)


def _nest(text: Text, render_run: Callable[[int, int, Sequence[Mark]], str]) -> str:
    """Return the HTML of a text, whose tags nest as its marks do.

    `render_run` gives the HTML of the characters between two offsets, which are inside the given marks.
    """
    html, position, open_marks = list[str](), 0, list[Mark]()
    for mark in (*text.marks, None):
        level, start = (mark.level, mark.start) if mark else (0, len(text.plain))
        while len(open_marks) > level:
            end = open_marks[-1].end
            html.append(render_run(position, end, open_marks))
            html.append(_render_closing(open_marks.pop()))
            position = end
        html.append(render_run(position, start, open_marks))
        position = start
        if mark:
            html.append(_render_opening(mark))
            open_marks.append(mark)
    return "".join(html)


def _find_breaks(plain: str) -> list[int]:
    """Find the offsets at which long addresses may break."""
    runs = LONG_RUN.finditer(plain)
    return [slash.end() for run in runs for slash in SLASH.finditer(plain, run.start(), run.end())]


def _render_opening(mark: Mark) -> str:
    """Return the opening tag of a mark; of a reference to a footnote all but its end."""
    match mark.kind:
        case "quantity":  # first, because most marks are quantities
            if mark.start == mark.end:
                return f'<span id="{mark.id}">'
            sign = f' title="{mark.target}"' if mark.target else ""
            return f'<data class="n" id="{mark.id}" value="{mark.value}"{sign}>' if mark.id else '<span class="n">'
        case "emphasis":
            return "<em>"
        case "strong" | "code":
            return f"<{mark.kind}>"
        case "link":
            title = f' title="{escape_attribute(mark.value)}"' if mark.value else ""
            return f'<a href="{escape_attribute(mark.target)}"{title}>'
        case "note":
            number = mark.target.rpartition("fn")[2]
            reference = f'<a href="#{mark.target}" id="{mark.id}" role="doc-noteref">[{number}]</a>'
            return f'<sup class="note">{reference}'


def _render_closing(mark: Mark) -> str:
    if mark.kind == "quantity":
        return "</data>" if mark.id and mark.start < mark.end else "</span>"
    tags = {"emphasis": "</em>", "strong": "</strong>", "code": "</code>", "link": "</a>", "note": "</sup>"}
    return tags[mark.kind]


def render_block(block: Block) -> str:
    """Return the HTML of a block: the whole element."""
    if block.kind == "paragraph":
        return f"<p>{render_text(block.content)}</p>"
    return _RENDERERS[block.kind](block)


def _render_heading(block: Block) -> str:
    tag = f"h{block.level}" if block.level else "p"
    return f"<{tag}>{render_text(block.content)}</{tag}>"


def _render_code(block: Block) -> str:
    code = block.content.plain
    return f"<pre><code>{_nest(block.content, lambda start, end, _: escape_text(code[start:end]))}</code></pre>"


def _render_quotation(block: Block) -> str:
    return f"<blockquote>{''.join(_render_item(item, tight=False) for item in block.items)}</blockquote>"


def _render_list(block: Block) -> str:
    """Return a list; each item shows its printed number."""
    if not block.items[0].marker:
        return f"<ul>{''.join(f'<li>{_render_item(item, tight=block.tight)}</li>' for item in block.items)}</ul>"
    html = list[str]()
    first = expected = block.items[0].number
    for item in block.items:
        value = "" if item.number == expected else f' value="{item.number}"'
        html.append(f"<li{value}>{_render_item(item, tight=block.tight)}</li>")
        expected = item.number + 1
    start = "" if first == 1 else f' start="{first}"'
    return f"<ol{start}>{''.join(html)}</ol>"


def _render_item(item: ListItem, *, tight: bool) -> str:
    """Return the blocks of an item; in a tight list a line break separates a text from the list below it."""
    html = list[str]()
    for block in item.blocks:
        if tight and block.kind == "paragraph":
            content = render_text(block.content)
            html.append(f"{content}\n" if content else "")
        else:
            html.append(render_block(block))
    return "".join(html).rstrip("\n")


def _render_table(block: Block) -> str:
    head, *body = (
        f"<tr>{''.join(_render_cell(cell, is_head=number == 0) for cell in row)}</tr>"
        for number, row in enumerate(block.rows)
    )
    rows = f"<thead>{head}</thead>" + (f"<tbody>{''.join(body)}</tbody>" if body else "")
    return f'<div class="scroll" tabindex="0" role="group" aria-label="表格"><table>{rows}</table></div>'


def _render_cell(cell: Cell, *, is_head: bool) -> str:
    css_class = f' class="{cell.alignment}"' if cell.alignment in {"centre", "right"} else ""
    tag, scope = ("th", ' scope="col"') if is_head else ("td", "")
    return f"<{tag}{scope}{css_class}>{render_text(cell.content)}</{tag}>"


def render_notes(notes: Sequence[Note]) -> str:
    """Return all footnotes as one element, or nothing."""
    items = "".join(f'<li id="{note.id}">{_render_note(note)}</li>' for note in notes)
    return f'<section class="notes" role="doc-endnotes" aria-label="注释"><ol>{items}</ol></section>' if items else ""


def _render_note(note: Note) -> str:
    """Return a footnote; the links back are in its last block if that is a paragraph, otherwise after its blocks."""
    html = "".join(map(render_block, note.blocks))
    links = "".join(
        f' <a href="#{reference}" role="doc-backlink" aria-label="回到正文">↩</a>' for reference in note.references
    )
    return f"{html.removesuffix('</p>')}{links}</p>" if html.endswith("</p>") else f"{html}{links}"


_RENDERERS: Mapping[BlockKind, Callable[[Block], str]] = {
    "heading": _render_heading,
    "list": _render_list,
    "table": _render_table,
    "quotation": _render_quotation,
    "code": _render_code,
    "rule": lambda _: "<hr>",
    "notes": lambda block: render_notes(block.notes),
}
"""Renderers of the kinds of blocks except paragraphs, which are most of them."""
