"""How numbers, characters and files are written; `search.js` reads them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]


def pack(data: bytes, *, text: bool = True) -> bytes:
    """A file's bytes: zlib with its checksum, so that a damaged file is noticed and never read as an empty list.

    Lists hold no repetitions: looking for them would take twice the time and save a hundredth.
    """
    if text:
        return zlib.compress(data, 6)
    squeezer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_HUFFMAN_ONLY)
    return squeezer.compress(data) + squeezer.flush()


def unpack(data: bytes) -> bytes:
    """The inverse of `pack`; raises `zlib.error` for a damaged file."""
    return zlib.decompress(data)


def varint(value: int) -> bytes:
    """Seven bits a byte, lowest first; the top bit says that more follow."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


@dataclass(frozen=True, slots=True)
class ByteSlices:
    """Many pieces of bytes, each somewhere in `data`."""

    data: Bytes
    begins: Ints
    sizes: Ints

    @staticmethod
    def row(data: Bytes, bounds: Ints) -> ByteSlices:
        """Pieces that follow one another."""
        return ByteSlices(data, bounds[:-1], np.diff(bounds))

    @staticmethod
    def of(pieces: Sequence[bytes]) -> ByteSlices:
        """From bytes."""
        bounds = np.zeros(len(pieces) + 1, np.int64)
        np.cumsum([len(piece) for piece in pieces], out=bounds[1:])
        return ByteSlices.row(np.frombuffer(b"".join(pieces), np.uint8), bounds)

    def at(self, chosen: Ints | NDArray[np.bool_]) -> ByteSlices:
        """Some of them, in another order."""
        return ByteSlices(self.data, self.begins[chosen], self.sizes[chosen])

    def spread(self, chosen: NDArray[np.bool_]) -> ByteSlices:
        """The same, one where something is chosen, empty ones elsewhere."""
        begins, sizes = np.zeros(len(chosen), np.int64), np.zeros(len(chosen), np.int64)
        begins[chosen], sizes[chosen] = self.begins, self.sizes
        return ByteSlices(self.data, begins, sizes)

    def where(self, chosen: NDArray[np.bool_]) -> ByteSlices:
        """The same, those not chosen being empty."""
        return ByteSlices(self.data, self.begins, np.where(chosen, self.sizes, 0))


def interleave(parts: Sequence[ByteSlices]) -> tuple[Bytes, Ints]:
    """The first piece of every part, then the second of every part, and so on; and where each such row begins."""
    bounds = np.zeros(len(parts[0].sizes) + 1, np.int64)
    np.cumsum(sum(part.sizes for part in parts), out=bounds[1:])
    out = np.empty(int(bounds[-1]), np.uint8)
    at = bounds[:-1].copy()
    for part in parts:
        filled = np.nonzero(part.sizes)[0]
        sizes = part.sizes[filled]
        if not len(filled):
            continue
        if sizes.max() == 1:
            out[at[filled]] = part.data[part.begins[filled]]
        else:
            before = np.cumsum(sizes) - sizes
            places = np.repeat(at[filled] - before, sizes)
            places += np.arange(len(places), dtype=np.int64)
            out[places] = concatenate(part.data, part.begins[filled], sizes, before)
        at += part.sizes
    return out, bounds


def concatenate(data: Bytes, begins: Ints, sizes: Ints, before: Ints) -> Bytes:
    """The bytes of pieces, one after the other; pieces that stand like this already are taken as they are."""
    ends = begins + sizes
    gaps = np.nonzero(begins[1:] != ends[:-1])[0] + 1
    if len(gaps) <= len(begins) >> 4:
        firsts, lasts = np.append(0, gaps), np.append(gaps, len(begins)) - 1
        runs = zip(begins[firsts].tolist(), ends[lasts].tolist(), strict=True)
        return np.concatenate([data[:0], *(data[begin:end] for begin, end in runs)])
    places = np.repeat(begins - before, sizes)
    places += np.arange(len(places), dtype=np.int64)
    return data[places]


def varints(values: NDArray[np.int64] | NDArray[np.int32]) -> tuple[Bytes, Ints]:
    """Many at once: all bytes, and where each value begins (with the end as the last)."""
    bounds = np.zeros(len(values) + 1, np.int64)
    long = np.nonzero(values > 127)[0]
    longer = values[long]
    length = np.ones(len(values), np.uint8)
    sizes = np.full(len(long), 2, np.uint8)
    for bits in (14, 21, 28):
        sizes += longer >= 1 << bits
    length[long] = sizes
    np.cumsum(length, out=bounds[1:])
    out = np.empty(int(bounds[-1]), np.uint8)
    out[bounds[:-1]] = values.astype(np.uint8) & 127
    begins, place = bounds[long], 1
    while len(longer):
        out[begins + (place - 1)] |= 128
        longer = longer >> 7
        out[begins + place] = longer & 127
        more = longer > 127
        begins, longer, place = begins[more], longer[more], place + 1
    return out, bounds


def varint_pieces(values: Ints) -> ByteSlices:
    """Each value as a piece."""
    return ByteSlices.row(*varints(values))


def encode_character(code: int) -> bytes:
    """One byte for ASCII, two for a Han character of the first block, four for the rest."""
    if code < 0x80:
        return bytes((code,))
    if 0x4E00 <= code < 0xA000:
        code -= 0x4E00
        return bytes((0x80 + (code >> 8), code & 255))
    return bytes((0xFF, code >> 16, code >> 8 & 255, code & 255))


NOTHING = np.zeros(1, np.uint32)
"""The hash of no character."""


def extend_hash(before: NDArray[np.uint32], codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The hash of a phrase, from that of the phrase without its last character and that character."""
    one: NDArray[np.uint32] = (before ^ codes) * np.uint32(0x9E3779B1)
    one ^= one >> np.uint32(15)
    return one


def hash_phrase(phrase: str) -> int:
    """The hash of a phrase, character by character."""
    value = NOTHING
    for code in map(ord, phrase):
        value = extend_hash(value, np.array([code], np.uint32))
    return int(value[0])
