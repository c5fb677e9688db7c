"""Encoding of numbers, characters, slices of bytes and whole files; `search.js` decodes them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]


def pack(data: bytes, level: int = 6) -> bytes:
    """Wrap the bytes of a file, a page or a list as a zlib stream of this level.

    The zlib checksum means that a damaged file is noticed and never read as an empty list. Level 0 is for the many
    pages of a large index: they hardly repeat, so compression would take a fifth of the time and save 3 %.
    """
    return zlib.compress(data, level, WINDOW_BITS[level])


WINDOW_BITS = {0: 10, 1: 15, 6: 15}
"""Binary logarithm of the memory for earlier bytes, by level."""


PAGE_HEAD = 6
"""Bytes before the data of a page: two numbers of three bytes."""


def join_pages(members: Sequence[bytes], page_size: int) -> bytes:
    """Join packed members as pages of a fixed size, so that a reader can ask the server for one page alone.

    A page begins with the length of its member and the place of what exceeds the page; that follows the last page.
    Without a page size there must be one member, which has the whole file.
    """
    room = page_size - PAGE_HEAD if page_size else len(members[0])
    pages, tails = bytearray(), bytearray()
    end = (len(members) - 1) * page_size + PAGE_HEAD + min(room, len(members[-1]))
    for number, member in enumerate(members):
        pages += bytes(number * page_size - len(pages))
        pages += len(member).to_bytes(3, "little") + (end + len(tails)).to_bytes(3, "little") + member[:room]
        tails += member[room:]
    return bytes(pages + tails)


def encode_varint(value: int) -> bytes:
    """Encode a number with seven bits a byte, lowest bits first; the top bit is set on all bytes but the last."""
    encoded = bytearray()
    while value > 127:
        encoded.append(value & 127 | 128)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


@dataclass(frozen=True, slots=True)
class ByteSlices:
    """Many slices of one byte array."""

    data: Bytes
    starts: Ints
    sizes: Ints

    @staticmethod
    def from_bounds(data: Bytes, bounds: Ints) -> ByteSlices:
        """Return adjacent slices: each ends where the next one starts; the last bound is the end of the last slice."""
        return ByteSlices(data, bounds[:-1], np.diff(bounds))

    @staticmethod
    def of(slices: Sequence[bytes]) -> ByteSlices:
        """Concatenate byte strings and return one slice for each."""
        bounds = np.zeros(len(slices) + 1, np.int64)
        np.cumsum([len(item) for item in slices], out=bounds[1:])
        return ByteSlices.from_bounds(np.frombuffer(b"".join(slices), np.uint8), bounds)

    def select(self, selected: Ints | NDArray[np.bool_]) -> ByteSlices:
        """Return the slices with these indices, in that order, or those for which a mask is true."""
        return ByteSlices(self.data, self.starts[selected], self.sizes[selected])

    def scatter(self, mask: NDArray[np.bool_]) -> ByteSlices:
        """Return a slice for each element of a mask: the next of these slices where it is true, else an empty one."""
        starts, sizes = np.zeros(len(mask), np.int64), np.zeros(len(mask), np.int64)
        starts[mask], sizes[mask] = self.starts, self.sizes
        return ByteSlices(self.data, starts, sizes)

    def keep(self, mask: NDArray[np.bool_]) -> ByteSlices:
        """Replace the slices for which a mask is false by empty ones."""
        return ByteSlices(self.data, self.starts, np.where(mask, self.sizes, 0))


def interleave(parts: Sequence[ByteSlices]) -> tuple[Bytes, Ints]:
    """Join the first slice of every part, then the second of every part, and so on.

    Return the bytes and where each such row starts, with the end as the last bound.
    """
    bounds = np.zeros(len(parts[0].sizes) + 1, np.int64)
    np.cumsum(sum(part.sizes for part in parts), out=bounds[1:])
    joined = np.empty(int(bounds[-1]), np.uint8)
    targets = bounds[:-1].copy()
    for part in parts:
        filled = np.nonzero(part.sizes)[0]
        sizes = part.sizes[filled]
        if not len(filled):
            continue
        if int(np.max(sizes)) == 1:
            joined[targets[filled]] = part.data[part.starts[filled]]
        else:
            offsets = np.cumsum(sizes) - sizes
            indices = np.repeat(targets[filled] - offsets, sizes)
            indices += np.arange(len(indices), dtype=np.int64)
            joined[indices] = concatenate(part.data, part.starts[filled], sizes, offsets)
        targets += part.sizes
    return joined, bounds


def concatenate(data: Bytes, starts: Ints, sizes: Ints, offsets: Ints) -> Bytes:
    """Concatenate slices of `data`; `offsets` is where each slice starts in the result.

    Runs of slices that are adjacent in `data` are copied whole where there are few gaps, else byte by byte.
    """
    ends = starts + sizes
    gaps = np.nonzero(starts[1:] != ends[:-1])[0] + 1
    if len(gaps) <= len(starts) >> 4:
        firsts, lasts = np.append(0, gaps), np.append(gaps, len(starts)) - 1
        runs = zip(starts[firsts].tolist(), ends[lasts].tolist(), strict=True)
        return np.concatenate([data[:0], *(data[start:end] for start, end in runs)])
    indices = np.repeat(starts - offsets, sizes)
    indices += np.arange(len(indices), dtype=np.int64)
    return data[indices]


def encode_varints(values: NDArray[np.int64] | NDArray[np.int32]) -> tuple[Bytes, Ints]:
    """Encode many numbers; return all bytes and where each number starts, with the end as the last bound."""
    bounds = np.zeros(len(values) + 1, np.int64)
    long = np.nonzero(values > 127)[0]
    remaining = values[long]
    lengths = np.ones(len(values), np.uint8)
    sizes = np.full(len(long), 2, np.uint8)
    for bits in (14, 21, 28):
        sizes += remaining >= 1 << bits
    lengths[long] = sizes
    np.cumsum(lengths, out=bounds[1:])
    encoded = np.empty(int(bounds[-1]), np.uint8)
    encoded[bounds[:-1]] = values.astype(np.uint8) & 127
    starts, index = bounds[long], 1
    while len(remaining):
        encoded[starts + (index - 1)] |= 128
        remaining = remaining >> 7
        encoded[starts + index] = remaining & 127
        unfinished = remaining > 127
        starts, remaining, index = starts[unfinished], remaining[unfinished], index + 1
    return encoded, bounds


def encode_varint_slices(values: Ints) -> ByteSlices:
    """Encode many numbers, each as a slice."""
    return ByteSlices.from_bounds(*encode_varints(values))


def encode_character(code: int) -> bytes:
    """Encode ASCII as one byte, a Han character of the first block as two, any other character as four."""
    if code < 0x80:
        return bytes((code,))
    if 0x4E00 <= code < 0xA000:
        code -= 0x4E00
        return bytes((0x80 + (code >> 8), code & 255))
    return bytes((0xFF, code >> 16, code >> 8 & 255, code & 255))


EMPTY_HASH = np.zeros(1, np.uint32)
"""Hash of the empty phrase."""


def extend_hash(prefix_hashes: NDArray[np.uint32], codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the hash of each phrase, given the hash of the phrase without its last character and that character."""
    hashes: NDArray[np.uint32] = (prefix_hashes ^ codes) * np.uint32(0x9E3779B1)
    hashes ^= hashes >> np.uint32(15)
    return hashes


def hash_phrase(phrase: str) -> int:
    """Return the hash of a phrase, computed character by character."""
    value = EMPTY_HASH
    for code in map(ord, phrase):
        value = extend_hash(value, np.array([code], np.uint32))
    return int(value[0])
