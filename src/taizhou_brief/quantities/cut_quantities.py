"""Quantities that a line break cuts: between two digits, two words of a number, or a number and its unit."""

from __future__ import annotations

from datetime import date

from taizhou_brief.chinese.characters import DIGITS, SCALE_CHARACTERS
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.chinese.spacing import normalise_spacing
from taizhou_brief.quantities.finder import find_quantities

_AROUND = 24
"""Characters on either side that are looked at, without the blanks next to the line break."""
SIDE_LENGTH = 10 * _AROUND
"""Characters on either side that a caller need pass on: it may cut the rest of a long text off."""
_ANY_DAY = date(2000, 1, 1)
_DECIMAL = lazy_compile(f"[{DIGITS}〇十百千万]点[{DIGITS}〇][{SCALE_CHARACTERS}]?")
"""A decimal in words, which may also be a time: 十二点五亿."""


def cuts_quantity(before: str, after: str) -> bool:
    """Return whether a line break between two texts is inside a quantity: 三十 and 五万元, 4.2个 and 百分点."""
    before = normalise_spacing(before.rstrip()[-_AROUND:])
    after = normalise_spacing(after.lstrip()[:_AROUND])
    text, joint = before + after, len(before)
    if any(match.start() < joint < match.end() for match in _DECIMAL.finditer(text)):
        return True
    return any(found.start < joint < found.end for found in find_quantities(text, _ANY_DAY))
