"""Writer of texts, blocks and footnotes in Markdown: what is read back is equal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple
from unicodedata import category

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.formats.markdown.emphasis import bind_asterisks
from taizhou_brief.formats.markdown.escape import escape_characters, escape_line_start
from taizhou_brief.model.block import Block, Cell, ListItem, Note
from taizhou_brief.model.text import Mark, Text

Labels = Mapping[str, str]
"""Label of each footnote by its id."""

_BACKTICKS = lazy_compile("`+")
_FENCES = lazy_compile("^`{3,}", re.MULTILINE)
_LINE_SEPARATOR = lazy_compile("[\u2028\u2029]")
_EDGE_SPACE = lazy_compile(r"^[^\S\n]+|[^\S\n]+(?=\n|$)", re.MULTILINE)
_DELIMITERS = {"emphasis": 1, "strong": 2}
"""Length of the delimiters of emphasis."""
_RULES = {"": "---", "left": ":---", "centre": ":-:", "right": "---:"}


class Piece(NamedTuple):
    """Part of inline content in Markdown."""

    text: str
    role: Literal["", "opens", "closes"] = ""
    """What a delimiter of emphasis does; empty for everything else."""


def write_text(text: Text, labels: Labels) -> str:
    """Return inline content in Markdown."""
    plain, marks = text
    if not marks:
        return _escape_run(plain)
    pieces, position, open_marks = list[Piece](), 0, list[tuple[Mark, Piece]]()
    delimiters = _choose_delimiters(text)
    for index, mark in enumerate((*marks, None)):
        level, start = (mark.level, mark.start) if mark else (0, len(plain))
        while len(open_marks) > level:
            closed, ending = open_marks.pop()
            pieces += (Piece(_write_run(plain, position, closed.end, closed)), ending)
            position = closed.end
        pieces.append(Piece(_write_run(plain, position, start, open_marks[-1][0] if open_marks else None)))
        position = start
        if mark:
            beginning, ending = delimiters.get(index) or map(Piece, _enclose(mark, plain, labels))
            pieces.append(beginning)
            open_marks.append((mark, ending))
    return _join_pieces(pieces)


def _write_run(plain: str, start: int, end: int, mark: Mark | None) -> str:
    """Return the characters between two delimiters; those of code are written with its delimiters."""
    return "" if mark and mark.kind == "code" else _escape_run(plain[start:end])


def _escape_run(plain: str) -> str:
    """Escape running text; its line breaks are hard."""
    escaped = _LINE_SEPARATOR.sub(_to_entity, escape_characters(plain))
    return escaped.replace("\n", "\\\n")


def _to_entity(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in match[0])


def _enclose(mark: Mark, plain: str, labels: Labels) -> tuple[str, str]:
    """Return what is before and after the content of a link, of code or of a reference."""
    if mark.kind == "note":
        return f"[^{labels[mark.target]}]", ""
    if mark.kind == "code":
        return _write_code_span(plain[mark.start : mark.end]), ""
    if mark.kind != "link":
        return "", ""
    title = f' "{escape_characters(mark.value).replace(chr(34), chr(92) + chr(34))}"' if mark.value else ""
    target = escape_characters(mark.target).replace(">", "\\>")
    return "[", f"](<{target}>{title})"


def _write_code_span(code: str) -> str:
    runs = {len(match[0]) for match in _BACKTICKS.finditer(code)}
    fence = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    padded = code.strip(" ") and (code[0] == code[-1] == " " or "`" in (code[0], code[-1]))
    return f"{fence} {code} {fence}" if padded else f"{fence}{code}{fence}"


def _choose_delimiters(text: Text) -> dict[int, tuple[Piece, Piece]]:
    """Choose the delimiters of emphasis: `*`, but `_` inside `*`, or directly after emphasis in `*`."""
    delimiters: dict[int, tuple[Piece, Piece]] = {}
    signs: list[str] = []
    """Sign of each enclosing mark; empty for one that is no emphasis."""
    ends: dict[int, str] = {}
    """Sign of the outermost emphasis that ends at an offset."""
    for index, mark in enumerate(text.marks):
        del signs[mark.level :]
        sign = ""
        if mark.kind in _DELIMITERS:
            enclosing = next((sign for sign in reversed(signs) if sign), "")
            sign = "_" if enclosing == "*" or (not enclosing and ends.get(mark.start) == "*") else "*"
            delimiter = sign * _DELIMITERS[mark.kind]
            delimiters[index] = Piece(delimiter, "opens"), Piece(delimiter, "closes")
            ends.setdefault(mark.end, sign)
        signs.append(sign)
    return delimiters


def _join_pieces(pieces: Iterable[Piece]) -> str:
    """Join delimiters and runs; characters next to a delimiter that would not work there become entities."""
    parts = [Piece(" "), *(piece for piece in pieces if piece.text), Piece(" ")]
    delimiters = [index for index, part in enumerate(parts) if part.role]
    changed = True
    while changed:
        changed = False
        for index in delimiters:
            before, after = parts[index - 1], parts[index + 1]
            if not _works(parts[index], before, after):
                parts[index - 1], parts[index + 1] = _encode_last(before), _encode_first(after)
                changed |= (before, after) != (parts[index - 1], parts[index + 1])
    for index in range(1, len(parts) - 1):
        if parts[index].text.endswith("!") and parts[index + 1].text[0] == "[":  # it would be an image
            parts[index] = Piece(f"{parts[index].text[:-1]}\\!")
    return "".join(part.text for part in parts[1:-1])


def _works(delimiter: Piece, before: Piece, after: Piece) -> bool:
    """Return whether a delimiter opens or closes emphasis between two pieces."""
    left, right = before.text[-1], after.text[0]
    if before.role or after.role or delimiter.text[0] == "_":
        return not ((left.isalnum() and not before.role) or (right.isalnum() and not after.role))
    opens, closes = bind_asterisks(left, right, len(delimiter.text))
    return opens if delimiter.role == "opens" else closes


def _encode_last(piece: Piece) -> Piece:
    """Write the last character as an entity, if it is a letter or white space."""
    text = piece.text
    return piece if piece.role or not _is_letter(text[-1]) else Piece(f"{text[:-1]}&#{ord(text[-1])};")


def _encode_first(piece: Piece) -> Piece:
    text = piece.text
    return piece if piece.role or not _is_letter(text[0]) else Piece(f"&#{ord(text[0])};{text[1:]}")


def _is_letter(character: str) -> bool:
    return category(character)[0] not in "PS" and character != "\n"


def write_blocks(blocks: Iterable[Block], labels: Labels) -> Iterator[str]:
    """Yield blocks in Markdown, each without a line break at its end."""
    previous: Block | None = None
    bullet = "-"
    for block in blocks:
        is_next_list = previous and previous.kind == block.kind == "list" and not previous.items[0].marker
        bullet = {"-": "*", "*": "-"}[bullet] if is_next_list else "-"
        yield write_block(block, labels, bullet)
        previous = block


def write_block(block: Block, labels: Labels, bullet: str = "-") -> str:
    """Return a block in Markdown; `bullet` is the sign of the items of a list that is not numbered."""
    match block.kind:
        case "list":
            separator = "\n" if block.tight else "\n\n"
            return separator.join(_write_item(item, labels, bullet, separator) for item in block.items)
        case "quotation":
            return _prefix_lines(_join_blocks(block.items[0].blocks, labels), "> ", "> ").replace("> \n", ">\n")
        case "table":
            return _write_table(block.rows, labels)
        case "code":
            return _write_code(block.content.plain)
        case "heading":
            return write_heading(block.level or 1, block.content, labels)
    return "___" if block.kind == "rule" else write_paragraph(block.content, labels)


def write_paragraph(content: Text, labels: Labels) -> str:
    """Return a paragraph; no line of it begins like another block."""
    lines = _EDGE_SPACE.sub(_to_entity, write_text(content, labels)).split("\n")
    return "\n".join(map(escape_line_start, lines))


def write_heading(level: int, content: Text, labels: Labels) -> str:
    """Return a heading."""
    text = re.sub(r"(?<!\\)#+$", lambda match: "\\#" * len(match[0]), write_paragraph(content, labels))
    return f"{'#' * level} {text}".rstrip()


def _join_blocks(blocks: Iterable[Block], labels: Labels) -> str:
    return "\n\n".join(write_blocks(blocks, labels))


def _write_item(item: ListItem, labels: Labels, bullet: str, separator: str) -> str:
    return write_item(item.marker or bullet, separator.join(write_blocks(item.blocks, labels)))


def write_item(marker: str, content: str) -> str:
    """Return an item of a list, whose content is Markdown."""
    return _prefix_lines(content, f"{marker} ", " " * (len(marker) + 1)).rstrip(" ")


def _prefix_lines(text: str, first: str, others: str) -> str:
    """Put a prefix before the first line, and another one before each other line that is not empty or is quoted."""
    lines = (line and others + line if others.isspace() else others + line for line in text.split("\n")[1:])
    return "\n".join((first + text.split("\n", 1)[0], *lines))


def _write_table(rows: Sequence[Sequence[Cell]], labels: Labels) -> str:
    written = [" | ".join(_write_cell(cell, labels) for cell in row) for row in rows]
    rules = " | ".join(_RULES[cell.alignment] for cell in rows[0])
    return "\n".join(f"| {row} |" for row in (written[0], rules, *written[1:]))


def _write_cell(cell: Cell, labels: Labels) -> str:
    return _EDGE_SPACE.sub(_to_entity, write_text(cell.content, labels)).replace("|", "\\|")


def _write_code(code: str) -> str:
    fence = "`" * max([3, *(len(match[0]) + 1 for match in _FENCES.finditer(code))])
    return f"{fence}\n{code}{fence}"


def write_note(note: Note, label: str, labels: Labels) -> str:
    """Return the definition of a footnote."""
    return _prefix_lines(_join_blocks(note.blocks, labels), f"[^{label}]: ", "    ").rstrip(" ")
