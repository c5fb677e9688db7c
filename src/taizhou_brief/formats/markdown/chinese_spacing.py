"""Spaces and line breaks of running Chinese text.

The style sheet draws the gap between Han characters and digits, so one space typed between them is dropped (`609 个` →
`609个`) in HTML and in plain text: page, search and citation agree. Other spaces are kept: `e 商贷`, `脱贫攻坚
共赴小康`. A line break inside a paragraph becomes a space, or nothing between Han characters or Chinese punctuation.
"""

from __future__ import annotations

import re

from taizhou_brief.chinese.characters import HAN
from taizhou_brief.chinese.patterns import lazy_compile

WIDE_MARKS = "\u3000-\u3004\u3006\u3008-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffe6"
"""Punctuation that is Chinese or Japanese in any context."""
SHARED_MARKS = "“”‘’…—·"
"""Punctuation that Chinese shares with other scripts."""

DROPPED_SPACE = lazy_compile(rf" (?:(?=[0-9])(?<=[{HAN}] )|(?<=[0-9] )(?=[{HAN}]))")
"""A space that is dropped."""
DROPPED_WHITESPACE = lazy_compile(
    rf"[ \n](?:(?=[0-9])(?<=[{HAN}].)|(?<=[0-9].)(?=[{HAN}]))"
    rf"|\n(?:(?<=[{WIDE_MARKS}].)|(?=[{WIDE_MARKS}])"
    rf"|(?<=[{HAN}].)(?=[{HAN}{SHARED_MARKS}])|(?<=[{SHARED_MARKS}].)(?=[{HAN}]))",
    re.DOTALL,
)
"""A space or line break that is dropped."""

_CHINESE_CHAR = lazy_compile(f"[{HAN}{WIDE_MARKS}{SHARED_MARKS}]")


def normalise_spacing(text: str) -> str:
    """Return the text of one paragraph on one line, without the spaces that the style sheet draws."""
    if "\n" in text:
        return DROPPED_WHITESPACE.sub("", text).replace("\n", " ")
    return DROPPED_SPACE.sub("", text) if " " in text else text


def is_chinese(character: str) -> bool:
    """Return whether it is a Han character or a mark that may be Chinese punctuation."""
    return bool(_CHINESE_CHAR.match(character))


def escape_text(text: str) -> str:
    """Escape text for HTML between tags."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def escape_attribute(text: str) -> str:
    """Escape text for an HTML attribute in double quotes."""
    return escape_text(text).replace('"', "&quot;")
