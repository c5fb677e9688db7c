"""The text of a briefing as the rules see it: what is not prose is blanked, places stay where they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

BLANK = "\ufffc"
"""Stands for every character that no rule about prose may look at."""

FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n.*?\n---[ \t]*(?=\r?\n|$)", re.DOTALL)
NOTE = re.compile(
    r"^editor_note[ \t]*:[ \t]*[|>]?[-+\d]*[\"']?(?P<note>.*?)[\"']?[ \t]*(?=\n[^ \t\n\r])", re.DOTALL | re.MULTILINE
)
FENCE = re.compile(r"(?<=\n)(`{3,}|~{3,})[^\n]*\n.*?(?:\n\1[^\n]*|\Z)", re.DOTALL)
SPAN = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
TARGET = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"\n]*\")?\)|\[\^[^\]\n]+\]:?|!(?=\[)")
ADDRESS = re.compile(r"(?:https?|ftp)://[!-;=?-~]+|<[\w.+-]+@[\w.-]+>|\bwww\.[!-;=?-~]+")
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
WIDE = re.compile("[０-９]")
LONG_NUMBER = re.compile(r"[0-9](?=[0-9 -]{10})")
LABEL = re.compile(r"(?<=\n)\[[^\]\n]+\]:[ \t]*\S+[^\n]*")


@dataclass(frozen=True, slots=True)
class MaskedText:
    """One file."""

    text: str
    """As it stands."""
    prose: str
    """Of the same length; front matter (the 编者按 excepted), code, entities and addresses of links are blank."""
    start: int
    """Where the body begins."""
    numbers: str
    """Of the same length as `text`, its digits half-width; empty where none is long enough for a number of a person."""

    def line_start(self, offset: int) -> int:
        """Where the line of `offset` begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_at(self, offset: int) -> str:
        """The line of `offset`, without its line break."""
        end = self.text.find("\n", offset)
        return self.text[self.line_start(offset) : end if end >= 0 else None].rstrip("\r")

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`, both from 1."""
        return self.text.count("\n", 0, offset) + 1, offset - self.line_start(offset) + 1

    def offset(self, line: int, column: int) -> int:
        """Where a line and column are; a place past the end is the end."""
        at = 0
        for _ in range(line - 1):
            at = self.text.find("\n", at) + 1
            if not at:
                return len(self.text)
        return min(len(self.text), at + max(0, column - 1))

    def in_heading(self, offset: int) -> bool:
        """Whether `offset` stands in a `#` heading."""
        return self.text.startswith("#", self.line_start(offset))


def mask_text(text: str) -> MaskedText:
    """Blank what is not prose."""
    front = FRONT.match(text)
    start = front.end() if front else 0
    prose = mask_front_matter(text[:start]) + mask_body(text[start:])
    digits = text.translate(DIGITS) if WIDE.search(text) else text
    return MaskedText(text, prose, start, digits if LONG_NUMBER.search(digits) else "")


def mask_front_matter(front: str) -> str:
    """Front matter without anything but the editor's note."""
    note = NOTE.search(front) if "editor_note" in front else None
    if not note:
        return blank(front)
    start, end = note.span("note")
    return blank(front[:start]) + front[start:end] + blank(front[end:])


def mask_body(body: str) -> str:
    """A body without code, link addresses and footnote marks."""
    if "`" in body or "~~~" in body:
        body = SPAN.sub(blanked, FENCE.sub(blanked, body))
    if "[" in body:
        body = TARGET.sub(blanked, LABEL.sub(blanked, body))
    if "&" in body:
        body = ENTITY.sub(blanked, body)
    if "://" in body or "www." in body or "@" in body:
        body = ADDRESS.sub(blanked, body)
    return body


def blanked(match: re.Match[str]) -> str:
    """A match as blanks."""
    return blank(match[0])


def blank(text: str) -> str:
    """Blanks of the same shape: line breaks stay."""
    return "\n".join(BLANK * len(line) for line in text.split("\n"))
