"""Text with mark-up by way of the Markdown library."""

from __future__ import annotations

from typing import Any

from markdown_it.tree import SyntaxTreeNode

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.markdown import rich
from taizhou_brief.markdown.dialect import dialect, shallow
from taizhou_brief.markdown.losses import Loss, losses
from taizhou_brief.markdown.pieces import Body, Inline
from taizhou_brief.patterns import regex

_CONTROL = regex(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_LAYOUT = regex(r"[ \t]*\u3000\s*")


def read(text: str, path: str, first_line: int, prefix: str = "a") -> Body:
    """The same by way of the library, for any text whose lines end in line feeds."""
    original = text.split("\n")
    found = list(_control(original))
    lines = [_clean(line) for line in original]
    env: dict[str, Any] = {}
    tokens = dialect().parse("\n".join(lines), env)
    found += [
        Loss("M010", (token.map or (0, 0))[0], "强调套得太深，里层的不起作用", "减少星号")
        for token in tokens
        if shallow([token])
    ]
    root = SyntaxTreeNode(tokens)
    pieces, notes = rich.pieces(root, original, first_line, prefix)
    shown = "\n".join([*(piece.text for piece in pieces), *notes])
    found += losses(root, env, lines, shown)
    return Body(tuple(pieces), tuple(notes), tuple(_diagnostic(loss, path, first_line) for loss in found))


def read_inline(text: str) -> Inline:
    """The same by way of the library."""
    tokens = dialect().parseInline(_clean(" ".join(text.split("\n"))), {})
    shallow(tokens)
    root = SyntaxTreeNode(tokens)
    return rich.inline([part for node in root.children for part in node.children], rich.Chapter("", {}))


def _clean(line: str) -> str:
    """A line as the library may see it: without control characters and without indentation that is layout."""
    line = _CONTROL.sub(lambda match: "\ufffd" if match.group() >= "\ud800" else "", line)
    layout = _LAYOUT.match(line)
    return line[layout.end() :] if layout else line if line.strip() else ""


def _control(lines: list[str]) -> list[Loss]:
    return [
        Loss("M026", number, f"有看不见的控制字符 U+{ord(match.group()):04X}", "删去它", match.start() + 1)
        for number, line in enumerate(lines)
        for match in _CONTROL.finditer(line)
    ]


def _diagnostic(loss: Loss, path: str, first_line: int) -> Diagnostic:
    return Diagnostic(
        path,
        first_line + loss.line,
        loss.column,
        loss.code,
        loss.severity,
        loss.message,
        loss.hint,
        loss.length,
    )
