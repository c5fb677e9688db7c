"""The marks of what an editor has still to decide: a blank to fill in, and a suggestion of the program."""

from __future__ import annotations

BLANK = "〔待填〕"
"""Stands wherever the editor must write something."""
SUGGESTED = "〔建议〕"
"""Stands behind a name that the program suggests; the editor removes the mark or the name."""


def suggest(name: str) -> str:
    """Mark a name as a suggestion."""
    return f"{name}{SUGGESTED}"
