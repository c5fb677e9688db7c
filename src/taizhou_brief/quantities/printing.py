"""Printed forms of a quantity: its value in files as digits only, so that no program rounds it; its parts on pages."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from taizhou_brief.chinese.characters import ANY_DIGIT, DIGITS
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.model.quantity import Quantity
from taizhou_brief.quantities.candidates import NEUTRAL_WORDS


def value_text(quantity: Quantity) -> str:
    """Return the value as text: `4395250`, the lower end of a range, `10:1` for a ratio, `1/3` for a fraction."""
    return quantity.ratio if quantity.value is None else plain_decimal(quantity.value)


def high_text(quantity: Quantity) -> str:
    """Return the upper end of a range as text, empty if there is none."""
    return "" if quantity.high is None else plain_decimal(quantity.high)


def plain_decimal(number: Decimal) -> str:
    """Format a number without an exponent and without trailing zeros."""
    text = str(number)  # faster than a format
    if "E" in text:
        text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class PrintedParts:
    """The printed text of a quantity in three parts, so that the number can be set in large type."""

    before: str
    """`约`, `最高`."""
    number: str
    """`5-6`, `1.7`, `三百`; from the first digit to the last."""
    after: str
    """`万元`, `余人`."""


_HAN = f"[{DIGITS}〇十两百千半]"
_NUMBER = lazy_compile(rf"[{ANY_DIGIT}](?:.*[{ANY_DIGIT}])?|{_HAN}(?:.*{_HAN})?")


@lru_cache(maxsize=65536)
def split_printed(text: str) -> PrintedParts:
    """Split the printed text of a quantity into its parts: `近1.7亿多元` → 近, 1.7, 亿多元.

    The numeral in 唯一 belongs to that word.
    """
    word = next((word for word in NEUTRAL_WORDS if text.startswith(word)), "")
    number = _NUMBER.search(text, len(word))
    if not number:
        return PrintedParts("", text, "")
    return PrintedParts(text[: number.start()], number[0], text[number.end() :])


def clip_clause(clause: str, printed: str, length: int) -> str:
    """Cut a clause to `length` characters around its quantity, with …… at each end that is cut."""
    if len(clause) <= length:
        return clause
    position = max(clause.find(printed), 0)
    start = max(0, min(position - (length - len(printed)) * 2 // 3, len(clause) - length))
    excerpt = clause[start : start + length]
    return f"{'……' if start else ''}{excerpt}{'……' if start + length < len(clause) else ''}"
