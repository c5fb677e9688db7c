"""What was recognised in an office file, before it is written down."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from taizhou_brief.importer.recognise.body import BodyElement
from taizhou_brief.importer.recognise.masthead_fields import MastheadField
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from taizhou_brief.importer.recognise.suggestions import ThemeSuggestion


@dataclass(frozen=True, slots=True)
class RecognisedArticle:
    """One article."""

    title: str
    index: int
    """The title's first line in the source."""
    counties: tuple[str, ...]
    county_hint: str
    themes: tuple[ThemeSuggestion, ...]
    """One with the words that caused it is a suggestion; one without is written as the editor wrote it."""
    contributor: str
    elements: tuple[BodyElement, ...]
    notes: tuple[tuple[str, str], ...]
    """Footnotes: label and text."""
    guessed: frozenset[str] = frozenset()
    """Those of `counties` that the title names by a short name only."""
    decided: frozenset[str] = frozenset()
    """Those of `counties` and `themes` that an editor has written, or has no choice about."""


@dataclass(frozen=True, slots=True)
class EditorDecisions:
    """What an editor had already written, and a new import must not lose."""

    editor_note: str = ""
    """Markdown."""
    disclosure: str = ""
    errata: tuple[tuple[tuple[str, str], ...], ...] = ()
    """For each erratum its keys and values."""


@dataclass(frozen=True, slots=True)
class RecognisedIssue:
    """One issue as recognised."""

    number: int
    """0 where none was found."""
    supplement: bool
    total: int | None
    date: dt.date | None
    printed: dt.date | None
    issuer: str
    report_to: tuple[str, ...]
    send_to: tuple[str, ...]
    distribute_to: tuple[str, ...]
    copies: int | None
    internal: bool
    file: str
    sha256: str
    editor_note: tuple[SourceParagraph, ...]
    articles: tuple[RecognisedArticle, ...]
    fields: tuple[MastheadField, ...]
    """The words of masthead and foot that the record uses, as printed."""
    kept: EditorDecisions = EditorDecisions()

    @property
    def sections(self) -> int:
        """How many sections all articles have."""
        return sum(e.kind == "section" for article in self.articles for e in article.elements)

    @property
    def measures(self) -> int:
        """How many measures all articles have."""
        return sum(e.kind == "measure" for article in self.articles for e in article.elements)
