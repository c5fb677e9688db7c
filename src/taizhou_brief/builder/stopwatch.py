"""Measure where the time of a build goes, step by step."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")
OTHER = "其他"


class Stopwatch:
    """Seconds and numbers of items by step; time inside an inner step counts for that step only."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.items: Counter[str] = Counter()
        """Items that each step has produced."""
        self.remembered: Counter[str] = Counter()
        """How many of them were taken from the memory."""
        self._steps = [OTHER]
        self._since = time.perf_counter()

    def _charge(self) -> None:
        """Add the time since the last change of the step to the step that runs."""
        now = time.perf_counter()
        step = self._steps[-1]
        self.seconds[step] = self.seconds.get(step, 0.0) + now - self._since
        self._since = now

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count the time of a block for a step."""
        self._charge()
        self._steps.append(name)
        try:
            yield
        finally:
            self._charge()
            self._steps.pop()

    def iterate(self, name: str, items: Iterator[Item]) -> Iterator[Item]:
        """Yield items; the time until each is there counts for a step."""
        while True:
            with self.step(name):
                try:
                    item = next(items)
                except StopIteration:
                    return
            self.items[name] += 1
            yield item

    def finish(self) -> dict[str, float]:
        """Return the seconds of each step so far, in the order in which they began; all other time comes last."""
        self._charge()
        other = self.seconds.pop(OTHER, 0.0)
        self.seconds[OTHER] = other
        return self.seconds
