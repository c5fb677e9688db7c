"""The normal form in which texts and queries are compared: the same here and in `search.js`, tested from one table.

A text is brought to NFC as a whole; then each character is brought to NFKC and lower case by itself, and white space
and quotation marks are dropped. Folding reaches only the blocks of `FOLDED`, which were complete before the oldest
Python and the oldest browser we serve: there every version of Unicode agrees, elsewhere a character stands for itself.
"""

from __future__ import annotations

from functools import cache
from unicodedata import normalize

FOLDED = (
    (0x0000, 0x024F),  # Latin
    (0x0370, 0x052F),  # Greek, Cyrillic
    (0x2000, 0x33FF),  # punctuation, ①, ℃, Ⅳ, ㎡, kana
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0xFB00, 0xFB06),  # ﬁ
    (0xFF00, 0xFFEF),  # full width, half width
    (0x1D400, 0x1D7FF),  # mathematical letters
    (0x1F100, 0x1F1FF),  # enclosed letters
    (0x2F800, 0x2FA1F),  # compatibility ideographs, second part
)
"""Blocks whose characters have other forms; `search.js` has the same list."""

WHITE = "".join(
    map(chr, (*range(9, 14), 32, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200E), 0x2028, 0x2029, 0x202F, 0x205F))
)
WHITE += "\u2060\u3000\ufeff\u00ad"
"""White space, and what takes no room: zero-width marks, the soft hyphen."""
QUOTES = "\"'“”‘’„‟‚‛《》「」『』"
DROPPED = frozenset(WHITE + QUOTES)
BREAK = "\0"
"""Never occurs in a text, and ends every one."""


def compose(text: str) -> str:
    """NFC: the form in which texts are kept and shown, so that folding may go character by character."""
    return normalize("NFC", text).replace(BREAK, "")


def fold_character(character: str) -> str:
    """What one character counts as: nothing, itself, or its plain form."""
    code = ord(character)
    if any(first <= code <= last for first, last in FOLDED):
        character = normalize("NFKC", character).lower()
    return "".join(c for c in character if c not in DROPPED)


@cache
def fold_table() -> dict[int, str]:
    """For `str.translate`: every character that does not count as itself."""
    codes = {code for first, last in FOLDED for code in range(first, last + 1)} | {ord(c) for c in DROPPED}
    return {code: plain for code in sorted(codes) if (plain := fold_character(chr(code))) != chr(code)}


def normalise(text: str) -> str:
    """The normal form of a text or of one term of a query."""
    return compose(text).translate(fold_table())
