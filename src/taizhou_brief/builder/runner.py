"""Parallelism and memory: one function over many items, on workers, skipping what the old site still holds."""

from __future__ import annotations

import os
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import Any, TypeVar

from taizhou_brief.builder.files import BuildCache
from taizhou_brief.builder.fingerprint import fingerprint
from taizhou_brief.model.page import File

Item = TypeVar("Item")
Result = TypeVar("Result")
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""

CHUNK = 64
"""Items handed to a worker at a time: at least 100 ms of work, so that handing over costs nothing next to it."""
WORTH_WORKERS = 400
"""Below this many items starting processes costs more than it saves."""


def no_progress(_what: str, _done: int, _all: int) -> None:
    """Report no progress."""


@dataclass(slots=True)
class Runner:
    """Runs one function over many items, in chunks on workers, and skips what it remembers."""

    jobs: int = 0
    """Processes; 1 works in this one; 0 chooses by the amount of work."""
    executor: Executor | None = None
    """An existing engine's executor to run on instead of own processes."""
    progress: Progress = no_progress

    def each(
        self, what: str, function: Callable[[Item], Result], items: Sequence[Item], *, here: bool = False
    ) -> Iterator[Result]:
        """The results in the order of the items, whatever ran them and whenever they finished.

        `here` is for results that would take as long to hand over as to make.
        """
        jobs = 1 if here else self.jobs or (os.cpu_count() or 1 if len(items) >= WORTH_WORKERS else 1)
        size = max(1, min(CHUNK, -(-len(items) // jobs)))
        chunks = [range(start, min(start + size, len(items))) for start in range(0, len(items), size)]
        done = 0
        executor = None if here else self.executor
        with _engine(function, items, min(jobs, len(chunks)), executor) as run:
            for results in run(chunks):
                yield from results
                done += len(results)
                self.progress(what, done, len(items))

    def remembered(  # noqa: PLR0913  # what to make, how, and how to know it again
        self,
        memory: BuildCache,
        what: str,
        function: Callable[[Item], tuple[File, ...]],
        items: Iterable[Item],
        seed: str,
        *,
        owns: Callable[[Item, tuple[str, ...]], bool],
    ) -> Iterator[tuple[File, ...]]:
        """The files of each item: those the old site still holds first, then, in order, those that must be made.

        The key of a result is the fingerprint of the item and of `seed`, which stands for the function and its version.
        `owns` says whether paths are those of the item's files: a memory of others is not believed.
        """
        missing: list[tuple[str, Item]] = []
        for item in items:
            key = fingerprint(seed, item)
            files = memory.recall(key, partial(owns, item))
            if files is None:
                missing.append((key, item))
            else:
                yield files
        made = self.each(what, function, [item for _, item in missing])
        for (key, _), files in zip(missing, made, strict=True):
            memory.keep(key, files)
            yield files


@contextmanager
def _engine(
    function: Callable[[Item], Result], items: Sequence[Item], jobs: int, executor: Executor | None
) -> Iterator[Callable[[list[range]], Iterator[list[Result]]]]:
    """What turns chunks, as ranges of places, into their results, in order."""
    if executor:
        yield partial(_sent, executor, function, items)  # the caller's executor stays open
    elif jobs <= 1:
        yield partial(map, partial(_some, function, items))
    elif sys.platform == "linux" and threading.active_count() == 1:
        with _born_with(jobs, function, items) as pool:
            yield partial(pool.map, _inherited)
    else:
        with ProcessPoolExecutor(jobs) as pool:
            yield partial(_sent, pool, function, items)


def _some(function: Callable[[Item], Result], items: Sequence[Item], chunk: range) -> list[Result]:
    """The results of one chunk."""
    return [function(items[place]) for place in chunk]


# --- workers that are sent their items --------------------------------------------------------------------------------
def _sent(
    executor: Executor, function: Callable[[Item], Result], items: Sequence[Item], chunks: list[range]
) -> Iterator[list[Result]]:
    return executor.map(partial(_every, function), [items[chunk.start : chunk.stop] for chunk in chunks])


def _every(function: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    return [function(item) for item in items]


# --- workers that are born with all items, so that nothing need be packed up for them ---------------------------------
_born: tuple[Callable[[Any], Any], Sequence[Any]]
"""Function and items of the worker that this process is."""


def _born_with(jobs: int, function: Callable[[Any], Any], items: Sequence[Any]) -> ProcessPoolExecutor:
    """Forked processes. No thread of ours runs then, so nothing they inherit can be locked; numpy's do nothing."""
    warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)
    return ProcessPoolExecutor(jobs, get_context("fork"), _adopt, (function, items))


def _adopt(function: Callable[[Any], Any], items: Sequence[Any]) -> None:
    global _born  # noqa: PLW0603  # set once, at birth
    _born = function, items


def _inherited(chunk: range) -> list[Any]:
    return _some(*_born, chunk)
