"""Results of measures against marks made by careful reading before the rule was written: see the cases' README."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

import pytest

from taizhou_brief.quantities import TextUnit, find_quantities
from taizhou_brief.quantities.results import choose_results
from tests.project import CASES


class Marked(NamedTuple):
    """A measure with the quantities that a careful reader would choose, as printed."""

    day: date
    counties: tuple[str, ...]
    text: str
    results: tuple[str, ...]

    def choose(self) -> list[str]:
        """Return what the program chooses."""
        quantities = find_quantities(self.text, self.day)
        unit = TextUnit("m1", self.text, quantities, 1)
        return [result.quantity.text for result in choose_results([unit], self.counties, self.day)]


@cache
def measures(name: str) -> tuple[Marked, ...]:
    """Read the measures of a file."""

    def read() -> Iterator[Marked]:
        head, *blocks = (CASES / "results" / f"{name}.txt").read_text("utf-8").strip().split("\n\n")
        for block in blocks:
            place, text, marks = block.split("\n")
            counties = () if place == "全市" else tuple(place.split("、"))
            results = tuple(mark for mark in marks.removeprefix("=").strip().split("、") if mark)
            yield Marked(date.fromisoformat(head), counties, text, results)

    return tuple(read())


def score(name: str) -> tuple[float, float]:
    """Precision of what is chosen, and the part of the measures with marks for which something right is chosen."""
    chosen = right = answered = marked = 0
    for measure in measures(name):
        hits = [any(mark in text for mark in measure.results) for text in measure.choose()]
        chosen += len(hits)
        right += sum(hits)
        marked += bool(measure.results)
        answered += any(hits)
    return right / chosen, answered / marked


@pytest.mark.parametrize("name", ["tuning", "apart"])
def test_what_is_chosen_is_telling(name: str) -> None:
    """Most of it, for most measures."""
    precision, recall = score(name)
    assert precision >= 0.90
    assert recall >= 0.80


def test_there_are_enough_marks() -> None:
    """At least 40 in each half, some of them with nothing to choose."""
    for name in ("tuning", "apart"):
        assert len(measures(name)) >= 40
        assert sum(not measure.results for measure in measures(name)) >= 4
