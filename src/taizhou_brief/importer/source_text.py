"""What an office file says, as plain lines in reading order: what `office` hands over and `recognise` reads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One paragraph or printed line of the office file."""

    text: str
    """As it stands, tabs and spaces kept."""
    place: str
    """Where in the source, for people: `第3段`, `第12行`, `第2页第5行`, `脚注1`."""
    kind: str = "text"
    """`text`, `table` (a row, its cells parted by tabs), `footnote`, `header`, `footer` or `textbox`."""
    page: int = 0
    """Page of a PDF from 1; 0 where it is not known."""
    number: str = ""
    """Automatic numbering resolved by the reader, such as `一、`, `（一）` or `1.`; it is not part of `text`."""
    bold: bool = False
    """A hint only, like `centred` and `style`."""
    centred: bool = False
    style: str = ""
    soft: bool = False
    """The line is followed by a soft break or a hard wrap inside the same paragraph."""
    note: str = ""
    """The label of a footnote; its reference stands in the text as `[^label]`."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The lines of one office file."""

    name: str
    sha256: str
    media: str
    """`txt`, `docx`, `pdf` …"""
    lines: tuple[SourceLine, ...]
    wrapped: bool = False
    """One `SourceLine` is one printed line, not one paragraph: hard-wrapped text, or a PDF."""
