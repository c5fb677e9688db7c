"""The registry of codes: each is declared once, is used, and has a page of the handbook."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import taizhou_brief
from taizhou_brief.diagnostics import CODES, diagnose, summaries
from taizhou_brief.diagnostics.registry import Code
from taizhou_brief.rules import RULES, code_summaries
from tests.project import ROOT

SOURCES = {
    path: path.read_text("utf-8")
    for path in sorted(Path(taizhou_brief.__file__).parent.rglob("*.py"))
    if path.name != "registry.py" or path.parent.name != "diagnostics"
}


@cache
def used_codes() -> set[str]:
    """Return every code that the sources name; those of keys are put together of a letter and two digits."""
    text = "".join(SOURCES.values())
    numbers = re.findall(r'(?:problems|self)\.report\(\s*"(\d\d)"', text)
    return {*re.findall(r"\b[A-Z]\d{3}\b", text), *(f"{letter}0{number}" for letter in "CF" for number in numbers)}


@pytest.mark.parametrize("code", CODES.values(), ids=CODES.keys())
def test_a_declared_code_is_used(code: Code) -> None:
    """A letter and three digits, one line without a full stop, a page of the handbook, and a use."""
    assert re.fullmatch(r"[A-Z]\d{3}", code.code)
    assert code.summary
    assert not code.summary.endswith("。")
    assert code.code in used_codes() | {"C006", "C007"}, "declared and never used"
    assert (ROOT / "docs" / code.page).is_file()


def test_every_code_in_the_sources_is_declared() -> None:
    """No diagnostic has a code that the registry or a rule does not declare."""
    literal = {code for text in SOURCES.values() for code in re.findall(r'"([CDEFIMTY]\d{3})"', text)}
    assert literal <= {*CODES, *(rule.code for rule in RULES)}


def test_no_code_is_declared_twice() -> None:
    """Codes of rules are not among those of the registry."""
    assert not CODES.keys() & {rule.code for rule in RULES}
    assert list(code_summaries()) == sorted({*CODES, *(rule.code for rule in RULES)})


def test_a_diagnostic_has_the_declared_severity() -> None:
    """The severity of a code is stated in the registry alone."""
    for code, entry in CODES.items():
        assert diagnose("a.md", 1, 2, code, "什么不对").severity is entry.severity


def test_only_the_registry_and_the_rules_state_a_severity() -> None:
    """Whoever else builds a diagnostic asks the registry; two codes with two severities are named."""
    built = {path.stem for path, text in SOURCES.items() if re.search(r"(?<![A-Za-z])Diagnostic\(", text)}
    assert built == {"run"}
    chosen = {path.parent.name for path, text in SOURCES.items() if re.search(r"severity=(?!self)", text)}
    assert chosen == {"schema", "yaml", "markdown", "diagnostics"}, "F002 and C002, Y010, M026, and those left out"


def test_summaries_are_chosen_by_letter() -> None:
    """The line of each code that begins with one of the letters."""
    assert summaries("DE") == {code: entry.summary for code, entry in CODES.items() if code[0] in {"D", "E"}}
