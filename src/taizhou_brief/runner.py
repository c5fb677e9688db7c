"""Parallelism and memory: one function over many items, on workers, skipping what the old site still holds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from taizhou_brief.disk import Memory
from taizhou_brief.fingerprint import fingerprint
from taizhou_brief.models import File

Item = TypeVar("Item")
Result = TypeVar("Result")
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""

CHUNK = 64
"""Items handed to a worker at a time: at least 100 ms of work, so that handing over costs nothing next to it."""
WORTH_WORKERS = 400
"""Below this many items starting processes costs more than it saves."""


def silent(_what: str, _done: int, _all: int) -> None:
    """Report no progress."""


@dataclass(slots=True)
class Runner:
    """Runs one function over many items, in chunks on workers, and skips what it remembers."""

    jobs: int = 0
    """Processes; 1 works in this one; 0 chooses by the amount of work."""
    executor: Executor | None = None
    """An existing engine's executor to run on instead of own processes."""
    progress: Progress = silent

    def each(self, what: str, function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """The results in the order of the items, whatever ran them and whenever they finished."""
        chunks = [items[start : start + CHUNK] for start in range(0, len(items), CHUNK)]
        jobs = self.jobs or (os.cpu_count() or 1 if len(items) >= WORTH_WORKERS else 1)
        done = 0
        with self._engine(min(jobs, len(chunks))) as engine:
            run = engine.map if engine else map
            for results in run(partial(_chunk, function), chunks):
                yield from results
                done += len(results)
                self.progress(what, done, len(items))

    @contextmanager
    def _engine(self, jobs: int) -> Iterator[Executor | None]:
        if self.executor or jobs <= 1:
            yield self.executor  # the caller's executor stays open
        else:
            with ProcessPoolExecutor(jobs) as pool:
                yield pool

    def remembered(
        self,
        memory: Memory,
        what: str,
        function: Callable[[Item], tuple[File, ...]],
        items: Iterable[Item],
        seed: str,
    ) -> Iterator[tuple[File, ...]]:
        """The files of each item: those the old site still holds first, then, in order, those that must be made.

        The key of a result is the fingerprint of the item and of `seed`, which stands for the function and its version.
        """
        missing: list[tuple[str, Item]] = []
        for item in items:
            key = fingerprint(seed, item)
            files = memory.recall(key)
            if files is None:
                missing.append((key, item))
            else:
                yield files
        made = self.each(what, function, [item for _, item in missing])
        for (key, _), files in zip(missing, made, strict=True):
            memory.keep(key, files)
            yield files


def _chunk(function: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    return [function(item) for item in items]
