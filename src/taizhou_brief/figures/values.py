"""How the value of a figure is written in files: digits only, as text, so that no reader rounds it."""

from __future__ import annotations

from decimal import Decimal

from taizhou_brief.models import Figure


def value_text(figure: Figure) -> str:
    """`4395250`; the lower end of a range; `10:1` for a ratio, `1/3` for a fraction."""
    return figure.ratio if figure.value is None else plain(figure.value)


def high_text(figure: Figure) -> str:
    """The upper end of a range, or empty."""
    return "" if figure.high is None else plain(figure.high)


def plain(number: Decimal) -> str:
    """Without an exponent, and without zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
