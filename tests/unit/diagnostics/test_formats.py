"""Diagnostics as values, and each format that they are written in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.diagnostics.annotations import ANNOTATION_COMMANDS, to_annotations
from taizhou_brief.diagnostics.diagnostic import (
    MAX_PLACES,
    ONCE_A_FILE,
    SEVERITY_LABELS,
    Diagnostic,
    Severity,
    limit_diagnostics,
    select_errors,
    sort_diagnostics,
    unite_diagnostics,
)
from taizhou_brief.diagnostics.json_output import to_dict, to_json
from taizhou_brief.diagnostics.sarif import SARIF_LEVELS, to_sarif
from taizhou_brief.diagnostics.terminal import COLUMNS, count_fitting_chars, display_width, format_text

ERROR = Diagnostic("a.md", 2, 3, "F002", Severity.ERROR, "缺少日期", "补上一行", 2)
WARNING = Diagnostic("a.md", 0, 0, "D011", Severity.WARNING, "名称不好")
NOTE = Diagnostic("b.md", 1, 1, "I701", Severity.NOTE, "没有期号")


def test_every_severity_has_its_words() -> None:
    """In each format."""
    for words in (SEVERITY_LABELS, ANNOTATION_COMMANDS, SARIF_LEVELS):
        assert list(words) == list(Severity)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 99), st.sampled_from(["N401", "N415"]))))
def test_the_same_sign_is_reported_once_a_file(rows: list[tuple[str, int, str]]) -> None:
    """At its first place, with the number of the others; other codes are reported wherever they are."""
    every = sort_diagnostics(
        Diagnostic(f"{path}.md", line, 1, code, Severity.WARNING, "用了“-”") for path, line, code in rows
    )
    limited = limit_diagnostics(every)
    assert limit_diagnostics(limited) == limited
    assert [row for row in limited if row.code not in ONCE_A_FILE] == [row for row in every if row.code == "N415"]
    for path in ("a.md", "b.md"):
        group = [row for row in every if (row.path, row.code) == (path, "N401")]
        united = [row for row in limited if (row.path, row.code) == (path, "N401")]
        assert united == ([unite_diagnostics(group)] if group else [])
        assert not united or (
            united[0].line == group[0].line and (len(group) == 1 or f"还有{len(group) - 1}处" in united[0].message)
        )
        assert not united or united[0].message.endswith("等") == (len(group) - 1 > MAX_PLACES)


def test_diagnostics_are_sorted_by_place_without_duplicates() -> None:
    """Numbers in a message without a line count by their value."""
    assert sort_diagnostics([NOTE, ERROR, WARNING, ERROR]) == (WARNING, ERROR, NOTE)
    rows = [Diagnostic("a.docx", 0, 0, "I740", Severity.NOTE, f"第{n}段") for n in (10, 9, 100)]
    assert [row.message for row in sort_diagnostics(rows)] == ["第9段", "第10段", "第100段"]


def test_warnings_stop_a_build_only_where_it_is_strict() -> None:
    """Notes never do."""
    assert select_errors([NOTE, ERROR, WARNING]) == (ERROR,)
    assert select_errors([NOTE, ERROR, WARNING], strict=True) == (ERROR, WARNING)


def test_an_annotation_escapes_what_ends_it() -> None:
    """Line ends and percent signs, in properties colons and commas too; a place that is unknown is left out."""
    found = Diagnostic("a,b:c.md", 2, 3, "F002", Severity.ERROR, "100%", "改")
    assert to_annotations([found, WARNING]) == (
        "::error file=a%2Cb%3Ac.md,line=2,col=3,title=F002::100%25。改\n::warning file=a.md,title=D011::名称不好\n"
    )


def test_the_keys_of_json_are_stable() -> None:
    """Chinese is written as it is, what cannot be seen as an escape."""
    assert to_dict(ERROR) == {
        "code": "F002",
        "severity": "error",
        "path": "a.md",
        "line": 2,
        "column": 3,
        "message": "缺少日期",
        "hint": "补上一行",
    }
    text = to_json({"a": "甲\u200b"})
    assert text == '{\n  "a": "甲\\u200b"\n}'
    assert json.loads(text) == {"a": "甲\u200b"}


@pytest.mark.parametrize(
    ("found", "region"),
    [
        (ERROR, {"startLine": 2, "startColumn": 3, "endColumn": 5}),
        (WARNING, {"startLine": 1}),
        (Diagnostic("a.md", 7, 0, "F002", Severity.ERROR, "m"), {"startLine": 7}),
    ],
)
def test_a_result_of_sarif_has_its_place(found: Diagnostic, region: dict[str, int]) -> None:
    """And its rule, by number."""
    (run,) = to_sarif([NOTE, found], {"F002": "缺键"}, "1.0")["runs"]
    _, result = run["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"]["region"] == region
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["id"] == result["ruleId"] == found.code
    assert rule["shortDescription"]["text"] == {"F002": "缺键"}.get(found.code, found.code)


def test_the_text_for_a_terminal_has_the_line_and_carets() -> None:
    """Below the characters that are meant, twice as wide where they are Chinese."""
    assert format_text([ERROR, WARNING], {"a.md": "第一行\n甲乙丙丁\n"}).split("\n") == [
        "a.md:2:3 错误[F002] 缺少日期",
        "    2 | 甲乙丙丁",
        "            ^^^^",
        "   办法：补上一行",
        "a.md 警告[D011] 名称不好",
        "",
    ]


def test_columns_of_a_terminal_are_counted() -> None:
    """Chinese takes two, a combining mark none."""
    assert [display_width(text) for text in ("", "a", "甲", "e\u0301", "ａ")] == [0, 1, 2, 1, 2]
    assert [count_fitting_chars("甲乙丙", columns) for columns in (0, 1, 2, 5, 6, 9)] == [0, 0, 1, 2, 3, 3]
    assert COLUMNS == 80
