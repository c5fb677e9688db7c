"""Marks in the texts of a piece for what is known only where files are joined: addresses, and labels of themes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from taizhou_brief.site.dataset.serialise import csv_lines, protect_cell

ThemeLabels = tuple[tuple[str, str], ...]
"""Ids of themes with their labels."""
ADDRESS = "\0"
"""Character before and after the URL of an article, which becomes an address where the files are joined."""
LABELS = "\1"
"""Character before and after the ids of themes, which become labels there: a new label changes no piece."""
_THEMES = re.compile(f"{LABELS}([^{LABELS}]*){LABELS}")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def insert_labels(text: str, labels: ThemeLabels, write: Callable[[list[str]], str]) -> str:
    """Replace the ids of themes in a text of a piece by their labels, as `write` writes them."""
    known = dict(labels)
    return _THEMES.sub(lambda match: write([known.get(theme, theme) for theme in match[1].split()]), text)


def label_cell(labels: list[str]) -> str:
    """Write labels as one cell of a CSV file."""
    return csv_lines([[protect_cell("、".join(labels))]]).removesuffix("\r\n")


def encode_labels(labels: list[str]) -> str:
    """Write labels as an array of JSON."""
    return _encode(labels)


def label_array(labels: list[str]) -> str:
    """Write labels as an array of JSON that a script may contain."""
    return escape_separators(_encode(labels))


def escape_separators(text: str) -> str:
    """Escape the line separators of Unicode, which end a line in a script."""
    return text.replace("\u2028", r"\u2028").replace("\u2029", r"\u2029")
