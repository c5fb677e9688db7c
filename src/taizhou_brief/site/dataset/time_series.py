"""Quantities of the same subject and place in several issues, grouped into series.

Two quantities belong together only if place, unit and kind are equal and their clauses, without the quantity itself and
a few opening words, are identical. What is left must be at least four characters long, so that `共有…个` joins nothing.
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
MIN_SUBJECT_LENGTH = 4
_SUBJECTLESS = re.compile(
    r"^(?:比|较|占|达|超|增|减|上升|下降|其中|分别|人均|户均|平均|合计|总计|共计|金额|总额|资金|总投资|面积)|同比|环比|上年|去年|同期"
)
"""Clauses whose subject is in another clause (`比上年增加12.5%`, `金额共计33902元`) and may be another one."""
_LIMITS = re.compile("最高|最低|最多|最少|至少|不低于|不少于|不超过|以上|以下|以内")
"""Words that make a quantity a limit, not a count."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One quantity of a series."""

    url: str
    """Relative to the site's root."""
    issue: str
    """`2021年第7期`."""
    date: str
    as_of: str
    text: str
    value: Decimal


_POINT_FIELDS = tuple(field.name for field in fields(Observation))


@dataclass(frozen=True, slots=True)
class TimeSeries:
    """The quantities of one subject through the issues."""

    county: str
    noun: str
    unit: str
    points: tuple[Observation, ...]
    """Oldest first, each of another day."""


Key = tuple[str, str, str, str]
"""Place, subject, unit, kind."""


def find_series(tables: Iterable[YearTable]) -> tuple[TimeSeries, ...]:
    """Find every series of the archive, sorted by place and subject; tables may come in any order."""
    groups: dict[Key, list[QuantityRow]] = defaultdict(list)
    for table in sorted(tables, key=lambda table: table.year):
        for row in table.rows():
            if key := _series_key(row):
                groups[key].append(row)
    series_list = []
    for (county, noun, unit, _), rows in groups.items():
        points = _one_point_a_day(rows) if len(rows) > 1 else ()
        if len(points) > 1:
            series_list.append(TimeSeries(county, noun, unit, points))
    return tuple(sorted(series_list, key=lambda series: (series.county, -len(series.points), series.noun, series.unit)))


def _series_key(row: QuantityRow) -> Key | None:
    """Return the key that a row is grouped by; None if it cannot be grouped or its article is about several places."""
    counties = row.heading.counties
    if row.high or not row.unit or row.kind == "unknown" or len(counties) != 1:
        return None
    noun = normalised_clause(row.clause, row.text, row.as_of_text)
    if len(noun) < MIN_SUBJECT_LENGTH + len(CLAUSE_GAP) or ":" in row.value or "/" in row.value:
        return None
    if _SUBJECTLESS.search(noun) or _LIMITS.search(row.text):
        return None
    return counties[0], noun, row.unit, row.kind


def _one_point_a_day(rows: Sequence[QuantityRow]) -> tuple[Observation, ...]:
    """Return one point for each issue and time; no points if two values contradict each other."""
    days: dict[str, QuantityRow] = {}
    times: dict[str, str] = {}
    for row in rows:
        day = row.heading.date
        first = times.setdefault(row.as_of or day, row.value)
        if first != row.value or days.setdefault(day, row).value != row.value:
            return ()
    return tuple(_observation(days[day]) for day in sorted(days))


def _observation(row: QuantityRow) -> Observation:
    return Observation(
        row.url, issue_label(row.heading.issue), row.heading.date, row.as_of, row.text, Decimal(row.value)
    )


def to_json(series: Iterable[TimeSeries]) -> bytes:
    """Encode all series; values are text."""
    rows = (
        {
            "county": item.county,
            "noun": item.noun,
            "unit": item.unit,
            "points": [{name: _encode_value(getattr(point, name)) for name in _POINT_FIELDS} for point in item.points],
        }
        for item in series
    )
    body = ",\n".join(map(_ENCODE, rows))
    return f"[\n{body}\n]\n".encode("utf-8", "replace")


def _encode_value(value: str | Decimal) -> str:
    return plain_decimal(value) if isinstance(value, Decimal) else value
