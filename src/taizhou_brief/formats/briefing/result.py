"""Result of reading one briefing."""

from __future__ import annotations

from dataclasses import dataclass

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.model.issue import Issue


@dataclass(frozen=True, slots=True)
class ParseResult:
    """An issue with everything that can be read, and the diagnostics of its text."""

    issue: Issue
    diagnostics: tuple[Diagnostic, ...]
