"""Tries of phrases with the postings list of each: indexed texts → lists of text ids.

Every character and every pair of characters that occurs has a postings list. A phrase found in more than `limit` texts
is continued: each phrase one character longer has a list as well, and so on. So a phrase of any length has a list of
its own, which is exact, or begins with a phrase found in at most `limit` texts, or is in no text.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taizhou_brief.site.search.codec import (
    EMPTY_HASH,
    ByteSlices,
    Ints,
    encode_character,
    encode_varints,
    extend_hash,
)
from taizhou_brief.site.search.normal_form import BREAK, build_fold_table

MAX_PHRASE_LENGTH = 12
"""Characters of the longest phrase that has a list; `DEEPEST` in `search.js`."""
INLINE_POSTINGS = 384
"""Maximum length of a list that is stored in its record, together with all continuations of the phrase."""
PREVIEW_POSTINGS = 24
"""Postings of a longer list that its record contains; `HEAD` in `search.js`."""
COARSE_BITS = 4
"""Binary logarithm of the step of `Corpus.coarse`: the text of every 16th position is stored."""
CHUNK_POSITIONS = 1 << 16
"""Positions processed at a time."""
LEVEL_POSITIONS = 1 << 21
"""Positions, about, of the single characters that make up one level."""
TEXT_BATCH = 1 << 11
"""Texts normalised at a time."""

Codes = NDArray[np.uint32]
Positions = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """All texts of a segment, concatenated in the order of their ids."""

    ranks: NDArray[np.uint16] | NDArray[np.uint32]
    """Characters, numbered without gaps from 1; a 0 ends each text, and `MAX_PHRASE_LENGTH` zeros end the array."""
    alphabet: Codes
    """Rank → character."""
    spelling: ByteSlices
    """Rank → encoded character."""
    starts: NDArray[np.int32]
    """Position where each text begins, with the end of the last one."""
    coarse: NDArray[np.int32]
    """Index of the text at every 16th position."""
    text_ids: NDArray[np.int32]
    """Id of each text, ascending."""

    @staticmethod
    def of(texts: Iterator[tuple[int, str]]) -> Corpus:
        """Build the corpus from pairs of id and text as shown (NFC), sorted by id."""
        text_ids: list[int] = []
        batches: deque[NDArray[np.unsignedinteger[Any]]] = deque()
        used = np.zeros(0x110000, np.bool_)
        used[0] = True
        while batch := list(islice(texts, TEXT_BATCH)):
            text_ids += (text_id for text_id, _ in batch)
            batches.append(normalise_codes("".join(f"{text}{BREAK}" for _, text in batch)))
            used[batches[-1]] = True
        alphabet = np.nonzero(used)[0].astype(np.uint32)
        rank = np.zeros(0x110000, np.uint16 if len(alphabet) < 1 << 16 else np.uint32)
        rank[alphabet] = np.arange(len(alphabet))
        ranks = np.zeros(sum(map(len, batches)) + MAX_PHRASE_LENGTH, rank.dtype)
        end = 0
        while batches:
            codes = batches.popleft()
            ranks[end : end + len(codes)] = rank[codes]
            end += len(codes)
        ends = np.nonzero(ranks[:end] == 0)[0] + 1
        starts = np.append(0, ends).astype(np.int32)
        coarse = np.searchsorted(starts, np.arange(0, end, 1 << COARSE_BITS), "right") - 1
        spelling = ByteSlices.of([encode_character(code) for code in alphabet.tolist()])
        return Corpus(ranks, alphabet, spelling, starts, coarse.astype(np.int32), np.array(text_ids, np.int32))

    def find_texts(self, positions: Positions) -> NDArray[np.int32]:
        """Return the index of the text that contains each position."""
        texts = self.coarse.take(positions >> COARSE_BITS)
        late = np.nonzero(self.starts.take(texts + 1) <= positions)[0]
        while len(late):
            texts[late] += 1
            late = late[self.starts[texts[late] + 1] <= positions[late]]
        return texts

    def sort_pairs(self, bits: int) -> SortedPairs:
        """Sort the positions where pairs of characters begin by the first `bits` bits of the pair's hash."""
        chunks: list[tuple[NDArray[np.uint32], Ints]] = []
        for start in range(0, len(self.ranks) - 1, CHUNK_POSITIONS):
            ranks = self.ranks[start : start + CHUNK_POSITIONS + 1]
            codes = self.alphabet[ranks]
            inside = np.nonzero((ranks[:-1] > 0) & (ranks[1:] > 0))[0]
            hashes = extend_hash(extend_hash(EMPTY_HASH, codes[:-1]), codes[1:])[inside]
            slices = (hashes >> np.uint32(32 - bits)).astype(np.uint8) if bits else np.zeros(len(inside), np.uint8)
            bounds = np.zeros((1 << bits) + 1, np.int64)
            np.cumsum(np.bincount(slices, minlength=1 << bits), out=bounds[1:])
            positions = inside[np.argsort(slices, kind="stable")].astype(np.uint32)
            chunks.append((positions + np.uint32(start), bounds))
        return SortedPairs(tuple(chunks))


@dataclass(frozen=True, slots=True)
class SortedPairs:
    """Positions of all pairs of a corpus by slice."""

    chunks: tuple[tuple[NDArray[np.uint32], Ints], ...]
    """For each chunk of the corpus the positions and where each slice begins."""

    def find_slice(self, number: int) -> NDArray[np.uint32]:
        """Return the positions of one slice, ascending."""
        parts = [positions[bounds[number] : bounds[number + 1]] for positions, bounds in self.chunks]
        return np.concatenate([np.empty(0, np.uint32), *parts])


@dataclass(frozen=True, slots=True)
class FoldTables:
    """The normal form of single characters as arrays by code point."""

    kept: NDArray[np.bool_]
    targets: Codes
    expanding: NDArray[np.bool_]
    """Characters whose normal form has several characters."""

    @staticmethod
    @cache
    def load() -> FoldTables:
        """Build the tables once."""
        kept, expanding = np.ones(0x110000, np.bool_), np.zeros(0x110000, np.bool_)
        targets = np.arange(0x110000, dtype=np.uint32)
        for code, form in build_fold_table().items():
            kept[code], expanding[code] = bool(form), len(form) > 1
            targets[code] = ord(form) if len(form) == 1 else code
        return FoldTables(kept, targets, expanding)


def normalise_codes(joined: str) -> NDArray[np.unsignedinteger[Any]]:
    """Return the code points of the normal form of texts that are in NFC, each text ended by `BREAK`."""
    tables = FoldTables.load()
    codes = np.frombuffer(joined.encode("utf-32-le"), np.uint32)
    expanding = codes[tables.expanding[codes]]
    if len(expanding):
        for code in np.unique(expanding).tolist():
            joined = joined.replace(chr(code), build_fold_table()[code])
        codes = np.frombuffer(joined.encode("utf-32-le"), np.uint32)
    normal = tables.targets[codes[tables.kept[codes]]]
    return normal if len(normal) and int(np.max(normal)) >= 1 << 16 else normal.astype(np.uint16)


@dataclass(frozen=True, slots=True)
class PostingLists:
    """Postings lists of many phrases: for each the ids of the texts that contain it, ascending."""

    text_ids: NDArray[np.int32]
    """All lists, concatenated."""
    starts: Ints
    """Index where each list begins, with the end of the last one."""
    encoded: ByteSlices
    """Each list as varints of differences."""
    preview_sizes: Ints
    """Bytes of the first `PREVIEW_POSTINGS` postings of each list."""

    @staticmethod
    def of(text_ids: NDArray[np.int32], starts: Ints) -> PostingLists:
        """Encode the lists that begin at `starts`."""
        differences = np.diff(text_ids, prepend=np.int32(0))
        firsts = starts[:-1][np.diff(starts) > 0]
        differences[firsts] = text_ids[firsts]
        data, bounds = encode_varints(differences)
        preview_sizes = bounds[np.minimum(starts[:-1] + PREVIEW_POSTINGS, starts[1:])] - bounds[starts[:-1]]
        return PostingLists(text_ids, starts, ByteSlices.from_bounds(data, bounds[starts]), preview_sizes)


@dataclass(frozen=True, slots=True)
class TrieLevel:
    """All phrases of one length in one part of the index, sorted."""

    parents: Ints
    """Index, in the level above, of each phrase without its last character."""
    last_ranks: Ints
    """Rank of the last character of each phrase."""
    hashes: Codes
    """Hash of each phrase."""
    counts: Ints
    """Number of texts that contain each phrase."""
    derived: NDArray[np.bool_]
    """Whether the list of a phrase is the union of its continuations' lists and `final_postings`; then it is not in
    `postings`."""
    postings: PostingLists
    """Lists of the phrases that are not derived; empty for the others."""
    final_postings: PostingLists
    """For derived phrases the texts in which the phrase occurs only at the end; empty for the others."""


@dataclass(frozen=True, slots=True)
class Window:
    """Text ids and following characters of some positions, copied once so that later steps need not read the corpus."""

    text_ids: NDArray[np.int32]
    """Id of the text at each position."""
    ranks: NDArray[np.integer[Any]]
    """Ranks of the characters from each position on: row 0 has the first character of all positions, row 1 the second,
    and so on."""

    @staticmethod
    def of(positions: Positions, corpus: Corpus, characters: int) -> Window:
        """Copy so many characters from each position on; positions must be ascending."""
        ranks = corpus.ranks
        shape = (len(ranks) - characters + 1,)
        windows = np.ndarray(shape, f"V{ranks.itemsize * characters}", ranks, strides=(ranks.itemsize,))
        copied = windows[positions].view(ranks.dtype).reshape(len(positions), characters)
        return Window(corpus.text_ids.take(corpus.find_texts(positions)), np.ascontiguousarray(copied.T))


def build_character_levels(corpus: Corpus) -> Iterator[TrieLevel]:
    """Build the lists of all single characters, in levels of about `LEVEL_POSITIONS` positions each."""
    size, ranks = len(corpus.alphabet), corpus.ranks[: corpus.starts[-1]]
    counts = np.zeros(size, np.int64)
    for start in range(0, len(ranks), CHUNK_POSITIONS):  # in chunks, because bincount copies them as 64-bit numbers
        counts += np.bincount(ranks[start : start + CHUNK_POSITIONS], minlength=size)
    totals = np.cumsum(np.append(0, counts[1:]))
    first = 1
    while first < size:
        last = max(first + 1, int(np.searchsorted(totals, totals[first - 1] + LEVEL_POSITIONS)))
        yield build_character_level(corpus, first, min(last, size))
        first = last


def build_character_level(corpus: Corpus, first: int, last: int) -> TrieLevel:
    """Build the lists of the characters of ranks `first` to `last` - 1."""
    width = last - first
    batches: list[tuple[NDArray[Any], NDArray[np.int32]]] = [(corpus.ranks[:0], corpus.text_ids[:0])]
    for start in range(0, len(corpus.text_ids), TEXT_BATCH):
        bounds = corpus.starts[start : start + TEXT_BATCH + 1]
        ranks = corpus.ranks[bounds[0] : bounds[-1]]
        inside = np.nonzero((ranks >= first) & (ranks < last))[0]
        indices = ranks[inside] - first
        order = np.argsort(indices, kind="stable")
        text_ids = np.repeat(corpus.text_ids[start : start + TEXT_BATCH], np.diff(bounds))[inside]
        indices, text_ids = indices.take(order), text_ids.take(order)
        new = mark_changes(indices) | mark_changes(text_ids)
        batches.append((indices[new], text_ids[new]))
    indices, postings = (np.concatenate(arrays) for arrays in zip(*batches, strict=True))
    postings = postings[np.argsort(indices, kind="stable")]
    counts = np.bincount(indices, minlength=width)
    zeros, ranks_of_level = np.zeros(width + 1, np.int64), np.arange(first, last)
    hashes = extend_hash(EMPTY_HASH, corpus.alphabet[ranks_of_level])
    return TrieLevel(
        *(zeros[1:], ranks_of_level, hashes, counts, counts == 0),
        *(PostingLists.of(postings, np.append(0, np.cumsum(counts))), PostingLists.of(postings[:0], zeros)),
    )


def build_levels(positions: Positions, corpus: Corpus, limit: int) -> Iterator[TrieLevel]:
    """Build the level of the pairs that begin at some positions, then the levels of the continuations of common ones.

    A phrase is common if more than `limit` texts contain it.
    """
    window = Window.of(positions, corpus, 1 + MAX_PHRASE_LENGTH)
    parents, parent_hashes = window.ranks[0], extend_hash(EMPTY_HASH, corpus.alphabet)
    rows = np.arange(len(positions), dtype=np.int64)
    length = 2
    while len(rows):
        maximum = limit if length < MAX_PHRASE_LENGTH else len(corpus.text_ids)
        level, parents, rows = build_level(parents, rows, window, corpus, parent_hashes, length, maximum)
        yield level
        parent_hashes, length = level.hashes, length + 1


def build_level(  # noqa: PLR0913, PLR0917  # one step of a loop
    parents: Positions, rows: Ints, window: Window, corpus: Corpus, parent_hashes: Codes, length: int, limit: int
) -> tuple[TrieLevel, Positions, Ints]:
    """Build the level of the phrases of one length.

    `rows` are indices into the window; `parents` has the phrase one character shorter at each. Return the level, and
    parents and rows for the next one: those of the common phrases.
    """
    last = window.ranks[length - 1].take(rows)
    order = np.lexsort((last, parents))  # a radix sort where both have 16 bits, which halves the time
    parents, last, rows = parents.take(order), last.take(order), rows.take(order)
    new_phrase = mark_changes(parents) | mark_changes(last)
    text_ids = window.text_ids.take(rows)
    postings = np.nonzero(new_phrase | mark_changes(text_ids))[0]
    phrases = np.nonzero(new_phrase)[0]
    starts = np.append(np.searchsorted(postings, phrases), len(postings))
    counts = np.diff(starts)
    last, phrase_parents = last.take(phrases).astype(np.int64), parents.take(phrases).astype(np.int64)
    common = counts > limit
    derived = common & (counts <= INLINE_POSTINGS)
    sizes = np.diff(phrases, append=len(rows))
    stops = np.nonzero(window.ranks[length].take(rows) == 0)[0]
    continued = np.repeat(common, sizes)
    continued[stops] = False
    row_phrases = np.repeat(np.arange(len(counts), dtype=np.min_scalar_type(len(counts))), sizes)
    stored = postings[np.repeat(~derived, counts)]
    final = find_complete_runs(stops[derived[row_phrases[stops]]], postings, len(rows))
    level = TrieLevel(
        *(phrase_parents, last, extend_hash(parent_hashes[phrase_parents], corpus.alphabet[last]), counts, derived),
        PostingLists.of(text_ids.take(stored), np.append(0, np.cumsum(np.where(derived, 0, counts)))),
        PostingLists.of(text_ids[postings[final]], np.searchsorted(final, starts)),
    )
    return level, row_phrases[continued], rows[continued]


def find_complete_runs(members: Ints, starts: Ints, end: int) -> Ints:
    """Return the indices of the runs, beginning at `starts`, of which every element is among `members`."""
    unique: tuple[Ints, Ints] = np.unique(np.searchsorted(starts, members, "right") - 1, return_counts=True)
    runs, counts = unique
    bounds = np.append(starts, end)
    complete: Ints = runs[counts == bounds[runs + 1] - bounds[runs]]
    return complete


def mark_changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Return a mask of the values that differ from the one before; the first always does."""
    changed = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed
