"""Texts → lists of the texts that have a phrase, for every phrase that anybody can ask for.

Every character and every pair of characters that occur have a list. A phrase that stands in more than `limit` texts is
followed by its continuations, one character longer, each with a list of its own, and so on. So a phrase of any length
has a list of its own, which is exact, or begins with one that stands in at most `limit` texts, or stands nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taizhou_brief.search.codec import varints
from taizhou_brief.search.normal import BREAK

DEEPEST = 12
"""Characters of the longest phrase that has a list."""

Ints = NDArray[np.int64]
Codes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts of a segment in one line, in the order of their numbers."""

    codes: Codes
    """Characters; a 0 ends each text."""
    ranks: Codes
    """The same characters numbered without gaps."""
    alphabet: Codes
    """Rank → character."""
    text: NDArray[np.int32]
    """The place of the text in `numbers`, for each character."""
    numbers: Ints
    """The number of each text, rising."""

    @staticmethod
    def of(texts: Sequence[tuple[int, str]]) -> Texts:
        """From pairs of number and normal form, by number."""
        joined = "".join(f"{text}{BREAK}" for _, text in texts)
        codes = np.frombuffer(joined.encode("utf-32-le"), np.uint32)
        lengths = np.array([len(text) + 1 for _, text in texts], np.int64)
        used = np.zeros(0x110000, np.bool_)
        used[codes] = True
        used[0] = True
        alphabet = np.nonzero(used)[0].astype(np.uint32)
        rank = np.zeros(0x110000, np.uint32)
        rank[alphabet] = np.arange(len(alphabet), dtype=np.uint32)
        return Texts(
            codes=codes,
            ranks=rank[codes],
            alphabet=alphabet,
            text=np.repeat(np.arange(len(texts), dtype=np.int32), lengths),
            numbers=np.array([number for number, _ in texts], np.int64),
        )


@dataclass(frozen=True, slots=True)
class Level:
    """All phrases of one length in one part of the index, sorted."""

    keys: Ints
    """The parent's place in the level above × size of the alphabet + rank of the last character."""
    counts: Ints
    """Texts."""
    data: bytes
    """All lists as varints of differences."""
    begins: Ints
    """Where each difference begins in `data`."""
    firsts: Ints
    """Where each list begins among the differences, and the end."""
    numbers: Ints
    """The lists themselves."""


def level(packed: Ints, texts: Texts) -> tuple[Level, Ints, Ints]:
    """Sorted pairs of phrase and place → their lists; also the phrase of each pair, numbered, and its place."""
    keys, places = packed >> 32, packed & 0xFFFFFFFF
    new_key = np.ones(len(packed), np.bool_)
    new_key[1:] = keys[1:] != keys[:-1]
    phrase = np.cumsum(new_key) - 1
    text = texts.text[places]
    new = new_key.copy()
    new[1:] |= text[1:] != text[:-1]
    numbers = texts.numbers[text[new]]
    first = np.nonzero(new_key[new])[0]
    differences = numbers.copy()
    differences[1:] -= numbers[:-1]
    differences[first] = numbers[first]
    data, begins = varints(differences)
    firsts = np.append(first, len(numbers))
    found = Level(keys[new_key], np.diff(firsts), data.tobytes(), begins, firsts, numbers)
    return found, phrase, places


def longer(phrase: Ints, places: Ints, depth: int, texts: Texts) -> Ints:
    """Pairs of phrase and place for the continuations of phrases of `depth` characters, sorted."""
    following = texts.ranks[places + depth].astype(np.int64)
    going = following > 0
    size = len(texts.alphabet)
    return np.sort(((phrase[going] * size + following[going]) << 32) | places[going])


def levels(packed: Ints, texts: Texts, depth: int, limit: int) -> list[Level]:
    """The phrases of `depth` characters and the continuations of those in more than `limit` texts."""
    found = []
    while len(packed):
        one, phrase, places = level(packed, texts)
        found.append(one)
        if depth in (1, DEEPEST):
            break
        common = (one.counts > limit)[phrase]
        packed = longer(phrase[common], places[common], depth, texts)
        depth += 1
    return found
