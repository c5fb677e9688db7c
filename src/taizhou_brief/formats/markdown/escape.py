"""Escaping of text for Markdown."""

from __future__ import annotations

import re

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.quantities import JOINT

_INLINE = lazy_compile(r"[\\`*_\[\]<]|&(?=#|[A-Za-z])")
_START = lazy_compile(r"^(?:(\d{1,9})([.)])(?=\s|$)|([#>+=~:|-]))")


def escape_markdown(text: str, labels: frozenset[str] = frozenset()) -> str:
    """Return Markdown that shows exactly `text`; references to the footnotes `labels` stay references."""
    return escape_line_start(escape_inline(text, labels))


def escape_line_start(line: str) -> str:
    """Escape the beginning of a line that is part of a paragraph, after `escape_characters`."""
    return _START.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", line)


def escape_inline(text: str, labels: frozenset[str]) -> str:
    """Escape the characters that have a meaning within a line, except in references to the footnotes `labels`."""
    text = text.replace(JOINT, " ")
    parts = re.split(r"(\[\^[^\]\s]+\])", text) if labels else [text]
    return "".join(part if n % 2 and part[2:-1] in labels else escape_characters(part) for n, part in enumerate(parts))


def escape_characters(text: str) -> str:
    """Escape the characters that have a meaning within a line."""
    return _INLINE.sub(r"\\\g<0>", text)
