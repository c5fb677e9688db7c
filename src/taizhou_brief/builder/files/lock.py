"""The lock on the output folder, apart from the rest: only a build takes it, and its library takes long to load."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from taizhou_brief.builder.files.publishing import LockedError, check_folder


@contextmanager
def lock_output(out: Path) -> Iterator[None]:
    """Hold the output folder, or raise `LockedError` at once. The lock goes with the process that holds it.

    Raises `OSError` where it is no folder.
    """
    check_folder(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(out.parent / f".{out.name}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise LockedError from None
    try:
        yield
    finally:
        lock.release()
