"""Drafts on the desk, and what the check says of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from taizhou_brief.builder.check import check_unsaved
from taizhou_brief.builder.files import BriefingFile
from taizhou_brief.diagnostics import Diagnostic, Severity
from taizhou_brief.formats.briefing import ParseResult, parse
from taizhou_brief.importer.draft import Draft
from taizhou_brief.model.issue import NO_DATE, NO_NUMBER, Issue
from taizhou_brief.model.settings import Settings

UNPLACED = "briefings/0000/00.md"
"""Path of a text without number or date, for the parser."""
MISPLACED = "F020"
"""Code of a file that lies elsewhere than its front matter says: an unsaved text lies nowhere."""

BLANK_CODE = "S121"
"""Code of a blank that is not filled in."""
SUGGESTION_CODE = "F025"
"""Code of a county or theme that the import suggests."""


@dataclass(frozen=True, slots=True)
class SavedRecord:
    """A record as this desk wrote or read it."""

    path: str
    """Relative to the project's root."""
    text: str


@dataclass(frozen=True, slots=True)
class DeskDraft:
    """A text on the desk."""

    id: int
    name: str
    """Name of the office file, or of the record."""
    text: str
    imported: Draft | None = None
    """Result of importing the office file; None for a record."""
    saved: SavedRecord | None = None
    seen: frozenset[str] = field(default_factory=frozenset)
    """Messages of the import that the editor has dealt with."""

    @property
    def is_saved(self) -> bool:
        """Whether the file has this very text."""
        return self.saved is not None and self.saved.text == self.text


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft with what the parser and the check say of it."""

    draft: DeskDraft
    settings: Settings
    parsed: ParseResult
    path: str
    """Where it belongs; empty if its number or date is missing."""
    diagnostics: tuple[Diagnostic, ...]
    """Those of this text."""
    others: tuple[Diagnostic, ...]
    """Those of the settings and the other issues."""

    @property
    def issue(self) -> Issue:
        """The issue that the text contains."""
        return self.parsed.issue

    @property
    def errors(self) -> int:
        """Number of errors besides blanks: with one, the text cannot be published."""
        return sum(d.severity is Severity.ERROR and d.code != BLANK_CODE for d in self.diagnostics)

    @property
    def blanks(self) -> int:
        """Number of places that the editor has still to fill in: with one, the text cannot be published either."""
        return sum(d.code == BLANK_CODE for d in self.diagnostics)

    @property
    def suggestions(self) -> int:
        """Number of counties and themes that are only suggested."""
        return sum(d.code == SUGGESTION_CODE for d in self.diagnostics)


def check_draft(root: Path, settings: Settings, draft: DeskDraft) -> CheckedDraft:
    """Parse and check a draft as the file that it will be, among the other issues of the archive."""
    issue = parse(draft.text, UNPLACED, settings).issue
    path = issue.id.path if issue.number != NO_NUMBER and issue.date != NO_DATE else ""
    source = BriefingFile(path or UNPLACED, draft.text)
    replaced = {draft.saved.path} if draft.saved else set()
    diagnostics = check_unsaved(root, source, replaced).diagnostics
    own = tuple(d for d in diagnostics if d.path == source.path and d.code != MISPLACED)
    others = tuple(d for d in diagnostics if d.path != source.path)
    return CheckedDraft(draft, settings, parse(draft.text, source.path, settings), path, own, others)
