"""Explanations of parser errors in plain Chinese, at the position to correct."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from taizhou_brief.formats.yaml.typos import YamlProblem, find_typos_above

QUOTE_SYMBOLS_HINT = "值里有特殊符号时，把整个值放进英文单引号，如 title: '…'"


class ParserComplaint(NamedTuple):
    """One kind of parser error and its explanation."""

    pattern: str
    """A regular expression for `context | problem` of the parser's exception."""
    code: str
    message: str
    hint: str
    where: str = "problem"
    """`context` if the mistake is at the beginning of the construct that the parser was reading."""


COMPLAINTS = (
    ParserComplaint(
        r"quoted scalar \| found unexpected", "Y016", "引号没有闭合", "在值的末尾补上同样的英文引号", "context"
    ),
    ParserComplaint(
        r"double-quoted scalar \|",
        "Y001",
        "双引号里的反斜杠后面不能是这个字符",
        "改用英文单引号，里面的反斜杠就是普通文字",
    ),
    ParserComplaint(
        r"flow sequence \|", "Y016", "方括号没有闭合", "在列表末尾补上半角的“]”，各项之间用半角逗号", "context"
    ),
    ParserComplaint(r"flow mapping \|", "Y016", "花括号没有闭合", "在末尾补上半角的“}”，各项之间用半角逗号", "context"),
    ParserComplaint(r"flow node \| .*found ','", "Y001", "逗号前面缺一项", "删去多余的逗号，或补上这一项"),
    ParserComplaint(r"flow node \|", "Y001", "列表里这个符号不能单独出现", QUOTE_SYMBOLS_HINT),
    ParserComplaint(r"(found|got) '[]}]'", "Y016", "这个括号没有对应的左括号", QUOTE_SYMBOLS_HINT),
    ParserComplaint(
        r"<block end>, but found '<scalar>'", "Y001", "值到这里之前已经结束，这里多出文字", QUOTE_SYMBOLS_HINT
    ),
    ParserComplaint(
        r"could not find expected ':'",
        "Y020",
        "这一行缺少冒号",
        "写成“键: 值”；若是上一行的续写，请并到上一行",
        "context",
    ),
    ParserComplaint(r"cannot start any token", "Y021", "值不能以这个符号开头", QUOTE_SYMBOLS_HINT),
    ParserComplaint(
        r"sequence entries are not allowed", "Y001", "列表的短横“- ”不能写在这里", "列表项另起一行，写在键的下面"
    ),
    ParserComplaint(
        r"block scalar \|",
        "Y001",
        "“|”或“>”后面不能再写文字",
        "正文从下一行起写，每行缩进两个空格",
    ),
    ParserComplaint(
        r"block (mapping|collection) \|",
        "Y019",
        "这里与上面的各行对不齐",
        "同一层的键要从同一列起写；若值里有引号，把整个值放进英文单引号",
    ),
    ParserComplaint(
        r"expected the node content|expected '<document start>'",
        "Y019",
        "这里多出内容，或缩进不齐",
        "同一层的键要从同一列起写",
    ),
    ParserComplaint(
        r"while scanning (a tag|a directive)|while parsing a node \| found undefined tag",
        "Y007",
        "不能使用 YAML 的标签“!”",
        QUOTE_SYMBOLS_HINT,
    ),
    ParserComplaint(
        r"while scanning an (anchor|alias)", "Y006", "不能使用 YAML 的锚点“&”和别名“*”", QUOTE_SYMBOLS_HINT
    ),
)
"""The first whose pattern matches is reported; an error that matches none is reported as Y001."""


def explain_parser_error(text: str, error: Exception) -> list[YamlProblem]:
    """Return the problems, at least one, that explain the parser's exception."""
    problem_mark = getattr(error, "problem_mark", None)
    if not isinstance(error, yaml.MarkedYAMLError) or problem_mark is None:
        return [explain_bad_escape(text)]
    lines = text.split("\n")
    if typos := find_typos_above(lines, problem_mark.line):
        return typos
    description = f"{error.context} | {error.problem}"
    if "mapping values are not allowed" in description:
        return [explain_second_colon(lines, problem_mark.line, problem_mark.column)]
    for complaint in COMPLAINTS:
        if re.search(complaint.pattern, description):
            mark = (error.context_mark if complaint.where == "context" else None) or problem_mark
            hint = find_wide_bracket_hint(lines, mark.line) or complaint.hint
            return [YamlProblem(mark.line + 1, mark.column + 1, complaint.code, complaint.message, hint)]
    line, column = problem_mark.line + 1, problem_mark.column + 1
    return [YamlProblem(line, column, "Y001", "从这里起读不懂", f"检查引号、括号和缩进；{QUOTE_SYMBOLS_HINT}")]


def explain_bad_escape(text: str) -> YamlProblem:
    """Report an escape that denotes no character at its position, which the parser does not give."""
    match = re.search(r"\\U", text)
    offset = match.start() if match else 0
    line = text.count("\n", 0, offset) + 1
    hint = "改用英文单引号，里面的反斜杠就是普通文字"
    return YamlProblem(line, offset - text.rfind("\n", 0, offset), "Y001", "双引号里的反斜杠写法不对应任何字符", hint)


def explain_second_colon(lines: list[str], index: int, column: int) -> YamlProblem:
    """Distinguish a value that contains a colon from a line that is indented too far."""
    if re.search(r":(\s|$)", lines[index][:column]):
        return YamlProblem(
            index + 1,
            column + 1,
            "Y017",
            "值里有英文冒号加空格，读不出来",
            "改用全角冒号“：”，或把整个值放进英文单引号",
        )
    start = len(lines[index]) - len(lines[index].lstrip())
    hint = "同一层的键要从同一列起写；上一行若只有键，值另起一行时要再缩进"
    return YamlProblem(index + 1, start + 1, "Y019", "这一行的缩进与上面对不齐", hint)


def find_wide_bracket_hint(lines: list[str], index: int) -> str:
    """Return a hint if the line ends in a full-width bracket instead of a half-width one, otherwise an empty text."""
    bracket = re.search(r"[］】｝」』〕]\s*$", lines[index]) if index < len(lines) else None
    return f"“{bracket[0].strip()}”是全角括号，改为半角括号" if bracket else ""
