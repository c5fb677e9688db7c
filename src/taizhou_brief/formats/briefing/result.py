"""Result of reading one briefing."""

from __future__ import annotations

from dataclasses import dataclass

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.model.issue import ArticleEntry, Issue


@dataclass(frozen=True, slots=True)
class ParseResult:
    """An issue with everything that can be read, and the diagnostics of its text."""

    issue: Issue
    diagnostics: tuple[Diagnostic, ...]
    names: tuple[str, ...] = ()
    """Names of counties and themes in the front matter, as written."""
    listed: tuple[ArticleEntry, ...] = ()
    """Articles as the front matter lists them."""
