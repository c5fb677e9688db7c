"""The dialect: which rules of the Markdown library are enabled, and two rules of this project.

CommonMark with tables and footnotes; no raw HTML, no indented code (four spaces before Han text are layout), only
http, https, mailto and relative links.
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
from taizhou_brief.formats.markdown.emphasis import bind_asterisks

MAX_NESTING = 20
"""The deepest nesting of lists and quotations; the library drops deeper content, which is therefore reported."""
_SCHEME = lazy_compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_ALLOWED_LINK = lazy_compile(r"https?://[^/\s]|mailto:[^\s]", re.IGNORECASE)


class MarkdownDialect(MarkdownIt):
    """The parser of the Markdown library with this project's rule for links."""

    def validateLink(self, url: str) -> bool:  # noqa: N802  # the library's name
        """Return whether `url` may be a link: a web address, a mail address, or a relative address in ASCII."""
        decoded = unquote(url).strip()
        if _SCHEME.match(decoded):
            return bool(_ALLOWED_LINK.match(decoded))
        return decoded.isascii() and not decoded.startswith(("//", "\\"))


@cache
def build_parser() -> MarkdownDialect:
    """Build the parser, once; it keeps no state between texts."""
    parser = MarkdownDialect("commonmark", {"html": False, "maxNesting": MAX_NESTING, "store_labels": True})
    parser.enable("table").disable(["code", "html_block", "html_inline"])
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.inline.ruler.at("emphasis", parse_emphasis)
    return parser


def limit_nesting(tokens: Iterable[Token]) -> bool:
    """Remove emphasis nested deeper than `MAX_NESTING`, which the library does not limit; return whether any was."""
    changed = False
    for token in tokens:
        kept: list[Token] = []
        depth = 0
        for child in token.children or ():
            depth += child.nesting > 0
            if depth <= MAX_NESTING or not child.nesting:
                kept.append(child)
            depth -= child.nesting < 0
        if token.children:
            changed |= len(kept) < len(token.children)
            token.children = kept
            changed |= limit_nesting(kept)
    return changed


def parse_emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # the library's signature
    """Parse a run of `*` or `_` into text tokens with delimiters that may become emphasis."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    if marker == "*":
        length, opens, closes = scan_asterisks(state.src, state.pos, state.posMax)
    else:
        opens, closes, length = state.scanDelims(state.pos, False)  # noqa: FBT003
    for _ in range(length):
        state.push("text", "", 0).content = marker
        if opens or closes:
            index = len(state.tokens) - 1
            state.delimiters.append(Delimiter(ord(marker), length, index, -1, opens, closes))
    state.pos += length
    return True


def scan_asterisks(text: str, start: int, end: int) -> tuple[int, bool, bool]:
    """Return the length of a run of `*`, whether it can open emphasis, and whether it can close it."""
    stop = start
    while stop < end and text[stop] == "*":
        stop += 1
    before, after = text[start - 1] if start else " ", text[stop] if stop < end else " "
    return stop - start, *bind_asterisks(before, after, stop - start)
