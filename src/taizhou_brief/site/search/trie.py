"""Texts → lists of the texts that have a phrase, for every phrase that anybody can ask for.

Every character and every pair of characters that occur have a list. A phrase that stands in more than `limit` texts is
followed by its continuations, one character longer, each with a list of its own, and so on. So a phrase of any length
has a list of its own, which is exact, or begins with one that stands in at most `limit` texts, or stands nowhere.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taizhou_brief.site.search.codec import NOTHING, ByteSlices, Ints, extend_hash, varints
from taizhou_brief.site.search.normal_form import BREAK, fold_table

DEEPEST = 12
"""Characters of the longest phrase that has a list."""
INLINE_POSTINGS = 384
"""Texts up to which a list stands in its record, with all continuations of the phrase."""
HEAD = 24
"""Texts of a common phrase that its record tells."""
STEP = 4
"""Bits: of every 16th place the text is noted."""
CHUNK = 1 << 18
"""Places looked at in one go."""
SOME_PLACES = 1 << 22
"""Places whose characters are looked at in one go."""
HELD = 20_000_000
"""Places held at a time: a larger segment is looked at more than once."""
SOME = 1 << 14
"""Texts brought to their normal form in one go."""

Codes = NDArray[np.uint32]
Places = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """All texts of a segment in one line, in the order of their numbers."""

    ranks: NDArray[np.uint16] | NDArray[np.uint32]
    """Characters, numbered without gaps; a 0 ends each text, and more of them all."""
    alphabet: Codes
    """Rank → character."""
    starts: NDArray[np.int32]
    """Where each text begins, and the end."""
    coarse: NDArray[np.int32]
    """The text of every 16th place."""
    numbers: NDArray[np.int32]
    """The number of each text, rising."""

    @staticmethod
    def of(texts: Iterator[tuple[int, str]]) -> Corpus:
        """From pairs of number and text as shown (NFC), by number."""
        numbers: list[int] = []
        parts: deque[NDArray[np.unsignedinteger[Any]]] = deque()
        used = np.zeros(0x110000, np.bool_)
        used[0] = True
        while some := list(islice(texts, SOME)):
            numbers += (number for number, _ in some)
            parts.append(plain_codes("".join(f"{text}{BREAK}" for _, text in some)))
            used[parts[-1]] = True
        alphabet = np.nonzero(used)[0].astype(np.uint32)
        rank = np.zeros(0x110000, np.uint16 if len(alphabet) < 1 << 16 else np.uint32)
        rank[alphabet] = np.arange(len(alphabet))
        ranks = np.zeros(sum(map(len, parts)) + DEEPEST, rank.dtype)
        place = 0
        while parts:
            codes = parts.popleft()
            ranks[place : place + len(codes)] = rank[codes]
            place += len(codes)
        ends = np.nonzero(ranks[:place] == 0)[0] + 1
        starts = np.append(0, ends).astype(np.int32)
        coarse = np.searchsorted(starts, np.arange(0, place, 1 << STEP), "right") - 1
        return Corpus(ranks, alphabet, starts, coarse.astype(np.int32), np.array(numbers, np.int32))

    def at(self, places: Places) -> NDArray[np.int32]:
        """The text that each place lies in."""
        text = self.coarse.take(places >> STEP)
        late = np.nonzero(self.starts.take(text + 1) <= places)[0]
        while len(late):
            text[late] += 1
            late = late[self.starts[text[late] + 1] <= places[late]]
        return text

    def pairs(self, bits: int) -> Iterator[Places]:
        """Every place where a pair of characters begins, in groups by the first bits of the pair's hash."""
        step = max(1, (1 << bits) // (1 + len(self.ranks) // HELD))
        for first in range(0, 1 << bits, step):
            last = min(first + step, 1 << bits)
            found: list[list[Places]] = [[np.empty(0, np.uint32)] for _ in range(first, last)]
            for start in range(0, len(self.ranks) - 1, CHUNK):
                ranks = self.ranks[start : start + CHUNK + 1]
                codes = self.alphabet[ranks]
                groups = extend_hash(extend_hash(NOTHING, codes[:-1]), codes[1:]) >> np.uint32(32 - bits)
                chosen = (groups >= first) & (groups < last)
                inside = np.nonzero(chosen & (ranks[:-1] > 0) & (ranks[1:] > 0))[0]
                own = groups[inside].astype(np.uint16)
                own -= np.uint16(first)
                ends = np.cumsum(np.bincount(own, minlength=last - first))
                some = inside[np.argsort(own, kind="stable")].astype(np.uint32) + np.uint32(start)
                for places, begin, end in zip(found, np.append(0, ends), ends, strict=False):
                    places.append(some[begin:end])
            found.reverse()
            while found:
                yield np.concatenate(found.pop())


def plain_codes(joined: str) -> NDArray[np.unsignedinteger[Any]]:
    """The characters of the normal form of texts that are in NFC, each text ended by `BREAK`."""
    codes = np.frombuffer(joined.encode("utf-32-le"), np.uint32)
    used = np.zeros(0x110000, np.bool_)
    used[codes] = True
    changing = np.fromiter(fold_table(), np.int64)
    plain = {code: fold_table()[code] for code in changing[used[changing]].tolist()}
    several = {chr(code): form for code, form in plain.items() if len(form) > 1}
    if several:
        for character, form in several.items():
            joined = joined.replace(character, form)
        codes = np.frombuffer(joined.encode("utf-32-le"), np.uint32)
    kept, become = np.ones(0x110000, np.bool_), np.arange(0x110000, dtype=np.uint32)
    for code, form in plain.items():
        kept[code] = bool(form)
        become[code] = ord(form) if len(form) == 1 else code
    found = become[codes[kept[codes]]]
    return found if found.max(initial=0) >= 1 << 16 else found.astype(np.uint16)


@dataclass(frozen=True, slots=True)
class PostingLists:
    """A list of texts for each of many phrases."""

    numbers: NDArray[np.int32]
    """All, one after the other."""
    firsts: Ints
    """Where each begins, and the end."""
    pieces: ByteSlices
    """Each as varints of differences."""
    heads: Ints
    """Bytes of the first texts of each."""

    @staticmethod
    def of(numbers: NDArray[np.int32], firsts: Ints) -> PostingLists:
        """Lists that begin at `firsts`."""
        differences = np.diff(numbers, prepend=np.int32(0))
        begun = firsts[:-1][np.diff(firsts) > 0]
        differences[begun] = numbers[begun]
        data, begins = varints(differences)
        heads = begins[np.minimum(firsts[:-1] + HEAD, firsts[1:])] - begins[firsts[:-1]]
        return PostingLists(numbers, firsts, ByteSlices.row(data, begins[firsts]), heads)


@dataclass(frozen=True, slots=True)
class TrieLevel:
    """All phrases of one length in one part of the index, sorted."""

    parents: Ints
    """Each phrase's beginning: its place in the level above."""
    last: Ints
    """The rank of the last character."""
    hashes: Codes
    """Of each phrase."""
    counts: Ints
    """Texts."""
    derived: NDArray[np.bool_]
    """Whether the continuations of each tell its list, together with `ends`: then it has none below."""
    own: PostingLists
    """The lists of the others."""
    ends: PostingLists
    """For those: the texts in which the phrase stands at the end and does not go on."""


@dataclass(frozen=True, slots=True)
class Window:
    """What is around some places, fetched once: all that follows works on this and not on the whole line of texts."""

    text: NDArray[np.int32]
    """The number of the text of each place."""
    ahead: NDArray[np.integer[Any]]
    """The ranks of the characters from each place on: a row each for the first, the second, and so on."""

    @staticmethod
    def of(places: Places, texts: Corpus, characters: int) -> Window:
        """Around places in rising order."""
        ranks = texts.ranks
        rows = (len(ranks) - characters + 1,)
        lines = np.ndarray(rows, f"V{ranks.itemsize * characters}", ranks, strides=(ranks.itemsize,))
        chosen = lines[places].view(ranks.dtype).reshape(len(places), characters)
        return Window(texts.numbers.take(texts.at(places)), np.ascontiguousarray(chosen.T))


def build_characters(texts: Corpus) -> Iterator[TrieLevel]:
    """All single characters, as many at a time as stand at about `SOME_PLACES` places: which text has which."""
    size, line = len(texts.alphabet), texts.ranks[: texts.starts[-1]]
    counts = np.zeros(size, np.int64)
    for start in range(0, len(line), CHUNK):  # in pieces, for each is copied as numbers of 64 bits
        counts += np.bincount(line[start : start + CHUNK], minlength=size)
    places = np.cumsum(np.append(0, counts[1:]))
    first = 1
    while first < size:
        last = max(first + 1, int(np.searchsorted(places, places[first - 1] + SOME_PLACES)))
        yield some_characters(texts, first, min(last, size))
        first = last


def some_characters(texts: Corpus, first: int, last: int) -> TrieLevel:
    """The characters of some ranks."""
    width = last - first
    found: list[tuple[NDArray[Any], NDArray[np.int32]]] = [(texts.ranks[:0], texts.numbers[:0])]
    for start in range(0, len(texts.numbers), SOME):
        bounds = texts.starts[start : start + SOME + 1]
        here = texts.ranks[bounds[0] : bounds[-1]]
        inside = np.nonzero((here >= first) & (here < last))[0]
        own = here[inside] - first
        order = np.argsort(own, kind="stable")
        text = np.repeat(texts.numbers[start : start + SOME], np.diff(bounds))[inside]
        own, text = own.take(order), text.take(order)
        new = changes(own) | changes(text)
        found.append((own[new], text[new]))
    own, numbers = (np.concatenate(part) for part in zip(*found, strict=True))
    numbers = numbers[np.argsort(own, kind="stable")]
    counts = np.bincount(own, minlength=width)
    none, ranks = np.zeros(width + 1, np.int64), np.arange(first, last)
    return TrieLevel(
        *(none[1:], ranks, extend_hash(NOTHING, texts.alphabet[ranks]), counts, counts == 0),
        *(PostingLists.of(numbers, np.append(0, np.cumsum(counts))), PostingLists.of(numbers[:0], none)),
    )


def build_levels(places: Places, texts: Corpus, limit: int) -> Iterator[TrieLevel]:
    """The phrases of two characters that begin at some places; then their continuations, if common."""
    here = Window.of(places, texts, 1 + DEEPEST)
    parents, above = here.ahead[0], extend_hash(NOTHING, texts.alphabet)
    rows = np.arange(len(places), dtype=np.int64)
    depth = 2
    while len(rows):
        most = limit if depth < DEEPEST else len(texts.numbers)
        found, parents, rows = build_level(parents, rows, here, texts, above, depth, most)
        yield found
        above, depth = found.hashes, depth + 1


def build_level(  # noqa: PLR0913, PLR0917  # one step of a loop
    parents: Places, rows: Ints, here: Window, texts: Corpus, above: Codes, depth: int, limit: int
) -> tuple[TrieLevel, Places, Ints]:
    """For each place the phrase one shorter → the lists of the phrases; also the same of common ones, to go on with."""
    last = here.ahead[depth - 1].take(rows)
    order = np.lexsort((last, parents))  # digit by digit where both have 16 bits: in half the time of any other
    parents, last, rows = parents.take(order), last.take(order), rows.take(order)
    new_phrase = changes(parents) | changes(last)
    text = here.text.take(rows)
    opens = np.nonzero(new_phrase | changes(text))[0]
    starts = np.nonzero(new_phrase)[0]
    firsts = np.append(np.searchsorted(opens, starts), len(opens))
    counts = np.diff(firsts)
    last, above_it = last.take(starts).astype(np.int64), parents.take(starts).astype(np.int64)
    common = counts > limit
    derived = common & (counts <= INLINE_POSTINGS)
    sizes = np.diff(starts, append=len(rows))
    stops = np.nonzero(here.ahead[depth].take(rows) == 0)[0]
    on = np.repeat(common, sizes)
    on[stops] = False
    phrase = np.repeat(np.arange(len(counts), dtype=np.min_scalar_type(len(counts))), sizes)
    own = opens[np.repeat(~derived, counts)]
    ends = ending(stops[derived[phrase[stops]]], opens, len(rows))
    found = TrieLevel(
        *(above_it, last, extend_hash(above[above_it], texts.alphabet[last]), counts, derived),
        PostingLists.of(text.take(own), np.append(0, np.cumsum(np.where(derived, 0, counts)))),
        PostingLists.of(text[opens[ends]], np.searchsorted(ends, firsts)),
    )
    return found, phrase[on], rows[on]


def ending(stops: Ints, opens: Ints, end: int) -> Ints:
    """The runs that begin at `opens` of which every member is among `stops`."""
    found: tuple[Ints, Ints] = np.unique(np.searchsorted(opens, stops, "right") - 1, return_counts=True)
    runs, members = found
    sizes = np.append(opens, end)
    whole: Ints = runs[members == sizes[runs + 1] - sizes[runs]]
    return whole


def changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a value differs from that before."""
    new = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new
