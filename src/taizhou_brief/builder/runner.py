"""Parallelism and memory: one function over many items, on workers, skipping what the old site still holds."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from typing import Any, TypeVar, cast

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
        with _crew(jobs, function, items) as crew:
            yield partial(_shared_out, crew)
    else:
        pool = ProcessPoolExecutor(jobs, initializer=_serve_parent)
        try:
            yield partial(_sent, pool, function, items)
        finally:
            pool.shutdown(cancel_futures=True)  # after a whole run there is nothing to cancel


def _serve_parent(parent: int = 0) -> None:
    """Make this process a worker that ends with its parent, and leaves Ctrl+C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: killed when the parent has gone
        if parent and os.getppid() != parent:  # it had gone before
            os._exit(1)


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
@contextmanager
def _crew(jobs: int, function: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[list[Connection[Any, Any]]]:
    """Lines to forked processes, which are killed where the work is broken off.

    No thread of ours runs, so nothing they inherit can be locked; numpy's do nothing. The standard library's pool has
    threads, which can wait for each other for ever once a worker is killed.
    """
    warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)
    context = get_context("fork")
    workers = []
    lines = []
    try:
        for _ in range(jobs):
            ours, theirs = context.Pipe()
            lines.append(ours)
            workers.append(context.Process(target=_work, args=(theirs, os.getpid(), function, items), daemon=True))
            workers[-1].start()
            theirs.close()
        yield lines
        for line in lines:
            line.send(None)
    except BaseException:
        for worker in workers:
            if worker.pid is not None:
                worker.kill()
        raise
    finally:
        for line in lines:
            line.close()
        for worker in workers:
            if worker.pid is not None:
                worker.join()


def _work(line: Connection[Any, Any], parent: int, function: Callable[[Any], Any], items: Sequence[Any]) -> None:
    """Be a worker: take chunks until there are no more, and give back results or what went wrong."""
    _serve_parent(parent)
    outbox: SimpleQueue[tuple[Any, Exception | None] | None] = SimpleQueue()
    post = threading.Thread(target=_post, args=(line, outbox), daemon=True)  # work goes on while results are taken
    post.start()
    while (chunk := line.recv()) is not None:
        try:
            outbox.put((_some(function, items, chunk), None))
        except Exception as error:  # noqa: BLE001  # it is raised where the result is awaited
            error.add_note(f"in a worker: {traceback.format_exc()}")
            outbox.put((None, error))
    outbox.put(None)
    post.join()


def _post(line: Connection[Any, Any], outbox: SimpleQueue[tuple[Any, Exception | None] | None]) -> None:
    """Send what is in the outbox, in order."""
    while (result := outbox.get()) is not None:
        try:
            line.send(result)
        except OSError:  # nobody takes it any more
            return
        except Exception as error:  # noqa: BLE001  # what cannot travel
            line.send((None, RuntimeError(f"{type(error).__name__}: {error}; {result[1]}")))


def _shared_out(lines: list[Connection[Any, Any]], chunks: list[range]) -> Iterator[list[Any]]:
    """Give the chunks out, to each worker one that it works on and one that waits; results in the order of chunks."""
    left = iter(enumerate(chunks))
    given: dict[Connection[Any, Any], list[int]] = {line: [] for line in lines}
    done: dict[int, list[Any]] = {}
    for line in (*lines, *lines):
        _give(line, left, given)
    for place in range(len(chunks)):
        while place not in done:
            for line in cast("list[Connection[Any, Any]]", wait([line for line in lines if given[line]])):
                try:
                    done[given[line].pop(0)], error = line.recv()
                except EOFError:
                    raise RuntimeError("a worker has died") from None
                if error is not None:
                    raise error
                _give(line, left, given)
        yield done.pop(place)


def _give(
    line: Connection[Any, Any], left: Iterator[tuple[int, range]], given: dict[Connection[Any, Any], list[int]]
) -> None:
    """Give a worker the next chunk, if there is one."""
    for number, chunk in left:
        line.send(chunk)
        given[line].append(number)
        return
