"""Text with mark-up by way of the Markdown library."""

from __future__ import annotations

from typing import Any

from markdown_it.tree import SyntaxTreeNode

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.formats.markdown import renderer
from taizhou_brief.formats.markdown.dialect import build_parser, limit_nesting
from taizhou_brief.formats.markdown.document import InlineText, MarkdownDocument
from taizhou_brief.formats.markdown.lint import MarkdownProblem, find_problems

_CONTROL = lazy_compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_LAYOUT = lazy_compile(r"[ \t]*\u3000\s*")


def parse_document(text: str, path: str, first_line: int, prefix: str = "a") -> MarkdownDocument:
    """The same by way of the library, for any text whose lines end in line feeds."""
    original = text.split("\n")
    found: list[MarkdownProblem] = []
    lines = [_clean(line) for line in original]
    env: dict[str, Any] = {}
    tokens = build_parser().parse("\n".join(lines), env)
    found += [
        MarkdownProblem("M010", (token.map or (0, 0))[0], "强调套得太深，里层的不起作用", "减少星号")
        for token in tokens
        if limit_nesting([token])
    ]
    root = SyntaxTreeNode(tokens)
    pieces, notes = renderer.render_document(root, original, first_line, prefix)
    shown = "\n".join([*(piece.text for piece in pieces), *notes])
    found += find_problems(root, env, lines, shown)
    return MarkdownDocument(tuple(pieces), tuple(notes), tuple(_diagnostic(loss, path, first_line) for loss in found))


def parse_inline_text(text: str) -> InlineText:
    """The same by way of the library."""
    tokens = build_parser().parseInline(_clean(" ".join(text.split("\n"))), {})
    limit_nesting(tokens)
    root = SyntaxTreeNode(tokens)
    return renderer.render_inline([part for node in root.children for part in node.children], renderer.Chapter("", {}))


def _clean(line: str) -> str:
    """A line as the library may see it: without control characters and without indentation that is layout."""
    line = _CONTROL.sub(lambda match: "\ufffd" if match.group() >= "\ud800" else "", line)
    layout = _LAYOUT.match(line)
    return line[layout.end() :] if layout else line if line.strip() else ""


def _diagnostic(loss: MarkdownProblem, path: str, first_line: int) -> Diagnostic:
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
