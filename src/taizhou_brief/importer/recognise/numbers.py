"""Proof that no number changed: characters form one number in the draft only if they form one in the source.

Only two changes are allowed: numbers printed on two lines may be joined, and a list number may be separated from the
digits that follow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from taizhou_brief.chinese.characters import NUMBER_CHARACTERS, SCALE_CHARACTERS
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.importer.recognise.spacing import LAYOUT, SPACE, UNPRINTABLE, visible_chars

NO_SPACE, SPACE_BETWEEN, CELL_EDGE, LINE_EDGE = "", " ", "|", "\n"
"""Separator before a character: nothing, a space, the edge of a cell or of a list number, or the edge of a line."""
_HAN = frozenset(NUMBER_CHARACTERS)
_SCALES = frozenset(f"{SCALE_CHARACTERS}%‰")
_POINTS = frozenset(".,")
_LIST_NUMBER = lazy_compile("[0-9]{1,2}[.．、]")


class SeparatedText(NamedTuple):
    """Visible characters, and the separator before each of them."""

    text: str
    separators: tuple[str, ...]


EMPTY_TEXT = SeparatedText("", ())


def separate_characters(text: str, number: int = 0, *, table: bool = False) -> SeparatedText:
    """Return the visible characters of one line with their separators.

    The first `number` of them belong to an automatic number. In a `table` row a tab separates cells.
    """
    separators: list[str] = []
    separator = LINE_EDGE
    for character in text:
        if LAYOUT.match(character) or UNPRINTABLE.match(character):
            continue
        if SPACE.match(character):
            separator = separator or (CELL_EDGE if table and character == "\t" else SPACE_BETWEEN)
        else:
            separators.append(CELL_EDGE if number and len(separators) == number else separator)
            separator = NO_SPACE
    return SeparatedText(visible_chars(text), tuple(separators))


def concatenate(lines: Iterable[SeparatedText]) -> SeparatedText:
    """Concatenate several lines."""
    parts = tuple(lines)
    return SeparatedText(
        "".join(part.text for part in parts), tuple(separator for part in parts for separator in part.separators)
    )


def find_changed_number(source: SeparatedText, draft: SeparatedText) -> str:
    """Return a message about the first place where the same characters form another number in the draft.

    The message is empty if there is no such place.
    """
    text, draft_start, source_start = draft.text, 0, 0
    for n in range(1, len(text)):
        before, after = source.separators[n], draft.separators[n]
        draft_start, source_start = n if after == LINE_EDGE else draft_start, n if before == LINE_EDGE else source_start
        if (before == NO_SPACE) == (after == NO_SPACE):
            continue
        digits = _belongs_to_number(text, n)
        scaled = text[n - 1].isdecimal() and text[n] in _SCALES
        chinese = text[n - 1] in _HAN and text[n] in _HAN
        if after == NO_SPACE:
            wrong = (before == SPACE_BETWEEN and (digits or chinese)) or (
                before == CELL_EDGE and (digits or chinese or scaled)
            )
        else:
            list_number = _LIST_NUMBER.fullmatch(text, draft_start, n) or _LIST_NUMBER.fullmatch(text, source_start, n)
            wrong = (digits or scaled or chinese) and not list_number
        if wrong:
            return f"原件是“{_quote_context(source, n)}”，底稿是“{_quote_context(draft, n)}”"
    return ""


def _belongs_to_number(text: str, n: int) -> bool:
    """Return whether the characters before and at `n` belong to one number of digits if nothing separates them."""
    left, right = text[n - 1], text[n]
    if left.isdecimal():
        return right.isdecimal() or (right in _POINTS and text[n + 1 : n + 2].isdecimal())
    return left in _POINTS and right.isdecimal() and n > 1 and text[n - 2].isdecimal()


def _quote_context(separated: SeparatedText, n: int) -> str:
    """Quote the characters around a place, with their separators."""
    span = range(max(0, n - 6), min(len(separated.text), n + 6))
    return "".join((separated.separators[m] and " ") + separated.text[m] for m in span).strip()


def select_characters(source: SeparatedText, lines: Sequence[int], places: Sequence[int]) -> SeparatedText:
    """Select the characters at these places; `lines` gives the line number of each character of the text."""
    separators = [LINE_EDGE] * min(1, len(places))
    for previous, place in pairwise(places):
        separator = CELL_EDGE if lines[previous] == lines[place] else LINE_EDGE
        separators.append(source.separators[place] if place == previous + 1 else separator)
    return SeparatedText("".join(source.text[place] for place in places), tuple(separators))
