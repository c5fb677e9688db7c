"""The Markdown dialect of briefings: text → blocks with positions.

CommonMark without raw HTML and images, with tables and footnotes. Emphasis works next to Chinese punctuation, and no
visible character is lost without a diagnostic. Prose without mark-up is parsed directly (`fast_path`), the rest by the
Markdown library (`commonmark`).
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import Any, cast

from taizhou_brief.chinese import invisible
from taizhou_brief.diagnostics import Diagnostic, Severity, diagnose
from taizhou_brief.formats.markdown import fast_path
from taizhou_brief.formats.markdown.document import MarkdownDocument
from taizhou_brief.formats.markdown.wide_signs import find_wide_signs
from taizhou_brief.model.text import Text

__all__ = ["UNSEEN", "MarkdownDocument", "parse_blocks", "parse_inline"]


UNSEEN = "M026"
"""The code of an invisible character."""


def parse_blocks(text: str, path: str, first_line: int, prefix: str = "a") -> MarkdownDocument:
    """Parse a text that begins on line `first_line` of the file `path` into blocks.

    Ids of footnotes begin with `prefix` and the number of level-1 headings before them: `a2-fn1` is the first note of
    the second article.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    document = None if fast_path.MARKUP.search(text) else fast_path.parse_plain(text.split("\n"), first_line)
    document = document or cast("MarkdownDocument", _load_commonmark().parse_document(text, path, first_line, prefix))
    problems = [*find_wide_signs(text, path, first_line)]
    if invisible.UNSEEN.search(text):
        problems += (_to_diagnostic(character, path, first_line) for character in invisible.find(text))
    return replace(document, diagnostics=(*problems, *document.diagnostics)) if problems else document


def _to_diagnostic(character: invisible.InvisibleCharacter, path: str, first_line: int) -> Diagnostic:
    """Return the diagnostic of an invisible character."""
    severity = Severity.ERROR if character.refused else Severity.WARNING  # one code for all, as `chinese.invisible` has
    line = character.line + first_line - 1
    return diagnose(path, line, character.column, UNSEEN, character.message, character.hint, severity=severity)


def parse_inline(text: str) -> Text:
    """Parse one line of text with mark-up, such as a title; it cannot have footnotes."""
    return fast_path.parse_plain_line(text) or cast("Text", _load_commonmark().parse_inline_text(text))


def _load_commonmark() -> Any:
    """Import the parser that uses the Markdown library, which most prose does not need and which is slow to import."""
    return import_module("taizhou_brief.formats.markdown.commonmark")
