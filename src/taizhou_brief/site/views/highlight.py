"""Highlighting of quantities in the HTML of a text: each gets a background and an address, whatever the mark-up.

A block has its text twice, as HTML and as plain text, and quantities are found in the plain text. This module aligns
the two: most blocks are one paragraph without mark-up, in which the offsets agree; in all others each character of the
plain text is located in the HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import product

from taizhou_brief.model.quantity import Quantity
from taizhou_brief.quantities import high_text, value_text

AddressedQuantity = tuple[str, Quantity]
"""The fragment of its address, and the quantity."""
HtmlSpan = tuple[int, int]
"""Start and end in the HTML."""

_TOKEN = re.compile(r"<(?P<close>/?)(?P<name>[a-z0-9]+)(?P<attributes>[^>]*)>|&[#a-z0-9]+;|[^<]", re.IGNORECASE)
_LIST_MARKER = re.compile(r"[0-9]{1,9}[.)] ?")
"""Number of an item in an ordered list: the plain text contains it, in HTML the browser draws it."""
_TAG_BEFORE = re.compile(r"<[a-z]+[^<>]*>\Z", re.IGNORECASE)
_TAG_AFTER = re.compile(r"</[a-z]+>", re.IGNORECASE)
_INLINE_TAGS = {"a", "b", "br", "code", "em", "strong", "sup", "wbr"}
"""Elements that may be inside a highlighted quantity; any other splits it."""


def highlight_quantities(html: str, text: str, quantities: Iterable[AddressedQuantity]) -> str:
    """Return the HTML with a `<data class="n" id value>` around each quantity of the text.

    A quantity that mark-up splits is highlighted part by part, with its address on the first part. If the words of HTML
    and text differ, all addresses are put before the first word.
    """
    quantities = tuple(quantities)
    if not quantities:
        return html
    if html == text:
        return _insert_all(html, (tag for quantity in quantities for tag in _wrap_whole(quantity, 0)))
    if html == f"<p>{text}</p>":
        return _insert_all(html, (tag for quantity in quantities for tag in _wrap_whole(quantity, 3)))
    spans = _align_text(html, text)
    if spans is None:
        return _insert_anchors(html, quantities)
    return _insert_all(html, (tag for quantity in quantities for tag in _wrap_parts(html, spans, quantity)))


Insertion = tuple[int, str]
"""An offset in the HTML, and the tag that is inserted there."""


def _insert_all(html: str, insertions: Iterable[Insertion]) -> str:
    pieces, done = list[str](), 0
    for offset, tag in insertions:
        pieces += (html[done:offset], tag)
        done = offset
    return "".join((*pieces, html[done:]))


def _build_opening_tag(addressed: AddressedQuantity) -> str:
    fragment, quantity = addressed
    high = high_text(quantity)
    return f'<data class="n" id="{fragment}" value="{value_text(quantity)}{"/" if high else ""}{high}">'


def _wrap_whole(addressed: AddressedQuantity, shift: int) -> tuple[Insertion, Insertion]:
    quantity = addressed[1]
    return (quantity.start + shift, _build_opening_tag(addressed)), (quantity.end + shift, "</data>")


def _insert_anchors(html: str, quantities: Sequence[AddressedQuantity]) -> str:
    first = next((m.start() for m in _TOKEN.finditer(html) if m["name"] is None and not m[0].isspace()), 0)
    return _insert_all(html, ((first, f'<span id="{fragment}"></span>') for fragment, _ in quantities))


def _wrap_parts(html: str, spans: Sequence[HtmlSpan | None], addressed: AddressedQuantity) -> Iterator[Insertion]:
    """Wrap a quantity as a whole if the HTML between its ends is balanced and inline, otherwise each part of it."""
    fragment, quantity = addressed
    characters = [span for span in spans[quantity.start : quantity.end] if span]
    if not characters:  # the number of a list item, which the browser draws
        yield _find_nearest(spans, quantity.end), f'<span id="{fragment}"></span>'
        return
    for start, end in _widen_span(html, characters[0][0], characters[-1][1]):
        if _is_balanced(html[start:end]):
            yield from ((start, _build_opening_tag(addressed)), (end, "</data>"))
            return
    opening, closing = _build_opening_tag(addressed), "</data>"
    for start, end in _merge_adjacent(characters):
        yield from ((start, opening), (end, closing))
        opening, closing = '<span class="n">', "</span>"


def _find_nearest(spans: Sequence[HtmlSpan | None], index: int) -> int:
    """Return where the next word of the text begins, or where the last one ends if there is none."""
    following = next((span[0] for span in spans[index:] if span), None)
    return next(span[1] for span in reversed(spans) if span) if following is None else following


def _widen_span(html: str, start: int, end: int) -> Iterator[HtmlSpan]:
    """Yield a span, then wider ones that include opening tags just before it and closing tags just after it."""
    starts, ends = [start], [end]
    while tag := _TAG_BEFORE.search(html, 0, starts[-1]):
        starts.append(tag.start())
    while tag := _TAG_AFTER.match(html, ends[-1]):
        ends.append(tag.end())
    return product(starts, ends)


def _is_balanced(html: str) -> bool:
    """Return whether every tag is closed and inline."""
    open_tags = list[str]()
    for tag in _TOKEN.finditer(html):
        name = tag["name"]
        if name is None or name in {"br", "wbr"}:
            continue
        if name not in _INLINE_TAGS:
            return False
        if not tag["close"]:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return False
    return not open_tags


def _merge_adjacent(spans: Sequence[HtmlSpan]) -> Iterator[HtmlSpan]:
    """Merge spans of which each begins where the one before ends."""
    start, end = spans[0]
    for next_start, next_end in spans[1:]:
        if next_start != end:
            yield start, end
            start = next_start
        end = next_end
    yield start, end


def _align_text(html: str, text: str) -> list[HtmlSpan | None] | None:
    """Return the span in the HTML of each character of the text, or None if the words of the two differ.

    The text has line breaks, tabs and list numbers that are not in the HTML, which have no span; the HTML has footnote
    marks that are not in the text.
    """
    spans: list[HtmlSpan | None] = [None] * len(text)
    lists, index, in_note = list[str](), 0, False
    for token in _TOKEN.finditer(html):
        name, characters = token["name"], token[0]
        if name:
            if name == "sup":
                in_note = not token["close"]
            elif name in {"ol", "ul"}:
                lists = lists[:-1] if token["close"] else [*lists, name]
            elif name == "li" and not token["close"] and lists[-1:] == ["ol"]:
                index = _skip_marker(text, index)
            continue
        if in_note:
            continue
        for character in unescape(characters):
            index = _skip_space(text, index, character)
            if index < len(text) and text[index] == character:
                spans[index] = token.span()
                index += 1
            elif not character.isspace():
                return None
    return spans if not text[index:].strip() and any(spans) else None


def _skip_marker(text: str, index: int) -> int:
    while index < len(text) and text[index].isspace():
        index += 1
    marker = _LIST_MARKER.match(text, index)
    return marker.end() if marker else index


def _skip_space(text: str, index: int, character: str) -> int:
    """Skip white space that only the text has, before the next character of the HTML."""
    if character.isspace():
        return index
    while index < len(text) and text[index].isspace() and text[index] != character:
        index += 1
    return index
