"""The printers: carets stand under the spot, annotations stay on one line, SARIF keeps to its standard."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.chinese.invisible import visible
from taizhou_brief.diagnostics import (
    COLUMNS,
    Diagnostic,
    Severity,
    display_width,
    format_text,
    select_errors,
    sort_diagnostics,
    to_annotations,
    to_dict,
    to_sarif,
)

PATH = "briefings/2021/07.md"
CHARACTERS = st.sampled_from("甲“，ａ1x…：🙂é\u0301\t\x07 ")
LINES = st.text(CHARACTERS, min_size=1, max_size=200)


def warning(line: int, column: int, length: int = 1, message: str = "这里不对", path: str = PATH) -> Diagnostic:
    """A warning at a place."""
    return Diagnostic(path, line, column, "P301", Severity.WARNING, message, "改一改", length)


@given(LINES, st.data())
def test_the_caret_stands_under_the_spot_within_80_columns(line: str, data: st.DataObject) -> None:
    """However wide the characters and however long the line, the carets have the columns of what they mean."""
    column = data.draw(st.integers(1, len(line)))
    length = data.draw(st.integers(1, 6))
    shown = format_text([warning(2, column, length)], {PATH: f"上\n{line}\n下"}).split("\n")
    source, carets = shown[1], shown[2]
    assert display_width(source) <= COLUMNS
    start = len(carets) - len(carets.lstrip())
    at = next(i for i in range(len(source) + 1) if display_width(source[:i]) >= start)
    spot = re.sub("[\t]", " ", line[column - 1 : column - 1 + length]).replace("\x07", "<U+0007>")
    while display_width(source[at:]) and display_width(source[at]) == 0 and source[at] != spot[0]:
        at += 1
    assert display_width(source[:at]) == start
    assert source[at:].startswith(spot[: len(source) - at].rstrip("…")[:1])
    if source[at:].startswith(spot):
        assert len(carets.strip()) == max(1, display_width(spot))


def test_a_line_is_cut_only_where_it_must_be() -> None:
    """A short line is whole; a long one is cut before and behind, and the spot is in it."""
    assert format_text([warning(1, 1)], {PATH: "甲" * 36}).split("\n")[1] == "    1 | " + "甲" * 36
    (row,) = re.findall("    1 . (.*)", format_text([warning(1, 101, 2)], {PATH: "甲" * 100 + "乙丙" + "丁" * 100}))
    assert row.startswith("…甲")
    assert "甲乙丙丁" in row
    assert row.endswith("丁…")
    assert COLUMNS - 14 < display_width(row) <= COLUMNS - len("    1 | ")


def test_colours_are_an_option() -> None:
    """Without them there is not one escape; with them the words are the same."""
    found = [warning(1, 1), Diagnostic(PATH, 0, 0, "S110", Severity.ERROR, "用了两次")]
    plain, painted = (format_text(found, {PATH: "甲"}, colour=colour) for colour in (False, True))
    assert "\x1b" not in plain
    assert re.sub("\x1b.[0-9]*m", "", painted) == plain


ODD = st.one_of(st.text(max_size=40), st.text("%0A3\n\r:,甲", max_size=20))


@given(ODD, ODD)
def test_an_annotation_is_one_line_and_says_all(message: str, path: str) -> None:
    """Whatever stands in a message or a name, it cannot begin a command of its own or end the one it stands in."""
    text = to_annotations([warning(3, 5, message=message, path=path)])
    lines = text.split("\n")
    assert len(lines) == 2
    assert not lines[1]
    match = re.fullmatch("::warning file=([^:,]*),line=3,col=5,title=P301::(.*)", lines[0], re.DOTALL)
    assert match is not None
    assert unquote(match[1], errors="strict") == visible(path)
    assert unquote(match[2], errors="strict") == visible(f"{message}。改一改")


TEXT = {"type": "object", "required": ["text"], "additionalProperties": False, "properties": {"text": {"minLength": 1}}}
PLACE = {"type": "integer", "minimum": 1}
REGION = {
    "type": "object",
    "required": ["startLine"],
    "additionalProperties": False,
    "properties": {"startLine": PLACE, "startColumn": PLACE, "endColumn": {"type": "integer", "minimum": 2}},
}
ARTIFACT = {
    "type": "object",
    "required": ["uri"],
    "additionalProperties": False,
    "properties": {"uri": {"pattern": r"^[A-Za-z0-9/._~%:\-]+$"}, "uriBaseId": {"const": "%SRCROOT%"}},
}
RULE = {
    "type": "object",
    "required": ["id", "shortDescription", "help"],
    "properties": {"shortDescription": TEXT, "help": TEXT, "helpUri": {"pattern": "^https?://"}},
}
RESULT = {
    "type": "object",
    "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
    "properties": {"level": {"enum": ["error", "warning", "note"]}, "message": TEXT},
}


def test_sarif_keeps_to_its_standard() -> None:
    """What SARIF 2.1.0 asks of a log: texts that are not empty, places from 1, addresses, indexes that agree."""
    found = [
        warning(3, 5, 2),
        warning(3, 0),
        warning(0, 0, path="briefings/2021/第 7 期.md"),
        warning(1, 1, path="/tmp/a b.md"),  # noqa: S108  # a name, not a file
        Diagnostic(PATH, 1, 2, "X601", Severity.ERROR, "号码"),
        Diagnostic("briefings/\udcff.md", 1, 2, "P312", Severity.NOTE, "顿号"),
    ]
    log: dict[str, Any] = to_sarif(found, {"P301": "半角点号"}, "1.0")
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = log["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    jsonschema.validate(rules, {"type": "array", "items": RULE, "uniqueItems": True})
    jsonschema.validate(run["results"], {"type": "array", "items": RESULT, "minItems": len(found)})
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        jsonschema.validate(location["physicalLocation"]["artifactLocation"], ARTIFACT)
        region = location["physicalLocation"]["region"]
        jsonschema.validate(region, REGION)
        assert region.get("endColumn", 2) > region.get("startColumn", 1)


def test_order_and_severity() -> None:
    """Sorted by place, each once; what stops a build depends on `strict`."""
    note = Diagnostic(PATH, 9, 1, "P312", Severity.NOTE, "顿号")
    error = Diagnostic(PATH, 2, 1, "X601", Severity.ERROR, "号码")
    found = sort_diagnostics([note, warning(3, 5), error, warning(3, 5), warning(2, 7)])
    assert [(d.line, d.column) for d in found] == [(2, 1), (2, 7), (3, 5), (9, 1)]
    assert select_errors(found) == (error,)
    assert select_errors(found, strict=True) == found[:3]


def test_the_stable_shape() -> None:
    """The keys that other tools read, and nothing else."""
    assert to_dict(warning(3, 5)) == {
        "code": "P301",
        "severity": "warning",
        "path": PATH,
        "line": 3,
        "column": 5,
        "message": "这里不对",
        "hint": "改一改",
    }


def test_places_in_a_message_are_sorted_as_numbers() -> None:
    """An office file has no lines: the ninth paragraph comes before the tenth, the second page before the tenth."""
    messages = ["第10页第1行：甲", "第2页第10行：甲", "第2页第9行：乙", "２", "2"]
    found = sort_diagnostics(Diagnostic("第7期.pdf", 0, 0, "I730", Severity.NOTE, words) for words in messages)
    assert [one.message for one in found] == ["2", "第2页第9行：乙", "第2页第10行：甲", "第10页第1行：甲", "２"]
