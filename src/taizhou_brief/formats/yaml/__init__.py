"""YAML reader that keeps every scalar as text with its line and column, and guesses no types.

Aliases, anchors, tags, merge keys, duplicate keys, a second document, control characters, deep nesting and more than
64 KiB are refused, each at its position. libyaml's event stream is used if PyYAML has it. A text that libyaml rejects,
or that contains something the format refuses or a half-width question mark, is parsed again by PyYAML's own parser, so
the diagnostics are the same with and without libyaml.
"""

from __future__ import annotations

import re

from taizhou_brief.chinese import invisible
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic, Severity, diagnose
from taizhou_brief.formats.yaml.composer import (
    QUOTE_VALUE_HINT,
    UNPARSABLE_CHAR,
    ComposeResult,
    compose,
    join_lines,
)
from taizhou_brief.formats.yaml.event_sources import FAST, PURE, EventSource
from taizhou_brief.formats.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from taizhou_brief.formats.yaml.recovery import REPAIRS, recover, restore_positions, restore_problem
from taizhou_brief.formats.yaml.typos import YamlProblem, find_typo

__all__ = [
    "FAST",
    "MAX_BYTES",
    "PURE",
    "MappingNode",
    "Node",
    "ScalarNode",
    "SequenceNode",
    "YamlProblem",
    "find_typo",
    "join_lines",
    "normalise_lines",
    "read_with",
    "read_yaml",
]

MAX_BYTES = 64 * 1024
REFUSED_CHARS = lazy_compile(f"{UNPARSABLE_CHAR.pattern}|\t|(?m:^%)")
"""Characters that would stop the parser; each is replaced by one other character, so that positions do not change."""


def normalise_lines(text: str) -> str:
    """Remove a byte order mark and make every line end a line feed; no line or column of the rest changes."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[MappingNode | None, tuple[Diagnostic, ...]]:
    """Read a text without byte order mark whose lines end in line feeds; `first_line` is the file line it begins on.

    The mapping contains all that could be read, also after a syntax error; it is None if nothing could be read.
    """
    return read_with(FAST or PURE, text, path, first_line)


def read_with(
    source: EventSource, text: str, path: str, first_line: int = 1
) -> tuple[MappingNode | None, tuple[Diagnostic, ...]]:
    """Read a text with the given source of events, as `read_yaml` does."""
    size = len(text) if text.isascii() or len(text) > MAX_BYTES else len(text.encode(errors="replace"))
    if size > MAX_BYTES:
        message = f"内容有 {size // 1024} KiB，超过 64 KiB"
        return None, (diagnose(path, first_line, 1, "Y011", message, "检查是否把正文写进了文件头"),)
    unseen = _find_unseen_chars(text, first_line, refused=False)
    text, refused = _replace_refused_chars(text, first_line)
    result = compose(text, PURE if "?" in text else source, first_line)
    if (result.error or result.problems) and source is not PURE:
        result = compose(text, PURE, first_line)
    problems, inserted_columns = refused + result.problems, dict[int, list[int]]()
    if result.error or any(problem.code in REPAIRS for problem in problems):
        text, result, problems, inserted_columns = recover(text, result, first_line, refused)
    root = restore_positions(result.root, inserted_columns) if result.root and inserted_columns else result.root
    if isinstance(root, ScalarNode) and not root.text and not root.style:
        root = None  # an opening `---` and nothing below it
    if root is None and not problems:
        root = MappingNode((), first_line, 1)
    if root is not None and not isinstance(root, MappingNode) and not problems:
        problems = [
            find_typo(text, first_line)
            or YamlProblem(root.line, root.column, "Y013", "这里不是“键: 值”的形式", "每行写一个键，如 number: 7")
        ]
    swallowed = _find_swallowed_text(text, result, first_line)
    warnings = [*unseen, *(restore_problem(problem, inserted_columns) for problem in swallowed)]
    # Y010 is an error for characters that are refused, which make the text unreadable, and else a warning
    diagnostics = [diagnose(path, *problem, severity=Severity.ERROR) for problem in problems]
    diagnostics += [diagnose(path, *problem) for problem in warnings]
    return root if isinstance(root, MappingNode) else None, tuple(diagnostics)


def _replace_refused_chars(text: str, first_line: int) -> tuple[str, list[YamlProblem]]:
    """Report tabs, directives and invisible characters, and replace them by harmless characters."""
    problems = _find_unseen_chars(text, first_line, refused=True)
    if "\t" not in text and "%" not in text and not UNPARSABLE_CHAR.search(text):
        return text, problems
    for match in REFUSED_CHARS.finditer(text):
        line = text.count("\n", 0, match.start()) + first_line
        column = match.start() - text.rfind("\n", 0, match.start())
        if match[0] == "\t":
            problems.append(YamlProblem(line, column, "Y004", "这里是制表符", "改用空格；缩进每层两个空格"))
        elif match[0] == "%":
            problems.append(YamlProblem(line, column, "Y009", "不能使用 YAML 的 % 指令", QUOTE_VALUE_HINT))
    return REFUSED_CHARS.sub(lambda match: "#" if match[0] == "%" else " ", text), problems


def _find_unseen_chars(text: str, first_line: int, *, refused: bool) -> list[YamlProblem]:
    """Report invisible characters: those that are refused, or else those that are only doubtful.

    A byte order mark at the beginning of a line counts as refused.
    """
    characters = invisible.find(text) if invisible.UNSEEN.search(text) else ()
    return [
        YamlProblem(character.line + first_line - 1, character.column, "Y010", character.message, character.hint)
        for character in characters
        if refused == (character.refused or (character.column == 1 and "U+FEFF" in character.message))
    ]


def _find_swallowed_text(text: str, result: ComposeResult, first_line: int) -> list[YamlProblem]:
    """Find comments that follow other text on their line: often the comment is really a part of a title.

    A comment with two spaces before and one after its `#` is taken as intended.
    """
    if " #" not in text or result.error:
        return []
    problems: list[YamlProblem] = []
    end = -1
    for match in re.finditer(r" #[^\n]*", text):
        hash_at = match.start() + 1
        line_start = text.rfind("\n", 0, hash_at) + 1
        intended = text.startswith("# ", hash_at) and text[:hash_at].endswith("  ")
        if (
            intended
            or line_start <= end
            or text[line_start:hash_at].lstrip()[:1] in ("", "#")
            or any(first <= hash_at < last for first, last in result.quoted)
        ):
            continue
        end = match.end()
        excerpt = text[hash_at:end] if end - hash_at <= 12 else f"{text[hash_at : hash_at + 12]}…"
        message = f"“{excerpt}”被当作注释，没有读入"
        hint = "若是值的一部分，把整个值放进英文单引号，如 '打造 #1 工坊'；若是注释，另起一行写"
        line, column = text.count("\n", 0, hash_at) + first_line, hash_at - line_start + 1
        problems.append(YamlProblem(line, column, "Y015", message, hint, end - hash_at))
    return problems
