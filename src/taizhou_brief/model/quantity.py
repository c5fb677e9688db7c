"""A quantity found in a text."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Quantity(NamedTuple):
    """A quantity found in a text, as printed and as a value. Quantities are never added up.

    It is a named tuple, unlike the other values of the model, because an archive has more quantities than all other
    values together and named tuples are created fastest.
    """

    text: str
    """As printed, including its qualifiers: `约 5-6 万元`, `900 余个`."""
    start: int
    """Start offset in its text, in characters."""
    end: int
    """End offset in its text, in characters, exclusive."""
    value: Decimal | None
    """The value in `unit`, 万 and 亿 multiplied out; the lower end of a range; None for a ratio or fraction."""
    high: Decimal | None
    """The upper end of a range, otherwise None."""
    ratio: str
    """A ratio `6:3:1` or a fraction `1/3`; empty for everything else."""
    unit: str
    """A base unit: 元, 人, 人次, 户, 平方米, %, 百分点 …; empty if none is printed."""
    kind: str
    """`count`, `money`, `percent`, `area`, `duration`, `ratio`, …; `unknown` if the unit is."""
    qualifier: str
    """约, 近, 超, 余, 多, 以上, 最高 …, as printed; two are separated by `…`."""
    direction: str
    """增 or 减 if a word before it expresses an increase or a decrease, otherwise empty."""
    as_of: str
    """The time it refers to, resolved by the date of the issue: `2021`, `2021-10`, `2021-Q3`, `2021-H1`, `2020/`."""
    as_of_text: str
    """The time expression as printed: `今年上半年`."""
    clause: str
    """The clause that contains it, which describes what is counted."""
    target: bool
    """Whether it is printed as a plan, an aim or an expectation, not as a result."""
