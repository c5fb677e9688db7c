"""YAML as text with places: every scalar keeps its line and column, and no type is guessed.

Aliases, anchors, tags, merge keys, duplicate keys, a second document, control characters, deep nesting and more than
64 KiB are refused, each at its place. libyaml's event stream is used where PyYAML has it; a text that it refuses, that
has something the format refuses, or a half-width question mark, is judged by PyYAML's own parser: the story is the same
with and without libyaml.
"""

from __future__ import annotations

import re

from taizhou_brief.chinese import invisible
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic, Severity
from taizhou_brief.formats.yaml.codes import CODES
from taizhou_brief.formats.yaml.composer import HIDDEN, QUOTED, ComposeResult, compose, join_lines
from taizhou_brief.formats.yaml.event_sources import FAST, PURE, EventSource
from taizhou_brief.formats.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from taizhou_brief.formats.yaml.recovery import REPAIRS, recover, restore_positions, restore_problem
from taizhou_brief.formats.yaml.typos import YamlProblem, find_typo

__all__ = [
    "CODES",
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
BAD = lazy_compile(f"{HIDDEN.pattern}|\t|(?m:^%)")
"""What stops reading as it stands; each is read as one other character, so that places stay right."""


def normalise_lines(text: str) -> str:
    """Take off a byte order mark and make every line end a line feed: no line or column of what is left changes."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[MappingNode | None, tuple[Diagnostic, ...]]:
    """Read a text without byte order mark whose lines end in line feeds; `first_line` is its place in the file.

    The mapping is all that could be read, also behind an error of syntax; None where there is nothing at all.
    """
    return read_with(FAST or PURE, text, path, first_line)


def read_with(
    source: EventSource, text: str, path: str, first_line: int = 1
) -> tuple[MappingNode | None, tuple[Diagnostic, ...]]:
    """Read with one source of events or the other."""
    size = len(text) if text.isascii() or len(text) > MAX_BYTES else len(text.encode(errors="replace"))
    if size > MAX_BYTES:
        message = f"内容有 {size // 1024} KiB，超过 64 KiB"
        return None, (Diagnostic(path, first_line, 1, "Y011", Severity.ERROR, message, "检查是否把正文写进了前言"),)
    doubtful = _unseen(text, first_line, refused=False)
    text, refused = _mended(text, first_line)
    composed = compose(text, PURE if "?" in text else source, first_line)
    if (composed.error or composed.slips) and source is not PURE:
        composed = compose(text, PURE, first_line)
    slips, typed = refused + composed.slips, dict[int, list[int]]()
    if composed.error or any(each.code in REPAIRS for each in slips):
        text, composed, slips, typed = recover(text, composed, first_line, refused)
    root = restore_positions(composed.root, typed) if composed.root and typed else composed.root
    if isinstance(root, ScalarNode) and not root.text and not root.style:
        root = None  # an opening `---` and nothing below it
    if root is None and not slips:
        root = MappingNode((), first_line, 1)
    if root is not None and not isinstance(root, MappingNode) and not slips:
        slips = [
            find_typo(text, first_line)
            or YamlProblem(root.line, root.column, "Y013", "这里不是“键: 值”的形式", "每行写一个键，如 number: 7")
        ]
    warnings = [*doubtful, *(restore_problem(each, typed) for each in _comments(text, composed, first_line))]
    diagnostics = [_diagnostic(path, each, Severity.ERROR) for each in slips]
    diagnostics += [_diagnostic(path, each, Severity.WARNING) for each in warnings]
    return root if isinstance(root, MappingNode) else None, tuple(diagnostics)


def _diagnostic(path: str, each: YamlProblem, severity: Severity) -> Diagnostic:
    return Diagnostic(path, each.line, each.column, each.code, severity, each.message, each.hint, each.length)


def _mended(text: str, first_line: int) -> tuple[str, list[YamlProblem]]:
    """Note tabs, directives and characters that cannot be seen; put something harmless in their place."""
    slips = _unseen(text, first_line, refused=True)
    if "\t" not in text and "%" not in text and not HIDDEN.search(text):
        return text, slips
    for match in BAD.finditer(text):
        line = text.count("\n", 0, match.start()) + first_line
        column = match.start() - text.rfind("\n", 0, match.start())
        if match[0] == "\t":
            slips.append(YamlProblem(line, column, "Y004", "这里是制表符", "改用空格；缩进每层两个空格"))
        elif match[0] == "%":
            slips.append(YamlProblem(line, column, "Y009", "不能使用 YAML 的 % 指令", QUOTED))
    return BAD.sub(lambda match: "#" if match[0] == "%" else " ", text), slips


def _unseen(text: str, first_line: int, *, refused: bool) -> list[YamlProblem]:
    """The characters that cannot be seen: those that no text may hold, or the others."""
    found = invisible.find(text) if invisible.UNSEEN.search(text) else ()
    kept = (each for each in found if refused == (each.refused or (each.column == 1 and "U+FEFF" in each.message)))
    return [YamlProblem(each.line + first_line - 1, each.column, "Y010", each.message, each.hint) for each in kept]


def _comments(text: str, composed: ComposeResult, first_line: int) -> list[YamlProblem]:
    """Find comments that stand behind something on their line: often they swallow a part of a title.

    One that is set off by two blanks, and one after its `#`, is meant as a comment.
    """
    if " #" not in text or composed.error:
        return []
    slips: list[YamlProblem] = []
    end = -1
    for match in re.finditer(r" #[^\n]*", text):
        at = match.start() + 1
        start = text.rfind("\n", 0, at) + 1
        meant = text.startswith("# ", at) and text[:at].endswith("  ")
        if (
            meant
            or start <= end
            or text[start:at].lstrip()[:1] in ("", "#")
            or any(a <= at < b for a, b in composed.quoted)
        ):
            continue
        end = match.end()
        cut = text[at:end] if end - at <= 12 else f"{text[at : at + 12]}…"
        message = f"“{cut}”被当作注释，没有读入"
        hint = "若是值的一部分，把整个值放进英文单引号，如 '打造 #1 工坊'；若是注释，另起一行写"
        slips.append(YamlProblem(text.count("\n", 0, at) + first_line, at - start + 1, "Y015", message, hint, end - at))
    return slips
