"""Series of figures that count the same in several issues: those whose words name their subject, or an editor's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from taizhou_brief.chinese.patterns import lazy_compile

CUMULATIVE = lazy_compile("累计|累积|总计|合计|历年|以来|至今|突破")
"""Words of a figure that can only grow; what has passed a mark (突破) does not fall below it."""


class Observation(NamedTuple):
    """Figure that others may be compared with: a result, with a value."""

    place: str
    """Counties of its article; figures of different places are never compared."""
    subject: str
    """Clause with a placeholder for the figure and without its time."""
    unit: str
    kind: str
    value: str
    high: str
    """Upper end of a range, or empty."""
    text: str
    """As printed."""
    as_of: str
    as_of_text: str
    issue: str
    """`2021/07`."""
    url: str
    """Relative to the site's root: `2021/07/1/#s2m3f1`."""

    @property
    def amount(self) -> tuple[str, str]:
        """Both ends of the value."""
        return self.value, self.high


@dataclass(frozen=True, slots=True)
class TimeSeries:
    """Figures of one subject, oldest issue first."""

    place: str
    subject: str
    unit: str
    observations: tuple[Observation, ...]


def find_series(observations: Iterable[Observation]) -> Iterator[TimeSeries]:
    """Yield the series of observations, which are in the order of the issues, by their first observation."""
    groups: dict[tuple[str, ...], list[Observation]] = defaultdict(list)
    for observation in observations:
        groups[observation.place, observation.subject, observation.unit, observation.kind].append(observation)
    for (place, subject, unit, _), group in groups.items():
        points = merge_observations(group)
        if len(points) > 1 and not falls_although_cumulative(points):
            yield TimeSeries(place, subject, unit, points)


def merge_observations(group: list[Observation]) -> tuple[Observation, ...]:
    """Return one observation an issue and time; none at all if two of one issue or one time contradict each other."""
    by_issue: dict[str, Observation] = {}
    by_time: dict[str, Observation] = {}
    for observation in group:
        same_issue = by_issue.setdefault(observation.issue, observation)
        same_time = by_time.setdefault(observation.as_of or observation.issue, observation)
        if observation.amount != same_issue.amount or observation.amount != same_time.amount:
            return ()
    return tuple(observation for observation in by_time.values() if observation is by_issue[observation.issue])


def falls_although_cumulative(points: tuple[Observation, ...]) -> bool:
    """Return whether figures that can only grow fall, which shows that they count different things."""
    if not any(
        CUMULATIVE.search(f"{point.subject}{point.as_of_text}") or point.as_of.endswith("/") for point in points
    ):
        return False
    values = [Decimal(point.value) for point in points]
    return values != sorted(values)
