"""What a text is made of once its mark-up is understood: pieces, and the inline content that can be cut in two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic

_UNIT = lazy_compile(
    r'(?P<mark><sup class="note">.*?</sup>|<wbr>)|(?P<tag></?[a-z]+[^>]*>)|(?P<entity>&[a-z]+;)|[^<&]+', re.DOTALL
)
_EMPTY = lazy_compile(r"<(a|em|strong|code)\b[^>]*></\1>")
BREAK = "<br>"

Kind = Literal["heading", "paragraph", "list", "other"]


class InlineText(NamedTuple):
    """One run of inline content. A character of `text` is a character, an entity or a line break of `html`.

    Like `MarkdownBlock` a named tuple: there is one for every paragraph of an archive, and tuples are made fastest.
    """

    text: str
    html: str

    def part(self, start: int, end: int | None = None) -> InlineText:
        """The content between two places in `text`, without blanks around it.

        It is well-formed: emphasis and links are closed and opened again. Marks of notes at either end belong to it.
        """
        whole, html = self
        text = whole[start:end]
        shown = text.strip()
        if html == whole:  # neither tags nor entities
            return InlineText(shown, shown)
        if len(shown) < len(text):
            start += len(text) - len(text.lstrip())
            end = start + len(shown)
        if end is not None:
            html, _ = _cut(html, end, marks_first=True)
        if start:
            _, html = _cut(html, start, marks_first=False)
        return InlineText(shown, _without_empty(html))


NOTHING = InlineText("", "")


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


class MarkdownBlock(NamedTuple):
    """One block of a text with its place in the file."""

    kind: Kind
    """`heading`, `paragraph`, `list` (an ordered list `1. 2.`), `other`."""
    html: str
    """The whole element; empty for a heading or paragraph, whose content is `inline`."""
    text: str
    """What a reader sees; items of a list and rows of a table are lines, cells are parted by tabs."""
    inline: InlineText
    """The content of a heading or paragraph, otherwise nothing."""
    line: int
    column: int
    end_line: int
    end_column: int
    level: int = 0
    """1, 2 or 3 for a heading."""
    items: tuple[ListItem, ...] = ()
    """Of a list."""

    @property
    def element(self) -> str:
        """The whole element, whatever the kind."""
        tag = "p" if self.kind == "paragraph" else f"h{self.level}" if self.level else ""
        return f"<{tag}>{self.inline.html}</{tag}>" if tag else self.html


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of an ordered list."""

    number: int
    """As printed."""
    marker: str
    """As printed: `1.`."""
    pieces: tuple[MarkdownBlock, ...]


@dataclass(frozen=True, slots=True)
class MarkdownDocument:
    """A text understood: its pieces, its notes, and what is wrong with it."""

    pieces: tuple[MarkdownBlock, ...]
    notes: tuple[str, ...]
    """HTML of the footnotes: those before the first level-1 heading, those after it, after the second, …"""
    diagnostics: tuple[Diagnostic, ...]
