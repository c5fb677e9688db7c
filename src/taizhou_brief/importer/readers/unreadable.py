"""Diagnostics about office files that are not read, or not completely: codes, exception and constructors."""

from __future__ import annotations

from taizhou_brief.diagnostics import Diagnostic, diagnose


class UnreadableFile(Exception):  # noqa: N818 (a fault of the input, not of the program)
    """The file cannot be read; `read_office_file` turns this into a diagnostic."""

    def __init__(self, code: str, message: str, hint: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.line, self.column = code, message, hint, line, column

    def to_diagnostic(self, name: str) -> Diagnostic:
        """Return the diagnostic for the file called `name`."""
        return diagnose(name, self.line, self.column, self.code, self.message, self.hint)


def make_import_diagnostic(name: str, code: str, message: str, hint: str = "") -> Diagnostic:
    """Build a diagnostic about the file called `name` as a whole."""
    return diagnose(name, 0, 0, code, message, hint)


def shorten_text(text: str, max_length: int = 16) -> str:
    """Return the first characters of `text`, for a message."""
    text = " ".join(text.split())
    return text if len(text) <= max_length else f"{text[:max_length]}…"
