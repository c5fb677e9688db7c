"""Parsed Markdown: a document, its blocks, and inline content that can be sliced."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic

_HTML_UNIT = lazy_compile(
    r'(?P<mark><sup class="note">.*?</sup>|<wbr>)|(?P<tag></?[a-z]+[^>]*>)|(?P<entity>&[a-z]+;)|[^<&]+', re.DOTALL
)
_EMPTY_ELEMENT = lazy_compile(r"<(a|em|strong|code)\b[^>]*></\1>")
BR_TAG = "<br>"

BlockKind = Literal["heading", "paragraph", "list", "other"]


class InlineText(NamedTuple):
    """Inline content as text and HTML; each character of `text` is a character, an entity or a line break of `html`.

    It is a named tuple, like `MarkdownBlock`: an archive has one for every paragraph, and tuples are created fastest.
    """

    text: str
    html: str

    def part(self, start: int, end: int | None = None) -> InlineText:
        """Return the content between two offsets in `text`, without white space around it.

        The HTML is well-formed: emphasis and links that are cut are closed and reopened. Footnote references at
        either end are included.
        """
        full_text, html = self
        text = full_text[start:end]
        stripped = text.strip()
        if html == full_text:  # neither tags nor entities
            return InlineText(stripped, stripped)
        if len(stripped) < len(text):
            start += len(text) - len(text.lstrip())
            end = start + len(stripped)
        if end is not None:
            html, _ = _split_html(html, end, marks_first=True)
        if start:
            _, html = _split_html(html, start, marks_first=False)
        return InlineText(stripped, _remove_empty_elements(html))


EMPTY_INLINE = InlineText("", "")


def _split_html(html: str, offset: int, *, marks_first: bool) -> tuple[str, str]:
    """Split HTML of the renderer after `offset` characters of text into two well-formed parts.

    `marks_first` puts footnote references at the offset into the first part, otherwise into the second.
    """
    passed, open_tags, split_at = 0, list[str](), 0
    for unit in _HTML_UNIT.finditer(html):
        value, kind = unit.group(), unit.lastgroup
        if kind in ("tag", "mark") and value != BR_TAG:
            in_first = marks_first if kind == "mark" else value.startswith("</")
            if passed == offset and not in_first:
                break
            if kind == "tag":
                open_tags = open_tags[:-1] if value.startswith("</") else [*open_tags, value]
        else:
            length = 1 if kind else len(value)
            if passed + length > offset:
                split_at = unit.start() + offset - passed
                break
            passed += length
        split_at = unit.end()
    closing = "".join(f"</{re.split('[ >]', tag[1:], maxsplit=1)[0]}>" for tag in reversed(open_tags))
    return html[:split_at] + closing, "".join(open_tags) + html[split_at:]


def _remove_empty_elements(html: str) -> str:
    """Remove elements without content, also those that become empty by it."""
    shorter = _EMPTY_ELEMENT.sub("", html)
    return shorter if shorter == html else _remove_empty_elements(shorter)


class MarkdownBlock(NamedTuple):
    """One block of a text with its position in the file."""

    kind: BlockKind
    """`heading`, `paragraph`, `list` (an ordered list `1. 2.`), `other`."""
    html: str
    """The whole element; empty for a heading or paragraph, whose content is `inline`."""
    text: str
    """The text that a reader sees; items of a list and rows of a table are lines, cells are separated by tabs."""
    inline: InlineText
    """The content of a heading or paragraph, otherwise empty."""
    line: int
    column: int
    end_line: int
    end_column: int
    level: int = 0
    """1, 2 or 3 for a heading, otherwise 0."""
    items: tuple[ListItem, ...] = ()
    """The items of a list, otherwise empty."""

    @property
    def element(self) -> str:
        """The HTML of the whole element, for every kind of block."""
        tag = "p" if self.kind == "paragraph" else f"h{self.level}" if self.level else ""
        return f"<{tag}>{self.inline.html}</{tag}>" if tag else self.html


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of an ordered list."""

    number: int
    """The printed number."""
    marker: str
    """The number with its punctuation, as printed: `1.`."""
    blocks: tuple[MarkdownBlock, ...]


@dataclass(frozen=True, slots=True)
class MarkdownDocument:
    """A parsed text: its blocks, its footnotes and its problems."""

    blocks: tuple[MarkdownBlock, ...]
    notes: tuple[str, ...]
    """HTML of the footnotes: those before the first level-1 heading, those after it, those after the second, …"""
    diagnostics: tuple[Diagnostic, ...]
