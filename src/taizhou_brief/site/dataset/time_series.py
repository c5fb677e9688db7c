"""The same counted thing of the same place in later issues: a series, and otherwise nothing.

Two figures belong together only where place, unit and kind are the same and their clauses, with the figure itself and a
few opening words cut out, are the same to the letter. What is left must be at least four characters long, so that
`共有…个` joins nothing.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal

from taizhou_brief.quantities import CLAUSE_GAP, normalised_clause, plain_decimal
from taizhou_brief.site.dataset.serialise import issue_label
from taizhou_brief.site.dataset.year_tables import QuantityRow, YearTable

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
LEAST = 4
"""Characters that the counted thing must have."""
_SUBJECTLESS = re.compile(
    r"^(?:比|较|占|达|超|增|减|上升|下降|其中|分别|人均|户均|平均|合计|总计|共计|金额|总额|资金|总投资|面积)|同比|环比|上年|去年|同期"
)
"""What is counted stands in another clause then (`比上年增加12.5%`, `金额共计33902元`), and may be another thing."""
_LIMITS = re.compile("最高|最低|最多|最少|至少|不低于|不少于|不超过|以上|以下|以内")
"""Words of a figure that make it a limit, not a count."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure of a series."""

    url: str
    """Relative to the site's root."""
    issue: str
    """`2021年第7期`."""
    date: str
    as_of: str
    text: str
    value: Decimal


_POINT = tuple(field.name for field in fields(Observation))


@dataclass(frozen=True, slots=True)
class TimeSeries:
    """The same counted thing through the issues."""

    county: str
    noun: str
    unit: str
    points: tuple[Observation, ...]
    """Oldest first; of different days."""


Key = tuple[str, str, str, str]
"""Place, thing, unit, kind."""


def find_series(books: Iterable[YearTable]) -> tuple[TimeSeries, ...]:
    """Every series of the archive, by place and thing; books may come in any order."""
    groups: dict[Key, list[QuantityRow]] = defaultdict(list)
    for book in sorted(books, key=lambda book: book.year):
        for row in book.rows():
            if key := _key(row):
                groups[key].append(row)
    found = []
    for (county, noun, unit, _), rows in groups.items():
        points = _one_a_day(rows) if len(rows) > 1 else ()
        if len(points) > 1:
            found.append(TimeSeries(county, noun, unit, points))
    return tuple(sorted(found, key=lambda series: (series.county, -len(series.points), series.noun, series.unit)))


def _key(row: QuantityRow) -> Key | None:
    """What a row may be joined by; of an article about several places nobody can say whose figure it is."""
    counties = row.heading.counties
    if row.high or not row.unit or row.kind == "unknown" or len(counties) != 1:
        return None
    noun = normalised_clause(row.clause, row.text, row.as_of_text)
    if len(noun) < LEAST + len(CLAUSE_GAP) or ":" in row.value or "/" in row.value:
        return None
    if _SUBJECTLESS.search(noun) or _LIMITS.search(row.text):
        return None
    return counties[0], noun, row.unit, row.kind


def _one_a_day(rows: Sequence[QuantityRow]) -> tuple[Observation, ...]:
    """One point an issue and time; nothing at all where two figures contradict each other."""
    days: dict[str, QuantityRow] = {}
    times: dict[str, str] = {}
    for row in rows:
        day = row.heading.date
        said = times.setdefault(row.as_of or day, row.value)
        if said != row.value or days.setdefault(day, row).value != row.value:
            return ()
    return tuple(_point(days[day]) for day in sorted(days))


def _point(row: QuantityRow) -> Observation:
    return Observation(
        row.url, issue_label(row.heading.issue), row.heading.date, row.as_of, row.text, Decimal(row.value)
    )


def to_json(series: Iterable[TimeSeries]) -> bytes:
    """The file of all series; values as text."""
    rows = (
        {
            "county": one.county,
            "noun": one.noun,
            "unit": one.unit,
            "points": [{name: _plain(getattr(point, name)) for name in _POINT} for point in one.points],
        }
        for one in series
    )
    body = ",\n".join(map(_ENCODE, rows))
    return f"[\n{body}\n]\n".encode("utf-8", "replace")


def _plain(value: str | Decimal) -> str:
    return plain_decimal(value) if isinstance(value, Decimal) else value
