"""Checks for text that would be lost on the page."""

from __future__ import annotations

import pytest

from taizhou_brief.diagnostics import CODES
from taizhou_brief.formats.markdown import parse_blocks
from taizhou_brief.formats.markdown.lint import CHECKS

FAULTS = {
    "M010": "> " * 30 + "甲",
    "M011": "| 甲 |\n|---|\n| 乙 | 丙 |",
    "M012": "[甲]: https://a.cn",
    "M013": "甲。\n\n[^1]: 注。",
    "M014": "甲[^1]。",
    "M015": "1. 甲\n2. 乙\n4. 丙",
    "M016": "```\n甲",
    "M017": "``` 甲\n乙\n```",
    "M018": "甲\n===",
    "M019": "#### 甲",
    "M020": "- # 甲",
    "M021": "#甲",
    "M022": "    甲",
    "M023": "![甲](a.png)",
    "M024": "[甲](javascript:x)",
    "M025": "> 5个",
    "M027": "# 甲 ####",
    "M028": "<b>甲</b>",
    "M029": "共3.\n5亿元",
}


@pytest.mark.parametrize("code", FAULTS)
def test_every_fault_has_its_code(code: str) -> None:
    """One text a code, with a place on the page."""
    problems = parse_blocks(FAULTS[code], "a.md", 5).diagnostics
    assert code in {problem.code for problem in problems}
    assert all(problem.line >= 5 for problem in problems)
    assert code in CODES


def test_sound_text_has_no_fault() -> None:
    """Prose, a list, a table, a footnote, a link."""
    text = "# 甲\n\n乙[^1]，[丙](https://a.cn)。\n\n1. 丁\n2. 戊\n\n| 己 | 庚 |\n|---|---|\n| 1 | 2 |\n\n[^1]: 注。"
    assert parse_blocks(text, "a.md", 1).diagnostics == ()


def test_checks_are_listed_once() -> None:
    """A check that ran twice would report everything twice."""
    assert len(set(CHECKS)) == len(CHECKS)
