"""Text of a briefing for the rules: everything except prose is replaced by blanks, so that offsets do not change."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate

from taizhou_brief.chinese.characters import HALF_WIDTH_DIGITS, WIDE_DIGITS
from taizhou_brief.chinese.patterns import lazy_compile

BLANK = "\ufffc"
"""Replacement of every character that rules about prose must ignore."""

FRONT_MATTER = lazy_compile(r"\ufeff?---[ \t]*\r?\n.*?\n---[ \t]*(?=\r?\n|$)", re.DOTALL)
EDITOR_NOTE = lazy_compile(
    r"^editor_note[ \t]*:[ \t]*[|>]?[-+\d]*[\"']?(?P<note>.*?)[\"']?(?<![ \t])[ \t]*(?=\n[^ \t\n\r])",
    re.DOTALL | re.MULTILINE,
)
CODE_FENCE = lazy_compile(r"(?<=\n)(`{3,}|~{3,})[^\n]*\n.*?(?:\n\1[^\n]*|\Z)", re.DOTALL)
BACKTICKS = lazy_compile("`+")
LINK_TARGET = lazy_compile(
    r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"\n]*\")?\)|\[\^[^\]\n]{1,200}\]:?|!(?=\[)"
)
BARE_ADDRESS = lazy_compile(r"(?:https?|ftp)://[!-;=?-~]+|<[\w.+-]+@[\w.-]+>|\bwww\.[!-;=?-~]+")
ENTITY = lazy_compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
WIDE_DIGIT = lazy_compile(f"[{WIDE_DIGITS}]")
LONG_NUMBER = lazy_compile(r"[0-9](?=[0-9 -]{10})")
LINK_DEFINITION = lazy_compile(r"(?<=\n)\[[^\]\n]+\]:[ \t]*\S+[^\n]*")


@dataclass(frozen=True, slots=True)
class MaskedText:
    """Text of one file with its masked copies."""

    text: str
    """Original text."""
    prose: str
    """Text of the same length; front matter (except the 编者按), code, entities and link addresses are blank."""
    start: int
    """Offset of the body."""
    numbers: str
    """Text of the same length, with half-width digits; empty if it has no digits long enough to identify a person."""
    line_starts: tuple[int, ...]
    """Offset of each line, in order."""

    def line_start(self, offset: int) -> int:
        """Return the offset of the start of the line that contains `offset`."""
        return self.line_starts[bisect(self.line_starts, offset) - 1]

    def line_at(self, offset: int) -> str:
        """Return the line that contains `offset`, without its line break."""
        end = self.text.find("\n", offset)
        return self.text[self.line_start(offset) : end if end >= 0 else None].rstrip("\r")

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of `offset`, both from 1."""
        line = bisect(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column; that of the end if they are beyond it."""
        if line > len(self.line_starts):
            return len(self.text)
        start = self.line_starts[max(0, line - 1)]
        return min(len(self.text), start + max(0, column - 1))

    def in_heading(self, offset: int) -> bool:
        """Return whether `offset` is in a `#` heading."""
        return self.text.startswith("#", self.line_start(offset))


def mask_text(text: str) -> MaskedText:
    """Build the masked copies of a text."""
    front_matter = FRONT_MATTER.match(text)
    start = front_matter.end() if front_matter else 0
    prose = mask_front_matter(text[:start]) + mask_body(text[start:])
    numbers = text.translate(HALF_WIDTH_DIGITS) if WIDE_DIGIT.search(text) else text
    line_starts = (0, *accumulate(len(line) + 1 for line in text.split("\n")))[:-1]
    return MaskedText(text, prose, start, numbers if LONG_NUMBER.search(numbers) else "", line_starts)


def mask_front_matter(front_matter: str) -> str:
    """Blank front matter except the editor's note."""
    note = EDITOR_NOTE.search(front_matter) if "editor_note" in front_matter else None
    if not note:
        return blank(front_matter)
    start, end = note.span("note")
    return blank(front_matter[:start]) + front_matter[start:end] + blank(front_matter[end:])


def mask_body(body: str) -> str:
    """Blank code, link addresses and footnote marks of a body."""
    if "`" in body or "~~~" in body:
        body = blank_code_spans(CODE_FENCE.sub(blank_match, body))
    if "[" in body:
        body = LINK_TARGET.sub(blank_match, LINK_DEFINITION.sub(blank_match, body))
    if "&" in body:
        body = ENTITY.sub(blank_match, body)
    if "://" in body or "www." in body or "@" in body:
        body = BARE_ADDRESS.sub(blank_match, body)
    return body


def blank_code_spans(body: str) -> str:
    """Blank each code span: from a run of backticks to the next run of the same length."""
    runs = [match.span() for match in BACKTICKS.finditer(body)]
    partners: dict[int, list[tuple[int, int]]] = {}
    for start, end in reversed(runs):
        partners.setdefault(end - start, []).append((start, end))
    parts, position = list[str](), 0
    for start, end in runs:
        later = partners[end - start]
        later.pop()  # the run itself
        if start >= position and later:
            parts += (body[position:start], blank(body[start : later[-1][1]]))
            position = later[-1][1]
    return "".join([*parts, body[position:]])


def blank_match(match: re.Match[str]) -> str:
    """Return blanks in place of a match."""
    return blank(match[0])


def blank(text: str) -> str:
    """Return blanks in place of a text, keeping its line breaks."""
    return "\n".join(BLANK * len(line) for line in text.split("\n"))
