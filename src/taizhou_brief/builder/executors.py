"""Executors of the library Dask, which run tasks on other processes or machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from taizhou_brief.chinese.patterns import lazy_compile

if TYPE_CHECKING:
    from concurrent.futures import Executor

EXECUTOR = lazy_compile(r"local:(?P<workers>[1-9][0-9]{0,2})|dask://(?P<address>[^\s/:]+:[0-9]{1,5})")
"""Name of an executor: `local:N` for a cluster of N processes on this machine, `dask://HOST:PORT` for a running one."""
CONNECT_SECONDS = 20


class ExecutorUnavailableError(Exception):
    """Raised when Dask is not installed, or the cluster does not answer."""


@contextmanager
def open_executor(name: str) -> Iterator[Executor]:
    """Provide the executor of a name that matches `EXECUTOR`. Raises `ExecutorUnavailableError`.

    Tasks are pure functions of their items, so those of a worker that dies are run again by another one.
    """
    match = re.fullmatch(EXECUTOR.pattern, name)
    if match is None:
        message = f"not the name of an executor: {name}"
        raise ValueError(message)
    try:
        distributed = import_module("distributed")  # an optional dependency that takes half a second to import
    except ImportError as error:
        raise ExecutorUnavailableError(str(error)) from error
    with _open_client(distributed, match) as client:
        yield client.get_executor()


@contextmanager
def _open_client(distributed: Any, match: re.Match[str]) -> Iterator[Any]:
    """Provide a client of the cluster; a cluster on this machine ends with it."""
    if match["workers"]:
        options = {"n_workers": int(match["workers"]), "threads_per_worker": 1, "dashboard_address": None}
        with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
            yield client
        return
    try:
        client = distributed.Client(f"tcp://{match['address']}", timeout=CONNECT_SECONDS)
    except (OSError, TimeoutError) as error:
        raise ExecutorUnavailableError(str(error)) from error
    with client:
        yield client
