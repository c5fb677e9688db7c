"""Text of an office file as plain lines in reading order: written by `readers`, read by `recognise`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class SourceLink(NamedTuple):
    """A link of the source, to a plain web or mail address."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A paragraph or printed line of the office file."""

    text: str
    """As in the file, with tabs and spaces."""
    place: str
    """Place in the source, for people: `第3段`, `第12行`, `第2页第5行`, `脚注1`."""
    kind: str = "text"
    """`text`, `table` (a row, with cells separated by tabs), `footnote`, `header`, `footer` or `textbox`."""
    page: int = 0
    """Page of a PDF, from 1; 0 if unknown."""
    number: str = ""
    """Automatic number resolved by the reader, such as `一、`, `（一）` or `1.`; it is not part of `text`."""
    bold: bool = False
    """Only a hint, like `centred` and `style`."""
    centred: bool = False
    style: str = ""
    soft: bool = False
    """Whether a soft break or a hard wrap within the same paragraph follows the line."""
    note: str = ""
    """Label of a footnote; its reference in the text is `[^label]`."""
    links: tuple[SourceLink, ...] = ()
    """Links of the paragraph that may be written in the draft."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The lines of one office file."""

    name: str
    sha256: str
    media: str
    """`txt`, `docx`, `pdf` …"""
    lines: tuple[SourceLine, ...]
    wrapped: bool = False
    """Whether each `SourceLine` is a printed line, not a paragraph: hard-wrapped text, or a PDF."""
