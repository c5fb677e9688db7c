"""Lists of texts → the files of an index, each of a few kB, found by a hash of the characters a phrase begins with.

A file is a row of records: length, characters, `count << 3 | flags`, the list, and how the phrase goes on. A list is
written as differences. A phrase in more than `INLINE_POSTINGS` texts has the first of them here, enough for one page;
its whole list stands elsewhere, unless it equals that of the phrase one character shorter (the count is 0 then); its
continuations, unless they are small, have records in files of their own. A common phrase in fewer texts has all its
continuations in its record: its own list is theirs together with the texts in which it does not go on.
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
    interleave,
    varint,
    varint_pieces,
    varints,
)
from taizhou_brief.site.search.trie import (
    INLINE_POSTINGS,
    Codes,
    Corpus,
    PostingLists,
    TrieLevel,
    build_characters,
    build_levels,
)

WITH_OTHERS = 12_000
"""Bytes of the longest list that shares a file with others; a longer one has files of its own, its blocks."""
SMALL, LARGE = 8, 24
"""Limits for a small and a large segment."""
FEW = 1 << 20
"""Characters of the texts below which a segment is small."""
INSIDE = 800
"""Bytes up to which the continuations of a phrase in more than `INLINE_POSTINGS` texts are in its record too."""
SHARE = 3
"""Bits: eight files of phrases have one for their long lists, one of characters has eight, for these are longer."""
BLOCK = 16384
"""Texts a block."""
AT_ONCE = 1 << 18
"""Places of the texts sorted at a time, about: what is worked on fits into a processor's cache."""
FILE = 1000
"""Characters of the texts a file, about."""

GOES_ON, ELSEWHERE, OUTSIDE = 1, 2, 4
"""Flags: the phrase has continuations in this record; its list stands elsewhere (then bit 0 of the next number
says whether in blocks); it has continuations in files."""


@dataclass(frozen=True, slots=True)
class IndexShape:
    """How many files the index of a segment has, as powers of two."""

    characters: int
    """Files for single characters."""
    groups: int
    """Groups of files: of these the first two characters of a phrase choose one."""
    files: int
    """Files in a group: of these all characters choose one."""
    limit: int
    """Texts above which a phrase is common: so many are read, at most, to be sure of a phrase that is not."""

    @staticmethod
    def of(characters: int) -> IndexShape:
        """The shape for texts of so many characters together."""
        bits = max(0, (characters // FILE).bit_length() - 1)
        groups = min(bits, (characters // AT_ONCE).bit_length())
        return IndexShape(min(5, bits // 2), groups, bits - groups, SMALL if characters < FEW else LARGE)


@dataclass(frozen=True, slots=True)
class RecordRows:
    """Records in the order of their files."""

    files: Codes
    data: bytes
    bounds: Ints


class SegmentWriter:
    """Writes phrases as records into files."""

    def __init__(self, texts: Corpus, shortest: int, bits: int) -> None:
        self.spell = ByteSlices.of([encode_character(code) for code in texts.alphabet.tolist()])
        self.shortest = shortest
        """Characters of the phrases of the first level."""
        self.mask = np.uint32((1 << bits) - 1)
        self.kind, self.block = ("c", "d") if shortest == 1 else ("p", "b")
        """What the names of files begin with."""
        self.lists = 0
        """Lists written in blocks so far."""
        self.rows: list[RecordRows] = []
        self.blocks: list[tuple[str, bytes]] = []
        self.others: dict[int, bytearray] = defaultdict(bytearray)

    def add(self, found: Sequence[TrieLevel], first: int = 0) -> None:
        """Make the records of these phrases, for the files numbered from `first` on."""
        rows: list[RecordRows] = []
        below: ByteSlices | None = None
        for depth in range(len(found) - 1, -1, -1):
            here, goes_on = found[depth], []
            flags = np.where(here.derived, GOES_ON, 0)
            if below:
                parents = found[depth + 1].parents
                starts = np.searchsorted(parents, np.arange(len(flags) + 1))
                bounds = np.append(below.begins, len(below.data))[starts]
                inside = here.derived | (np.diff(bounds) <= INSIDE)
                flags = np.where(starts[1:] > starts[:-1], np.where(inside, GOES_ON, OUTSIDE), flags)
                rows.append(self.placed(found[: depth + 2], below, np.nonzero(~inside[parents])[0], first))
                inside = flags == GOES_ON
                goes_on = [
                    varint_pieces(np.diff(starts)).where(inside),
                    ByteSlices.row(below.data, bounds).where(inside),
                ]
            spelt = self.spell.at(here.last)
            below = ByteSlices.row(*interleave([spelt, *self.lists_of(found, depth, flags, first), *goes_on]))
        if below:
            rows.append(self.placed(found[:1], below, np.arange(len(found[0].counts)), first))
        self.rows += reversed(rows)

    def lists_of(self, found: Sequence[TrieLevel], depth: int, flags: Ints, first: int) -> list[ByteSlices]:
        """Number of texts and flags, then the list or where it is; none where the continuations tell it."""
        here = found[depth]
        same = np.zeros(len(flags), np.bool_)
        if depth:
            same = (here.counts > INLINE_POSTINGS) & (here.counts == found[depth - 1].counts[here.parents])
        elsewhere = (here.counts > INLINE_POSTINGS) & ~same
        own = here.counts <= INLINE_POSTINGS
        files = self.homes_of_lists(here.hashes, first)
        where = [self.elsewhere(here.own, place, int(files[place])) for place in np.nonzero(elsewhere)[0].tolist()]
        return [
            varint_pieces(np.where(same, 0, here.counts) << 3 | flags | elsewhere * ELSEWHERE),
            here.own.pieces.where(own),
            ByteSlices.of(where).spread(elsewhere),
            *(varint_pieces(here.ends.pieces.sizes).where(here.derived), here.ends.pieces),
        ]

    def homes_of_lists(self, hashes: Codes, first: int) -> Codes:
        """The number of the file for long lists."""
        if self.shortest == 1:
            return hashes & (self.mask << np.uint32(SHARE) | np.uint32((1 << SHARE) - 1))
        return ((hashes & self.mask) + np.uint32(first)) >> np.uint32(SHARE)

    def elsewhere(self, own: PostingLists, place: int, file: int) -> bytes:
        """Write a long list; its place and size, or its number in blocks; then its first texts."""
        begin, size = int(own.pieces.begins[place]), int(own.pieces.sizes[place])
        data = own.pieces.data[begin : begin + size].tobytes()
        head = data[: int(own.heads[place])]
        if size <= WITH_OTHERS:
            others = self.others[file]
            where = varint(len(others) << 1) + varint(size)
            others += data
        else:
            where = varint(self.in_blocks(own.numbers[own.firsts[place] : own.firsts[place + 1]]) << 1 | 1)
        return where + varint(len(head)) + head

    def in_blocks(self, numbers: NDArray[np.int32]) -> int:
        """Write a list in blocks, each of which can be read by itself; its number."""
        own = self.lists
        self.lists += 1
        for number, start in enumerate(range(0, len(numbers), BLOCK)):
            data, _ = varints(np.diff(numbers[start : start + BLOCK], prepend=np.int32(0)))
            self.blocks.append((f"{self.block}{own:x}-{number:x}", data.tobytes()))
        return own

    def placed(self, found: Sequence[TrieLevel], records: ByteSlices, chosen: Ints, first: int) -> RecordRows:
        """Some records of the last of these lengths, each after its length and characters, in the order of files."""
        files = (found[-1].hashes[chosen] & self.mask) + np.uint32(first)
        order = np.argsort(files, kind="stable")
        chosen = chosen[order]
        path, spelt = chosen, []
        for depth in range(len(found) - 1, 0, -1):
            path = found[depth].parents[path]
            spelt.append(self.spell.at(found[depth - 1].last[path]))
        if self.shortest > 1:
            spelt.append(self.spell.at(found[0].parents[path]))
        length = np.array([len(spelt) + 1], np.uint8)
        number = ByteSlices(length, np.zeros(len(chosen), np.int64), np.ones(len(chosen), np.int64))
        data, bounds = interleave([number, *reversed(spelt), records.at(chosen)])
        return RecordRows(files[order], data.tobytes(), bounds)

    def take(self, numbers: range) -> Iterator[tuple[str, bytes]]:
        """The finished files; every one exists, so that a missing one means damage."""
        edges = np.arange(numbers.start, numbers.stop + 1)
        cuts = [(rows.data, rows.bounds[np.searchsorted(rows.files, edges)].tolist()) for rows in self.rows]
        for place, number in enumerate(numbers):
            yield f"{self.kind}{number:x}", b"".join([data[at[place] : at[place + 1]] for data, at in cuts])
        for number in sorted(self.others):
            yield f"{self.kind}{number:x}-", bytes(self.others[number])
        yield from self.blocks
        self.rows.clear()
        self.others.clear()
        self.blocks.clear()


def write_index(texts: Corpus, shape: IndexShape) -> Iterator[tuple[str, bytes]]:
    """All files of a segment: `c` characters, `p` phrases, the same with `-` for long lists, `d` and `b` for blocks."""
    if len(texts.numbers):
        yield from write_single_characters(texts, shape)
        yield from write_phrases(texts, shape)


def write_single_characters(texts: Corpus, shape: IndexShape) -> Iterator[tuple[str, bytes]]:
    """The lists of single characters."""
    writer = SegmentWriter(texts, 1, shape.characters)
    for level in build_characters(texts):
        writer.add([level])
    yield from writer.take(range(1 << shape.characters))


def write_phrases(texts: Corpus, shape: IndexShape) -> Iterator[tuple[str, bytes]]:
    """The lists of pairs of characters and of all longer phrases."""
    writer = SegmentWriter(texts, 2, shape.files)
    for group, places in enumerate(texts.pairs(shape.groups)):
        files = range(group << shape.files, group + 1 << shape.files)
        writer.add(list(build_levels(places, texts, shape.limit)), files.start)
        yield from writer.take(files)
