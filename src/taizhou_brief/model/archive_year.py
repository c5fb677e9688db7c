"""The part of an archive that the pages of one year's issues and articles show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any, NoReturn

from taizhou_brief.model.archive import Archive, ArchiveEntry
from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.page import Page


class NotInPart(dict[Any, Any]):
    """Index of the whole archive, which a part of it has not: to look up anything is an error."""

    def __missing__(self, key: Any) -> NoReturn:
        message = f"a part of the archive has no index for {key!r}"
        raise LookupError(message)

    def get(self, key: Any, _default: Any = None) -> NoReturn:
        """Raise `LookupError`."""
        self.__missing__(key)


@dataclass(frozen=True)
class ArchiveYear:
    """Issues of one year with the one before, the one after and the articles that are related to theirs."""

    year: int
    archive: Archive
    """Archive of these issues, without the indexes that concern others."""

    @property
    def url(self) -> str:
        """URL of the folder of its pages, relative to the site's root."""
        return f"{self.year}/"

    @cached_property
    def digest(self) -> str:
        """Digest of everything in it: the digest of an issue covers its articles and their order."""
        related = self.archive.related
        urls = "\n".join(f"{url} {' '.join(other.url for other in others)}" for url, others in related.items())
        issues = [issue.digest for issue in self.archive.issues]
        elsewhere = {entry.issue.digest for entry in self.related_elsewhere()}
        history = tuple(self.archive.history.get(issue.path) for issue in self.archive.issues)
        return fingerprint(self.year, urls, *issues, *sorted(elsewhere), history)

    def related_elsewhere(self) -> Iterator[ArchiveEntry]:
        """Yield the related articles of other years."""
        here = {issue.path for issue in self.archive.issues}
        others = (other for others in self.archive.related.values() for other in others)
        return (other for other in others if other.issue.path not in here)

    def select(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Select the pages of this year: those of the issue before and the one after show less than they should."""
        return (page for page in pages if page.url.startswith(self.url))


def split_by_year(archive: Archive) -> Iterator[ArchiveYear]:
    """Split an archive into its years, oldest first."""
    entries: dict[str, list[ArchiveEntry]] = defaultdict(list)
    for entry in archive.entries:
        entries[entry.issue.path].append(entry)
    end = 0
    for year, group in groupby(archive.issues, key=lambda issue: issue.year):
        start, end = end, end + len(list(group))
        issues = archive.issues[max(0, start - 1) : end + 1]
        own = (entry.url for issue in archive.issues[start:end] for entry in entries[issue.path])
        part = replace(
            archive,
            issues=issues,
            entries=tuple(entry for issue in issues for entry in entries[issue.path]),
            by_county=NotInPart(),
            by_theme=NotInPart(),
            matrix=NotInPart(),
            related={url: archive.related[url] for url in own if url in archive.related},
            withdrawn=(),
        )
        yield ArchiveYear(year, part)
