"""Diagnostics as annotations of a CI system."""

from __future__ import annotations

from collections.abc import Sequence

from taizhou_brief.chinese.invisible import visible
from taizhou_brief.diagnostics.diagnostic import Diagnostic, Severity

ANNOTATION_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
"""GitHub workflow command of each severity."""


def to_annotations(diagnostics: Sequence[Diagnostic]) -> str:
    """Format diagnostics as workflow commands, which GitHub shows on the changed lines."""
    rows = []
    for d in diagnostics:
        place = "".join(f",{key}={n}" for key, n in (("line", d.line), ("col", d.column)) if n)
        properties = f"file={_escape_property(visible(d.path))}{place},title={_escape_property(d.code)}"
        text = visible(f"{d.message}。{d.hint}" if d.hint else d.message)
        rows.append(f"::{ANNOTATION_COMMANDS[d.severity]} {properties}::{_escape_data(text)}\n")
    return "".join(rows)


def _escape_data(text: str) -> str:
    """Escape the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    """Escape the value of a property of a workflow command."""
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
