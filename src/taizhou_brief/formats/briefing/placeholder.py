"""The placeholder that an editor has still to replace."""

from __future__ import annotations

PLACEHOLDER_TEXT = "〔待填〕"
"""Written into a new file wherever the editor must write."""
