"""Piece of one issue: everything that the search derives from its text, computed once, whatever the settings are.

All tasks of the index are made from pieces alone. Counties and themes are names and ids, so that settings in another
order, or with other labels, change no piece.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from json import dumps
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taizhou_brief.model.issue import Article, Issue
from taizhou_brief.model.part import Loaded, Part
from taizhou_brief.site.citation import excerpt_mark
from taizhou_brief.site.search.codec import EMPTY_HASH, extend_hash
from taizhou_brief.site.search.indexed_text import SLOTS, IndexedText, list_indexed_texts
from taizhou_brief.site.search.normal_form import BREAK
from taizhou_brief.site.search.trie import MAX_PHRASE_LENGTH, normalise_codes

SLICE_BITS = 7
"""Binary logarithm of the number of slice digests of a piece, and of the largest number of slices of a segment."""
QUOTED_NAME = re.compile(r"“([^“”‘’，。；！？、\n]{2,14})”")
UNQUOTED_KINDS = "nec"
"""Kinds of texts whose quoted names are not offered: notes, editor's notes, corrections."""
MULTIPLIER = np.array(0x9E3779B97F4A7C15, np.uint64)
"""Odd number of which the powers modulo 2^64 look random."""


@dataclass(frozen=True, slots=True)
class ArticlePiece:
    """What the search knows of one article."""

    index: int
    title: str
    counties: tuple[str, ...]
    themes: tuple[str, ...]
    """Ids."""
    names: tuple[str, ...]
    """Names in quotation marks, each once."""
    subjects: tuple[int, ...]
    """For each of its texts 0, or for a measure 1 + `IndexedText.about`."""

    @property
    def doc_ids(self) -> int:
        """Number of its doc ids: one for every `SLOTS` texts."""
        return -(-len(self.subjects) // SLOTS)


IssueTexts = tuple[tuple[IndexedText, ...], ...]
"""Texts of each article of an issue."""


@dataclass(frozen=True, slots=True)
class SearchPiece:
    """What the search knows of one issue."""

    id: str
    """`2021/07`."""
    label: str
    """`第7期`, marked if it is an excerpt."""
    date: str
    articles: tuple[ArticlePiece, ...]
    characters: int
    """Characters of all texts."""
    slices: str
    """A digest of the normal forms for each slice of an index, 16 hexadecimal digits each; an edit changes few."""
    texts: Part[IssueTexts]

    @property
    def digest(self) -> str:
        """Digest of everything that the search shows: equal digests mean equal pieces."""
        return self.texts.digest

    @property
    def doc_ids(self) -> int:
        """Number of doc ids of its articles."""
        return sum(article.doc_ids for article in self.articles)


def build_search_piece(issue: Issue) -> SearchPiece:
    """Build the piece of an issue."""
    texts = tuple(list_indexed_texts(issue, article) for article in issue.articles)
    articles = tuple(map(build_article_piece, issue.articles, texts))
    head = (str(issue.id), f"{issue.label}{excerpt_mark(issue)}", issue.date.isoformat())
    shown = dumps([*head, *map(list_shown, articles, texts)], ensure_ascii=False)
    digest = blake2b(shown.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    characters = sum(len(unit.text) for units in texts for unit in units)
    return SearchPiece(*head, articles, characters, compute_slice_digests(texts), Part(digest, Loaded(texts)))


def list_shown(article: ArticlePiece, texts: tuple[IndexedText, ...]) -> list[Any]:
    """List everything that the search shows of an article."""
    shown = [[unit.kind, unit.fragment, unit.cut, unit.text, unit.about] for unit in texts]
    return [article.index, article.title, article.counties, article.themes, article.names, shown]


def build_article_piece(article: Article, texts: tuple[IndexedText, ...]) -> ArticlePiece:
    """Build the piece of an article."""
    names = (
        name.strip() for unit in texts if unit.kind not in UNQUOTED_KINDS for name in QUOTED_NAME.findall(unit.text)
    )
    subjects = tuple(1 + unit.about if unit.kind == "m" else 0 for unit in texts)
    return ArticlePiece(
        article.index, article.title, article.counties, article.themes, tuple(dict.fromkeys(names)), subjects
    )


def compute_slice_digests(texts: IssueTexts) -> str:
    """Compute a digest for each slice: of the phrases that begin with its pairs of characters, and of their places.

    Phrases have at most `MAX_PHRASE_LENGTH` characters, so a changed character reaches the slices of the few pairs
    before it and of no other. The sum makes the order irrelevant.
    """
    codes = normalise_codes("".join(f"{unit.text}{BREAK}" for units in texts for unit in units)).astype(np.uint32)
    if not len(codes):
        return "0" * (16 << SLICE_BITS)
    places, first = [], 0
    for units in texts:
        places += [(first + number) << 2 | unit.rank for number, unit in enumerate(units)]
        first += -(-len(units) // SLOTS) * SLOTS
    pairs = extend_hash(extend_hash(EMPTY_HASH, codes[:-1]), codes[1:]) >> np.uint32(32 - SLICE_BITS)
    lengths = np.diff(np.nonzero(codes == 0)[0], prepend=-1)
    digests = hash_windows(codes.astype(np.uint64)) ^ np.repeat(np.array(places, np.uint64) * MULTIPLIER, lengths)
    digests ^= digests >> np.uint64(32)
    digests *= MULTIPLIER
    digests ^= digests >> np.uint64(29)
    return sum_by_slice(pairs, digests[:-1], codes[:-1] > 0)


def hash_windows(codes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return for each position a hash of the 13 characters from there on: one more than the longest phrase has."""
    padded = np.append(codes, np.zeros(MAX_PHRASE_LENGTH, np.uint64))
    two: NDArray[np.uint64] = padded[:-1] * MULTIPLIER + padded[1:]
    four: NDArray[np.uint64] = two[:-2] * MULTIPLIER**2 + two[2:]
    eight: NDArray[np.uint64] = four[:-4] * MULTIPLIER**4 + four[4:]
    end = len(codes)
    thirteen: NDArray[np.uint64] = eight[:end] * MULTIPLIER**5 + four[8 : 8 + end] * MULTIPLIER + padded[12 : 12 + end]
    return thirteen


def sum_by_slice(slices: NDArray[np.uint32], digests: NDArray[np.uint64], inside: NDArray[np.bool_]) -> str:
    """Sum the digests of each slice modulo 2^64, in halves that floating-point sums of `bincount` keep exact."""
    slices, digests = slices[inside], digests[inside]
    low, high = (
        np.bincount(slices, half.astype(np.float64), 1 << SLICE_BITS).astype(np.uint64)
        for half in (digests & np.uint64(0xFFFFFFFF), digests >> np.uint64(32))
    )
    return (low + (high << np.uint64(32))).astype(">u8").tobytes().hex()
