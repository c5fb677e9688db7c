"""Plain lines of an office file → a draft in the native format, with every doubt named and not one character lost.

The steps, each in a module of its own: `rows` cleans the lines and takes out page numbers and running headers, `frame`
parts masthead and foot from the body, `contents` reads the contents list and finds its titles, `paras` joins what wraps
and page breaks cut, `titles` finds titles by shape, `body` finds sections and measures, `suggest` reads counties and
themes, `native` writes the draft, `lossless` proves it complete.
"""

from __future__ import annotations

from dataclasses import dataclass

from taizhou_brief.diagnostics import Diagnostic, Severity, in_order
from taizhou_brief.recognise.codes import CODES, doubt
from taizhou_brief.recognise.contents import Entry, same_title
from taizhou_brief.recognise.layout import Layout, lay_out
from taizhou_brief.recognise.lossless import lost
from taizhou_brief.recognise.native import path_of, render
from taizhou_brief.recognise.record import Article, Kept, Record
from taizhou_brief.recognise.rows import LeftOut
from taizhou_brief.recognise.suggest import Suggestion
from taizhou_brief.recognise.understand import understand
from taizhou_brief.settings import Settings
from taizhou_brief.sourcetext import SourceText

__all__ = [
    "CODES",
    "Article",
    "Entry",
    "Kept",
    "Layout",
    "LeftOut",
    "Recognised",
    "Record",
    "Suggestion",
    "recognise",
    "render",
    "same_title",
]


@dataclass(frozen=True, slots=True)
class Recognised:
    """What came of recognising one office file."""

    record: Record
    text: str
    """The draft in the native format."""
    path: str
    """`briefings/2021/07.md`; empty where number or year is not known."""
    diagnostics: tuple[Diagnostic, ...]
    left_out: tuple[LeftOut, ...]
    """What of the source is not in the draft, with its place and the reason."""
    complete: bool
    """Whether every character of the source is in the draft or in `left_out`; if not, nothing may be written."""


def recognise(source: SourceText, settings: Settings) -> Recognised:
    """Turn the lines of an office file into a draft. Never fails and never corrects."""
    layout = lay_out(source, settings)
    record, left, diagnostics = understand(source, layout, settings)
    text = render(record)
    missing = lost(source, text, record.fields, left, layout.span)
    if missing:
        message = f"底稿没有通过逐字核对：{missing}"
        diagnostics = (*diagnostics, doubt(source, -1, "I799", message, Severity.ERROR))
    return Recognised(record, text, path_of(record), in_order(diagnostics), left, not missing)
