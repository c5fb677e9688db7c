"""Run one function over many items on worker processes, and skip items whose files are cached."""

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
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from typing import Any, TypeVar, cast

from taizhou_brief.builder.files import BuildCache
from taizhou_brief.builder.stopwatch import Stopwatch
from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.page import File

Item = TypeVar("Item")
Result = TypeVar("Result")
Progress = Callable[[str, int, int], None]
"""Callback that gets the name of the step, the number of items done and the total."""

CHUNK = 64
"""Items sent to a worker at a time: at least 100 ms of work, so that the cost of sending is negligible."""
WORTH_WORKERS = 400
"""Number of items below which starting processes costs more than it saves."""


def no_progress(_step: str, _done: int, _total: int) -> None:
    """Report no progress."""


@dataclass(slots=True)
class Runner:
    """Runner of one function over many items, in chunks on worker processes, with a cache."""

    jobs: int = 0
    """Number of processes; 1 runs everything in this process; 0 chooses by the number of items."""
    executor: Executor | None = None
    """Existing executor for items that may be sent to another machine."""
    progress: Progress = no_progress
    watch: Stopwatch = field(default_factory=Stopwatch)
    """Where the time of all steps goes."""

    def map(
        self, step: str, function: Callable[[Item], Result], items: Sequence[Item], *, remote: bool = False
    ) -> Iterator[Result]:
        """Yield the results in the order of the items, whichever worker computes them and whenever they finish.

        `remote` allows the executor: for items that are sent to another machine at little cost.
        """
        return self.watch.iterate(step, self._map(step, function, items, remote=remote))

    def _map(
        self, step: str, function: Callable[[Item], Result], items: Sequence[Item], *, remote: bool
    ) -> Iterator[Result]:
        jobs = self.jobs or (os.cpu_count() or 1 if len(items) >= WORTH_WORKERS else 1)
        size = max(1, min(CHUNK, -(-len(items) // jobs)))
        chunks = [range(start, min(start + size, len(items))) for start in range(0, len(items), size)]
        done = 0
        executor = self.executor if remote else None
        with _start_workers(function, items, min(jobs, len(chunks)), executor) as run:
            for results in run(chunks):
                yield from results
                done += len(results)
                self.progress(step, done, len(items))

    def map_cached(  # noqa: PLR0913  # what to build, how, and how to recognise it in the cache
        self,
        cache: BuildCache,
        step: str,
        function: Callable[[Item], tuple[File, ...]],
        items: Iterable[Item],
        seed: str,
        *,
        owns: Callable[[Item, tuple[str, ...]], bool],
    ) -> Iterator[tuple[File, ...]]:
        """Yield the files of each item: first those that are cached, then, in order, those that must be built.

        The cache key is the fingerprint of the item and of `seed`, which identifies the function and its version.
        `owns` returns whether paths are those of the item's files: a cache entry with other paths is not used.
        """
        missing: list[tuple[str, Item]] = []
        for item in items:
            with self.watch.step(step):
                key = fingerprint(seed, item)
                files = cache.get(key, partial(owns, item))
            if files is None:
                missing.append((key, item))
            else:
                self.watch.remembered[step] += 1
                yield files
        results = self.map(step, function, [item for _, item in missing])
        for (key, _), files in zip(missing, results, strict=True):
            cache.put(key, files)
            yield files


@contextmanager
def _start_workers(
    function: Callable[[Item], Result], items: Sequence[Item], jobs: int, executor: Executor | None
) -> Iterator[Callable[[list[range]], Iterator[list[Result]]]]:
    """Start workers and provide the function that maps chunks, as ranges of indices, to their results, in order."""
    if executor:
        yield partial(_submit_chunks, executor, function, items)  # the caller's executor stays open
    elif jobs <= 1:
        yield partial(map, partial(_run_chunk, function, items))
    elif sys.platform == "linux" and threading.active_count() == 1:
        with _fork_workers(jobs, function, items) as connections:
            yield partial(_distribute_chunks, connections)
    else:
        pool = ProcessPoolExecutor(jobs, initializer=_init_worker)
        try:
            yield partial(_submit_chunks, pool, function, items)
        finally:
            pool.shutdown(cancel_futures=True)  # nothing is left to cancel after a complete run


def _init_worker(parent: int = 0) -> None:
    """Make this process a worker that ends with its parent and leaves the handling of Ctrl+C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: killed when the parent ends
        if parent and os.getppid() != parent:  # it had ended before
            os._exit(1)


def _run_chunk(function: Callable[[Item], Result], items: Sequence[Item], chunk: range) -> list[Result]:
    """Return the results of the items at the indices of one chunk."""
    return [function(items[index]) for index in chunk]


# --- workers that receive their items ---------------------------------------------------------------------------------
def _submit_chunks(
    executor: Executor, function: Callable[[Item], Result], items: Sequence[Item], chunks: list[range]
) -> Iterator[list[Result]]:
    return executor.map(partial(_run_items, function), [items[chunk.start : chunk.stop] for chunk in chunks])


def _run_items(function: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    return [function(item) for item in items]


# --- forked workers, which inherit all items, so that none need be pickled --------------------------------------------
@contextmanager
def _fork_workers(
    jobs: int, function: Callable[[Any], Any], items: Sequence[Any]
) -> Iterator[list[Connection[Any, Any]]]:
    """Provide connections to forked processes, which are killed if the work is interrupted.

    No thread of this program runs, so nothing that they inherit can be locked; numpy's threads are idle. The standard
    library's pool has threads, which can wait for each other forever after a worker was killed.
    """
    warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)
    context = get_context("fork")
    workers = []
    connections = []
    try:
        for _ in range(jobs):
            parent_end, worker_end = context.Pipe()
            connections.append(parent_end)
            arguments = (worker_end, os.getpid(), function, items)
            workers.append(context.Process(target=_run_worker, args=arguments, daemon=True))
            workers[-1].start()
            worker_end.close()
        yield connections
        for connection in connections:
            connection.send(None)
    except BaseException:
        for worker in workers:
            if worker.pid is not None:
                worker.kill()
        raise
    finally:
        for connection in connections:
            connection.close()
        for worker in workers:
            if worker.pid is not None:
                worker.join()


def _run_worker(
    connection: Connection[Any, Any], parent: int, function: Callable[[Any], Any], items: Sequence[Any]
) -> None:
    """Receive chunks until there are no more, and send back their results or the error."""
    _init_worker(parent)
    outbox: SimpleQueue[tuple[Any, Exception | None] | None] = SimpleQueue()
    sender = threading.Thread(target=_send_results, args=(connection, outbox), daemon=True)  # sends during the work
    sender.start()
    while (chunk := connection.recv()) is not None:
        try:
            outbox.put((_run_chunk(function, items, chunk), None))
        except Exception as error:  # noqa: BLE001  # raised where the result is awaited
            error.add_note(f"in a worker: {traceback.format_exc()}")
            outbox.put((None, error))
    outbox.put(None)
    sender.join()


def _send_results(connection: Connection[Any, Any], outbox: SimpleQueue[tuple[Any, Exception | None] | None]) -> None:
    """Send the contents of the outbox, in order, until its end mark."""
    while (result := outbox.get()) is not None:
        try:
            connection.send(result)
        except OSError:  # the parent no longer receives
            return
        except Exception as error:  # noqa: BLE001  # the result cannot be pickled
            connection.send((None, RuntimeError(f"{type(error).__name__}: {error}; {result[1]}")))


def _distribute_chunks(connections: list[Connection[Any, Any]], chunks: list[range]) -> Iterator[list[Any]]:
    """Send each worker one chunk to work on and one to wait in its queue; yield results in the order of the chunks."""
    remaining = iter(enumerate(chunks))
    pending: dict[Connection[Any, Any], list[int]] = {connection: [] for connection in connections}
    done: dict[int, list[Any]] = {}
    for connection in (*connections, *connections):
        _send_next_chunk(connection, remaining, pending)
    for number in range(len(chunks)):
        while number not in done:
            busy = [connection for connection in connections if pending[connection]]
            for connection in cast("list[Connection[Any, Any]]", wait(busy)):
                try:
                    done[pending[connection].pop(0)], error = connection.recv()
                except EOFError:
                    raise RuntimeError("a worker has died") from None
                if error is not None:
                    raise error
                _send_next_chunk(connection, remaining, pending)
        yield done.pop(number)


def _send_next_chunk(
    connection: Connection[Any, Any],
    remaining: Iterator[tuple[int, range]],
    pending: dict[Connection[Any, Any], list[int]],
) -> None:
    """Send a worker the next chunk, if there is one."""
    for number, chunk in remaining:
        connection.send(chunk)
        pending[connection].append(number)
        return
