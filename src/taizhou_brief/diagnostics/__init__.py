"""Diagnostics (what is wrong, where, how severe, how to correct it) and their output formats.

The formats are text for a terminal, JSON, SARIF, and the annotations of CI systems.
"""

from __future__ import annotations

from taizhou_brief.diagnostics.annotations import to_annotations
from taizhou_brief.diagnostics.code_quality import to_code_quality
from taizhou_brief.diagnostics.diagnostic import (
    ONCE_A_FILE,
    SEVERITY_LABELS,
    Diagnostic,
    Severity,
    limit_diagnostics,
    select_errors,
    sort_diagnostics,
)
from taizhou_brief.diagnostics.json_output import to_dict, to_json
from taizhou_brief.diagnostics.registry import CODES, diagnose, summaries
from taizhou_brief.diagnostics.sarif import to_sarif
from taizhou_brief.diagnostics.terminal import COLUMNS, display_width, format_text

__all__ = [
    "CODES",
    "COLUMNS",
    "ONCE_A_FILE",
    "SEVERITY_LABELS",
    "Diagnostic",
    "Severity",
    "diagnose",
    "display_width",
    "format_text",
    "limit_diagnostics",
    "select_errors",
    "sort_diagnostics",
    "summaries",
    "to_annotations",
    "to_code_quality",
    "to_dict",
    "to_json",
    "to_sarif",
]
