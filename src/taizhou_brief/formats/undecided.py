"""Marks for what an editor has still to decide: a placeholder to fill in, and a suggestion of the program."""

from __future__ import annotations

BLANK = "〔待填〕"
"""Placeholder for a text that the editor must write."""
SUGGESTED = "〔建议〕"
"""Suffix of a name that the program suggests; the editor removes the suffix or the name."""


def suggest(name: str) -> str:
    """Return a name marked as a suggestion."""
    return f"{name}{SUGGESTED}"
