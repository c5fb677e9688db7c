"""Addresses of links, which the text of a source does not show."""

from __future__ import annotations


def describe_link(text: str, address: str) -> str:
    """Return the words that name a link, or an empty string if its address is printed or leads nowhere else."""
    text, address = text.strip(), address.strip()
    printed = text.removeprefix("mailto:").rstrip("/") == address.removeprefix("mailto:").rstrip("/")
    if not address or address.startswith("#") or printed:
        return ""
    return f"“{text or '（图片）'}”的链接（{address}）"
