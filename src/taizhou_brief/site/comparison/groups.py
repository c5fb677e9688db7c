"""Comparison of measures: groups of related ones, rows of like quantities, and what only one county has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from taizhou_brief.site.comparison.pieces import RUN, ComparedQuantity, MeasureRow
from taizhou_brief.site.comparison.shared_words import find_shared_words
from taizhou_brief.site.views.rows import Link


@dataclass(frozen=True)
class ComparedMeasure:
    """Measure to compare."""

    row: MeasureRow
    url: str
    """Address of its article's page, relative to the site's root."""
    issue: Link
    counties: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What no other measure has."""
        return self.url, self.row.id

    @property
    def heading(self) -> str:
        """Heading."""
        return self.row.heading

    @property
    def pairs(self) -> tuple[str, ...]:
        """Telling pairs of characters of its heading."""
        return self.row.pairs

    @cached_property
    def text(self) -> str:
        """Heading and text."""
        return f"{self.row.heading}。{self.row.text}"

    @cached_property
    def opening(self) -> str:
        """Heading and first sentence."""
        return self.text[: len(self.row.heading) + 1 + self.row.opening]


@dataclass(frozen=True, slots=True)
class ComparedLead:
    """Quantities of the lead of an article that has measures to compare."""

    quantities: tuple[ComparedQuantity, ...]
    url: str
    issue: Link
    counties: tuple[str, ...]


class RelatedGroup(NamedTuple):
    """Related measures of at least two counties."""

    words: tuple[str, ...]
    """Words that they share; none if they are one measure of several counties."""
    measures: tuple[ComparedMeasure, ...]
    """The newest first."""


class LikeCell(NamedTuple):
    """Quantity in a row of like ones."""

    county: str
    quantity: ComparedQuantity
    url: str
    place: str
    """Measure of the quantity, or empty for a lead."""
    more: int
    """Number of further quantities of the county with the same words."""


class LikeRow(NamedTuple):
    """Like quantities of at least two counties."""

    words: str
    """Words next to each of them."""
    target: int
    cells: tuple[LikeCell, ...]


def group_related(measures: Sequence[ComparedMeasure]) -> tuple[RelatedGroup, ...]:
    """Group related measures of different counties; each is in one group at most.

    `measures` come the newest first. The first that is in no group yet takes all others that are related to it, and
    then those of its own county that are related to one of these: a group does not grow by longer chains. A measure of
    several counties is a group by itself.
    """
    candidates = find_candidates(measures)
    left = dict.fromkeys(range(len(measures)))
    groups = []
    for number, measure in enumerate(measures):
        if number not in left:
            continue
        partners = related_to(number, measures, candidates, left)
        own = set(measure.counties)
        members: dict[int, tuple[str, ...]] = {number: (), **partners}
        for partner in partners:
            further = related_to(partner, measures, candidates, left)
            members = {n: words for n, words in further.items() if own & set(measures[n].counties)} | members
        if len(members) > 1 or len(own) > 1:
            words = dict.fromkeys(word for member in sorted(members) for word in members[member])
            groups.append(RelatedGroup(tuple(words), tuple(measures[member] for member in sorted(members))))
            for member in members:
                del left[member]
    return tuple(groups)


def related_to(
    number: int, measures: Sequence[ComparedMeasure], candidates: Sequence[set[int]], left: Collection[int]
) -> dict[int, tuple[str, ...]]:
    """Return those measures of other counties that are left and related to one, each with the words shared."""
    measure = measures[number]
    others = (n for n in sorted(candidates[number]) if n in left)
    apart = (n for n in others if set(measure.counties).isdisjoint(measures[n].counties))
    return {n: words for n in apart if (words := find_shared_words(measure, measures[n]))}


def find_candidates(measures: Sequence[ComparedMeasure]) -> list[set[int]]:
    """Return for each measure those that have a telling pair of its heading, or it one of theirs."""
    with_pair: dict[str, list[int]] = defaultdict(list)
    for number, measure in enumerate(measures):
        for pair in measure.pairs:
            with_pair[pair].append(number)
    candidates: list[set[int]] = [set() for _ in measures]
    for number, measure in enumerate(measures):
        text = measure.text
        for pair in {text[place : place + 2] for place in range(len(text) - 1)} & with_pair.keys():
            for other in with_pair[pair]:
                if other != number:
                    candidates[number].add(other)
                    candidates[other].add(number)
    return candidates


class PlacedQuantity(NamedTuple):
    """Quantity of one county with its source."""

    county: str
    quantity: ComparedQuantity
    url: str
    place: str


def find_like_rows(measures: Iterable[ComparedMeasure], leads: Iterable[ComparedLead]) -> tuple[LikeRow, ...]:
    """Find quantities with the same unit, kind and words next to them, of at least two counties, the newest first.

    A plan is only compared with plans, and a quantity of an article of several counties with none. Each is in one row.
    """
    placed = tuple(place_quantities(measures, leads))
    rows: list[tuple[int, LikeRow]] = []
    used: set[int] = set()
    for side in (0, 1):
        by_key: dict[tuple[str, str, int, str], list[int]] = defaultdict(list)
        for number, (_, quantity, _, _) in enumerate(placed):
            run = quantity.after[:RUN] if side else quantity.before[-RUN:]
            if run and quantity.unit and number not in used:
                by_key[quantity.unit, quantity.kind, quantity.target, run].append(number)
        for numbers in by_key.values():
            if len({placed[number].county for number in numbers}) > 1:
                used.update(numbers)
                rows.append((numbers[0], build_like_row([placed[number] for number in numbers], side)))
    rows.sort(key=lambda row: row[0])
    return tuple(row for _, row in rows)


def place_quantities(measures: Iterable[ComparedMeasure], leads: Iterable[ComparedLead]) -> Iterator[PlacedQuantity]:
    """Yield the quantities of single counties, those of measures first."""
    for measure in measures:
        if len(measure.counties) == 1:
            for quantity in measure.row.quantities:
                yield PlacedQuantity(measure.counties[0], quantity, measure.url, measure.row.id)
    for lead in leads:
        if len(lead.counties) == 1:
            for quantity in lead.quantities:
                yield PlacedQuantity(lead.counties[0], quantity, lead.url, "")


def build_like_row(placed: Sequence[PlacedQuantity], side: int) -> LikeRow:
    """Build the row of like quantities: the newest of each county."""
    by_county: dict[str, list[PlacedQuantity]] = defaultdict(list)
    for item in placed:
        by_county[item.county].append(item)
    cells = tuple(
        LikeCell(county, items[0].quantity, items[0].url, items[0].place, len(items) - 1)
        for county, items in by_county.items()
    )
    runs = [item.quantity.after if side else item.quantity.before[::-1] for item in placed]
    length = next(
        (place for place, chars in enumerate(zip(*runs, strict=False)) if len(set(chars)) > 1), min(map(len, runs))
    )
    words = runs[0][:length]
    return LikeRow(words if side else words[::-1], placed[0].quantity.target, cells)
