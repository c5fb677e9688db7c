"""The number of a list item before its text, kept apart from the digits that the text starts with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from taizhou_brief.chinese.characters import ANY_DIGIT, NUMBER_CHARACTERS
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.chinese.spacing import normalise_spacing
from taizhou_brief.quantities.candidates import match_quantity
from taizhou_brief.quantities.finder import find_quantities

JOINT = "\u00a0"
"""The no-break space between a list number and its text, which no rule for spaces removes."""
_DIGIT_LAST = lazy_compile(f"[{ANY_DIGIT}A-Za-z][.．、,，:：]?$")
_HAN = frozenset(NUMBER_CHARACTERS)
_MAX_EXAMINED = 40
"""Number of characters of a text that are examined: later ones are not part of its first number."""
_ANY_DAY = date(2000, 1, 1)
_DATE = lazy_compile("[1-9][0-9]?[.．](?:[12][0-9]{3} ?年|(?:1[0-2]|[1-9]) ?月)")
_RUN_ON = lazy_compile("(?:^|(?<=[：；。:;！？]))[1-9][0-9]?[.．、]")
_NUMBERED = lazy_compile(rf"([1-9][0-9]?)([.．、])(?=([{ANY_DIGIT}])?)")


@lru_cache(maxsize=1000)
def join_list_number(number: str, text: str) -> str:
    """Join the number of a list item and its text so that the two never read as one number.

    Nothing is put between them unless needed; else a no-break space, and before it a mark if the number has none.
    """
    if not number or not text:
        return number + text
    starts_with_numeral = text[0].isdecimal() or text[0] in _HAN
    numerals_touch = starts_with_numeral and (number[-1].isdecimal() or number[-1] in _HAN)
    characters_touch = numerals_touch or (text[0].isdecimal() and _DIGIT_LAST.search(number))
    for separator in (*([] if characters_touch else [""]), *([] if numerals_touch else [JOINT])):
        if _keeps_quantities(number + separator, text):
            return number + separator + text
    return f"{number}{'、' if number[-1] in _HAN else '.'}{JOINT}{text}"


def _keeps_quantities(number: str, text: str) -> bool:
    """Return whether the quantities of a text stay the same after a list number."""
    text = text[:_MAX_EXAMINED]
    joined = normalise_spacing((number + text).replace(JOINT, " "))
    shift = len(joined) - len(normalise_spacing(text))
    joined_quantities = [
        (quantity.start - shift, quantity.value, quantity.high, quantity.ratio, quantity.unit)
        for quantity in find_quantities(joined, _ANY_DAY)
    ]
    return joined_quantities == [
        (quantity.start, quantity.value, quantity.high, quantity.ratio, quantity.unit)
        for quantity in find_quantities(normalise_spacing(text), _ANY_DAY)
    ]


class ListNumbers(NamedTuple):
    """Texts that start with a list number although a digit follows it directly, as in `1.5个村`."""

    ends: Mapping[int, int]
    """Index of a text → end of its number, including the mark."""
    unclear: tuple[int, ...]
    """Indices of texts whose number may also be a decimal: 1.5亿元, then 2.3亿元."""


NO_LIST_NUMBERS = ListNumbers({}, ())


def find_list_numbers(texts: Sequence[str]) -> ListNumbers:
    """Find the list numbers at the start of the texts of one scope; only a series 1, 2, … has list numbers."""
    matches = [(place, match) for place, text in enumerate(texts) if (match := _NUMBERED.match(text))]
    if len(matches) < 2 or not any(match[3] for _, match in matches):
        return NO_LIST_NUMBERS
    sure_numbers = {int(match[1]) for _, match in matches if not match[3]}
    ends: dict[int, int] = {}
    unclear: list[int] = []
    numbers = [(place, int(match[1])) for place, match in matches if not match[3] or int(match[1]) not in sure_numbers]
    digit_matches = {place: match for place, match in matches if match[3]}
    for run in _find_runs(numbers):
        doubtful_places = [place for place in run if place in digit_matches]
        if len(doubtful_places) < len(run) or any(
            _cannot_be_decimal(texts[place], digit_matches[place][2]) for place in doubtful_places
        ):
            ends |= {place: digit_matches[place].end() for place in doubtful_places}
        else:
            unclear += doubtful_places
    return ListNumbers(ends, tuple(unclear))


def find_run_on_items(text: str) -> tuple[int, ...]:
    """Return where the items of one paragraph begin, as in `1.5个村建成。2.3个乡改造。`; nothing for decimals."""
    starts = [match.start() for match in _RUN_ON.finditer(text)]
    if len(starts) < 2:
        return ()
    pieces = [text[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
    numbers = [int(match[1]) for piece in pieces if (match := _NUMBERED.match(piece))]
    counts_up = numbers == list(range(1, len(pieces) + 1))
    return tuple(starts) if counts_up and find_list_numbers(pieces).ends else ()


def _find_runs(numbers: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """Yield the indices of two or more numbers that count up by one from 1."""
    run: list[int] = []
    for place, number in numbers:
        if number == len(run) + 1:
            run.append(place)
        elif number == 1:
            if len(run) > 1:
                yield run
            run = [place]
    if len(run) > 1:
        yield run


def _cannot_be_decimal(text: str, mark: str) -> bool:
    """Return whether the digits that a text starts with cannot be a decimal: 1、5个, 1.5个村, 2.2021年."""
    if mark == "、" or _DATE.match(text):
        return True
    quantity = match_quantity(text.replace("．", ".", 1), 0)
    return quantity is None or (quantity.kind in ("count", "unknown") and quantity.scale == 1)
