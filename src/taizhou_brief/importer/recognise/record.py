"""Recognised content of an office file, before it is written as a draft."""

from __future__ import annotations

from dataclasses import dataclass

from taizhou_brief.formats.briefing.writer import Annotations
from taizhou_brief.importer.recognise.body_elements import BodyElement
from taizhou_brief.importer.recognise.marker_forms import TextRewrite
from taizhou_brief.importer.recognise.masthead_fields import MastheadField
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from taizhou_brief.importer.recognise.suggestions import ThemeSuggestion, TitleCounties
from taizhou_brief.importer.source_text import SourceLink
from taizhou_brief.model.issue import ArticleEntry, FrontMatter


@dataclass(frozen=True, slots=True)
class RecognisedArticle:
    """A recognised article: its entry in the front matter, its body, and the evidence for both."""

    entry: ArticleEntry
    title: str
    """Title in the body: that of the entry, with references to footnotes."""
    index: int
    """First line of the title in the source."""
    elements: tuple[BodyElement, ...]
    footnotes: tuple[tuple[str, str], ...]
    """Footnotes: label and text."""
    title_counties: TitleCounties
    theme_suggestions: tuple[ThemeSuggestion, ...]
    annotations: Annotations
    """Names with their marks and the comments on them; a place is a key of the entry."""
    rewrites: tuple[TextRewrite, ...] = ()
    """Markers and stops that are written in another form than they are printed."""


@dataclass(frozen=True, slots=True)
class RecognisedIssue:
    """A recognised issue: its front matter, its articles, and the evidence for them."""

    front: FrontMatter
    """Front matter without the entries of the articles and the 编者按, which are below."""
    editor_note: tuple[SourceParagraph, ...]
    articles: tuple[RecognisedArticle, ...]
    fields: tuple[MastheadField, ...]
    """Fields of masthead and foot that are used in the front matter, as printed."""
    links: tuple[SourceLink, ...] = ()
    """Links that the draft has."""

    @property
    def sections(self) -> int:
        """Number of sections in all articles."""
        return sum(element.kind == "section" for article in self.articles for element in article.elements)

    @property
    def measures(self) -> int:
        """Number of measures in all articles."""
        return sum(element.kind == "measure" for article in self.articles for element in article.elements)
