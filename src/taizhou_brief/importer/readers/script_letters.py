"""Superscripts and subscripts as characters of their own, so that 10 to the 4th is never 104."""

from __future__ import annotations

_SUPERSCRIPTS = str.maketrans("0123456789+-−－=()（）ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾⁽⁾ⁿⁱ")
_SUBSCRIPTS = str.maketrans("0123456789+-−－=()（）", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎₍₎")


def to_script(text: str, *, raised: bool) -> str:
    """Return the text in raised or lowered characters, or an empty string if Unicode has none for one of them."""
    table = _SUPERSCRIPTS if raised else _SUBSCRIPTS
    return text.translate(table) if all(ord(c) in table or c.isspace() for c in text) else ""
