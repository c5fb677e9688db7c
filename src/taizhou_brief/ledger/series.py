"""The same counted thing of the same place in later issues: a series, and otherwise nothing.

Two figures belong together only where place, unit and kind are the same and their clauses, with the figure itself and a
few opening words cut out, are the same to the letter. What is left must be at least four characters long, so that
`共有…个` joins nothing.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal

from taizhou_brief.figures import plain
from taizhou_brief.ledger.books import Book, Row
from taizhou_brief.ledger.forms import numbered

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
LEAST = 4
"""Characters that the counted thing must have."""
CHART = 3
"""Points that are drawn; fewer are a table only."""
_OPENINGS = re.compile(r"^(?:截至目前|目前|全市|全县|全区|已经|已|共)+")
"""Words at the head of a clause that say nothing of what is counted. Kept tiny: each more joins more. 累计 is not among
them: what was built in a year is not what has been built so far."""
_LIMITS = re.compile("最高|最低|最多|最少|至少|不低于|不少于|不超过|以上|以下|以内")
"""Words of a figure that make it a limit, not a count."""


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a series."""

    url: str
    """Relative to the site's root."""
    issue: str
    """`2021年第7期`."""
    date: str
    as_of: str
    text: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Series:
    """The same counted thing through the issues."""

    county: str
    noun: str
    unit: str
    points: tuple[Point, ...]
    """Oldest first; of different days."""


def all_series(books: Iterable[Book]) -> tuple[Series, ...]:
    """Every series of the archive, by place and thing; books may come in any order."""
    groups: dict[tuple[str, str, str, str], list[Point]] = defaultdict(list)
    for book in sorted(books, key=lambda book: book.year):
        for row in book.rows():
            for key, point in _candidates(row):
                groups[key].append(point)
    found = []
    for (county, noun, unit, _), points in groups.items():
        single = _one_a_day(points)
        if len(single) > 1:
            found.append(Series(county, noun, unit, single))
    return tuple(sorted(found, key=lambda series: (series.county, -len(series.points), series.noun, series.unit)))


def _candidates(row: Row) -> Iterator[tuple[tuple[str, str, str, str], Point]]:
    """What a row may be joined by; of an article about several places nobody can say whose figure it is."""
    heading = row.heading
    if row.high or not row.unit or row.kind == "unknown" or len(heading.counties) != 1:
        return
    noun = counted(row.clause, row.text, row.as_of_text)
    if ":" in row.value or "/" in row.value or _LIMITS.search(row.text) or len(noun.replace(GAP, "")) < LEAST:
        return
    point = Point(row.url, numbered(heading.issue), heading.date, row.as_of, row.text, Decimal(row.value))
    yield (heading.counties[0], noun, row.unit, row.kind), point


GAP = "…"
"""Stands for the figure in what is counted."""
_EDGES = "，、：；。 "


def counted(clause: str, words: str, when: str = "") -> str:
    """What a clause counts: `全县已建成教学点14个` → `建成教学点…`; nothing where the figure stands twice in it."""
    if clause.count(words) != 1:
        return ""
    before, _, after = clause.partition(words)
    if when:
        before = before.replace(when, "")
    return f"{_OPENINGS.sub('', before.strip(_EDGES))}{GAP}{after.strip(_EDGES)}"


def _one_a_day(points: list[Point]) -> tuple[Point, ...]:
    """One point an issue and time; nothing at all where two figures contradict each other."""
    days: dict[str, Point] = {}
    times: dict[str, Decimal] = {}
    for point in points:
        time = point.as_of or point.date
        if times.setdefault(time, point.value) != point.value or days.get(point.date, point).value != point.value:
            return ()
        days.setdefault(point.date, point)
    return tuple(days[date] for date in sorted(days))


def to_json(series: Iterable[Series]) -> bytes:
    """The file of all series; values as text."""
    rows = (
        {**asdict(one), "points": [{**asdict(point), "value": plain(point.value)} for point in one.points]}
        for one in series
    )
    body = ",\n".join(map(_ENCODE, rows))
    return f"[\n{body}\n]\n".encode("utf-8", "replace")


def from_json(data: bytes) -> tuple[Series, ...]:
    """The series of such a file."""
    return tuple(
        Series(
            one["county"],
            one["noun"],
            one["unit"],
            tuple(Point(**{**point, "value": Decimal(point["value"])}) for point in one["points"]),
        )
        for one in json.loads(data)
    )
