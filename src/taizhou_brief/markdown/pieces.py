"""What a text is made of once its mark-up is understood: pieces, and the inline content that can be cut in two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from taizhou_brief.diagnostics import Diagnostic

_UNIT = re.compile(
    r'(?P<mark><sup class="note">.*?</sup>)|(?P<tag></?[a-z]+[^>]*>)|(?P<entity>&[a-z]+;)|[^<&]+', re.DOTALL
)
_EMPTY = re.compile(r"<(a|em|strong|code)\b[^>]*></\1>")
BREAK = "<br>"

Kind = Literal["heading", "paragraph", "list", "other"]


@dataclass(frozen=True, slots=True)
class Inline:
    """One run of inline content. A character of `text` is a character, an entity or a line break of `html`."""

    html: str
    text: str

    def split(self, offset: int, *, marks_first: bool = True) -> tuple[Inline, Inline]:
        """The content before and after a place in `text`, both well-formed.

        Emphasis and links are closed and opened again. A note's mark at the very place stays with the first half, or
        with the second where `marks_first` is false.
        """
        left, right = self.text[:offset], self.text[offset:]
        if "<" not in self.html and "&" not in self.html:
            return Inline(left, left), Inline(right, right)
        head, tail = _cut(self.html, offset, marks_first=marks_first)
        return Inline(_without_empty(head), left), Inline(_without_empty(tail), right)


NOTHING = Inline("", "")


def _cut(html: str, offset: int, *, marks_first: bool) -> tuple[str, str]:
    """Walk the units of HTML that `rich` wrote until `offset` characters have passed."""
    passed, open_tags, place = 0, list[str](), 0
    for unit in _UNIT.finditer(html):
        value, kind = unit.group(), unit.lastgroup
        if kind in ("tag", "mark") and value != BREAK:
            stays = marks_first if kind == "mark" else value.startswith("</")
            if passed == offset and not stays:
                break
            if kind == "tag":
                open_tags = open_tags[:-1] if value.startswith("</") else [*open_tags, value]
        else:
            length = 1 if kind else len(value)
            if passed + length > offset:
                place = unit.start() + offset - passed
                break
            passed += length
        place = unit.end()
    closing = "".join(f"</{re.split('[ >]', tag[1:], maxsplit=1)[0]}>" for tag in reversed(open_tags))
    return html[:place] + closing, "".join(open_tags) + html[place:]


def _without_empty(html: str) -> str:
    """Without elements that hold nothing."""
    shorter = _EMPTY.sub("", html)
    return shorter if shorter == html else _without_empty(shorter)


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of a text with its place in the file."""

    kind: Kind
    """`heading`, `paragraph`, `list` (an ordered list `1. 2.`), `other`."""
    html: str
    """The whole element; empty for a heading, whose place on the page its reader decides."""
    text: str
    """What a reader sees; items of a list and rows of a table are lines, cells are parted by tabs."""
    inline: Inline
    """The content of a heading or paragraph, otherwise nothing."""
    line: int
    column: int
    end_line: int
    end_column: int
    level: int = 0
    """1, 2 or 3 for a heading."""
    items: tuple[Item, ...] = ()
    """Of a list."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an ordered list."""

    number: int
    """As printed."""
    marker: str
    """As printed: `1.`."""
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A text understood: its pieces, its notes, and what is wrong with it."""

    pieces: tuple[Piece, ...]
    notes: tuple[str, ...]
    """HTML of the footnotes: those before the first level-1 heading, those after it, after the second, …"""
    diagnostics: tuple[Diagnostic, ...]
