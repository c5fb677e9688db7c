"""The archive → the tasks of which its index is made: one for each pack, column and segment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate, groupby, pairwise

from taizhou_brief.model.archive import Archive, ArticleRef
from taizhou_brief.model.settings import Settings
from taizhou_brief.site.search.indexed_text import count_doc_ids

VERSION = "4"
"""Changes with the form of the files."""
FRESH, MIDDLE = 8, 64
"""The fresh segment has fewer issues than the first number, the middle one fewer than the second."""
COLUMN = 2048
"""Article numbers a column file."""


@dataclass(frozen=True, slots=True)
class NameNumbers:
    """What the files refer to by number: places and themes, in the order of the settings."""

    counties: tuple[str, ...]
    themes: tuple[tuple[str, str], ...]
    """Ids and labels."""

    @staticmethod
    def of(settings: Settings) -> NameNumbers:
        """From the settings."""
        counties = tuple(county.name for county in settings.counties)
        return NameNumbers(counties, tuple((theme.id, theme.label) for theme in settings.themes))


@dataclass(frozen=True, slots=True)
class StoredTexts:
    """The texts of one issue's articles."""

    start: int
    """The number of its first article."""
    entries: tuple[ArticleRef, ...]
    names: NameNumbers


@dataclass(frozen=True, slots=True)
class Segment:
    """The index of consecutive articles."""

    name: str
    start: int
    end: int
    """Article numbers, the end not included."""
    numbers: tuple[int, ...]
    """Of each article."""
    entries: tuple[ArticleRef, ...]

    @property
    def digest(self) -> str:
        """Its name says what is in it."""
        return self.name


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """Year, places and themes of consecutive article numbers."""

    number: int
    rows: tuple[tuple[int, tuple[int, ...], tuple[int, ...]], ...]
    """For each article number; one that only takes what another has too much repeats its row."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is offered while a reader types."""

    entries: tuple[ArticleRef, ...]
    names: NameNumbers


@dataclass(frozen=True, slots=True)
class SearchManifest:
    """What a reader's browser must know first."""

    segments: tuple[Segment, ...]
    end: int
    names: NameNumbers
    years: tuple[int, ...]


Task = StoredTexts | Segment | FacetColumn | Suggestions | SearchManifest


def plan_index(archive: Archive, settings: Settings) -> Sequence[Task]:
    """All work for an archive; what has not changed has equal tasks."""
    names = NameNumbers.of(settings)
    taken = [count_doc_ids(entry) for entry in archive.entries]
    numbers = list(accumulate(taken, initial=0))
    end = numbers.pop()
    segments = tuple(cut_segments(archive, numbers, end))
    found: list[Task] = [SearchManifest(segments, end, names, archive.years), *segments]
    place = 0
    for _, group in groupby(archive.entries, key=lambda entry: entry.issue.id):
        entries = tuple(group)
        found.append(StoredTexts(numbers[place], entries, names))
        place += len(entries)
    found += facet_columns(archive.entries, taken, names)
    found.append(Suggestions(archive.entries, names))
    return found


def segment_bounds(issues: int) -> tuple[int, ...]:
    """Where segments begin and end, in issues: one sealed, one middle, one fresh.

    An added issue rewrites the fresh one only; every eighth rewrites the middle one, every 64th the sealed one.
    """
    sealed, middle = issues - issues % MIDDLE, issues - issues % FRESH
    return tuple(sorted({0, sealed, middle, issues}))


def cut_segments(archive: Archive, numbers: list[int], end: int) -> Iterator[Segment]:
    """The segments, newest first, each named after what is in it."""
    ends = list(accumulate((len(issue.articles) for issue in archive.issues), initial=0))
    places = segment_bounds(len(archive.issues))
    for first, last in reversed(list(pairwise(places))):
        low, high = ends[first], ends[last]
        entries = archive.entries[low:high]
        if not entries:
            continue
        start, stop = numbers[low], numbers[high] if high < len(numbers) else end
        told = "\n".join((VERSION, str(start), *(entry.digest for entry in entries)))
        name = blake2b(told.encode(), digest_size=5).hexdigest()
        yield Segment(name, start, stop, tuple(numbers[low:high]), entries)


def facet_columns(entries: Sequence[ArticleRef], taken: Sequence[int], names: NameNumbers) -> Iterator[FacetColumn]:
    """The columns; an article number's row is found by the number."""
    counties = {name: place for place, name in enumerate(names.counties)}
    themes = {theme: place for place, (theme, _) in enumerate(names.themes)}
    rows: list[tuple[int, tuple[int, ...], tuple[int, ...]]] = []
    for entry, count in zip(entries, taken, strict=True):
        article = entry.article
        row = (
            entry.issue.year,
            tuple(sorted({counties[name] for name in article.counties if name in counties})),
            tuple(sorted({themes[theme] for theme in article.themes if theme in themes})),
        )
        rows += [row] * count
    for number, start in enumerate(range(0, len(rows), COLUMN)):
        yield FacetColumn(number, tuple(rows[start : start + COLUMN]))
