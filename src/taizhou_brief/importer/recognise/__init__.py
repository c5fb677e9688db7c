"""Convert the plain lines of an office file into a draft in the native format.

Every doubt is reported, and no character is lost. Each step has a module of its own: `rows` cleans the lines and
removes page numbers and running headers, `masthead` separates masthead and foot from the body, `contents_list` reads
the contents list and finds its titles, `paragraphs` joins wrapped lines and paragraphs cut by page breaks, `titles`
finds titles by shape, `body` finds sections and measures, `suggestions` reads counties and themes, `writer` writes the
draft, `completeness` proves that it is complete.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from taizhou_brief.diagnostics import Diagnostic, sort_diagnostics
from taizhou_brief.importer.recognise.build_issue import build_recognised_issue
from taizhou_brief.importer.recognise.codes import build_diagnostic
from taizhou_brief.importer.recognise.completeness import find_losses
from taizhou_brief.importer.recognise.contents_list import ContentsEntry, is_same_title
from taizhou_brief.importer.recognise.issue_facts import NOTHING_GIVEN, GivenFacts
from taizhou_brief.importer.recognise.layout import SourceLayout, analyse_layout
from taizhou_brief.importer.recognise.links import find_links, write_links
from taizhou_brief.importer.recognise.record import RecognisedArticle, RecognisedIssue
from taizhou_brief.importer.recognise.rows import Omission
from taizhou_brief.importer.recognise.writer import build_briefing_path, write_draft
from taizhou_brief.importer.source_text import SourceText
from taizhou_brief.model.settings import Settings

__all__ = [
    "NOTHING_GIVEN",
    "ContentsEntry",
    "GivenFacts",
    "Omission",
    "RecognisedArticle",
    "RecognisedIssue",
    "RecognitionResult",
    "SourceLayout",
    "is_same_title",
    "recognise",
    "write_draft",
    "write_links",
]


@dataclass(frozen=True, slots=True)
class RecognitionResult:
    """Result of recognising one office file."""

    record: RecognisedIssue
    text: str
    """The draft in the native format."""
    path: str
    """`briefings/2021/07.md`; empty if number or year is unknown."""
    diagnostics: tuple[Diagnostic, ...]
    left_out: tuple[Omission, ...]
    """Parts of the source that are not in the draft, with place and reason."""
    complete: bool
    """Whether every character of the source is in the draft or in `left_out`; if not, nothing may be written."""


def recognise(source: SourceText, settings: Settings, given: GivenFacts = NOTHING_GIVEN) -> RecognitionResult:
    """Convert the lines of an office file into a draft. Never fail and never correct the text."""
    layout = analyse_layout(source, settings)
    record, omissions, diagnostics = build_recognised_issue(source, layout, settings, given)
    text = write_draft(record)
    rewrites = [rewrite for article in record.articles for rewrite in article.rewrites]
    losses = find_losses(source, text, record.fields, omissions, layout.body_lines, rewrites=rewrites)
    if losses:
        message = f"底稿没有通过逐字核对：{losses}"
        diagnostics = (*diagnostics, build_diagnostic(source, -1, "I799", message))
    links, notes = find_links(source, text)
    diagnostics = (*diagnostics, *(build_diagnostic(source, *note) for note in notes))
    record, text = replace(record, links=links), write_links(text, links)
    return RecognitionResult(
        record, text, build_briefing_path(record), sort_diagnostics(diagnostics), omissions, not losses
    )
