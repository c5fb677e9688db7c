"""Characters that a reader cannot see, or that change the order of others: one table for input formats and output."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from taizhou_brief.chinese.patterns import lazy_compile


class InvisibleKind(NamedTuple):
    """One kind of invisible characters."""

    characters: str
    """The characters, for use inside `[…]` of a regular expression."""
    label: str
    """Name of the kind in messages."""
    hint: str
    refused: bool = False
    """Whether such a character is an error wherever it occurs; otherwise it is a warning."""


DIRECTION = "\u202a-\u202e\u2066-\u2069"
"""Embeddings, overrides and isolates: the text after them is displayed in another order than it is written in."""
NONCHARACTERS = "\ufffe\uffff" + "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
CONTROL = f"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff{NONCHARACTERS}"
"""Control characters, line ends that only some programs know, surrogates, and noncharacters."""
COMMON = "删去它；常是从网页或 Word 里带来的"
KINDS = (
    InvisibleKind(DIRECTION, "改变文字方向的字符", "删去它：它使后面的字倒着显示，看到的不是写下的", refused=True),
    InvisibleKind(CONTROL, "看不见的控制字符", COMMON, refused=True),
    InvisibleKind(
        "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd", "自造字", "别的电脑上显示不出来，换成规范的字"
    ),
    InvisibleKind("\ufffc\ufffd", "顶替原字的符号", "对照原件，补上原来的字"),
    InvisibleKind(
        "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u2800\u3164"
        "\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U00013430-\U0001343f\U00016fe4\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
        "\U000e0000-\U000e0fff",
        "看不见的字符",
        COMMON,
    ),
)
"""All kinds of invisible characters; no character is of two kinds."""
_CHARACTERS = "".join(kind.characters for kind in KINDS)
_SUSPECTS = re.sub("[\U00010000-\U0010ffff](?:-[\U00010000-\U0010ffff])?", "", _CHARACTERS) + "\U00010000-\U0010ffff"
"""The characters and all of four bytes: `re` finds such a class at once, but tries many ranges of those in turn."""
UNSEEN = lazy_compile(f"[{_SUSPECTS}](?<=[{_CHARACTERS}])")
"""Any invisible character."""
UNSEEN_IN_LINES = lazy_compile(f"[{_SUSPECTS}\r](?<=[{_CHARACTERS}\r])")
"""Characters to replace in a text of several lines."""
UNSEEN_IN_LINE = lazy_compile(f"[{_SUSPECTS}\r\n\t](?<=[{_CHARACTERS}\r\n\t])")
"""Characters to replace in a text of one line."""
VARIANT = lazy_compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Variation selectors, which choose another form of the character before them."""


class InvisibleCharacter(NamedTuple):
    """One invisible character of a text."""

    line: int
    """From 1."""
    column: int
    """From 1."""
    message: str
    hint: str
    refused: bool
    """Whether the character is an error."""


def find(text: str) -> Iterator[InvisibleCharacter]:
    """Find the invisible characters of a text whose lines end in line feeds; each is reported once per line."""
    reported: set[tuple[int, str]] = set()
    line, counted = 1, 0
    for match in UNSEEN.finditer(text):
        start, character = match.start(), match[0]
        line, counted = line + text.count("\n", counted, start), start
        is_selector = VARIANT.match(character) and has_variants(text[max(0, start - 1) : start])
        if is_selector or (line, character) in reported:
            continue
        reported.add((line, character))
        kind = next(kind for kind in KINDS if re.match(f"[{kind.characters}]", character))
        message = f"这里有{kind.label} U+{ord(character):04X}"
        yield InvisibleCharacter(line, start - text.rfind("\n", 0, start), message, kind.hint, kind.refused)


def has_unseen(name: str) -> bool:
    """Return whether a name, of one line, has an invisible character."""
    return bool(next(find(name), None) or re.search(r"[\r\n\t]", name))


def has_variants(character: str) -> bool:
    """Return whether a variation selector may follow a character, as it may follow rare Han characters and pictures."""
    return bool(character) and unicodedata.category(character) in ("Lo", "So")


def visible(text: str) -> str:
    """Return a text of several lines for printing, each invisible character as its code point: `<U+202E>`."""
    return UNSEEN_IN_LINES.sub(_format_code_point, text)


def visible_line(text: str) -> str:
    """Return a text for printing on one line, also line ends and tabs as their code points."""
    return UNSEEN_IN_LINE.sub(_format_code_point, text)


def visible_json(text: str) -> str:
    """Return JSON with each invisible character written as an escape, so that it parses to the same value."""
    return UNSEEN.sub(lambda match: "".join(f"\\u{unit:04x}" for unit in utf16_units(match[0])), text)


def utf16_units(character: str) -> tuple[int, ...]:
    """Return the UTF-16 code units of a character."""
    offset = ord(character) - 0x10000
    return (ord(character),) if offset < 0 else (0xD800 + (offset >> 10), 0xDC00 + (offset & 0x3FF))


def _format_code_point(match: re.Match[str]) -> str:
    return f"<U+{ord(match[0]):04X}>"
