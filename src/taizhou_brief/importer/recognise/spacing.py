"""Characters of an office file: what is layout, what is ink, and which spaces mean something.

The rule for spaces: indents, zero-width and control characters are layout and go; a space with a digit (or %) on
one side and a Han character or a full-width mark on the other goes, and so does one beside a full-width stop,
comma or opening mark; every other space stays as one space, because whoever typed it between two Han characters
or beside a Latin word may have meant it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from taizhou_brief.chinese.characters import is_han
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.source_text import SourceLine
from taizhou_brief.quantities import JOINT, numbered

WIDE = "\u3000"
"""In a cleaned line: a gap as wide as a Han character or wider; a plain space is a narrow one."""

LETTER = r"[^\W\d_A-Za-z]"
"""A letter that is not ASCII, which here is Han: each expression with the class of all Han takes 2 ms to compile."""
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
FULL_WIDTH = lazy_compile("[０-９Ａ-Ｚａ-ｚ]|(?<=[0-9０-９])．(?=[0-9０-９])")

_AT_DIGIT = lazy_compile(
    rf"(?<=[0-9%‰℃])[ {WIDE}](?=(?P<after>[^\sA-Za-z0-9]))|(?<=(?P<before>[^\sA-Za-z0-9]))[ {WIDE}](?=[0-9])"
)
"""A gap beside a digit; `_at_digit` says whether what stands on the other side is Han or a mark."""
_AT_MARK = lazy_compile(f"[ {WIDE}](?=[，。、；：？！）》】〕」』])|(?<=[，。、；：？！（《【〔「『“‘])[ {WIDE}]")
_ITEM = lazy_compile(rf"^([0-9]{{1,2}}[.．、])[ {WIDE}]+(?=[0-9])")
"""A list number before a text that begins with a digit: the blank between the two stays."""
_INNER_QUOTE = lazy_compile(rf"(?<=[^\W_])[ {WIDE}](?=[”’][，。、；：？！])")
_NARROW = lazy_compile(f"[ {WIDE}]+")


def clean_layout(text: str) -> str:
    """Without layout characters; inside, a run of spaces is one narrow or one wide gap."""
    text = UNPRINTABLE.sub("", LAYOUT.sub("", text) if LAYOUT.search(text) else text)
    if FULL_WIDTH.search(text):
        text = FULL_WIDTH.sub(_half, text)
    return SPACE.sub(_gap, text).strip(f" {WIDE}")


def whole(line: SourceLine) -> str:
    """The cleaned text of a line behind its automatic number, the two kept apart where they read as one number."""
    return numbered(clean_layout(line.number), clean_layout(line.text))


def _half(match: re.Match[str]) -> str:
    return "." if match[0] == "．" else match[0].translate(_FULL)


def _gap(match: re.Match[str]) -> str:
    run = match[0]
    return " " if len(run) == 1 and run not in f"\t{WIDE}" else WIDE


def indent_width(text: str) -> int:
    """Columns of white space before the first character."""
    match = SPACE.match(LAYOUT.sub("", text))
    return sum(2 if c == WIDE else 4 if c == "\t" else 1 for c in match[0]) if match else 0


def normalise_spaces(text: str) -> str:
    """The rule for spaces (see above) on a cleaned line or paragraph."""
    if " " not in text and WIDE not in text:
        return text
    text = _ITEM.sub(rf"\1{JOINT}", text)
    text = _AT_DIGIT.sub(_at_digit, text)
    for pattern in (_AT_MARK, _INNER_QUOTE):
        text = pattern.sub("", text)
    return _NARROW.sub(" ", text)


def _at_digit(match: re.Match[str]) -> str:
    """Nothing for a gap between a digit and Han or a mark, else the gap."""
    other = match["after"] or match["before"]
    beside = other in _MARKS or is_han(other) or (match["after"] and other in "%‰℃")
    return "" if beside else match[0]


def strip_spaces(text: str) -> str:
    """Without any space: what labels and titles are compared by."""
    return SPACE.sub("", text)


def visible_chars(text: str) -> str:
    """The visible characters: without white space and layout, digits and Latin letters half-width."""
    text = SPACE.sub("", UNPRINTABLE.sub("", LAYOUT.sub("", text)))
    return text.translate(_FULL).replace("．", ".")


def printed_width(text: str) -> int:
    """Printed width: two columns for a wide character."""
    return len(text) + sum(map(_wide, text))


@cache
def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WFA"


def ends_sentence(text: str) -> bool:
    """Whether a paragraph ends with a final mark, closing quotes and brackets aside."""
    core = text.rstrip(f"{CLOSERS} ")
    return bool(core) and (core[-1] in STOPS or (core[-1] == "." and not core[-2:-1].isdigit()))
