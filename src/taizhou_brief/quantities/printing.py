"""How a figure is written: its value in files as digits only, so that no reader rounds it; its words on pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from taizhou_brief.model.quantity import Quantity


def value_text(figure: Quantity) -> str:
    """`4395250`; the lower end of a range; `10:1` for a ratio, `1/3` for a fraction."""
    return figure.ratio if figure.value is None else plain_decimal(figure.value)


def high_text(figure: Quantity) -> str:
    """The upper end of a range, or empty."""
    return "" if figure.high is None else plain_decimal(figure.high)


def plain_decimal(number: Decimal) -> str:
    """Without an exponent, and without zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class PrintedParts:
    """The words of a figure in three parts, so that the number can be set large."""

    before: str
    """`约`, `最高`."""
    number: str
    """`5-6`, `1.7`, `三百`; from the first digit to the last."""
    after: str
    """`万元`, `余人`."""


_DIGITS = re.compile(
    r"[0-9０-９](?:.*[0-9０-９])?|[零〇一二两三四五六七八九十百千半](?:.*[零〇一二两三四五六七八九十百千半])?"
)


@lru_cache(maxsize=65536)
def split_printed(text: str) -> PrintedParts:
    """The parts of a figure's printed words: `近1.7亿多元` → 近, 1.7, 亿多元."""
    found = _DIGITS.search(text)
    return PrintedParts(text[: found.start()], found[0], text[found.end() :]) if found else PrintedParts("", text, "")


def clip_clause(clause: str, words: str, length: int) -> str:
    """The clause cut to a length round the words of its figure, with …… where it is cut."""
    if len(clause) <= length:
        return clause
    place = max(clause.find(words), 0)
    start = max(0, min(place - (length - len(words)) * 2 // 3, len(clause) - length))
    cut = clause[start : start + length]
    return f"{'……' if start else ''}{cut}{'……' if start + length < len(clause) else ''}"
