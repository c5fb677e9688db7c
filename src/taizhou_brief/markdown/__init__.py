"""The one Markdown dialect of the house: text → pieces with HTML, plain text and places.

CommonMark without raw HTML and images, with tables and footnotes; emphasis works beside Chinese punctuation; no visible
character is lost without a diagnostic. Prose without mark-up is read by hand (`plain`), the rest by the library
(`rich`).
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, cast

from taizhou_brief.markdown import plain
from taizhou_brief.markdown.codes import CODES
from taizhou_brief.markdown.flow import escape, flow
from taizhou_brief.markdown.pieces import NOTHING, Body, Inline, Item, Piece

__all__ = ["CODES", "NOTHING", "Body", "Inline", "Item", "Piece", "blocks", "escape", "flow", "inline"]


def blocks(text: str, path: str, first_line: int, prefix: str = "a") -> Body:
    """The pieces of a text that begins on line `first_line` of the file `path`.

    Ids of footnotes begin with `prefix` and the number of level-1 headings before them, so `a2-fn1` is the first note
    of the second article.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not plain.MARKUP.search(text) and (body := plain.scan(text.split("\n"), first_line)):
        return body
    return cast("Body", _library().read(text, path, first_line, prefix))


def inline(text: str) -> Inline:
    """One line of text with mark-up, such as a title, for a page; notes have no place in it."""
    return plain.line(text) or cast("Inline", _library().read_inline(text))


def _library() -> Any:
    """The way by the library, which most prose does not need and which takes long to load."""
    return import_module("taizhou_brief.markdown.library")
