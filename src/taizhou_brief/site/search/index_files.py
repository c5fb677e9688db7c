"""Postings lists → the pages of an index, each of a few kB; a hash of the phrase chooses the page.

A page is a sequence of records: length, characters, `count << 3 | flags`, the list, and the continuations. A list is
encoded as differences. For a phrase found in more than `INLINE_POSTINGS` texts the record contains the first postings
only, enough for one page of results; the whole list is stored separately, unless it equals that of the phrase one
character shorter (the count is 0 then); its continuations, unless they are small, have records in pages of their own.
For a common phrase found in fewer texts the record contains all continuations: its list is the union of theirs and of
the texts in which the phrase is not continued.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from taizhou_brief.site.search.codec import (
    ByteSlices,
    Ints,
    encode_varint,
    encode_varint_slices,
    interleave,
    pack,
)
from taizhou_brief.site.search.piece import SLICE_BITS
from taizhou_brief.site.search.trie import (
    INLINE_POSTINGS,
    Codes,
    Corpus,
    Positions,
    PostingLists,
    TrieLevel,
    build_character_levels,
    build_levels,
)

SMALL_LIMIT, LARGE_LIMIT = 10, 24
"""`IndexShape.limit` of a small and of a large segment."""
SMALL_CORPUS = 1 << 20
"""Characters of the texts below which a segment is small."""
MAX_NESTED_BYTES = 800
"""Bytes up to which the continuations of a phrase in more than `INLINE_POSTINGS` texts are in its record too."""
PAGES_BITS = 4
"""Binary logarithm of the number of pages in a file of a large index; `PAGES` in `search.js`."""
SLICE_CHARACTERS = 1 << 16
"""Characters of the texts, about, for each slice: the positions sorted at a time fit in a processor cache."""
FILE_CHARACTERS, PAGE_CHARACTERS = 1000, 450
"""Minimum number of characters of the texts for each file of a small index, for each page of a large one."""
PAGED_CHARACTERS = 1 << 17
"""Characters of the texts from which an index has pages."""
PAGE_BYTES = 5
"""Bytes of a page for each of its characters of the texts, which few pages exceed."""
SIGNIFICANT_BITS = 5
"""Binary digits of the number of characters that decide the size of a page."""

NESTED_CONTINUATIONS, SEPARATE_LIST, EXTERNAL_CONTINUATIONS = 1, 2, 4
"""Flags of a record.

The continuations are in this record; the list is stored separately; the continuations are in other files.
"""


@dataclass(frozen=True, slots=True)
class IndexShape:
    """Numbers of files of a segment's index, as binary logarithms."""

    characters: int
    """Files of single characters."""
    slices: int
    """Slices: the first two characters of a phrase choose the slice."""
    pages: int
    """Pages in a slice: all characters of a phrase choose the page."""
    limit: int
    """Number of texts above which a phrase is common: at most so many texts are read to verify a phrase that has no
    list of its own."""
    page_size: int
    """Bytes of a page in a file of many; 0 if every page is a file. Not a logarithm."""

    @staticmethod
    def of(characters: int) -> IndexShape:
        """Return the shape for texts of so many characters together."""
        paged = characters >= PAGED_CHARACTERS
        bits = max(0, (characters // (PAGE_CHARACTERS if paged else FILE_CHARACTERS)).bit_length() - 1)
        most = max(0, bits - PAGES_BITS) if paged else bits  # no file has pages of two slices
        slices = min(SLICE_BITS, most, (characters // SLICE_CHARACTERS).bit_length())
        limit = SMALL_LIMIT if characters < SMALL_CORPUS else LARGE_LIMIT
        page_size = round_up(characters) * PAGE_BYTES >> bits if paged else 0
        return IndexShape(min(5, bits // 2), slices, bits - slices, limit, page_size)


def round_up(number: int) -> int:
    """Return the next number in steps of 3 to 6 percent, so that an edit hardly ever changes the size of all pages."""
    step = max(0, number.bit_length() - SIGNIFICANT_BITS)
    return -(-number >> step) << step


@dataclass(frozen=True, slots=True)
class RecordRows:
    """Records in the order of their pages."""

    pages: Codes
    """Number of the page of each record, ascending."""
    data: bytes
    bounds: Ints
    """Where each record begins in `data`, with the end of the last one."""


class RecordWriter:
    """Writer of phrases as records into pages, and of the long lists."""

    def __init__(self, corpus: Corpus, shortest: int, bits: int, slice_number: int = 0) -> None:
        self.spelling = corpus.spelling
        self.shortest = shortest
        """Characters of the phrases of the first level."""
        self.page_mask = np.uint32((1 << bits) - 1)
        self.slice_number = slice_number
        self.pages = range(slice_number << bits, slice_number + 1 << bits)
        """Numbers of the pages."""
        self.rows: list[RecordRows] = []
        self.lists: dict[int, bytearray] = defaultdict(bytearray)
        """Long lists, each packed, by the number of their file: the page of single characters, the slice of phrases."""

    def add(self, levels: Sequence[TrieLevel]) -> None:
        """Encode the records of these levels."""
        rows: list[RecordRows] = []
        below: ByteSlices | None = None
        for depth in range(len(levels) - 1, -1, -1):
            level, continuations = levels[depth], []
            flags = np.where(level.derived, NESTED_CONTINUATIONS, 0)
            if below:
                parents = levels[depth + 1].parents
                starts = np.searchsorted(parents, np.arange(len(flags) + 1))
                bounds = np.append(below.starts, len(below.data))[starts]
                nested = level.derived | (np.diff(bounds) <= MAX_NESTED_BYTES)
                continued = np.where(nested, NESTED_CONTINUATIONS, EXTERNAL_CONTINUATIONS)
                flags = np.where(starts[1:] > starts[:-1], continued, flags)
                external = np.nonzero(~nested[parents])[0]
                rows.append(self.sort_records(levels[: depth + 2], below, external))
                nested = flags == NESTED_CONTINUATIONS
                continuations = [
                    encode_varint_slices(np.diff(starts)).keep(nested),
                    ByteSlices.from_bounds(below.data, bounds).keep(nested),
                ]
            characters = self.spelling.select(level.last_ranks)
            lists = self.encode_lists(levels, depth, flags)
            below = ByteSlices.from_bounds(*interleave([characters, *lists, *continuations]))
        if below:
            rows.append(self.sort_records(levels[:1], below, np.arange(len(levels[0].counts))))
        self.rows += reversed(rows)

    def encode_lists(self, levels: Sequence[TrieLevel], depth: int, flags: Ints) -> list[ByteSlices]:
        """Encode the count and flags of each phrase, then its list, or the place of a list that is stored separately.

        The list is empty where it is derived from the continuations.
        """
        level = levels[depth]
        same_as_parent = np.zeros(len(flags), np.bool_)
        if depth:
            parent_counts = levels[depth - 1].counts[level.parents]
            same_as_parent = (level.counts > INLINE_POSTINGS) & (level.counts == parent_counts)
        separate = (level.counts > INLINE_POSTINGS) & ~same_as_parent
        inline = level.counts <= INLINE_POSTINGS
        files = self.choose_pages(level.hashes)
        places = [
            self.store_list(level.postings, index, int(files[index]) if self.shortest == 1 else self.slice_number)
            for index in np.nonzero(separate)[0].tolist()
        ]
        return [
            encode_varint_slices(np.where(same_as_parent, 0, level.counts) << 3 | flags | separate * SEPARATE_LIST),
            level.postings.encoded.keep(inline),
            ByteSlices.of(places).scatter(separate),
            encode_varint_slices(level.final_postings.encoded.sizes).keep(level.derived),
            level.final_postings.encoded,
        ]

    def choose_pages(self, hashes: Codes) -> Codes:
        """Return for each phrase the number of its page."""
        return (hashes & self.page_mask) + np.uint32(self.pages.start)

    def store_list(self, postings: PostingLists, index: int, file: int) -> bytes:
        """Store a long list separately; return its encoded place and packed size, then its first postings."""
        start, size = int(postings.encoded.starts[index]), int(postings.encoded.sizes[index])
        data = postings.encoded.data[start : start + size].tobytes()
        preview, packed, shared = data[: int(postings.preview_sizes[index])], pack(data, 1), self.lists[file]
        place = encode_varint(len(shared)) + encode_varint(len(packed))
        shared += packed
        return place + encode_varint(len(preview)) + preview

    def sort_records(self, levels: Sequence[TrieLevel], records: ByteSlices, selected: Ints) -> RecordRows:
        """Sort some records of the last of these levels by page and write length and characters before each."""
        pages = self.choose_pages(levels[-1].hashes[selected])
        order = np.argsort(pages, kind="stable")
        selected = selected[order]
        ancestors, prefixes = selected, []
        for depth in range(len(levels) - 1, 0, -1):
            ancestors = levels[depth].parents[ancestors]
            prefixes.append(self.spelling.select(levels[depth - 1].last_ranks[ancestors]))
        if self.shortest > 1:
            prefixes.append(self.spelling.select(levels[0].parents[ancestors]))
        length = np.array([len(prefixes) + 1], np.uint8)
        lengths = ByteSlices(length, np.zeros(len(selected), np.int64), np.ones(len(selected), np.int64))
        data, bounds = interleave([lengths, *reversed(prefixes), records.select(selected)])
        return RecordRows(pages[order], data.tobytes(), bounds)

    def join_records(self) -> list[bytes]:
        """Return the records of each page; every page exists, if only empty, so that a missing one means damage."""
        edges = np.arange(self.pages.start, self.pages.stop + 1)
        cuts = [(rows.data, rows.bounds[np.searchsorted(rows.pages, edges)].tolist()) for rows in self.rows]
        return [b"".join([data[ends[n] : ends[n + 1]] for data, ends in cuts]) for n in range(len(self.pages))]


def write_characters(corpus: Corpus, shape: IndexShape) -> RecordWriter:
    """Write the records of all single characters."""
    writer = RecordWriter(corpus, 1, shape.characters)
    for level in build_character_levels(corpus):
        writer.add([level])
    return writer


def write_slice(corpus: Corpus, positions: Positions, shape: IndexShape, number: int) -> RecordWriter:
    """Write the records of the phrases that begin at the positions of one slice."""
    writer = RecordWriter(corpus, 2, shape.pages, number)
    writer.add(list(build_levels(positions, corpus, shape.limit)))
    return writer
