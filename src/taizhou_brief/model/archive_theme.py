"""The part of an archive that the pages of one theme show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from taizhou_brief.model.archive import Archive, ArchiveEntry, ThemeEntry
from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.settings import Settings, Theme


@dataclass(frozen=True)
class ArchiveTheme:
    """Articles with one theme or a narrower one, and their measures about it, the newest first."""

    theme: Theme
    tagged: tuple[ArchiveEntry, ...]
    about: tuple[ThemeEntry, ...]

    @cached_property
    def digest(self) -> str:
        """Digest of everything that lists show of them."""
        measures = (f"{entry.url} {' '.join(measure.id for measure in own)}" for entry, own in self.about)
        shown = (f"{entry.url} {entry.shown_digest}" for entry in self.tagged)
        return fingerprint(self.theme, "\n".join(shown), "\n".join(measures))


def split_by_theme(archive: Archive, settings: Settings) -> Iterator[ArchiveTheme]:
    """Split an archive into its themes, in the order of the settings."""
    for theme in settings.themes:
        yield ArchiveTheme(theme, archive.by_theme[theme.id], archive.measures_by_theme[theme.id])
