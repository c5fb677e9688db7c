"""Work grows with the size of a briefing, never with its square: calls, texts passed on and diagnostics are counted."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

import pytest

from taizhou_brief.builder.check import check_text
from taizhou_brief.builder.files import BriefingFile
from taizhou_brief.diagnostics import Diagnostic, Severity, format_text, limit_diagnostics
from taizhou_brief.diagnostics.diagnostic import MAX_PER_CODE
from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.rules.masked_text import mask_text
from tests.project import SETTINGS

PATH = "briefings/2021/07.md"
HEAD = "---\nnumber: 7\ndate: 2021-12-01\narticles:\n- title: 某县\n  counties: []\n  themes: []\n---\n\n# 某县\n\n"
PASSED_ON = {"find_quantities": ("text",), "cuts_quantity": ("before", "after"), "find_repeated_sentences": ()}
"""Functions that read all of a text → their arguments, whose length is work."""


def repeated(unit: str, before: str = "", after: str = "\n") -> Callable[[int], str]:
    """A body of one text again and again; `{n}` in it is its number."""
    return lambda n: before + "".join(unit.replace("{n}", str(i)) for i in range(1, n + 1)) + after


BODIES = {
    "a table": repeated("| {n}万元 | {n}人 |\n", "| 甲 | 乙 |\n|---|---|\n"),
    "a table in a lead": repeated("| {n}万元 | {n}人 |\n", "| 甲 | 乙 |\n|---|---|\n", "\n一是甲。\n\n二是乙。\n"),
    "digits": repeated("1"),
    "digits before a unit": repeated("1", "建成", "个村。\n"),
    "links that do not end": repeated("[a]("),
    "images": repeated("![a]("),
    "brackets": repeated("["),
    "lone quotes": repeated("“"),
    "closing brackets": repeated("）"),
    "pairs in pairs": lambda n: "（“" * n + "”）" * n + "\n",
    "nested lists": lambda n: "".join("  " * min(i, 60) + "- 甲\n" for i in range(n)),
    "footnotes": repeated("甲[^{n}]。", after="\n\n"),
    "articles": repeated("# 某县{n}\n\n甲。\n\n"),
    "articles of one title": repeated("# 某县\n\n甲。\n\n"),
    "sections": repeated("## 一、甲{n}\n\n甲。\n\n"),
    "measures": repeated("{n}是甲。乙。\n\n"),
    "measures without numbers": repeated("一是甲。乙。\n\n"),
    "cut numbers": repeated("增长1\n2人，"),
    "breaks": repeated("增长三十  \n五万元，"),
    "parts": repeated("新增20家其中5家"),
    "one count again": repeated("共培训技能人才1605人。", after="\n\n一是甲。共培训技能人才1650人。\n"),
    "counts in a sentence": repeated("共培训技能人才{n}人，", after="\n\n一是甲。\n"),
    "invisible characters": repeated("甲\u200b\n"),
    "blanks": repeated("\t"),
    "quoted paragraphs": repeated("“甲乙。\n\n"),
    "backticks": repeated("`"),
    "marked words": repeated("**甲"),
}


def work(body: str) -> int:
    """How many functions are called to check a briefing and print its diagnostics, and how long their texts are."""
    settings, _ = parse_settings(SETTINGS, "briefings/archive.yaml")
    assert settings
    count = 0

    def observe(frame: FrameType, event: str, _: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")
        if event == "call" and frame.f_code.co_name in PASSED_ON:
            count += sum(len(frame.f_locals[name]) for name in PASSED_ON[frame.f_code.co_name])

    source = BriefingFile(PATH, HEAD + body)
    check_text(settings, BriefingFile(PATH, HEAD + body[:100]))  # patterns are compiled once
    sys.setprofile(observe)
    try:
        format_text(check_text(settings, source).diagnostics, {PATH: source.text})
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", BODIES)
def test_twice_the_text_is_twice_the_work(name: str) -> None:
    """Beyond the size of any printed issue."""
    small, large = (work(BODIES[name](n)) for n in (600, 1200))
    assert large < 2.5 * small


@pytest.mark.parametrize("name", BODIES)
def test_no_code_is_listed_without_end(name: str) -> None:
    """A hundred of each, then how many more there are."""
    settings, _ = parse_settings(SETTINGS, "briefings/archive.yaml")
    assert settings
    diagnostics = check_text(settings, BriefingFile(PATH, HEAD + BODIES[name](1200))).diagnostics
    assert max(Counter(d.code for d in diagnostics).values(), default=0) <= MAX_PER_CODE + 1


def test_the_hundred_and_first_states_how_many_more() -> None:
    """At its own place, as grave as the worst of them; other files and codes have their own hundred."""
    make = partial(Diagnostic, column=1, code="M024", severity=Severity.WARNING, message="链接写得不对")
    many = [make(path="甲.md", line=line) for line in range(1, 151)]
    many[120] = Diagnostic("甲.md", 121, 1, "M024", Severity.ERROR, "链接写得不对")
    others = [make(path="乙.md", line=line) for line in range(1, 101)]
    limited = limit_diagnostics([*reversed(many), *others])
    assert len(limited) == 100 + 101
    last = limited[-1] if limited[-1].path == "甲.md" else limited[100]
    assert (last.line, last.code, last.severity) == (101, "M024", Severity.ERROR)
    assert "50 处" in last.message
    assert limit_diagnostics(others) == tuple(others)


def test_places_are_counted_from_the_lines() -> None:
    """Line and column of an offset and back, at both ends of each line."""
    text = "甲\n\n乙丙\n丁"
    source = mask_text(text)
    places = [(1, 1), (1, 2), (2, 1), (3, 1), (3, 2), (3, 3), (4, 1), (4, 2)]
    assert [source.place(offset) for offset in range(len(text) + 1)] == places
    assert [source.offset(*place) for place in places] == list(range(len(text) + 1))
    assert source.offset(9, 1) == len(text)


@pytest.mark.parametrize(
    ("body", "blanked"),
    [
        ("甲`乙`丙", "甲___丙"),
        ("甲``乙`丙``丁", "甲_______丁"),
        ("`甲``乙", "`甲``乙"),
        ("`甲`乙`丙`", "___乙___"),
        ("``甲`乙`", "``甲___"),
    ],
)
def test_code_spans_are_blank(body: str, blanked: str) -> None:
    """From a run of backticks to the next of the same length."""
    assert mask_text(body).prose.replace("\ufffc", "_") == blanked
