"""Typing errors that YAML itself does not report, or reports too late: `number：7`, `number:7`, `-title: 题`."""

from __future__ import annotations

from typing import NamedTuple

from taizhou_brief.chinese.patterns import lazy_compile

KEY = r"[A-Za-z_][A-Za-z0-9_]*|[\u4e00-\u9fff]{2,6}"
COLON_TYPO = lazy_compile(rf"(?P<lead> *(?:- +)*)(?P<key>{KEY})(?P<colon>：|:(?=[^\s/]))")
DASH_TYPO = lazy_compile(rf"(?P<lead> *)(?P<dash>-)(?=(?:{KEY})[:：])")


class YamlProblem(NamedTuple):
    """One problem of a YAML text; line and column count from 1 within the text."""

    line: int
    column: int
    code: str
    message: str
    hint: str
    length: int = 1


def find_typo(text: str, line: int = 1, column: int = 1) -> YamlProblem | None:
    """Find a typing error at the beginning of a line, or of a scalar at this position."""
    if match := COLON_TYPO.match(text):
        key, start = match["key"], column + match.start("colon")
        if match["colon"] == "：":
            return YamlProblem(line, start, "Y002", f"“{key}”后面是全角冒号“：”", f"改为半角冒号加一个空格：{key}: …")
        return YamlProblem(line, start, "Y003", f"“{key}:”后面缺一个空格", f"冒号后面空一格：{key}: …")
    if match := DASH_TYPO.match(text):
        return YamlProblem(line, column + match.start("dash"), "Y018", "短横“-”后面缺一个空格", "短横后面空一格：- …")
    return None


def find_typos_above(lines: list[str], index: int) -> list[YamlProblem]:
    """Find typing errors on the line where parsing stopped and on the lines directly above it.

    YAML often fails some lines after the error. The search ends at the first non-empty line above without one.
    """
    problems: list[YamlProblem] = []
    for row in range(min(index, len(lines) - 1), -1, -1):
        problem = find_typo(lines[row], row + 1)
        if problem:
            problems.append(problem)
        elif row < index and lines[row].strip():
            break
    return problems[::-1]
