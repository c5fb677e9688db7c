"""Diagnostic codes of text that would be lost, moved or misread on the page."""

from __future__ import annotations

UNSEEN = "M026"
"""The code of an invisible character."""
