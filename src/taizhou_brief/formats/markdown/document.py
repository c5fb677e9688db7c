"""Parsed Markdown."""

from __future__ import annotations

from dataclasses import dataclass

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.model.block import Block, Note


@dataclass(frozen=True, slots=True)
class MarkdownDocument:
    """A parsed text: its blocks, its footnotes and its problems."""

    blocks: tuple[Block, ...]
    notes: tuple[tuple[Note, ...], ...]
    """Footnotes: those before the first level-1 heading, those after it, those after the second, …"""
    diagnostics: tuple[Diagnostic, ...]
