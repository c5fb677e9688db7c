"""Plain lines of an office file → a draft in the native format, with every doubt named and not one character lost.

The steps, each in a module of its own: `rows` cleans the lines and takes out page numbers and running headers, `frame`
parts masthead and foot from the body, `contents` reads the contents list and finds its titles, `paras` joins what wraps
and page breaks cut, `titles` finds titles by shape, `body` finds sections and measures, `suggest` reads counties and
themes, `native` writes the draft, `lossless` proves it complete.
"""

from __future__ import annotations

from dataclasses import dataclass

from taizhou_brief.diagnostics import Diagnostic, Severity, sort_diagnostics
from taizhou_brief.importer.recognise.build_issue import build_recognised_issue
from taizhou_brief.importer.recognise.codes import CODES, doubt
from taizhou_brief.importer.recognise.completeness import find_losses
from taizhou_brief.importer.recognise.contents_list import ContentsEntry, is_same_title
from taizhou_brief.importer.recognise.layout import SourceLayout, lay_out
from taizhou_brief.importer.recognise.record import EditorDecisions, RecognisedArticle, RecognisedIssue
from taizhou_brief.importer.recognise.rows import Omission
from taizhou_brief.importer.recognise.suggestions import ThemeSuggestion
from taizhou_brief.importer.recognise.writer import briefing_path, write_briefing
from taizhou_brief.importer.source_text import SourceText
from taizhou_brief.model.settings import Settings

__all__ = [
    "CODES",
    "ContentsEntry",
    "EditorDecisions",
    "Omission",
    "RecognisedArticle",
    "RecognisedIssue",
    "RecognitionResult",
    "SourceLayout",
    "ThemeSuggestion",
    "is_same_title",
    "recognise",
    "write_briefing",
]


@dataclass(frozen=True, slots=True)
class RecognitionResult:
    """What came of recognising one office file."""

    record: RecognisedIssue
    text: str
    """The draft in the native format."""
    path: str
    """`briefings/2021/07.md`; empty where number or year is not known."""
    diagnostics: tuple[Diagnostic, ...]
    left_out: tuple[Omission, ...]
    """What of the source is not in the draft, with its place and the reason."""
    complete: bool
    """Whether every character of the source is in the draft or in `left_out`; if not, nothing may be written."""


def recognise(source: SourceText, settings: Settings) -> RecognitionResult:
    """Turn the lines of an office file into a draft. Never fails and never corrects."""
    layout = lay_out(source, settings)
    record, left, diagnostics = build_recognised_issue(source, layout, settings)
    text = write_briefing(record)
    missing = find_losses(source, text, record.fields, left, layout.span)
    if missing:
        message = f"底稿没有通过逐字核对：{missing}"
        diagnostics = (*diagnostics, doubt(source, -1, "I799", message, Severity.ERROR))
    return RecognitionResult(record, text, briefing_path(record), sort_diagnostics(diagnostics), left, not missing)
