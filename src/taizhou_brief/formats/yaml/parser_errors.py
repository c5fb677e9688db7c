"""What stopped the YAML parser, in a clerk's words and at the place to mend."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from taizhou_brief.formats.yaml.typos import YamlProblem, find_typos_above

QUOTE = "值里有特殊符号时，把整个值放进英文单引号，如 title: '…'"


class ParserComplaint(NamedTuple):
    """One kind of complaint of the parser."""

    pattern: str
    """Of `context | problem` in the parser's own words."""
    code: str
    message: str
    hint: str
    where: str = "problem"
    """`context` where the mistake is at the beginning of what the parser was reading."""


CAUSES = (
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
    ParserComplaint(r"flow node \|", "Y001", "列表里这个符号不能单独出现", QUOTE),
    ParserComplaint(r"(found|got) '[]}]'", "Y016", "这个括号没有对应的左括号", QUOTE),
    ParserComplaint(r"<block end>, but found '<scalar>'", "Y001", "值到这里之前已经结束，这里多出文字", QUOTE),
    ParserComplaint(
        r"could not find expected ':'",
        "Y020",
        "这一行缺少冒号",
        "写成“键: 值”；若是上一行的续写，请并到上一行",
        "context",
    ),
    ParserComplaint(r"cannot start any token", "Y021", "值不能以这个符号开头", QUOTE),
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
        QUOTE,
    ),
    ParserComplaint(r"while scanning an (anchor|alias)", "Y006", "不能使用 YAML 的锚点“&”和别名“*”", QUOTE),
)
"""The first that fits is told; what fits none is told as Y001."""


def explain_parser_error(text: str, error: Exception) -> list[YamlProblem]:
    """Return at least one problem for the parser's exception."""
    problem = getattr(error, "problem_mark", None)
    if not isinstance(error, yaml.MarkedYAMLError) or problem is None:
        return [escape(text)]
    lines = text.split("\n")
    if slips := find_typos_above(lines, problem.line):
        return slips
    words = f"{error.context} | {error.problem}"
    if "mapping values are not allowed" in words:
        return [second_colon(lines, problem.line, problem.column)]
    for cause in CAUSES:
        if re.search(cause.pattern, words):
            mark = (error.context_mark if cause.where == "context" else None) or problem
            return [
                YamlProblem(
                    mark.line + 1, mark.column + 1, cause.code, cause.message, bracket(lines, mark.line) or cause.hint
                )
            ]
    return [
        YamlProblem(problem.line + 1, problem.column + 1, "Y001", "从这里起读不懂", f"检查引号、括号和缩进；{QUOTE}")
    ]


def escape(text: str) -> YamlProblem:
    """Place an escape that names no character: the parser only says that there is one."""
    match = re.search(r"\\U", text)
    at = match.start() if match else 0
    line = text.count("\n", 0, at) + 1
    hint = "改用英文单引号，里面的反斜杠就是普通文字"
    return YamlProblem(line, at - text.rfind("\n", 0, at), "Y001", "双引号里的反斜杠写法不对应任何字符", hint)


def second_colon(lines: list[str], index: int, column: int) -> YamlProblem:
    """Tell a value with a colon in it from a line that stands too far right."""
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


def bracket(lines: list[str], index: int) -> str:
    """Notice a full-width bracket where a half-width one must close."""
    wide = re.search(r"[］】｝」』〕]\s*$", lines[index]) if index < len(lines) else None
    return f"“{wide[0].strip()}”是全角括号，改为半角括号" if wide else ""
