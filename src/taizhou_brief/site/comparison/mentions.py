"""Measures whose text has the name of a county, found in what comparisons know of each issue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from taizhou_brief.model.archive import Archive
from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.identity import Address
from taizhou_brief.model.summary import IssueSummary
from taizhou_brief.quantities import clip_clause
from taizhou_brief.site.comparison.pieces import ComparePiece, decode_measure
from taizhou_brief.site.views.rows import Link, MeasureListing
from taizhou_brief.site.views.site_context import MEASURE_EXTRACT_LENGTH, measure_label


@dataclass(frozen=True)
class Mentions:
    """Search for some names, made only by the page that shows what it finds."""

    names: tuple[str, ...]
    issues: tuple[tuple[IssueSummary, ComparePiece], ...]
    """All issues with what is known of each, the newest first."""

    @staticmethod
    def of(archive: Archive, names: tuple[str, ...], pieces: Mapping[str, ComparePiece]) -> Mentions:
        """Return the search for some names in an archive."""
        return Mentions(names, tuple((issue.head, pieces[issue.path]) for issue in reversed(archive.issues)))

    @property
    def digest(self) -> str:
        """Digest of what is searched for, and of all texts."""
        return fingerprint(self.names, *(f"{issue.digest} {piece.text.digest}" for issue, piece in self.issues))

    def find(self) -> tuple[MeasureListing, ...]:
        """Find the measures that have one of the names, the newest issues first, those of an issue as printed."""
        return tuple(row for issue, piece in self.issues for row in self.find_in_issue(issue, piece))

    def find_in_issue(self, issue: IssueSummary, piece: ComparePiece) -> Iterator[MeasureListing]:
        """Yield the measures of one issue that have one of the names."""
        if not any(name in piece.text.load() for name in self.names):
            return
        for article, rows in piece.load().items():
            for encoded in rows.measures.values():
                row = decode_measure(encoded)
                name = next((name for name in self.names if name in row.heading or name in row.text), "")
                if name:
                    yield MeasureListing(
                        url=f"{Address(article).url(issue.id)}#{row.id}",
                        label=measure_label(row.id),
                        heading=row.heading,
                        extract=clip_clause(row.text, name, MEASURE_EXTRACT_LENGTH),
                        issue=Link(f"{issue.year}年{issue.label}", issue.url),
                        abridged=issue.edition == "digest",
                        internal=issue.disclosure == "internal",
                    )
