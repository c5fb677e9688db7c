"""Escaping of text for HTML."""

from __future__ import annotations


def escape_text(text: str) -> str:
    """Escape text for HTML between tags."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def escape_attribute(text: str) -> str:
    """Escape text for an HTML attribute in double quotes."""
    return escape_text(text).replace('"', "&quot;")
