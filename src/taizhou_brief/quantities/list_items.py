"""The number of a list item before its text: kept apart from the digits that the text begins with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.chinese.spacing import normalise_spacing
from taizhou_brief.quantities.candidates import match_quantity
from taizhou_brief.quantities.finder import find_quantities

JOINT = "\u00a0"
"""The blank between a list number and its text, which no rule for blanks removes."""
_DIGIT_LAST = lazy_compile("[0-9０-９A-Za-z][.．、,，:：]?$")
_HAN = frozenset("零〇一二两三四五六七八九十百千万亿")
_AHEAD = 40
"""Characters of a text that are looked at: what stands further on is no part of its first number."""
_ANY_DAY = date(2000, 1, 1)
_DATE = lazy_compile("[1-9][0-9]?[.．](?:[12][0-9]{3} ?年|(?:1[0-2]|[1-9]) ?月)")
_RUN_ON = lazy_compile("(?:^|(?<=[：；。:;！？]))[1-9][0-9]?[.．、]")
_NUMBERED = lazy_compile(r"([1-9][0-9]?)([.．、])(?=([0-9０-９])?)")


@lru_cache(maxsize=1000)
def numbered(number: str, text: str) -> str:
    """The number of a list item and its text as one: the two never read as one number.

    Nothing is put between them where nothing need be; else a blank, and before it a mark where the number has none.
    """
    if not number or not text:
        return number + text
    numeral = text[0].isdecimal() or text[0] in _HAN
    bare = numeral and (number[-1].isdecimal() or number[-1] in _HAN)
    close = bare or (text[0].isdecimal() and _DIGIT_LAST.search(number))
    for glue in (*([] if close else [""]), *([] if bare else [JOINT])):
        if _apart(number + glue, text):
            return number + glue + text
    return f"{number}{'、' if number[-1] in _HAN else '.'}{JOINT}{text}"


def _apart(number: str, text: str) -> bool:
    """Whether the figures of a text stay the same behind a list number."""
    text = text[:_AHEAD]
    whole = normalise_spacing((number + text).replace(JOINT, " "))
    shift = len(whole) - len(normalise_spacing(text))
    said = [(f.start - shift, f.value, f.high, f.ratio, f.unit) for f in find_quantities(whole, _ANY_DAY)]
    return said == [
        (f.start, f.value, f.high, f.ratio, f.unit) for f in find_quantities(normalise_spacing(text), _ANY_DAY)
    ]


class Items(NamedTuple):
    """Which texts open with a list number although a digit follows it directly, as in `1.5个村`."""

    ends: Mapping[int, int]
    """Place of a text → where its number ends, mark included."""
    unclear: tuple[int, ...]
    """Places of texts whose number may as well be a decimal: 1.5亿元, then 2.3亿元."""


NO_ITEMS = Items({}, ())


def items(texts: Sequence[str]) -> Items:
    """Read the first digits of the texts of one scope; only a series 1, 2, … makes list numbers of them."""
    found = [(place, match) for place, text in enumerate(texts) if (match := _NUMBERED.match(text))]
    if len(found) < 2 or not any(match[3] for _, match in found):
        return NO_ITEMS
    sure = {int(match[1]) for _, match in found if not match[3]}
    ends: dict[int, int] = {}
    unclear: list[int] = []
    numbers = [(place, int(m[1])) for place, m in found if not m[3] or int(m[1]) not in sure]
    closed = {place: match for place, match in found if match[3]}
    for run in _runs(numbers):
        doubtful = [place for place in run if place in closed]
        if len(doubtful) < len(run) or any(_no_decimal(texts[place], closed[place][2]) for place in doubtful):
            ends |= {place: closed[place].end() for place in doubtful}
        else:
            unclear += doubtful
    return Items(ends, tuple(unclear))


def find_run_on_items(text: str) -> tuple[int, ...]:
    """Return where the items of one paragraph begin, as in `1.5个村建成。2.3个乡改造。`; nothing for decimals."""
    starts = [match.start() for match in _RUN_ON.finditer(text)]
    if len(starts) < 2:
        return ()
    pieces = [text[start:end] for start, end in zip(starts, [*starts[1:], None], strict=True)]
    numbers = [int(match[1]) for piece in pieces if (match := _NUMBERED.match(piece))]
    counted = numbers == list(range(1, len(pieces) + 1))
    return tuple(starts) if counted and items(pieces).ends else ()


def _runs(numbers: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """The places of two numbers or more that count up by one from 1."""
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


def _no_decimal(text: str, mark: str) -> bool:
    """Whether the digits a text begins with can be no decimal: 1、5个, 1.5个村, 2.2021年."""
    if mark == "、" or _DATE.match(text):
        return True
    form = match_quantity(text.replace("．", ".", 1), 0)
    return form is None or (form.kind in ("count", "unknown") and form.scale == 1)
