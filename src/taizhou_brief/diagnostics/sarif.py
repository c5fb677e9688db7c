"""Diagnostics as a SARIF log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from taizhou_brief.diagnostics.diagnostic import Diagnostic, Severity

SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def to_sarif(diagnostics: Sequence[Diagnostic], rules: Mapping[str, str], version: str) -> dict[str, Any]:
    """Build a SARIF 2.1.0 log (OASIS). `rules` maps codes to one-line descriptions.

    Columns are counted in Unicode code points, as `columnKind` declares.
    """
    codes = sorted({d.code for d in diagnostics})
    results = [_build_result(d, codes.index(d.code)) for d in diagnostics]
    descriptions = [{"id": code, "shortDescription": {"text": rules.get(code, code)}} for code in codes]
    driver = {"name": "taizhou-brief", "version": version, "rules": descriptions}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
    return {"$schema": schema, "version": "2.1.0", "runs": [run]}


def _build_result(d: Diagnostic, rule_index: int) -> dict[str, Any]:
    """Build the SARIF result of one diagnostic."""
    text = f"{d.message}。{d.hint}。" if d.hint else f"{d.message}。"
    path = quote(d.path, errors="surrogateescape")  # bytes of a name that are not UTF-8 are quoted one by one
    is_absolute = d.path.startswith("/")
    artifact = {"uri": f"file://{path}"} if is_absolute else {"uri": path, "uriBaseId": "ROOT"}
    location = {"artifactLocation": artifact, "region": _build_region(d)}
    return {
        "ruleId": d.code,
        "ruleIndex": rule_index,
        "level": SARIF_LEVELS[d.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": location}],
    }


def _build_region(d: Diagnostic) -> dict[str, int]:
    """Build the SARIF region of one diagnostic; line 1 if the diagnostic concerns the whole file."""
    if not d.line:
        return {"startLine": 1}
    columns = {"startColumn": d.column, "endColumn": d.column + max(1, d.length)} if d.column else {}
    return {"startLine": d.line, **columns}
