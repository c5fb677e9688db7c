"""Diagnostics as a SARIF log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from taizhou_brief.diagnostics.diagnostic import Diagnostic, Severity

SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
SOURCE_ROOT = "%SRCROOT%"
"""Name of the repository's root, which paths are relative to."""


def to_sarif(
    diagnostics: Sequence[Diagnostic],
    rules: Mapping[str, str],
    version: str,
    *,
    explanations: Mapping[str, str] | None = None,
    pages: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Build a SARIF 2.1.0 log (OASIS).

    `rules` maps codes to one-line descriptions, `explanations` to the whole text, `pages` to the address of a page.
    Columns are counted in Unicode code points, as `columnKind` declares.
    """
    codes = sorted({d.code for d in diagnostics})
    results = [_build_result(d, codes.index(d.code)) for d in diagnostics]
    descriptions = [_describe_rule(code, rules, explanations or {}, pages or {}) for code in codes]
    driver = {"name": "taizhou-brief", "version": version, "rules": descriptions}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
    return {"$schema": schema, "version": "2.1.0", "runs": [run]}


def _describe_rule(
    code: str, rules: Mapping[str, str], explanations: Mapping[str, str], pages: Mapping[str, str]
) -> dict[str, Any]:
    """Build the descriptor of a rule, with its whole text and the address of its page where they are known."""
    summary = rules.get(code, code)
    descriptor: dict[str, Any] = {"id": code, "shortDescription": {"text": summary}}
    descriptor["help"] = {"text": explanations.get(code, summary)}
    if code in pages:
        descriptor["helpUri"] = pages[code]
    return descriptor


def _build_result(d: Diagnostic, rule_index: int) -> dict[str, Any]:
    """Build the SARIF result of one diagnostic."""
    text = f"{d.message}。{d.hint}。" if d.hint else f"{d.message}。"
    path = quote(d.path, errors="surrogateescape")  # bytes of a name that are not UTF-8 are quoted one by one
    is_absolute = d.path.startswith("/")
    artifact = {"uri": f"file://{path}"} if is_absolute else {"uri": path, "uriBaseId": SOURCE_ROOT}
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
