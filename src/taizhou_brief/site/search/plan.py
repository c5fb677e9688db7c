"""Plan of the search index: pieces of issues → tasks, one for each file of texts, facet column and slice of a segment.

A document is a range of up to `SLOTS` texts of one article, numbered by a doc id: articles are numbered from the
oldest, and one with more texts takes more doc ids. A segment is the index of consecutive issues; it is cut into slices
by the first two characters of the phrases, so that a changed word reaches few slices of a segment of any size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from taizhou_brief.model.archive import find_theme_and_ancestors
from taizhou_brief.model.settings import Settings
from taizhou_brief.site.search.index_files import IndexShape
from taizhou_brief.site.search.indexed_text import SLOTS, IndexedText
from taizhou_brief.site.search.piece import SLICE_BITS, ArticlePiece, SearchPiece

VERSION = "6"
"""Version of the file format."""
FRESH_ISSUES, MIDDLE_ISSUES = 8, 64
"""Exclusive upper limits of the number of issues in the fresh and in the middle segment."""
COLUMN_ROWS = 4096
"""Documents in a column file; `COLUMN` in `search.js`."""
TEXT_PAGES_BITS = 4
"""Binary logarithm of the number of documents in a file of stored texts; `PAGES` in `search.js`."""
ARTICLE, ISSUE = 1, 2
"""What a document is the first of."""


@dataclass(frozen=True, slots=True)
class NameNumbers:
    """Counties and themes, to which facet columns refer by number, in the order of the settings."""

    counties: tuple[str, ...]
    themes: tuple[str, ...]
    """Ids."""
    broader: tuple[tuple[int, ...], ...]
    """For each theme its number and those of its broader themes."""

    @staticmethod
    def of(settings: Settings) -> NameNumbers:
        """Return the names of the settings."""
        ids = tuple(theme.id for theme in settings.themes)
        broader = (find_theme_and_ancestors(theme, settings) for theme in settings.themes)
        return NameNumbers(
            *(tuple(county.name for county in settings.counties), ids),
            tuple(tuple(map(ids.index, found)) for found in broader),
        )


@dataclass(frozen=True, slots=True)
class Document:
    """Texts of one doc id."""

    piece: SearchPiece
    article: ArticlePiece
    position: int
    """Position of the article in its issue, from 0."""
    part: int
    """Position among the documents of the article, from 0."""

    @property
    def texts(self) -> tuple[IndexedText, ...]:
        """Texts of the document."""
        return self.piece.texts.load()[self.position][self.part * SLOTS : (self.part + 1) * SLOTS]

    @property
    def opens(self) -> int:
        """`ISSUE` or `ARTICLE` if it is the first document of one, else 0."""
        return 0 if self.part else ARTICLE if self.position else ISSUE

    @property
    def subjects(self) -> tuple[int, ...]:
        """Subjects of these texts, see `ArticlePiece.subjects`."""
        return self.article.subjects[self.part * SLOTS : (self.part + 1) * SLOTS]

    @property
    def digest(self) -> str:
        """Digest of the texts and of what a hit shows of the issue and the article."""
        return f"{self.piece.digest}/{self.article.index}/{self.part}"


@dataclass(frozen=True, slots=True)
class StoredTexts:
    """Task: the texts of documents with consecutive ids."""

    number: int
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """Index of consecutive issues; equal digests mean equal segments."""

    start: int
    end: int
    """Doc ids from `start` to `end` - 1."""
    shape: IndexShape
    digest: str
    pieces: tuple[SearchPiece, ...] = field(compare=False, repr=False)

    @property
    def name(self) -> str:
        """Name of its folder: its place, not its contents, so that an edit leaves most files as they are."""
        return f"{self.start}-{self.end}-{self.shape.slices + self.shape.pages}"


@dataclass(frozen=True, slots=True)
class Characters:
    """Task: the records of the single characters of a segment."""

    segment: Segment


@dataclass(frozen=True, slots=True)
class Slice:
    """Task: the records of the phrases of a segment that begin with certain pairs of characters."""

    segment: Segment
    number: int
    texts: str
    """Digest of the places of these phrases."""

    @property
    def digest(self) -> str:
        """Digest of the texts of this slice, and of no others."""
        return f"{self.segment.name}/{self.segment.shape}/{self.number}/{self.texts}"


class FacetRow(NamedTuple):
    """What the filters know of a document; the further documents of an article repeat year, counties and themes."""

    year: int
    counties: tuple[str, ...]
    themes: tuple[str, ...]
    """Of the article."""
    opens: int
    """`ISSUE` or `ARTICLE` if it is the first document of one, else 0."""
    subjects: tuple[int, ...]
    """See `ArticlePiece.subjects`."""


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """Task: what the filters know of documents with consecutive ids."""

    number: int
    rows: tuple[FacetRow, ...]
    names: NameNumbers


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Task: the names that are offered while a reader types."""

    names: tuple[tuple[str, ...], ...]
    """Of each article, oldest first."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Task: the names that a query without a hit is compared with."""

    vocabulary: tuple[str, ...]
    """Words of counties and themes."""
    names: tuple[tuple[str, ...], ...]
    """Names in quotation marks of each article, oldest first."""


@dataclass(frozen=True, slots=True)
class SearchManifest:
    """Task: what a browser must load first."""

    segments: tuple[tuple[str, int, int, IndexShape], ...]
    """Name, start, end and shape of each segment, newest first."""
    end: int
    """The doc id after the last one."""
    names: NameNumbers
    labels: tuple[str, ...]
    """Labels of the themes."""
    years: tuple[int, ...]


Task = StoredTexts | Characters | Slice | FacetColumn | Suggestions | KnownNames | SearchManifest


def plan_index(pieces: Sequence[SearchPiece], settings: Settings) -> Sequence[Task]:
    """Return all tasks for the pieces of an archive, oldest first; unchanged contents give equal tasks."""
    names, labels = NameNumbers.of(settings), tuple(theme.label for theme in settings.themes)
    segments = tuple(split_segments(pieces))
    documents = tuple(iter_documents(pieces))
    years = tuple(sorted({int(piece.date[:4]) for piece in pieces}, reverse=True))
    rows = tuple((segment.name, segment.start, segment.end, segment.shape) for segment in segments)
    tasks: list[Task] = [SearchManifest(rows, len(documents), names, labels, years)]
    for segment in segments:
        tasks += (Characters(segment), *split_slices(segment))
    step = 1 << TEXT_PAGES_BITS
    tasks += (
        StoredTexts(number, documents[start : start + step])
        for number, start in enumerate(range(0, len(documents), step))
    )
    tasks += build_facet_columns(documents, names)
    quoted = tuple(article.names for piece in pieces for article in piece.articles)
    tasks += (Suggestions(quoted), KnownNames(list_vocabulary(settings), quoted))
    return tasks


def list_vocabulary(settings: Settings) -> tuple[str, ...]:
    """List all names of counties and the words of themes, each once."""
    counties = (name for county in settings.counties for name in (county.name, county.short, *county.aliases))
    themes = (word for theme in settings.themes for word in theme.words)
    return tuple(dict.fromkeys(word for word in (*counties, *themes) if word))


def iter_documents(pieces: Sequence[SearchPiece]) -> Iterator[Document]:
    """Yield the documents of all pieces in the order of their ids."""
    for piece in pieces:
        for position, article in enumerate(piece.articles):
            for part in range(article.doc_ids):
                yield Document(piece, article, position, part)


def find_segment_bounds(issues: int) -> tuple[int, ...]:
    """Return where segments begin and end, in issues: one sealed, one middle, one fresh.

    An added issue rewrites the fresh one only; every eighth rewrites the middle one, every 64th the sealed one.
    """
    sealed, middle = issues - issues % MIDDLE_ISSUES, issues - issues % FRESH_ISSUES
    return tuple(sorted({0, sealed, middle, issues}))


def split_segments(pieces: Sequence[SearchPiece]) -> Iterator[Segment]:
    """Yield the segments, newest first."""
    doc_ids = list(accumulate((piece.doc_ids for piece in pieces), initial=0))
    for first, last in reversed(list(pairwise(find_segment_bounds(len(pieces))))):
        members = tuple(pieces[first:last])
        start, end = doc_ids[first], doc_ids[last]
        if start < end:
            shape = IndexShape.of(sum(piece.characters for piece in members))
            contents = "\n".join(f"{piece.doc_ids} {piece.slices}" for piece in members)
            yield Segment(start, end, shape, compute_digest(f"{start} {shape}\n{contents}".encode()), members)


def split_slices(segment: Segment) -> Iterator[Slice]:
    """Yield the slices of a segment; each consists of one or more slices of its pieces."""
    width = 1 << SLICE_BITS - segment.shape.slices
    starts = np.cumsum([0, *(piece.doc_ids for piece in segment.pieces)])[:-1]
    table = np.frombuffer(bytes.fromhex("".join(piece.slices for piece in segment.pieces)), np.uint64)
    table = table.reshape(len(segment.pieces), 1 << SLICE_BITS)
    for number in range(1 << segment.shape.slices):
        columns = table[:, number * width : (number + 1) * width]
        used = columns.any(axis=1)
        yield Slice(segment, number, compute_digest(starts[used].tobytes() + columns[used].tobytes()))


def compute_digest(contents: bytes) -> str:
    """Return a short digest."""
    return blake2b(contents, digest_size=8).hexdigest()


def build_facet_columns(documents: Sequence[Document], names: NameNumbers) -> Iterator[FacetColumn]:
    """Yield the facet columns; the row of a document is found by its id."""
    for number, start in enumerate(range(0, len(documents), COLUMN_ROWS)):
        rows = tuple(
            FacetRow(
                *(int(document.piece.date[:4]), document.article.counties, document.article.themes),
                *(document.opens, document.subjects),
            )
            for document in documents[start : start + COLUMN_ROWS]
        )
        yield FacetColumn(number, rows, names)
