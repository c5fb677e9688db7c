"""How numbers, characters and files are written; `search.js` reads them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

LEVEL = 6


def pack(data: bytes) -> bytes:
    """A file's bytes: zlib with its checksum, so that a damaged file is noticed and never read as an empty list."""
    return zlib.compress(data, LEVEL)


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


def varints(values: NDArray[np.int64]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Many at once: all bytes, and where each value begins (with the end as the last)."""
    length = np.ones(len(values), np.int64)
    for bits in (7, 14, 21, 28):
        length += values >= 1 << bits
    begins = np.zeros(len(values) + 1, np.int64)
    np.cumsum(length, out=begins[1:])
    out = np.empty(int(begins[-1]), np.uint8)
    for place in range(int(length.max(initial=0))):
        chosen = np.nonzero(length > place)[0]
        more = (length[chosen] > place + 1).astype(np.uint8) << 7
        out[begins[chosen] + place] = ((values[chosen] >> (7 * place)) & 127).astype(np.uint8) | more
    return out, begins


def character(code: int) -> bytes:
    """One byte for ASCII, two for a Han character of the first block, four for the rest."""
    if code < 0x80:
        return bytes((code,))
    if 0x4E00 <= code < 0xA000:
        code -= 0x4E00
        return bytes((0x80 + (code >> 8), code & 255))
    return bytes((0xFF, code >> 16, code >> 8 & 255, code & 255))


MIX = (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F, 0x165667B1)
"""One factor for each of the first five characters."""


def home(bits: int, codes: Sequence[int]) -> int:
    """The number of the file that holds what begins with these characters."""
    return int(homes(bits, np.array([codes], np.uint32))[0])


def homes(bits: int, codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The same for many: a row each."""
    mixed = np.zeros(len(codes), np.uint32)
    for column, factor in enumerate(MIX[: codes.shape[1]]):
        mixed ^= codes[:, column] * np.uint32(factor)
    mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(0x2C1B3C6D)
    mixed ^= mixed >> np.uint32(13)
    return mixed & np.uint32((1 << bits) - 1)
