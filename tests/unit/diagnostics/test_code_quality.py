"""The report that GitLab shows on the lines of a merge request."""

from __future__ import annotations

import re

from taizhou_brief.diagnostics import Diagnostic, Severity
from taizhou_brief.diagnostics.code_quality import to_code_quality


def problem(line: int, message: str = "顿号") -> Diagnostic:
    """A problem at a line."""
    return Diagnostic("briefings/2021/07.md", line, 1, "P312", Severity.WARNING, message, "改成逗号")


def test_a_problem_has_what_the_report_asks_for() -> None:
    """Text, code, fingerprint, severity and a line from 1."""
    (row,) = to_code_quality([problem(0)])
    assert re.fullmatch("[0-9a-f]{64}", row.pop("fingerprint"))
    assert row == {
        "description": "顿号。改成逗号",
        "check_name": "P312",
        "severity": "minor",
        "location": {"path": "briefings/2021/07.md", "lines": {"begin": 1}},
    }


def test_a_fingerprint_follows_a_problem_that_moves() -> None:
    """Whatever its line; two alike in one file differ."""
    first, second = (to_code_quality([problem(line), problem(line + 5)]) for line in (3, 8))
    assert [row["fingerprint"] for row in first] == [row["fingerprint"] for row in second]
    assert len({row["fingerprint"] for row in (*first, *to_code_quality([problem(3, "句号")]))}) == 3
