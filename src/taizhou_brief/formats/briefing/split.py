"""Split of a briefing's text into front matter and body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic, diagnose

FENCE = lazy_compile(r"^--- *$", re.MULTILINE)
FENCE_TYPO = lazy_compile(r"^(?:-{2,}|[—–－]+|={3,}|\+{3,}) *$", re.MULTILINE)
TITLE_BELOW_BLANK = lazy_compile(r"^ *\n(?=# *\S)", re.MULTILINE)
"""Blank line above what must be the title of the first article: the end of front matter that is not closed."""


@dataclass(frozen=True, slots=True)
class SplitText:
    """Front matter and body of a briefing's text."""

    head: str
    """YAML between the fences."""
    head_line: int
    """Line of the file that `head` begins on, from 1."""
    body: str
    body_line: int
    """Line of the file that `body` begins on."""
    problems: tuple[Diagnostic, ...]


def split_front_matter(text: str, path: str) -> SplitText:
    """Split a text at its two `---`; if one is missing, at the most likely line instead."""
    opening = FENCE.search(text)
    if opening is None or text[: opening.start()].strip():
        hint = "文件第一行写 ---，下面写 number、date 等各行，再写一行 ---"
        problem = diagnose(path, 1, 1, "F026", "文件开头没有文件头", hint)
        return SplitText("", 1, text, 1, (problem,))
    problems: list[Diagnostic] = []
    if opening.start():
        message, hint = "文件头的“---”不在第一行", "删去它上面的空行"
        line = text.count("\n", 0, opening.start()) + 1
        problems.append(diagnose(path, line, 1, "F026", message, hint, len("---")))
    start = opening.end() + 1
    closing = FENCE.search(text, start)
    title = TITLE_BELOW_BLANK.search(text, start)
    if closing and not (title and title.end() < closing.start() and is_body(text[title.end() : closing.start()])):
        return cut_text(text, start, closing.start(), closing.end() + 1, problems)
    typo = FENCE_TYPO.search(text, start, title.start() if title else len(text))
    problems.append(build_unclosed_problem(text, start, typo, path))
    end = typo.start() if typo else title.start() if title else len(text)
    return cut_text(text, start, end, typo.end() + 1 if typo else end, problems)


def cut_text(text: str, start: int, end: int, rest: int, problems: list[Diagnostic]) -> SplitText:
    """Return the parts of a text, cut at `end` and `rest`, with the lines that they begin on."""
    head_line = text.count("\n", 0, start) + 1
    body_line = head_line + text.count("\n", start, rest)
    return SplitText(text[start:end], head_line, text[rest:], body_line, tuple(problems))


def is_body(text: str) -> bool:
    """Return whether the text below a `# …` line is an article, not more YAML below a comment."""
    following = text.partition("\n")[2].lstrip("\n").partition("\n")[0]
    return not re.match(r"(?:[A-Za-z_]+|- .*): ?|#|- ", following)


def build_unclosed_problem(text: str, start: int, typo: re.Match[str] | None, path: str) -> Diagnostic:
    """Build the diagnostic of a missing second `---`, on the line that was intended as such if there is one."""
    hint = "在文件头和正文之间单独写一行 ---（三个半角短横）"
    if typo:
        line, written = text.count("\n", 0, typo.start()) + 1, typo[0].strip()
        message = f"文件头没有用“---”结束，这里写的是“{written}”"
        return diagnose(path, line, 1, "F027", message, hint, len(written))
    line = text.count("\n", 0, start) or 1
    return diagnose(path, line, 1, "F027", "文件头没有结束：缺第二个“---”", hint, len("---"))
