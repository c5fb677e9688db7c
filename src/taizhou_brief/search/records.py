"""Lists of texts → the files of an index, each of about 3 kB, found by the first characters of a phrase.

A file is a row of records: characters, `count << 2 | flags`, the list, and how the phrase goes on. A list is written as
differences; it is left out where it equals that of the phrase one character shorter (the count is 0 then). A common
phrase tells its first texts here, enough for a page of results; its whole list stands elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taizhou_brief.search.codec import character, homes, varint
from taizhou_brief.search.trie import Ints, Level, Texts, levels

LIMIT = 64
"""Texts above which a phrase is common in a small archive; in a large one a 64th of all texts."""
MOST = 12_000
"""The most that a list among the records may hold."""
HEAD = 24
"""Texts of a common phrase that its record tells."""
WITH_OTHERS = 12_000
"""Bytes of the longest list that shares a file with others; a longer one has files of its own, its blocks."""
BLOCK = 16384
"""Texts a block."""
SHORT = 384
"""Texts up to which a list stands in its record even if the phrase is common."""
AT_ONCE = 6_000_000
"""Places of the texts sorted at a time."""
SMALL = tuple(varint(value) for value in range(1 << 16))
"""Varints made once."""
NAMES = "cptqr"
"""What the names of files begin with: characters, pairs, phrases of three, four, five and more characters."""

GOES_ON, ELSEWHERE = 1, 2
"""Flags: the phrase has continuations in this record; its list stands elsewhere (then bit 0 of the next number
says whether in blocks)."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How many files a segment's index has for phrases of 1, 2, … characters, as powers of two."""

    bits: tuple[int, ...]
    limit: int
    """Texts above which a phrase is common."""

    @staticmethod
    def of(texts: int, characters: int) -> Shape:
        """The shape for so many texts of so many characters together."""
        limit = min(max(LIMIT, texts >> 6), MOST)
        pairs = max(0, (characters // 6000).bit_length())
        common = texts // limit
        if common < 8:  # fresh: few files
            return Shape((max(0, pairs - 2), min(pairs + 1, 4)), limit)
        if common < 64:
            return Shape((pairs, pairs + 2, pairs + 1, pairs), limit)
        return Shape((pairs - 3, pairs, pairs + 1, pairs + 1, pairs), limit)


class Writer:
    """Writes sorted phrases as records into files."""

    def __init__(self, texts: Texts, shape: Shape, shortest: int) -> None:
        self.codes = np.append(texts.alphabet, 0).astype(np.uint32)
        self.spell = [character(code) for code in texts.alphabet.tolist()]
        self.size = len(self.spell)
        self.shape = shape
        self.shortest = shortest
        """Characters of the phrases of the first level."""
        self.short = SHORT if shortest == 1 else max(SHORT, shape.limit)
        self.lists = 0
        """Lists written in blocks so far."""
        self.blocks: list[tuple[str, bytes]] = []
        self.files: dict[str, list[bytes]] = defaultdict(list)
        self.others: dict[str, bytearray] = defaultdict(bytearray)

    def write(self, found: list[Level]) -> None:
        """Put the record of every phrase into its file; those longer than any file's go below their beginnings."""
        owners = self.owners(found)
        below: dict[int, list[bytes]] = {}
        for depth in range(len(found) - 1, -1, -1):
            length = depth + self.shortest
            here, (begins, files) = found[depth], owners[depth]
            inside = length > len(self.shape.bits)
            name = NAMES[min(length, len(self.shape.bits)) - 1]
            parents, last = np.divmod(here.keys, self.size)
            same = (here.counts == found[depth - 1].counts[parents]).tolist() if depth else [False] * len(parents)
            parts: dict[int, list[bytes]] = defaultdict(list)
            counts, bounds = here.counts.tolist(), here.begins[here.firsts].tolist()
            for place, (parent, rank, file) in enumerate(zip(parents.tolist(), last.tolist(), files, strict=True)):
                goes_on = below.get(place)
                count, begin, end = counts[place], bounds[place], bounds[place + 1]
                if goes_on or same[place] or count > self.short:
                    record = self.record(here, place, goes_on or [], f"{name}{file:x}", same=same[place])
                else:  # most are like this
                    size = SMALL[end - begin] if count > 1 else b""
                    record = SMALL[count << 2] + size + here.data[begin:end]
                if inside:
                    parts[parent].append(self.spell[rank] + record)
                else:
                    spelt = b"".join([self.spell[r] for r in begins[place]])
                    self.files[f"{name}{file:x}"].append(spelt + record)
            below = parts

    def owners(self, found: list[Level]) -> list[tuple[list[list[int]], list[int]]]:
        """For each level the ranks of the characters each phrase begins with, and the number of its file."""
        result: list[tuple[list[list[int]], list[int]]] = []
        ranks: NDArray[np.int64] = np.empty((0, 0), np.int64)
        files: NDArray[np.uint32] = np.empty(0, np.uint32)
        for depth, here in enumerate(found):
            length = depth + self.shortest
            parents, last = np.divmod(here.keys, self.size)
            if depth:
                ranks = np.column_stack((ranks[parents], last))
            else:
                ranks = last[:, None] if length == 1 else np.column_stack((parents, last))
            if length <= len(self.shape.bits):
                files = homes(self.shape.bits[length - 1], self.codes[ranks])
            else:
                files = files[parents]
            result.append((ranks.tolist(), files.tolist()))
        return result

    def record(self, here: Level, place: int, goes_on: list[bytes], file: str, *, same: bool) -> bytes:
        """Number of texts, list, continuations."""
        flags = GOES_ON if goes_on else 0
        tail = varint(len(goes_on)) + b"".join(goes_on) if goes_on else b""
        if same:
            return varint(flags) + tail
        count = int(here.counts[place])
        first, end = int(here.firsts[place]), int(here.firsts[place + 1])
        begin, stop = int(here.begins[first]), int(here.begins[end])
        if count <= self.short:
            size = varint(stop - begin) if count > 1 else b""
            return varint(count << 2 | flags) + size + here.data[begin:stop] + tail
        head = here.data[begin : int(here.begins[first + HEAD])]
        if stop - begin <= WITH_OTHERS:
            others = self.others[file]
            where = varint(len(others) << 1) + varint(stop - begin)
            others += here.data[begin:stop]
        else:
            where = varint(self.in_blocks(here, first, end) << 1 | 1)
        return varint(count << 2 | flags | ELSEWHERE) + where + varint(len(head)) + head + tail

    def in_blocks(self, here: Level, first: int, end: int) -> int:
        """Write a list in blocks, each of which can be read by itself; its number."""
        own = self.lists
        self.lists += 1
        for number, start in enumerate(range(first, end, BLOCK)):
            stop = min(start + BLOCK, end)
            opening = varint(int(here.numbers[start]))
            rest = here.data[int(here.begins[start + 1]) : int(here.begins[stop])]
            self.blocks.append((f"{'d' if self.shortest == 1 else 'b'}{own:x}-{number:x}", opening + rest))
        return own

    def take(self, length: int, numbers: range) -> Iterator[tuple[str, bytes]]:
        """The finished files for phrases of one length; every one exists, so that a missing one means damage."""
        for number in numbers:
            name = f"{NAMES[length - 1]}{number:x}"
            yield name, b"".join(self.files.pop(name, ()))
            if name in self.others:
                yield f"{name}-", bytes(self.others.pop(name))
        yield from self.blocks
        self.blocks.clear()


def index(texts: Texts, shape: Shape) -> Iterator[tuple[str, bytes]]:
    """All files of a segment: `c p t q` by length, the same with `-` for their long lists, `d b` for blocks."""
    if len(texts.numbers):
        yield from characters(texts, shape)
        yield from phrases(texts, shape)


def characters(texts: Texts, shape: Shape) -> Iterator[tuple[str, bytes]]:
    """The lists of single characters."""
    writer = Writer(texts, shape, 1)
    parts = 1 + len(texts.codes) // AT_ONCE
    for part in range(parts):
        places = np.nonzero((texts.ranks > 0) & (texts.ranks % parts == part))[0]
        writer.write(levels(paired(texts.ranks[places], places), texts, 1, shape.limit))
    yield from writer.take(1, range(1 << shape.bits[0]))


def phrases(texts: Texts, shape: Shape) -> Iterator[tuple[str, bytes]]:
    """The lists of pairs of characters and of all longer phrases."""
    writer = Writer(texts, shape, 2)
    bits = shape.bits[1]
    first, second = texts.codes[:-1], texts.codes[1:]
    inside = (first > 0) & (second > 0)
    file = homes(bits, np.column_stack((first, second)))
    parts = min(1 << bits, 1 + len(texts.codes) // AT_ONCE)
    for part in range(parts):
        some = range((part << bits) // parts, (part + 1 << bits) // parts)
        places = np.nonzero(inside & (file >= some.start) & (file < some.stop))[0]
        keys = texts.ranks[places].astype(np.int64) * writer.size + texts.ranks[places + 1]
        writer.write(levels(paired(keys, places), texts, 2, shape.limit))
        yield from writer.take(2, some)
    for length in range(3, len(shape.bits) + 1):
        yield from writer.take(length, range(1 << shape.bits[length - 1]))


def paired(keys: NDArray[np.uint32] | Ints, places: Ints) -> Ints:
    """Sorted pairs of phrase and place, each in one number."""
    return np.sort((keys.astype(np.int64) << 32) | places)
