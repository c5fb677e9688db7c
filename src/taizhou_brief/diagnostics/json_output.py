"""Diagnostics and other values as JSON for other tools."""

from __future__ import annotations

import json
from typing import Any

from taizhou_brief.chinese.invisible import visible_json
from taizhou_brief.diagnostics.diagnostic import Diagnostic


def to_json(data: Any) -> str:
    """Serialise as indented JSON for printing; a character that cannot be seen is written as an escape."""
    return visible_json(json.dumps(data, ensure_ascii=False, indent=2))


def to_dict(d: Diagnostic) -> dict[str, Any]:
    """Convert a diagnostic to the stable form that other tools read."""
    return {
        "code": d.code,
        "severity": str(d.severity),
        "path": d.path,
        "line": d.line,
        "column": d.column,
        "message": d.message,
        "hint": d.hint,
    }
