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
from taizhou_brief.site.search.indexed_text import SLOTS

DEEPEST = 12
PAGES = 16
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
    """File, place, size."""
    outside: bool
    """Whether the continuations have records in files."""
    below: dict[int, Record] | None


@dataclass
class Filters:
    """What the filters know of a document: numbers of counties and themes."""

    year: int
    first: bool
    """Whether an issue begins."""
    counties: list[int]
    themes: list[int]
    measures: dict[int, list[int]]
    """Slot → the themes that the measure is about."""


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
        found.elsewhere = (home(phrase), place, cursor.number())
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


def read_page(file: bytes, page: int, size: int) -> bytes:
    """What a page has, with what is too long for it and follows all pages."""
    start = page * size
    length, rest = (int.from_bytes(file[start + at : start + at + 3], "little") for at in (0, 3))
    first = file[start + 6 : start + min(6 + length, size or 6 + length)]
    return first + file[rest : rest + length - len(first)]


class Index:
    """The files of an index, by path."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.load = lru_cache(maxsize=None)(self._load)
        self.starts = lru_cache(maxsize=None)(self._starts)
        text, check = json.loads(files["search/index.js"].decode().removeprefix("briefSearchIndex="))
        assert check == hash_phrase(text)
        self.manifest: dict[str, Any] = json.loads(text)

    def filters(self, rows: int) -> list[Filters]:
        """All documents, from columns of so many."""
        found: list[Filters] = []
        for start in range(0, self.manifest["end"], rows):
            cursor = Cursor(self.load(f"k/{start // rows}"))
            heads = [cursor.number() for _ in range(min(rows, self.manifest["end"] - start))]
            lists: list[list[list[int]]] = []
            for _ in ("counties", "themes"):
                lists.append([])
                for head in heads:
                    known = lists[-1][-1] if head & 1 else [cursor.number() for _ in range(cursor.number())]
                    lists[-1].append(known)
            which = [cursor.number() for _ in heads]
            for head, counties, themes, slots in zip(heads, *lists, which, strict=True):
                bits = {slot: cursor.number() for slot in range(SLOTS) if slots >> slot & 1}
                own = {slot: [theme for n, theme in enumerate(themes) if bits[slot] >> n & 1] for slot in bits}
                found.append(Filters(head >> 2, bool(head & 2), counties, themes, own))
            assert cursor.at == len(cursor.data)
        return found

    def _load(self, name: str, page: int | None = None, size: int = 0) -> bytes:
        """A file, or a page of one; a page size of 0 is a file for each page."""
        if page is None:
            key, packed = name, self.files[f"search/{name}.z"]
        else:
            key = f"{name}{page:x}"
            packed = read_page(self.files[f"search/{name}{page // (PAGES if size else 1):x}.z"], page % PAGES, size)
        data = zlib.decompress(packed)
        assert data.startswith(key.encode() + b"\0")
        return data[len(key) + 1 :]

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
            if length < len(phrase) and (found.count <= segment[6] or length == DEEPEST):
                return False, self.all(found)
        assert found is not None
        return True, self.all(found)

    def home(self, segment: list[Any], phrase: str) -> tuple[str, int, int, str]:
        """Name, page and page size of the record of a phrase, and the file of its list if that is long."""
        name, _, _, characters, slices, pages, _, size = segment
        if len(phrase) == 1:
            page = hash_phrase(phrase) % (1 << characters)
            return f"{name}/c", page, 0, f"{name}/c{page:x}-"
        number = hash_phrase(phrase[:2]) >> 32 - slices if slices else 0
        return f"{name}/p", number << pages | hash_phrase(phrase) % (1 << pages), size, f"{name}/p{number:x}-"

    def beginning(self, segment: list[Any], phrase: str, above: Record | None) -> Record | None:
        """The record of a phrase in its file."""
        *page, _ = self.home(segment, phrase)
        start = self.starts(*page).get(phrase)
        if start is None:
            return None
        return read_record(Cursor(self.load(*page), start), lambda own: self.home(segment, own)[3], phrase, above)

    def _starts(self, *page: Any) -> dict[str, int]:
        """Where the record of each phrase of a page begins."""
        cursor, found = Cursor(self.load(*page)), {}
        while cursor.at < len(cursor.data):
            length, cursor.at = cursor.data[cursor.at], cursor.at + 1
            phrase = "".join(chr(cursor.character()) for _ in range(length))
            found[phrase] = cursor.at
            read_record(cursor, str, phrase, NOTHING)
        return found

    def all(self, record: Record) -> list[int]:
        """The whole list."""
        if record.elsewhere is None:
            return record.numbers
        file, place, size = record.elsewhere
        packed = self.files[f"search/{file}.z"][place : place + size]
        found = Cursor(zlib.decompress(packed)).rising(len(zlib.decompress(packed)))
        assert len(found) == record.count
        return found

    def search(self, phrase: str, texts: Mapping[Place, str]) -> set[Place]:
        """The places of a phrase; `texts` are looked at only where the index is not sure."""
        result: set[Place] = set()
        for segment in self.manifest["segments"]:
            _, start, end, *_ = segment
            sure, numbers = self.find(segment, phrase)
            for number in numbers:
                article, slot = divmod(number % ((end - start) * SLOTS), SLOTS)
                place = (end - 1 - article, slot)
                if sure or phrase in texts[place]:
                    result.add(place)
        return result
