"""Figures in the HTML of a text: each underlaid and with its address, whatever mark-up it stands in.

A block has its words twice, as HTML and as plain text, and figures are found in the plain text. Here the two are laid
side by side: most blocks are one paragraph without mark-up, in which the places agree; in all others each character of
the text is looked up in the HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import product

from taizhou_brief.model.quantity import Quantity
from taizhou_brief.quantities import high_text, value_text

Addressed = tuple[str, Quantity]
"""The fragment of its address, and the figure."""
Place = tuple[int, int]
"""Where a character of the text stands in the HTML."""

_TOKEN = re.compile(r"<(?P<close>/?)(?P<name>[a-z0-9]+)(?P<attributes>[^>]*)>|&[#a-z0-9]+;|[^<]", re.IGNORECASE)
_MARKER = re.compile(r"[0-9]{1,9}[.)] ?")
"""What the plain text shows before an item of an ordered list, and HTML leaves to the browser."""
_BEFORE = re.compile(r"<[a-z]+[^<>]*>\Z", re.IGNORECASE)
_BEHIND = re.compile(r"</[a-z]+>", re.IGNORECASE)
_PHRASING = {"a", "b", "br", "code", "em", "strong", "sup", "wbr"}
"""What may stand inside a figure; everything else parts it."""


def highlight_quantities(html: str, text: str, figures: Iterable[Addressed]) -> str:
    """The HTML with a `<data class="n" id value>` round each figure of the text.

    A figure that mark-up cuts is underlaid piece by piece, its address on the first piece. Where HTML and text do not
    say the same, the addresses stand before the first word.
    """
    figures = tuple(figures)
    if not figures:
        return html
    if html == text:
        return _spliced(html, (part for figure in figures for part in _whole(figure, 0)))
    if html == f"<p>{text}</p>":
        return _spliced(html, (part for figure in figures for part in _whole(figure, 3)))
    places = _places(html, text)
    if places is None:
        return _fallen_back(html, figures)
    return _spliced(html, (part for figure in figures for part in _parts(html, places, figure)))


Insertion = tuple[int, str]
"""A place in the HTML, and what is put in there."""


def _spliced(html: str, insertions: Iterable[Insertion]) -> str:
    found, done = list[str](), 0
    for place, words in insertions:
        found += (html[done:place], words)
        done = place
    return "".join((*found, html[done:]))


def _opening(addressed: Addressed) -> str:
    address, figure = addressed
    high = high_text(figure)
    return f'<data class="n" id="{address}" value="{value_text(figure)}{"/" if high else ""}{high}">'


def _whole(addressed: Addressed, shift: int) -> tuple[Insertion, Insertion]:
    figure = addressed[1]
    return (figure.start + shift, _opening(addressed)), (figure.end + shift, "</data>")


def _fallen_back(html: str, figures: Sequence[Addressed]) -> str:
    first = next((m.start() for m in _TOKEN.finditer(html) if m["name"] is None and not m[0].isspace()), 0)
    return _spliced(html, ((first, f'<span id="{address}"></span>') for address, _ in figures))


def _parts(html: str, places: Sequence[Place | None], addressed: Addressed) -> Iterator[Insertion]:
    """A figure in one piece if what stands between its ends is whole and inline, otherwise a piece for each stretch."""
    figure = addressed[1]
    stretch = [place for place in places[figure.start : figure.end] if place]
    if not stretch:  # the number of a list's item, which the browser draws
        yield _nearest(places, figure.end), f'<span id="{addressed[0]}"></span>'
        return
    for start, end in _widenings(html, stretch[0][0], stretch[-1][1]):
        if _balanced(html[start:end]):
            yield from ((start, _opening(addressed)), (end, "</data>"))
            return
    opening, closing = _opening(addressed), "</data>"
    for start, end in _runs(stretch):
        yield from ((start, opening), (end, closing))
        opening, closing = '<span class="n">', "</span>"


def _nearest(places: Sequence[Place | None], at: int) -> int:
    """Where the next word of the text begins, or the last one ends."""
    after = next((place[0] for place in places[at:] if place), None)
    return next(place[1] for place in reversed(places) if place) if after is None else after


def _widenings(html: str, start: int, end: int) -> Iterator[Place]:
    """A stretch, and wider ones that take in the tags right before and behind it."""
    starts, ends = [start], [end]
    while tag := _BEFORE.search(html, 0, starts[-1]):
        starts.append(tag.start())
    while tag := _BEHIND.match(html, ends[-1]):
        ends.append(tag.end())
    return product(starts, ends)


def _balanced(html: str) -> bool:
    """Whether every tag has its partner and may stand in a line."""
    open_tags = list[str]()
    for tag in _TOKEN.finditer(html):
        name = tag["name"]
        if name is None or name in {"br", "wbr"}:
            continue
        if name not in _PHRASING:
            return False
        if not tag["close"]:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return False
    return not open_tags


def _runs(stretch: Sequence[Place]) -> Iterator[Place]:
    """Characters that stand side by side, as one stretch."""
    start, end = stretch[0]
    for first, last in stretch[1:]:
        if first != end:
            yield start, end
            start = first
        end = last
    yield start, end


def _places(html: str, text: str) -> list[Place | None] | None:
    """Where each character of the text stands in the HTML, or nothing where the two do not say the same.

    The text has line breaks, tabs and the numbers of lists that are no words of the HTML; the HTML has the marks of
    footnotes that are no words of the text.
    """
    places: list[Place | None] = [None] * len(text)
    lists, at, in_note = list[str](), 0, False
    for token in _TOKEN.finditer(html):
        name, word = token["name"], token[0]
        if name:
            if name == "sup":
                in_note = not token["close"]
            elif name in {"ol", "ul"}:
                lists = lists[:-1] if token["close"] else [*lists, name]
            elif name == "li" and not token["close"] and lists[-1:] == ["ol"]:
                at = _after_marker(text, at)
            continue
        if in_note:
            continue
        for character in unescape(word):
            at = _next(text, at, character)
            if at < len(text) and text[at] == character:
                places[at] = token.span()
                at += 1
            elif not character.isspace():
                return None
    return places if not text[at:].strip() and any(places) else None


def _after_marker(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    marker = _MARKER.match(text, at)
    return marker.end() if marker else at


def _next(text: str, at: int, character: str) -> int:
    """Past the white space that only the text has."""
    if character.isspace():
        return at
    while at < len(text) and text[at].isspace() and text[at] != character:
        at += 1
    return at
