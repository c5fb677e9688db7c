"""Recognised content of an office file, before it is written as a draft."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from taizhou_brief.importer.recognise.body import BodyElement
from taizhou_brief.importer.recognise.masthead_fields import MastheadField
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from taizhou_brief.importer.recognise.suggestions import ThemeSuggestion


@dataclass(frozen=True, slots=True)
class RecognisedArticle:
    """A recognised article."""

    title: str
    index: int
    """First line of the title in the source."""
    counties: tuple[str, ...]
    county_hint: str
    themes: tuple[ThemeSuggestion, ...]
    """A theme with the words that caused it is a suggestion; one without is written as the editor wrote it."""
    contributor: str
    elements: tuple[BodyElement, ...]
    footnotes: tuple[tuple[str, str], ...]
    """Footnotes: label and text."""
    guessed_counties: frozenset[str] = frozenset()
    """Those of `counties` that the title gives by their short name only."""
    decided_keys: frozenset[str] = frozenset()
    """Which of `counties` and `themes` an editor has written or has no choice about."""


@dataclass(frozen=True, slots=True)
class EditorDecisions:
    """An editor's earlier work, which a new import must keep."""

    editor_note: str = ""
    """Markdown."""
    disclosure: str = ""
    errata: tuple[tuple[tuple[str, str], ...], ...] = ()
    """Keys and values of each erratum."""


@dataclass(frozen=True, slots=True)
class RecognisedIssue:
    """A recognised issue."""

    number: int
    """0 if none was found."""
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
    """Fields of masthead and foot that are used in the record, as printed."""
    decisions: EditorDecisions = EditorDecisions()

    @property
    def sections(self) -> int:
        """Number of sections in all articles."""
        return sum(element.kind == "section" for article in self.articles for element in article.elements)

    @property
    def measures(self) -> int:
        """Number of measures in all articles."""
        return sum(element.kind == "measure" for article in self.articles for element in article.elements)
