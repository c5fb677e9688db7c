"""The normal form in which texts and queries are compared.

`search.js` computes the same form; both are tested with one table (`tests/search_table.json`). A text is first brought
to NFC as a whole; then each character is brought to NFKC and lower case by itself, and white space and quotation marks
are dropped. Folding is limited to the blocks of `FOLDED`, which were complete before the oldest supported Python and
the oldest supported browser: in them every version of Unicode agrees. Other characters are not folded.
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
"""Blocks with characters that are folded; `search.js` has the same list."""

WHITESPACE = "".join(
    map(chr, (*range(9, 14), 32, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200E), 0x2028, 0x2029, 0x202F, 0x205F))
)
WHITESPACE += "\u2060\u3000\ufeff\u00ad"
"""White space and invisible characters: zero-width marks, the soft hyphen."""
QUOTES = "\"'“”‘’„‟‚‛《》「」『』"
DROPPED = frozenset(WHITESPACE + QUOTES)
BREAK = "\0"
"""Terminator of every text; never occurs in one."""


def compose(text: str) -> str:
    """Return the text in NFC, the form in which texts are stored and shown, so that folding works by character."""
    return normalize("NFC", text).replace(BREAK, "")


def fold_character(character: str) -> str:
    """Return the normal form of one character: empty, the character itself, or one or more other characters."""
    code = ord(character)
    if any(first <= code <= last for first, last in FOLDED):
        character = normalize("NFKC", character).lower()
    return "".join(c for c in character if c not in DROPPED)


@cache
def build_fold_table() -> dict[int, str]:
    """Build the table for `str.translate` of all characters whose normal form differs from themselves."""
    codes = {code for first, last in FOLDED for code in range(first, last + 1)} | {ord(c) for c in DROPPED}
    return {code: folded for code in sorted(codes) if (folded := fold_character(chr(code))) != chr(code)}


def normalise(text: str) -> str:
    """Return the normal form of a text or of one term of a query."""
    return compose(text).translate(build_fold_table())
