"""Plan of the search index: the archive → tasks, one for each issue's texts, facet column and segment.

A document is a range of up to 16 indexed texts of one article, numbered by a doc id: articles are numbered from the
oldest, and one with more texts takes more doc ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate, groupby, pairwise

from taizhou_brief.model.archive import ArchiveTexts, ArticleRef
from taizhou_brief.model.settings import Settings
from taizhou_brief.site.search.indexed_text import count_doc_ids

VERSION = "4"
"""Version of the file format."""
FRESH_ISSUES, MIDDLE_ISSUES = 8, 64
"""Exclusive upper limits of the number of issues in the fresh and in the middle segment."""
COLUMN_ROWS = 2048
"""Documents in a column file; `COLUMN` in `search.js`."""


@dataclass(frozen=True, slots=True)
class NameNumbers:
    """Counties and themes, to which files refer by number, in the order of the settings."""

    counties: tuple[str, ...]
    themes: tuple[tuple[str, str], ...]
    """Ids and labels."""

    @staticmethod
    def of(settings: Settings) -> NameNumbers:
        """Return the names of the settings."""
        counties = tuple(county.name for county in settings.counties)
        return NameNumbers(counties, tuple((theme.id, theme.label) for theme in settings.themes))


@dataclass(frozen=True, slots=True)
class StoredTexts:
    """Task: the texts of one issue's articles."""

    start: int
    """Doc id of its first article."""
    entries: tuple[ArticleRef, ...]
    names: NameNumbers


@dataclass(frozen=True, slots=True)
class Segment:
    """Task: the index of consecutive articles."""

    name: str
    start: int
    end: int
    """Doc ids from `start` to `end` - 1."""
    doc_ids: tuple[int, ...]
    """First doc id of each article."""
    entries: tuple[ArticleRef, ...]

    @property
    def digest(self) -> str:
        """The name, which is a digest of the contents."""
        return self.name


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """Task: year, counties and themes of documents with consecutive ids."""

    number: int
    rows: tuple[tuple[int, tuple[int, ...], tuple[int, ...]], ...]
    """For each doc id; the further doc ids of an article repeat its row."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Task: the names that are offered while a reader types."""

    entries: tuple[ArticleRef, ...]
    names: NameNumbers


@dataclass(frozen=True, slots=True)
class SearchManifest:
    """Task: what a browser must load first."""

    segments: tuple[Segment, ...]
    end: int
    """The doc id after the last one."""
    names: NameNumbers
    years: tuple[int, ...]


Task = StoredTexts | Segment | FacetColumn | Suggestions | SearchManifest


def plan_index(archive: ArchiveTexts, settings: Settings) -> Sequence[Task]:
    """Return all tasks of an archive; unchanged contents give equal tasks."""
    names = NameNumbers.of(settings)
    id_counts = [count_doc_ids(entry) for entry in archive.entries]
    doc_ids = list(accumulate(id_counts, initial=0))
    end = doc_ids.pop()
    segments = tuple(split_segments(archive, doc_ids, end))
    tasks: list[Task] = [SearchManifest(segments, end, names, archive.years), *segments]
    index = 0
    for _, group in groupby(archive.entries, key=lambda entry: entry.issue.id):
        entries = tuple(group)
        tasks.append(StoredTexts(doc_ids[index], entries, names))
        index += len(entries)
    tasks += build_facet_columns(archive.entries, id_counts, names)
    tasks.append(Suggestions(archive.entries, names))
    return tasks


def find_segment_bounds(issues: int) -> tuple[int, ...]:
    """Return where segments begin and end, in issues: one sealed, one middle, one fresh.

    An added issue rewrites the fresh one only; every eighth rewrites the middle one, every 64th the sealed one.
    """
    sealed, middle = issues - issues % MIDDLE_ISSUES, issues - issues % FRESH_ISSUES
    return tuple(sorted({0, sealed, middle, issues}))


def split_segments(archive: ArchiveTexts, doc_ids: list[int], end: int) -> Iterator[Segment]:
    """Yield the segments, newest first, each named after a digest of its contents."""
    ends = list(accumulate((len(issue.articles) for issue in archive.issues), initial=0))
    bounds = find_segment_bounds(len(archive.issues))
    for first, last in reversed(list(pairwise(bounds))):
        low, high = ends[first], ends[last]
        entries = archive.entries[low:high]
        if not entries:
            continue
        start, stop = doc_ids[low], doc_ids[high] if high < len(doc_ids) else end
        contents = "\n".join((VERSION, str(start), *(entry.digest for entry in entries)))
        name = blake2b(contents.encode(), digest_size=5).hexdigest()
        yield Segment(name, start, stop, tuple(doc_ids[low:high]), entries)


def build_facet_columns(
    entries: Sequence[ArticleRef], id_counts: Sequence[int], names: NameNumbers
) -> Iterator[FacetColumn]:
    """Yield the facet columns; the row of a document is found by its id."""
    counties = {name: number for number, name in enumerate(names.counties)}
    themes = {theme: number for number, (theme, _) in enumerate(names.themes)}
    rows: list[tuple[int, tuple[int, ...], tuple[int, ...]]] = []
    for entry, count in zip(entries, id_counts, strict=True):
        article = entry.article
        row = (
            entry.issue.year,
            tuple(sorted({counties[name] for name in article.counties if name in counties})),
            tuple(sorted({themes[theme] for theme in article.themes if theme in themes})),
        )
        rows += [row] * count
    for number, start in enumerate(range(0, len(rows), COLUMN_ROWS)):
        yield FacetColumn(number, tuple(rows[start : start + COLUMN_ROWS]))
