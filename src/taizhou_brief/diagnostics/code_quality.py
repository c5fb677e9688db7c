"""Diagnostics as a Code Quality report, which GitLab shows on the lines of a merge request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from taizhou_brief.chinese.invisible import visible
from taizhou_brief.diagnostics.diagnostic import Diagnostic, Severity

CODE_QUALITY_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def to_code_quality(diagnostics: Sequence[Diagnostic]) -> list[dict[str, Any]]:
    """Return the report. A fingerprint does not depend on the line, so that a problem that moves is no new one."""
    counts: Counter[tuple[str, str, str]] = Counter()
    report = []
    for d in diagnostics:
        key = d.path, d.code, d.message
        counts[key] += 1
        fingerprint = sha256("\0".join((*key, str(counts[key]))).encode("utf-8", "surrogateescape")).hexdigest()
        report.append(
            {
                "description": visible(f"{d.message}。{d.hint}" if d.hint else d.message),
                "check_name": d.code,
                "fingerprint": fingerprint,
                "severity": CODE_QUALITY_SEVERITIES[d.severity],
                "location": {"path": visible(d.path), "lines": {"begin": max(1, d.line)}},
            }
        )
    return report
