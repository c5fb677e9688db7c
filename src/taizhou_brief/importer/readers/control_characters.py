"""Characters of a source that print nothing but order or control the text: they are left out, and named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taizhou_brief.chinese.invisible import DIRECTION
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic, diagnose
from taizhou_brief.importer.source_text import SourceLine

MAX_LINES = 30
"""Lines that are reported one by one; of the others only the places are given."""
_MARKS = "\u061c\u200e\u200f"
"""Marks of a direction, which order only the signs beside them."""
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb"
NAMED_CHARACTERS = lazy_compile(f"[{DIRECTION}{_MARKS}{_CONTROLS}]")
_ORDERING = lazy_compile(f"[{DIRECTION}{_MARKS}]")
_HINT = "请对照原件核对这一处的文字和次序"


def report_control_characters(name: str, lines: Sequence[SourceLine]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each line of the file called `name` that has such characters."""
    found = [(line, NAMED_CHARACTERS.findall(line.text)) for line in lines if NAMED_CHARACTERS.search(line.text)]
    for line, characters in found[:MAX_LINES]:
        codes = "、".join(f"U+{ord(character):04X}" for character in dict.fromkeys(characters))
        ordering = any(_ORDERING.match(character) for character in characters)
        words = "改变文字方向的字符" if ordering else "控制字符"
        effect = "，看到的次序可能与底稿不同" if ordering else ""
        match = re.fullmatch(r"第(\d+)行", line.place)
        place = (int(match[1]), line.text.index(characters[0]) + 1) if match else (0, 0)
        yield diagnose(name, *place, "I806", f"{line.place}：{words} {codes} 没有收入{effect}", _HINT)
    if places := "、".join(line.place for line, _ in found[MAX_LINES:]):
        yield diagnose(name, 0, 0, "I806", f"这样的字符还在{places}", _HINT)
