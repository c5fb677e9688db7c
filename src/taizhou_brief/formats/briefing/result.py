"""Result of reading one briefing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.formats.briefing.redaction import Edits, restore_column
from taizhou_brief.model.issue import ArticleEntry, Issue
from taizhou_brief.themes import ThemeWords


@dataclass(frozen=True, slots=True)
class ParseResult:
    """An issue with everything that can be read, and the diagnostics of its text."""

    issue: Issue
    diagnostics: tuple[Diagnostic, ...]
    text: str = ""
    """Text of the file without the words that were taken down, of as many lines: all that the rules may see."""
    names: tuple[str, ...] = ()
    """Names of counties and themes in the front matter, as written."""
    listed: tuple[ArticleEntry, ...] = ()
    """Articles as the front matter lists them."""
    edits: Edits = field(default_factory=dict)
    """What was replaced in the lines of the text."""
    theme_words: tuple[ThemeWords, ...] = ()
    """Words of the settings that the themes of measures were found by."""

    def place(self, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return diagnostics about the text at their columns in the file."""
        return tuple(restore_column(d, self.edits) for d in diagnostics) if self.edits else tuple(diagnostics)
