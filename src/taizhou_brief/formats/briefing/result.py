"""What reading one briefing gives."""

from __future__ import annotations

from dataclasses import dataclass

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.model.issue import Issue


@dataclass(frozen=True, slots=True)
class ParseResult:
    """An issue, as good as it can be read, and what is wrong with its text."""

    issue: Issue
    diagnostics: tuple[Diagnostic, ...]
