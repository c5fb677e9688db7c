"""What `import` may report, and where."""

from __future__ import annotations

from taizhou_brief.diagnostics import CODES, Severity
from taizhou_brief.importer.recognise.codes import HINTS, build_diagnostic
from tests.unit.importer.source import source_of


def test_hints_belong_to_codes() -> None:
    """Codes of recognition are below those of reading, except for links."""
    assert HINTS.keys() <= CODES.keys()
    assert all("I700" <= code < "I750" or code in ("I799", "I803") for code in HINTS)


def test_a_doubt_names_its_line() -> None:
    """In a text file the line counts as one; a doubt about the whole has no place."""
    source = source_of("甲", "乙")
    found = build_diagnostic(source, 1, "I740", "疑为错字")
    assert (found.line, found.message, found.hint) == (2, "第2行：疑为错字", HINTS["I740"])
    assert found.severity is Severity.WARNING
    whole = build_diagnostic(source, -1, "I716", "没有正文")
    assert (whole.line, whole.message) == (0, "没有正文")
