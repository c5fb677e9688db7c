"""A project that was loaded, as a value; `builder.load` makes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from taizhou_brief.builder import files
from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.formats.briefing import hide_source

if TYPE_CHECKING:
    from taizhou_brief.builder.issue_task import IssueOutline
    from taizhou_brief.model.archive import Archive
    from taizhou_brief.model.settings import Settings


@dataclass(frozen=True, slots=True)
class LoadedProject:
    """Project that was read, parsed, checked and sorted: everything but its pages."""

    project: files.ProjectFiles
    settings: Settings | None
    """None if `briefings/archive.yaml` is missing or cannot be parsed, or if nothing has changed since a build."""
    archive: Archive | None
    """None if there are no settings; otherwise with the issues that have a number and a date, whatever their errors."""
    diagnostics: tuple[Diagnostic, ...]
    """Diagnostics sorted by position; the same for any number of workers."""
    outlines: tuple[IssueOutline, ...] = ()
    """What is known of each issue of the archive, in its order."""
    published: Mapping[str, str] = field(default_factory=dict)
    """Digest of the addresses and texts of each issue by path, as far as it is known."""
    excerpts: Mapping[str, str] = field(default_factory=dict)
    """Texts with the lines that diagnostics refer to, by path, where they are remembered from the last build."""

    @property
    def sources(self) -> Mapping[str, str]:
        """Texts that diagnostics refer to, by path, each read when it is needed."""
        return SourceTexts(self.project, self.excerpts)


class SourceTexts(Mapping[str, str]):
    """Texts of briefings, settings and templates by path, each read when it is needed, without what is taken down."""

    def __init__(self, project: files.ProjectFiles, excerpts: Mapping[str, str]) -> None:
        self.project, self.excerpts = project, excerpts
        self.briefings = {source.path: source for source in project.sources}

    def __getitem__(self, path: str) -> str:
        if path in self.excerpts:
            return self.excerpts[path]
        if path in self.briefings:
            return hide_source(self.briefings[path].text, path)
        if path == files.SETTINGS:
            return self.project.settings_text or ""
        return self.project.templates[path.removeprefix(f"{files.TEMPLATES}/")]

    def __iter__(self) -> Iterator[str]:
        yield from self.briefings
        yield files.SETTINGS
        yield from (f"{files.TEMPLATES}/{name}" for name in self.project.templates)

    def __len__(self) -> int:
        return len(self.briefings) + 1 + len(self.project.templates)
