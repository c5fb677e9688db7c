"""One quantity of a text, with the words it is printed in."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Quantity(NamedTuple):
    """One quantity of a text, with the words it is printed in. Figures are never added up.

    A named tuple, like nothing else here: an archive has more figures than all other nouns together.
    """

    text: str
    """As printed, its qualifiers with it: `约 5-6 万元`, `900 余个`."""
    start: int
    """Where it stands in its text, in characters."""
    end: int
    value: Decimal | None
    """In `unit`, 万 and 亿 resolved; the lower end of a range; None for a ratio or fraction."""
    high: Decimal | None
    """The upper end of a range."""
    ratio: str
    """A ratio `6:3:1` or a fraction `1/3`; empty for everything else."""
    unit: str
    """A base unit: 元, 人, 人次, 户, 平方米, %, 百分点 …; empty where none is printed."""
    kind: str
    """`count`, `money`, `percent`, `area`, `duration`, `ratio`, …; `unknown` where the unit is."""
    qualifier: str
    """约, 近, 超, 余, 多, 以上, 最高 …, as printed; two are parted by `…`."""
    direction: str
    """增 or 减 where the words before it say so."""
    as_of: str
    """The time it is said for, against the date of the issue: `2021`, `2021-10`, `2021-Q3`, `2021-H1`, `2020/`."""
    as_of_text: str
    """The words that say so: `今年上半年`."""
    clause: str
    """The clause it stands in, which says what is counted."""
