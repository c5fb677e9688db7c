"""Spaces and line breaks of running Chinese text.

The gap between Han characters and figures is drawn by the style sheet, so one space typed between a Han character and a
digit is dropped (`609 个` → `609个`) in HTML and plain text alike: page, search and citation agree. Nothing else is
touched: `e 商贷` and `脱贫攻坚 共赴小康` keep their space. A line break inside a paragraph is a space, and none where
Han characters or Chinese punctuation meet.
"""

from __future__ import annotations

import re

from taizhou_brief.chinese.characters import HAN
from taizhou_brief.chinese.patterns import lazy_compile

WIDE_MARKS = "\u3000-\u3004\u3006\u3008-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffe6"
"""Punctuation that is Chinese or Japanese whatever stands beside it."""
SHARED_MARKS = "“”‘’…—·"
"""Punctuation that Chinese shares with other scripts."""

GAP = lazy_compile(rf" (?:(?=[0-9])(?<=[{HAN}] )|(?<=[0-9] )(?=[{HAN}]))")
"""A space that leaves nothing behind."""
CLOSED = lazy_compile(
    rf"[ \n](?:(?=[0-9])(?<=[{HAN}].)|(?<=[0-9].)(?=[{HAN}]))"
    rf"|\n(?:(?<=[{WIDE_MARKS}].)|(?=[{WIDE_MARKS}])"
    rf"|(?<=[{HAN}].)(?=[{HAN}{SHARED_MARKS}])|(?<=[{SHARED_MARKS}].)(?=[{HAN}]))",
    re.DOTALL,
)
"""A space or line break that leaves nothing behind."""

_CHINESE = lazy_compile(f"[{HAN}{WIDE_MARKS}{SHARED_MARKS}]")


def normalise_spacing(text: str) -> str:
    """The text of one paragraph as it runs: on one line, without the gaps the style sheet draws."""
    if "\n" in text:
        return CLOSED.sub("", text).replace("\n", " ")
    return GAP.sub("", text) if " " in text else text


def is_chinese(character: str) -> bool:
    """Whether it is a Han character or a mark that may stand for Chinese punctuation."""
    return bool(_CHINESE.match(character))


def escape_text(text: str) -> str:
    """Text for HTML, between tags."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def escape_attribute(text: str) -> str:
    """Text for HTML, between the double quotes of an attribute."""
    return escape_text(text).replace('"', "&quot;")
