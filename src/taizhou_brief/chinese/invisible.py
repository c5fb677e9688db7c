"""Characters that a reader does not see, or sees in another order: one table for YAML, Markdown and the printers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple


class Kind(NamedTuple):
    """One kind of such characters."""

    characters: str
    """For a character class."""
    what: str
    hint: str
    refused: bool = False
    """Whether it is an error wherever it stands; otherwise it is worth a warning."""


DIRECTION = "\u202a-\u202e\u2066-\u2069"
"""Embeddings, overrides and isolates: what follows them is shown in another order than it is written in."""
CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff"
"""Control characters, line ends that only some programs know, halves of pairs, and what is no character."""
COMMON = "删去它；常是从网页或 Word 里带来的"
TABLE = (
    Kind(DIRECTION, "改变文字方向的字符", "删去它：它使后面的字倒着显示，看到的不是写下的", refused=True),
    Kind(CONTROL, "看不见的控制字符", COMMON, refused=True),
    Kind("\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd", "自造字", "别的电脑上显示不出来，换成规范的字"),
    Kind("\ufffc\ufffd", "顶替原字的符号", "对照原件，补上原来的字"),
    Kind(
        "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u2800\u3164"
        "\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff",
        "看不见的字符",
        COMMON,
    ),
)
"""Each character is of one kind."""
UNSEEN = re.compile(f"[{''.join(kind.characters for kind in TABLE)}]")
RUNNING = re.compile(f"[{''.join(kind.characters for kind in TABLE)}\r]")
ONE_LINE = re.compile(f"[{''.join(kind.characters for kind in TABLE)}\r\n\t]")
VARIANT = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Asks for another form of the character before it."""


class Seen(NamedTuple):
    """One unseen character of a text."""

    line: int
    """From 1."""
    column: int
    """From 1."""
    message: str
    hint: str
    refused: bool


def find(text: str) -> Iterator[Seen]:
    """The unseen characters of a text whose lines end in line feeds, each once a line."""
    told: set[tuple[int, str]] = set()
    for match in UNSEEN.finditer(text):
        at, character = match.start(), match[0]
        line = text.count("\n", 0, at) + 1
        if (line, character) in told or (VARIANT.match(character) and has_variants(text[max(0, at - 1) : at])):
            continue
        told.add((line, character))
        kind = next(each for each in TABLE if re.match(f"[{each.characters}]", character))
        message = f"这里有{kind.what} U+{ord(character):04X}"
        yield Seen(line, at - text.rfind("\n", 0, at), message, kind.hint, kind.refused)


def has_variants(character: str) -> bool:
    """Whether a character may be followed by one that asks for another form of it, as rare Han and pictures are."""
    return bool(character) and unicodedata.category(character) in ("Lo", "So")


def name(match: re.Match[str]) -> str:
    """An unseen character by its number."""
    return f"<U+{ord(match[0]):04X}>"


def visible(text: str) -> str:
    """A text of several lines as it may be printed: each unseen character by its number."""
    return RUNNING.sub(name, text)


def visible_line(text: str) -> str:
    """A text that is printed on one line: line ends and tabs by their numbers as well."""
    return ONE_LINE.sub(name, text)


def visible_json(text: str) -> str:
    """JSON with each unseen character written as an escape, so that it is read back as the same."""
    return UNSEEN.sub(lambda match: "".join(f"\\u{unit:04x}" for unit in units(match[0])), text)


def units(character: str) -> tuple[int, ...]:
    """The UTF-16 code units of a character."""
    point = ord(character) - 0x10000
    return (ord(character),) if point < 0 else (0xD800 + (point >> 10), 0xDC00 + (point & 0x3FF))
