"""Files that are not read, or not completely."""

from __future__ import annotations

from taizhou_brief.diagnostics import Severity
from taizhou_brief.importer.readers.unreadable import (
    UnreadableFile,
    make_import_diagnostic,
    shorten_text,
)


def test_a_refusal_becomes_an_error() -> None:
    """With its place."""
    found = UnreadableFile("I758", "m", "h", 3, 5).to_diagnostic("a.txt")
    assert (found.path, found.line, found.column, found.code, found.severity) == ("a.txt", 3, 5, "I758", Severity.ERROR)


def test_warnings_and_notes_have_their_severity() -> None:
    """Neither has a place."""
    assert make_import_diagnostic("a", "I772", "m").severity is Severity.WARNING
    assert make_import_diagnostic("a", "I773", "m").severity is Severity.NOTE


def test_texts_are_shortened_for_a_message() -> None:
    """On one line."""
    assert shorten_text("甲 \n 乙") == "甲 乙"
    assert shorten_text("甲" * 17) == "甲" * 16 + "…"
