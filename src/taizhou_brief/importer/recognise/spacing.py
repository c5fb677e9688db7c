"""Characters of an office file: layout characters, visible characters, and significant spaces.

The rule for spaces: indents, zero-width and control characters are layout and are removed. A space is removed between a
digit (or %) and a Han character or full-width mark, and next to a full-width stop, comma or opening mark. Every other
space is kept as one space, because whoever typed it between two Han characters or next to a Latin word may have meant
it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from taizhou_brief.chinese.characters import ANY_DIGIT, WIDE_DIGITS, is_han
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.source_text import SourceLine
from taizhou_brief.quantities import JOINT, join_list_number

WIDE_GAP = "\u3000"
"""Gap in a cleaned line that is at least as wide as a Han character; a plain space is a narrower one."""

LETTER = r"[^\W\d_A-Za-z]"
"""A letter that is not ASCII, here a Han character: a pattern with the class of all Han takes 2 ms to compile."""
STOPS = "。！？；：…!?;:"
"""Marks that may end a paragraph."""
CLOSERS = "”’》〉）】〕」』)]}\"'"
"""Marks that may follow a final stop."""

_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_SPACES = " \t\n\r\x0b\x0c\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_CONTROL = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_UNPRINTABLE = "\ud800-\udfff\ufffe\uffff"
_MARKS = "，。、；：？！“”‘’《》〈〉（）【】〔〕「」『』…—·～％＋－×"
_FULL = {0xFF10 + n: 0x30 + n for n in range(10)}
_FULL |= {0xFF21 + n: 0x41 + n for n in range(26)} | {0xFF41 + n: 0x61 + n for n in range(26)}

LAYOUT = lazy_compile(f"[{_INVISIBLE}{_CONTROL}]")
SPACE = lazy_compile(f"[{_SPACES}]+")
UNPRINTABLE = lazy_compile(f"[{_UNPRINTABLE}]")
FULL_WIDTH = lazy_compile(f"[{WIDE_DIGITS}Ａ-Ｚａ-ｚ]|(?<=[{ANY_DIGIT}])．(?=[{ANY_DIGIT}])")

_AT_DIGIT = lazy_compile(
    rf"(?<=[0-9%‰℃])[ {WIDE_GAP}](?=(?P<after>[^\sA-Za-z0-9]))|(?<=(?P<before>[^\sA-Za-z0-9]))[ {WIDE_GAP}](?=[0-9])"
)
"""A gap next to a digit; `_drop_gap_at_digit` checks whether the character on its other side is Han or a mark."""
_AT_MARK = lazy_compile(
    f"[ {WIDE_GAP}](?=[，。、；：？！）》】〕」』])|(?<=[，。、；：？！（《【〔「『“‘])[ {WIDE_GAP}]"
)
_LIST_NUMBER = lazy_compile(rf"^([0-9]{{1,2}}[.．、])[ {WIDE_GAP}]+(?=[0-9])")
"""A list number before a text that begins with a digit: the space between the two is kept."""
_INNER_QUOTE = lazy_compile(rf"(?<=[^\W_])[ {WIDE_GAP}](?=[”’][，。、；：？！])")
_GAPS = lazy_compile(f"[ {WIDE_GAP}]+")


def clean_layout(text: str) -> str:
    """Remove layout characters and outer spaces, and replace each run of inner spaces by one narrow or one wide gap."""
    text = UNPRINTABLE.sub("", LAYOUT.sub("", text) if LAYOUT.search(text) else text)
    if FULL_WIDTH.search(text):
        text = FULL_WIDTH.sub(_to_half_width, text)
    return SPACE.sub(_normalise_gap, text).strip(f" {WIDE_GAP}")


def clean_line(line: SourceLine) -> str:
    """Return the cleaned text of a line after its automatic number, separated if the two would read as one number."""
    return join_list_number(clean_layout(line.number), clean_layout(line.text))


def _to_half_width(match: re.Match[str]) -> str:
    return "." if match[0] == "．" else match[0].translate(_FULL)


def _normalise_gap(match: re.Match[str]) -> str:
    run = match[0]
    return " " if len(run) == 1 and run not in f"\t{WIDE_GAP}" else WIDE_GAP


def measure_indent(text: str) -> int:
    """Return the number of columns of white space before the first character."""
    match = SPACE.match(LAYOUT.sub("", text))
    return sum(2 if c == WIDE_GAP else 4 if c == "\t" else 1 for c in match[0]) if match else 0


def normalise_spaces(text: str) -> str:
    """Apply the rule for spaces (see above) to a cleaned line or paragraph."""
    if " " not in text and WIDE_GAP not in text:
        return text
    text = _LIST_NUMBER.sub(rf"\1{JOINT}", text)
    text = _AT_DIGIT.sub(_drop_gap_at_digit, text)
    for pattern in (_AT_MARK, _INNER_QUOTE):
        text = pattern.sub("", text)
    return _GAPS.sub(" ", text)


def _drop_gap_at_digit(match: re.Match[str]) -> str:
    """Remove a gap between a digit and a Han character or a mark; keep any other."""
    neighbour = match["after"] or match["before"]
    removable = neighbour in _MARKS or is_han(neighbour) or (match["after"] and neighbour in "%‰℃")
    return "" if removable else match[0]


def strip_spaces(text: str) -> str:
    """Remove all spaces, for comparing labels and titles."""
    return SPACE.sub("", text)


def visible_chars(text: str) -> str:
    """Return the characters other than white space and layout, with digits and Latin letters in half width."""
    text = SPACE.sub("", UNPRINTABLE.sub("", LAYOUT.sub("", text)))
    return text.translate(_FULL).replace("．", ".")


def measure_width(text: str) -> int:
    """Return the printed width in columns; a wide character takes two."""
    return len(text) + sum(map(_is_wide, text))


@cache
def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WFA"


def ends_sentence(text: str) -> bool:
    """Return whether a paragraph ends with a final stop, apart from closing quotes and brackets."""
    words = text.rstrip(f"{CLOSERS} ")
    return bool(words) and (words[-1] in STOPS or (words[-1] == "." and not words[-2:-1].isdigit()))
