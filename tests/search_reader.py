"""Reads the files of the index as `search.js` does: a second reader, to prove the form of the files."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from taizhou_brief.search.codec import home

BLOCK = 16384
Place = tuple[int, int]


@dataclass
class Cursor:
    """A place in bytes, moved on by reading."""

    data: bytes
    at: int = 0

    def number(self) -> int:
        """One varint."""
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def character(self) -> int:
        """One character's code."""
        first, rest = self.data[self.at], self.data[self.at + 1 : self.at + 4]
        if first < 128:
            self.at += 1
            return first
        if first < 255:
            self.at += 2
            return (first - 128 << 8 | rest[0]) + 0x4E00
        self.at += 4
        return rest[0] << 16 | rest[1] << 8 | rest[2]

    def rising(self, end: int) -> list[int]:
        """A list, up to where it ends."""
        found, last = [], 0
        while self.at < end:
            last += self.number()
            found.append(last)
        return found


@dataclass
class Record:
    """A phrase's number of texts, its list or where that is, its continuations."""

    count: int
    head: list[int]
    elsewhere: tuple[str, int, int] | None
    """File, place, size; a size of -1 means blocks."""
    below: dict[int, Record]


def read_record(cursor: Cursor, file: str, above: Record | None) -> Record:
    """One record, with all that follows it."""
    told = cursor.number()
    count, elsewhere = told >> 2, None
    if count == 0:
        assert above is not None
        count, head, elsewhere = above.count, above.head, above.elsewhere
    elif told & 2:
        place = cursor.number()
        elsewhere = (file, place >> 1, -1 if place & 1 else cursor.number())
        size = cursor.number()
        head = cursor.rising(cursor.at + size)
    else:
        size = cursor.number() if count > 1 else 0
        head = cursor.rising(cursor.at + size) if size else [cursor.number()]
    found = Record(count, head, elsewhere, {})
    for _ in range(cursor.number() if told & 1 else 0):
        code = cursor.character()
        found.below[code] = read_record(cursor, file, found)
    return found


class Index:
    """The files of an index, by path."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.load = lru_cache(maxsize=None)(self._load)
        self.starts = lru_cache(maxsize=None)(self._starts)
        self.manifest: dict[str, Any] = json.loads(self.load("index"))

    def _load(self, name: str) -> bytes:
        data = zlib.decompress(self.files[f"search/{name}.z"])
        assert data.startswith(name.encode() + b"\0")
        return data[len(name) + 1 :]

    def find(self, segment: list[Any], phrase: str) -> tuple[bool, list[int]]:
        """The texts of a segment that have a phrase; False where only its beginning is known to be there."""
        name, _, _, limit, *bits = segment
        codes = [ord(character) for character in phrase]
        found: Record | None = None
        for length in range(min(2, len(codes)), len(codes) + 1):
            if length <= len(bits):
                file = f"{name}/{'cptqr'[length - 1]}{home(bits[length - 1], codes[:length]):x}"
                found = self.beginning(file, codes[:length], found)
            else:
                assert found is not None
                found = found.below.get(codes[length - 1])
            if found is None:
                return True, []
            if length < len(codes) and (found.count <= limit or length == 12):
                return False, self.all(name, found)
        assert found is not None
        return True, self.all(name, found)

    def beginning(self, file: str, codes: list[int], above: Record | None) -> Record | None:
        """The record of a phrase in its file."""
        start = self.starts(file, len(codes)).get(tuple(codes))
        return None if start is None else read_record(Cursor(self.load(file), start), file, above)

    def _starts(self, file: str, length: int) -> dict[tuple[int, ...], int]:
        """Where the record of each phrase begins."""
        cursor, found = Cursor(self.load(file)), {}
        while cursor.at < len(cursor.data):
            codes = tuple(cursor.character() for _ in range(length))
            found[codes] = cursor.at
            read_record(cursor, file, Record(0, [], None, {}))
        return found

    def all(self, name: str, record: Record) -> list[int]:
        """The whole list."""
        if record.elsewhere is None:
            return record.head
        file, place, size = record.elsewhere
        if size >= 0:
            found = Cursor(self.load(f"{file}-"), place).rising(place + size)
        else:
            kind = "d" if "/c" in file else "b"
            names = [f"{name}/{kind}{place:x}-{n:x}" for n in range(-(-record.count // BLOCK))]
            blocks = [self.load(block) for block in names]
            found = [number for block in blocks for number in Cursor(block).rising(len(block))]
        assert len(found) == record.count
        return found

    def search(self, phrase: str, texts: Mapping[Place, str]) -> set[Place]:
        """The places of a phrase; `texts` are looked at only where the index is not sure."""
        result: set[Place] = set()
        for segment in self.manifest["segments"]:
            _, start, end, *_ = segment
            sure, numbers = self.find(segment, phrase)
            for number in numbers:
                article, slot = divmod(number % ((end - start) * 16), 16)
                place = (end - 1 - article, slot)
                if sure or phrase in texts[place]:
                    result.add(place)
        return result
