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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("推行“支部\n+ 夜校”模式。", [("M030", 2)]),
        ("成本下降\n- 5元。", [("M030", 2)]),
        ("做法。\n\n+ 夜校模式。", [("M030", 3)]),
        ("要点：\n- 场地\n- 师资", []),
        ("要点\n\n+ 场地\n+ 师资", []),
        ("- 场地\n  + 新建\n  + 改建", []),
        ("| 镇 | 班 |\n|---|---|\n| 甲 | 1 |\n以上共投入30万元。", [("M031", 4)]),
        ("| 镇 | 班 |\n|---|---|\n| 甲 |", []),
        ("甲\n##一、做法", [("M021", 2)]),
        ("甲\n#1机组\n#话题#", []),
    ],
)
def test_lines_that_became_something_else_are_named(text: str, wanted: list[tuple[str, int]]) -> None:
    """A sign that is not shown, a row that was a paragraph, a heading that is none; not what is meant."""
    found = parse_blocks(text, "x.md", 1).diagnostics
    assert [(one.code, one.line) for one in found] == wanted
