"""What an editor has still to decide."""

from __future__ import annotations

BLANK = "〔待填〕"
"""Written into a new file wherever the editor must write."""
