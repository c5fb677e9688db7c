"""Where the front matter ends and the body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic, Severity

FENCE = lazy_compile(r"^--- *$", re.MULTILINE)
ALMOST = lazy_compile(r"^(?:-{2,}|[—–－]+|={3,}|\+{3,}) *$", re.MULTILINE)
TITLE = lazy_compile(r"^ *\n(?=# *\S)", re.MULTILINE)
"""A blank line above what must be the first article: where front matter that was never closed has to end."""


@dataclass(frozen=True, slots=True)
class SplitText:
    """The two parts of a briefing's text."""

    head: str
    """The YAML between the fences."""
    head_line: int
    body: str
    body_line: int
    problems: tuple[Diagnostic, ...]


def split_front_matter(text: str, path: str) -> SplitText:
    """Split a text at its two `---`; where one is missing, as well as can be."""
    opening = FENCE.search(text)
    if opening is None or text[: opening.start()].strip():
        hint = "文件第一行写 ---，下面写 number、date 等各行，再写一行 ---"
        problem = Diagnostic(path, 1, 1, "F026", Severity.ERROR, "文件开头没有前言", hint)
        return SplitText("", 1, text, 1, (problem,))
    problems: list[Diagnostic] = []
    if opening.start():
        message, hint = "前言的“---”不在第一行", "删去它上面的空行"
        line = text.count("\n", 0, opening.start()) + 1
        problems.append(Diagnostic(path, line, 1, "F026", Severity.ERROR, message, hint, len("---")))
    start = opening.end() + 1
    closing = FENCE.search(text, start)
    title = TITLE.search(text, start)
    if closing and not (title and title.end() < closing.start() and is_body(text[title.end() : closing.start()])):
        return cut_text(text, start, closing.start(), closing.end() + 1, problems)
    almost = ALMOST.search(text, start, title.start() if title else len(text))
    problems.append(report_unclosed(text, start, almost, path))
    end = almost.start() if almost else title.start() if title else len(text)
    return cut_text(text, start, end, almost.end() + 1 if almost else end, problems)


def cut_text(text: str, start: int, end: int, rest: int, problems: list[Diagnostic]) -> SplitText:
    """Cut a text and count its lines."""
    head_line = text.count("\n", 0, start) + 1
    body_line = head_line + text.count("\n", start, rest)
    return SplitText(text[start:end], head_line, text[rest:], body_line, tuple(problems))


def is_body(text: str) -> bool:
    """Whether what stands below a `# …` line is an article, not more YAML below a comment."""
    following = text.partition("\n")[2].lstrip("\n").partition("\n")[0]
    return not re.match(r"(?:[A-Za-z_]+|- .*): ?|#|- ", following)


def report_unclosed(text: str, start: int, almost: re.Match[str] | None, path: str) -> Diagnostic:
    """Say that the second `---` is missing, at what was meant for it where there is such a line."""
    hint = "在前言和正文之间单独写一行 ---（三个半角短横）"
    if almost:
        line, written = text.count("\n", 0, almost.start()) + 1, almost[0].strip()
        message = f"前言没有用“---”结束，这里写的是“{written}”"
        return Diagnostic(path, line, 1, "F027", Severity.ERROR, message, hint, len(written))
    line = text.count("\n", 0, start) or 1
    return Diagnostic(path, line, 1, "F027", Severity.ERROR, "前言没有结束：缺第二个“---”", hint, len("---"))
