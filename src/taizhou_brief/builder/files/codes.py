"""Problems with whole files and folders."""

from __future__ import annotations

from taizhou_brief.diagnostics import CODES, Diagnostic, diagnose


def problem(code: str, path: str, hint: str) -> Diagnostic:
    """Build a diagnostic about a whole file or folder."""
    return diagnose(path, 0, 0, code, CODES[code].summary, hint)
