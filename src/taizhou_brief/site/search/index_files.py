"""Postings lists → the files of an index, each of a few kB; a hash of the phrase chooses the file.

A file is a sequence of records: length, characters, `count << 3 | flags`, the list, and the continuations. A list is
encoded as differences. For a phrase found in more than `INLINE_POSTINGS` texts the record contains the first postings
only, enough for one page of results; the whole list is stored separately, unless it equals that of the phrase one
character shorter (the count is 0 then); its continuations, unless they are small, have records in files of their own.
For a common phrase found in fewer texts the record contains all continuations: its list is the union of theirs and of
the texts in which the phrase is not continued.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taizhou_brief.site.search.codec import (
    ByteSlices,
    Ints,
    encode_character,
    encode_varint,
    encode_varint_slices,
    encode_varints,
    interleave,
)
from taizhou_brief.site.search.trie import (
    INLINE_POSTINGS,
    Codes,
    Corpus,
    PostingLists,
    TrieLevel,
    build_character_levels,
    build_levels,
)

MAX_SHARED_BYTES = 12_000
"""Bytes of the longest list that shares a file with others; a longer one has files of its own, its blocks."""
SMALL_LIMIT, LARGE_LIMIT = 8, 24
"""`IndexShape.limit` of a small and of a large segment."""
SMALL_CORPUS = 1 << 20
"""Characters of the texts below which a segment is small."""
MAX_NESTED_BYTES = 800
"""Bytes up to which the continuations of a phrase in more than `INLINE_POSTINGS` texts are in its record too."""
SHARED_FILE_BITS = 3
"""Binary logarithm of 8; `SHARE` in `search.js`.

Eight files of phrases share one file for their long lists. One file of characters has eight, as these lists are longer.
"""
BLOCK_POSTINGS = 16384
"""Postings in a block; `BLOCK` in `search.js`."""
GROUP_CHARACTERS = 1 << 18
"""Characters of the texts, about, for each group of files: the positions sorted at a time fit in a processor cache."""
FILE_CHARACTERS = 1000
"""Characters of the texts, about, for each file."""

NESTED_CONTINUATIONS, SEPARATE_LIST, EXTERNAL_CONTINUATIONS = 1, 2, 4
"""Flags of a record.

The continuations are in this record; the list is stored separately (then bit 0 of the next number is 1 if it is in
blocks); the continuations are in other files.
"""


@dataclass(frozen=True, slots=True)
class IndexShape:
    """Numbers of files of a segment's index, as binary logarithms."""

    characters: int
    """Files of single characters."""
    groups: int
    """Groups of files: the first two characters of a phrase choose the group."""
    files: int
    """Files in a group: all characters of a phrase choose the file."""
    limit: int
    """Number of texts above which a phrase is common: at most so many texts are read to verify a phrase that has no
    list of its own."""

    @staticmethod
    def of(characters: int) -> IndexShape:
        """Return the shape for texts of so many characters together."""
        bits = max(0, (characters // FILE_CHARACTERS).bit_length() - 1)
        groups = min(bits, (characters // GROUP_CHARACTERS).bit_length())
        limit = SMALL_LIMIT if characters < SMALL_CORPUS else LARGE_LIMIT
        return IndexShape(min(5, bits // 2), groups, bits - groups, limit)


@dataclass(frozen=True, slots=True)
class RecordRows:
    """Records in the order of their files."""

    files: Codes
    """Number of the file of each record, ascending."""
    data: bytes
    bounds: Ints
    """Where each record begins in `data`, with the end of the last one."""


class SegmentWriter:
    """Writer of phrases as records into files."""

    def __init__(self, corpus: Corpus, shortest: int, bits: int) -> None:
        self.spelling = ByteSlices.of([encode_character(code) for code in corpus.alphabet.tolist()])
        """Rank → encoded character."""
        self.shortest = shortest
        """Characters of the phrases of the first level."""
        self.file_mask = np.uint32((1 << bits) - 1)
        self.prefix, self.block_prefix = ("c", "d") if shortest == 1 else ("p", "b")
        """First letters of the names of files."""
        self.block_lists = 0
        """Lists written in blocks so far."""
        self.rows: list[RecordRows] = []
        self.blocks: list[tuple[str, bytes]] = []
        self.overflow: dict[int, bytearray] = defaultdict(bytearray)
        """Long lists that share a file, by the number of the file."""

    def add(self, levels: Sequence[TrieLevel], first_file: int = 0) -> None:
        """Encode the records of these levels, for the files numbered from `first_file` on."""
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
                rows.append(self.sort_records(levels[: depth + 2], below, external, first_file))
                nested = flags == NESTED_CONTINUATIONS
                continuations = [
                    encode_varint_slices(np.diff(starts)).keep(nested),
                    ByteSlices.from_bounds(below.data, bounds).keep(nested),
                ]
            characters = self.spelling.select(level.last_ranks)
            lists = self.encode_lists(levels, depth, flags, first_file)
            below = ByteSlices.from_bounds(*interleave([characters, *lists, *continuations]))
        if below:
            rows.append(self.sort_records(levels[:1], below, np.arange(len(levels[0].counts)), first_file))
        self.rows += reversed(rows)

    def encode_lists(self, levels: Sequence[TrieLevel], depth: int, flags: Ints, first_file: int) -> list[ByteSlices]:
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
        files = self.choose_list_files(level.hashes, first_file)
        places = [
            self.store_list(level.postings, index, int(files[index])) for index in np.nonzero(separate)[0].tolist()
        ]
        return [
            encode_varint_slices(np.where(same_as_parent, 0, level.counts) << 3 | flags | separate * SEPARATE_LIST),
            level.postings.encoded.keep(inline),
            ByteSlices.of(places).scatter(separate),
            encode_varint_slices(level.final_postings.encoded.sizes).keep(level.derived),
            level.final_postings.encoded,
        ]

    def choose_list_files(self, hashes: Codes, first_file: int) -> Codes:
        """Return for each phrase the number of the file of its list, if that is long."""
        if self.shortest == 1:
            return hashes & (self.file_mask << np.uint32(SHARED_FILE_BITS) | np.uint32((1 << SHARED_FILE_BITS) - 1))
        return ((hashes & self.file_mask) + np.uint32(first_file)) >> np.uint32(SHARED_FILE_BITS)

    def store_list(self, postings: PostingLists, index: int, file: int) -> bytes:
        """Store a long list separately.

        Return the encoded place and size of the list, or its number if it is in blocks; then its first postings.
        """
        start, size = int(postings.encoded.starts[index]), int(postings.encoded.sizes[index])
        data = postings.encoded.data[start : start + size].tobytes()
        preview = data[: int(postings.preview_sizes[index])]
        if size <= MAX_SHARED_BYTES:
            shared = self.overflow[file]
            place = encode_varint(len(shared) << 1) + encode_varint(size)
            shared += data
        else:
            text_ids = postings.text_ids[postings.starts[index] : postings.starts[index + 1]]
            place = encode_varint(self.write_blocks(text_ids) << 1 | 1)
        return place + encode_varint(len(preview)) + preview

    def write_blocks(self, text_ids: NDArray[np.int32]) -> int:
        """Write a list in blocks, each of which can be read on its own; return the number of the list."""
        list_number = self.block_lists
        self.block_lists += 1
        for block_number, start in enumerate(range(0, len(text_ids), BLOCK_POSTINGS)):
            data, _ = encode_varints(np.diff(text_ids[start : start + BLOCK_POSTINGS], prepend=np.int32(0)))
            self.blocks.append((f"{self.block_prefix}{list_number:x}-{block_number:x}", data.tobytes()))
        return list_number

    def sort_records(
        self, levels: Sequence[TrieLevel], records: ByteSlices, selected: Ints, first_file: int
    ) -> RecordRows:
        """Sort some records of the last of these levels by file and write length and characters before each."""
        files = (levels[-1].hashes[selected] & self.file_mask) + np.uint32(first_file)
        order = np.argsort(files, kind="stable")
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
        return RecordRows(files[order], data.tobytes(), bounds)

    def finish(self, files: range) -> Iterator[tuple[str, bytes]]:
        """Yield name and bytes of the finished files with these numbers, and reset the writer.

        Every file exists, if only empty, so that a missing one means damage.
        """
        edges = np.arange(files.start, files.stop + 1)
        cuts = [(rows.data, rows.bounds[np.searchsorted(rows.files, edges)].tolist()) for rows in self.rows]
        for index, file in enumerate(files):
            yield f"{self.prefix}{file:x}", b"".join([data[ends[index] : ends[index + 1]] for data, ends in cuts])
        for file in sorted(self.overflow):
            yield f"{self.prefix}{file:x}-", bytes(self.overflow[file])
        yield from self.blocks
        self.rows.clear()
        self.overflow.clear()
        self.blocks.clear()


def write_index(corpus: Corpus, shape: IndexShape) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of all files of a segment.

    Names begin with `c` for single characters, `p` for phrases; they end with `-` for long lists that share a file.
    Blocks begin with `d` (characters) or `b` (phrases).
    """
    if len(corpus.text_ids):
        yield from write_single_characters(corpus, shape)
        yield from write_phrases(corpus, shape)


def write_single_characters(corpus: Corpus, shape: IndexShape) -> Iterator[tuple[str, bytes]]:
    """Yield the files of single characters."""
    writer = SegmentWriter(corpus, 1, shape.characters)
    for level in build_character_levels(corpus):
        writer.add([level])
    yield from writer.finish(range(1 << shape.characters))


def write_phrases(corpus: Corpus, shape: IndexShape) -> Iterator[tuple[str, bytes]]:
    """Yield the files of pairs of characters and of all longer phrases."""
    writer = SegmentWriter(corpus, 2, shape.files)
    for group, positions in enumerate(corpus.group_pairs(shape.groups)):
        files = range(group << shape.files, group + 1 << shape.files)
        writer.add(list(build_levels(positions, corpus, shape.limit)), files.start)
        yield from writer.finish(files)
