"""The dialect: which rules of the Markdown library are on, and the two that are ours.

CommonMark with tables and footnotes; no raw HTML, no indented code (four blanks before Han text are layout), no links
but http, https, mailto and relative ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.formats.markdown.chinese_spacing import is_chinese

NESTING = 20
"""Lists and quotations stand at most this many levels deep; the library drops what is deeper, so we report it."""
_SCHEME = lazy_compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_LINKABLE = lazy_compile(r"https?://[^/\s]|mailto:[^\s]", re.IGNORECASE)


class MarkdownDialect(MarkdownIt):
    """The Markdown library with the links of this house."""

    def validateLink(self, url: str) -> bool:  # noqa: N802  # the library's name
        """Whether `url` may be a link: a place on the web, a mail address, or a relative address in ASCII."""
        plain = unquote(url).strip()
        if _SCHEME.match(plain):
            return bool(_LINKABLE.match(plain))
        return plain.isascii() and not plain.startswith(("//", "\\"))


@cache
def build_parser() -> MarkdownDialect:
    """The one parser; it keeps nothing from one text to the next."""
    parser = MarkdownDialect("commonmark", {"html": False, "maxNesting": NESTING, "store_labels": True})
    parser.enable("table").disable(["code", "html_block", "html_inline"])
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.inline.ruler.at("emphasis", emphasis)
    return parser


def limit_nesting(tokens: Iterable[Token]) -> bool:
    """Take emphasis out that is nested deeper than `NESTING`, which the library sets no limit to; whether it did."""
    changed = False
    for token in tokens:
        kept: list[Token] = []
        depth = 0
        for child in token.children or ():
            depth += child.nesting > 0
            if depth <= NESTING or not child.nesting:
                kept.append(child)
            depth -= child.nesting < 0
        if token.children:
            changed |= len(kept) < len(token.children)
            token.children = kept
            changed |= limit_nesting(kept)
    return changed


def emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # the library's signature
    """Take a run of `*` or `_` as text that may become emphasis."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    if marker == "*":
        length, opens, closes = stars(state.src, state.pos, state.posMax)
    else:
        opens, closes, length = state.scanDelims(state.pos, False)  # noqa: FBT003
    for _ in range(length):
        state.push("text", "", 0).content = marker
        if opens or closes:
            place = len(state.tokens) - 1
            state.delimiters.append(Delimiter(ord(marker), length, place, -1, opens, closes))
    state.pos += length
    return True


def stars(text: str, start: int, end: int) -> tuple[int, bool, bool]:
    """The length of a run of `*`, whether it can open emphasis, and whether it can close it.

    CommonMark lets a run open or close beside punctuation only where white space or punctuation stands on its other
    side, which Chinese, written without spaces, never offers. Here Chinese characters and marks bind like letters.
    A run that could be a multiplication sign is text: between ASCII letters or digits (`5*3*2`), a single one beside
    a digit (`5*宽`), a single one inside a word (`长*宽`).
    """
    stop = start
    while stop < end and text[stop] == "*":
        stop += 1
    length = stop - start
    before, after = text[start - 1] if start else " ", text[stop] if stop < end else " "
    inside = before.isalnum() and after.isalnum()
    if (inside and before.isascii() and after.isascii()) or (
        length == 1 and (inside or before.isdigit() or after.isdigit())
    ):
        return length, False, False
    opens = _binds(after) or (_is_mark(after) and not _binds_alone(before))
    closes = _binds(before) or (_is_mark(before) and not _binds_alone(after))
    return length, opens, closes


def _binds(character: str) -> bool:
    """Whether a run may open before it and close after it, whatever stands on the other side."""
    return is_chinese(character) or character.isalnum()


def _binds_alone(character: str) -> bool:
    """Whether it is a letter that is not Chinese: punctuation between it and a run keeps the run from binding."""
    return character.isalnum() and not is_chinese(character)


def _is_mark(character: str) -> bool:
    return not character.isspace() and not character.isalnum()
