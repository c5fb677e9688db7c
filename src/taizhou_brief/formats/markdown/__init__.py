"""The one Markdown dialect of the house: text → pieces with HTML, plain text and places.

CommonMark without raw HTML and images, with tables and footnotes; emphasis works beside Chinese punctuation; no visible
character is lost without a diagnostic. Prose without mark-up is read by hand (`plain`), the rest by the library
(`rich`).
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import Any, cast

from taizhou_brief.chinese import invisible
from taizhou_brief.diagnostics import Diagnostic, Severity
from taizhou_brief.formats.markdown import fast_path
from taizhou_brief.formats.markdown.chinese_spacing import escape_text, normalise_spacing
from taizhou_brief.formats.markdown.codes import CODES, UNSEEN
from taizhou_brief.formats.markdown.document import (
    NOTHING,
    InlineText,
    ListItem,
    MarkdownBlock,
    MarkdownDocument,
)

__all__ = [
    "CODES",
    "NOTHING",
    "UNSEEN",
    "InlineText",
    "ListItem",
    "MarkdownBlock",
    "MarkdownDocument",
    "escape_text",
    "normalise_spacing",
    "parse_blocks",
    "parse_inline",
]


def parse_blocks(text: str, path: str, first_line: int, prefix: str = "a") -> MarkdownDocument:
    """The pieces of a text that begins on line `first_line` of the file `path`.

    Ids of footnotes begin with `prefix` and the number of level-1 headings before them, so `a2-fn1` is the first note
    of the second article.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    body = None if fast_path.MARKUP.search(text) else fast_path.parse_plain(text.split("\n"), first_line)
    body = body or cast("MarkdownDocument", _library().parse_document(text, path, first_line, prefix))
    if not invisible.UNSEEN.search(text):
        return body
    found = [_unseen(each, path, first_line) for each in invisible.find(text)]
    return replace(body, diagnostics=(*found, *body.diagnostics))


def _unseen(each: invisible.InvisibleCharacter, path: str, first_line: int) -> Diagnostic:
    """A diagnostic for a character that cannot be seen."""
    severity = Severity.ERROR if each.refused else Severity.WARNING
    return Diagnostic(path, each.line + first_line - 1, each.column, UNSEEN, severity, each.message, each.hint)


def parse_inline(text: str) -> InlineText:
    """One line of text with mark-up, such as a title, for a page; notes have no place in it."""
    return fast_path.parse_plain_line(text) or cast("InlineText", _library().parse_inline_text(text))


def _library() -> Any:
    """The way by the library, which most prose does not need and which takes long to load."""
    return import_module("taizhou_brief.formats.markdown.commonmark")
