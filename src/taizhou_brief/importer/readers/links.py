"""Addresses of links, which the text of a source does not show."""

from __future__ import annotations

import re

_PLAIN_ADDRESS = re.compile(r"(?:https?://|mailto:)[!#-;=?-Z_a-z~]+", re.IGNORECASE | re.ASCII)
"""An address without a character that has a meaning in Markdown, a blank or a parenthesis around it."""


def describe_link(text: str, address: str) -> str:
    """Return the words that name a link, or an empty string if its address is printed or leads nowhere else."""
    text, address = text.strip(), address.strip()
    printed = text.removeprefix("mailto:").rstrip("/") == address.removeprefix("mailto:").rstrip("/")
    if not address or address.startswith("#") or printed:
        return ""
    return f"“{text or '（图片）'}”的链接（{address}）"


def is_plain_link(text: str, address: str) -> bool:
    """Return whether a link can be written as `[text](address)`: words on one line, a web or mail address."""
    is_plain = _PLAIN_ADDRESS.fullmatch(address.strip()) and not re.search(r"[()*]", address)
    return bool(is_plain and text.strip() and "\n" not in text)
