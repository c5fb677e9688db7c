"""Slips of the hand that YAML itself does not see, or sees too late: `number：7`, `number:7`, `-title: 题`."""

from __future__ import annotations

from typing import NamedTuple

from taizhou_brief.chinese.patterns import lazy_compile

KEY = r"[A-Za-z_][A-Za-z0-9_]*|[\u4e00-\u9fff]{2,6}"
COLON = lazy_compile(rf"(?P<lead> *(?:- +)*)(?P<key>{KEY})(?P<colon>：|:(?=[^\s/]))")
DASH = lazy_compile(rf"(?P<lead> *)(?P<dash>-)(?=(?:{KEY})[:：])")


class YamlProblem(NamedTuple):
    """One problem of a YAML text; line and column count from 1 within the text."""

    line: int
    column: int
    code: str
    message: str
    hint: str
    length: int = 1


def find_typo(text: str, line: int = 1, column: int = 1) -> YamlProblem | None:
    """Look for a slip at the beginning of a line, or of a scalar that stands at this place."""
    if match := COLON.match(text):
        key, place = match["key"], column + match.start("colon")
        if match["colon"] == "：":
            return YamlProblem(line, place, "Y002", f"“{key}”后面是全角冒号“：”", f"改为半角冒号加一个空格：{key}: …")
        return YamlProblem(line, place, "Y003", f"“{key}:”后面缺一个空格", f"冒号后面空一格：{key}: …")
    if match := DASH.match(text):
        return YamlProblem(line, column + match.start("dash"), "Y018", "短横“-”后面缺一个空格", "短横后面空一格：- …")
    return None


def find_typos_above(lines: list[str], index: int) -> list[YamlProblem]:
    """Look at the line where reading stopped and upwards as long as lines have slips: YAML stumbles late."""
    found: list[YamlProblem] = []
    for at in range(min(index, len(lines) - 1), -1, -1):
        here = find_typo(lines[at], at + 1)
        if here:
            found.append(here)
        elif at < index and lines[at].strip():
            break
    return found[::-1]
