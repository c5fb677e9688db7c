"""Reads the files of the index as `search.js` does: a second reader, to prove the form of the files."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

from taizhou_brief.site.search.codec import hash_phrase

BLOCK = 16384
DEEPEST = 12
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

    def rising(self, size: int) -> list[int]:
        """A list of so many bytes."""
        found, last, end = [], 0, self.at + size
        while self.at < end:
            last += self.number()
            found.append(last)
        return found


@dataclass
class Record:
    """A phrase's number of texts, its list or where that is, its continuations."""

    count: int
    numbers: list[int]
    elsewhere: tuple[str, int, int] | None
    """File, place, size; a size of -1 means blocks."""
    outside: bool
    """Whether the continuations have records in files."""
    below: dict[int, Record] | None


NOTHING = Record(0, [], ("", 0, 0), outside=False, below=None)


def read_record(cursor: Cursor, home: Callable[[str], str], phrase: str, above: Record | None) -> Record:
    """One record, with all that follows it."""
    header = cursor.number()
    count, flags = header >> 3, header & 7
    found = Record(count, [], None, bool(flags & 4), {} if flags & 1 else None)
    if count == 0:
        assert above is not None
        found.count, found.numbers, found.elsewhere = above.count, above.numbers, above.elsewhere
    elif flags & 2:
        place = cursor.number()
        found.elsewhere = (home(phrase), place >> 1, -1 if place & 1 else cursor.number())
        found.numbers = cursor.rising(cursor.number())
    elif flags & 1:
        found.numbers = cursor.rising(cursor.number())
    else:
        found.numbers = list(accumulate(cursor.number() for _ in range(count)))
    for _ in range(cursor.number() if found.below is not None else 0):
        code = cursor.character()
        below = read_record(cursor, home, phrase + chr(code), found)
        assert found.below is not None
        found.below[code] = below
        if count and not found.elsewhere:
            found.numbers = sorted({*found.numbers, *below.numbers})
    assert len(found.numbers) == found.count or found.elsewhere
    return found


class Index:
    """The files of an index, by path."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.load = lru_cache(maxsize=None)(self._load)
        self.starts = lru_cache(maxsize=None)(self._starts)
        text, check = json.loads(files["search/index.js"].decode().removeprefix("briefSearchIndex="))
        assert check == hash_phrase(text)
        self.manifest: dict[str, Any] = json.loads(text)

    def _load(self, name: str) -> bytes:
        data = zlib.decompress(self.files[f"search/{name}.z"])
        assert data.startswith(name.encode() + b"\0")
        return data[len(name) + 1 :]

    def find(self, segment: list[Any], phrase: str) -> tuple[bool, list[int]]:
        """The texts of a segment that have a phrase; False where only its beginning is known to be there."""
        found: Record | None = None
        for length in range(min(2, len(phrase)), len(phrase) + 1):
            if found and found.below is not None:
                found = found.below.get(ord(phrase[length - 1]))
            elif found and not found.outside:
                found = None
            else:
                found = self.beginning(segment, phrase[:length], found)
            if found is None:
                return True, []
            if length < len(phrase) and (found.count <= segment[-1] or length == DEEPEST):
                return False, self.all(segment[0], found)
        assert found is not None
        return True, self.all(segment[0], found)

    def home(self, segment: list[Any], phrase: str) -> tuple[str, str]:
        """The file that has the record of a phrase, and that which has its list if it is long."""
        name, _, _, characters, groups, files, _ = segment
        if len(phrase) == 1:
            number = hash_phrase(phrase)
            return f"{name}/c{number % (1 << characters):x}", f"{name}/c{number % (1 << characters + 3):x}-"
        group = hash_phrase(phrase[:2]) >> 32 - groups if groups else 0
        number = group << files | hash_phrase(phrase) % (1 << files)
        return f"{name}/p{number:x}", f"{name}/p{number >> 3:x}-"

    def beginning(self, segment: list[Any], phrase: str, above: Record | None) -> Record | None:
        """The record of a phrase in its file."""
        file, _ = self.home(segment, phrase)
        start = self.starts(file).get(phrase)
        if start is None:
            return None
        return read_record(Cursor(self.load(file), start), lambda own: self.home(segment, own)[1], phrase, above)

    def _starts(self, file: str) -> dict[str, int]:
        """Where the record of each phrase begins."""
        cursor, found = Cursor(self.load(file)), {}
        while cursor.at < len(cursor.data):
            length, cursor.at = cursor.data[cursor.at], cursor.at + 1
            phrase = "".join(chr(cursor.character()) for _ in range(length))
            found[phrase] = cursor.at
            read_record(cursor, str, phrase, NOTHING)
        return found

    def all(self, name: str, record: Record) -> list[int]:
        """The whole list."""
        if record.elsewhere is None:
            return record.numbers
        file, place, size = record.elsewhere
        if size >= 0:
            found = Cursor(self.load(file), place).rising(size)
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
