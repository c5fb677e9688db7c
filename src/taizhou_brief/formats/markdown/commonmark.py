"""Parser for text with mark-up, based on the Markdown library."""

from __future__ import annotations

from typing import Any

from markdown_it.tree import SyntaxTreeNode

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic, diagnose
from taizhou_brief.formats.markdown import blocks as builder
from taizhou_brief.formats.markdown.dialect import build_parser, limit_nesting
from taizhou_brief.formats.markdown.document import MarkdownDocument
from taizhou_brief.formats.markdown.lint import MarkdownProblem, find_problems
from taizhou_brief.model.text import Text

_CONTROL_CHAR = lazy_compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_TRAILING_LAYOUT = lazy_compile(r"(?<![ \t\u3000\u00a0])[ \t\u3000\u00a0]*[\t\u3000\u00a0]$")
_LAYOUT_INDENT = lazy_compile(r"[ \t]*\u3000\s*")


def parse_document(text: str, path: str, first_line: int, prefix: str = "a") -> MarkdownDocument:
    """Parse any text whose lines end in line feeds, as `parse_blocks` does."""
    original_lines = text.split("\n")
    problems: list[MarkdownProblem] = []
    lines = [_clean_line(line) for line in original_lines]
    env: dict[str, Any] = {}
    tokens = build_parser().parse("\n".join(lines), env)
    problems += [
        MarkdownProblem("M010", (token.map or (0, 0))[0], "强调套得太深，里层的不起作用", "减少星号")
        for token in tokens
        if limit_nesting([token])
    ]
    root = SyntaxTreeNode(tokens)
    blocks, notes = builder.build_document(root, original_lines, first_line, prefix)
    shown = "\n".join([*(block.text for block in blocks), *(note.text for chapter in notes for note in chapter)])
    problems += find_problems(root, env, lines, shown)
    diagnostics = tuple(_to_diagnostic(problem, path, first_line) for problem in problems)
    return MarkdownDocument(blocks, notes, diagnostics)


def parse_inline_text(text: str) -> Text:
    """Parse one line of text with mark-up, as `parse_inline` does."""
    tokens = build_parser().parseInline(_clean_line(" ".join(text.split("\n"))), {})
    limit_nesting(tokens)
    root = SyntaxTreeNode(tokens)
    inline = [child for node in root.children for child in node.children]
    return builder.build_text(inline, builder.Chapter("", {}))


def _clean_line(line: str) -> str:
    """Return a line for the library: without control characters and without blanks around it that are only layout."""
    line = _CONTROL_CHAR.sub(lambda match: "\ufffd" if match.group() >= "\ud800" else "", line)
    line = _TRAILING_LAYOUT.sub("", line) if line[-1:] in "\t\u3000\u00a0" else line
    layout = _LAYOUT_INDENT.match(line)
    return line[layout.end() :] if layout else line if line.strip() else ""


def _to_diagnostic(problem: MarkdownProblem, path: str, first_line: int) -> Diagnostic:
    line = first_line + problem.line
    return diagnose(path, line, problem.column, problem.code, problem.message, problem.hint, problem.length)
