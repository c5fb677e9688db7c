"""Escaping of text for Markdown."""

from __future__ import annotations

import re

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.quantities import JOINT

_INLINE = lazy_compile(r"[\\`*_\[\]<]|&(?=#|[A-Za-z])")
_START = lazy_compile(r"^(?:(\d{1,9})([.)])(?=\s|$)|([#>+=~:|-]))")


def escape_markdown(text: str, labels: frozenset[str] = frozenset()) -> str:
    """Return Markdown that shows exactly `text`; references to the footnotes `notes` stay references."""
    escaped = escape_inline(text, labels)
    return _START.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", escaped)


def escape_inline(text: str, labels: frozenset[str]) -> str:
    """Escape the characters that have a meaning within a line."""
    text = text.replace(JOINT, " ")
    parts = re.split(r"(\[\^[^\]\s]+\])", text) if labels else [text]
    return "".join(
        part if n % 2 and part[2:-1] in labels else _INLINE.sub(r"\\\g<0>", part) for n, part in enumerate(parts)
    )
