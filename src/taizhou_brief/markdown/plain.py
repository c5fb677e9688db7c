"""Prose without mark-up, read by hand: the same pieces the Markdown library would give, at a tenth of its cost."""

from __future__ import annotations

from taizhou_brief.markdown.flow import flow
from taizhou_brief.markdown.pieces import Body, Inline, Piece
from taizhou_brief.patterns import regex

MARKUP = regex(r"[*_`&<>\[\]\\\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
"""A character that may be mark-up wherever it stands, or that no text should hold."""
_OPENING = regex(r"[>+\-=|~:!^]|[0-9]{1,9}[.)]|#")
"""The opening of a line that may not be prose."""
_HEADING = regex(r"(#{1,3}) ([^\s#](?:[^#]*[^\s#])?)")


def scan(lines: list[str], first_line: int) -> Body | None:
    """The pieces of plain lines, or nothing where a line may need the library."""
    pieces: list[Piece] = []
    notes, open_lines = [""], list[str]()
    for number, line in enumerate(lines, first_line):
        if not line:
            if open_lines:
                pieces.append(_paragraph(open_lines, number - len(open_lines)))
                open_lines = []
        elif line[0].isspace() or line[-1].isspace():
            return None
        elif line[0] < "\x7f" and _OPENING.match(line):
            heading = _HEADING.fullmatch(line)
            if not heading:
                return None
            if open_lines:
                pieces.append(_paragraph(open_lines, number - len(open_lines)))
                open_lines = []
            level, text = len(heading[1]), flow(heading[2])
            inline = Inline(text, text)
            pieces.append(Piece("heading", "", text, inline, number, 1, number, len(line) + 1, level))
            if level == 1:
                notes.append("")
        else:
            open_lines.append(line)
    if open_lines:
        pieces.append(_paragraph(open_lines, first_line + len(lines) - len(open_lines)))
    return Body(tuple(pieces), tuple(notes), ())


def _paragraph(lines: list[str], number: int) -> Piece:
    last = lines[-1]
    text = flow(last if len(lines) == 1 else "\n".join(lines))
    return Piece("paragraph", "", text, Inline(text, text), number, 1, number + len(lines) - 1, len(last) + 1)


def line(text: str) -> Inline | None:
    """One plain line, or nothing where it may need the library."""
    if MARKUP.search(text) or "\n" in text or "![" in text or text != text.strip():
        return None
    running = flow(text)
    return Inline(running, running)
