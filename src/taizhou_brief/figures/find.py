"""One text → its figures."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from taizhou_brief.models import Figure

_PLAIN = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?) ?(?P<scale>[万亿]?)(?P<unit>[元人户家个名%])")


def find(text: str, day: date) -> tuple[Figure, ...]:
    """The figures of a text in reading order; they never overlap. `day` is the date that `今年` is read against."""
    found = []
    for match in _PLAIN.finditer(text):
        value = Decimal(match["number"]) * {"": 1, "万": 10**4, "亿": 10**8}[match["scale"]]
        unit = match["unit"]
        kind = {"元": "money", "%": "percent"}.get(unit, "count")
        found.append(Figure(match[0], *match.span(), value, None, (), unit, kind, "", "", str(day.year), "", text))
    return tuple(found)
