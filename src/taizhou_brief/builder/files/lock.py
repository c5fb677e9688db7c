"""Lock on the output folder, in a module of its own: only builds need it, and its library is slow to import."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from taizhou_brief.builder.files.publishing import LockedError, check_folder


@contextmanager
def lock_output(out: Path) -> Iterator[None]:
    """Lock the output folder, or raise `LockedError` at once. The lock ends with the process that acquired it.

    Raises `OSError` if it is no folder.
    """
    check_folder(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(lock_path(out), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise LockedError from None
    try:
        yield
    finally:
        lock.release()


def lock_path(out: Path) -> Path:
    """Return the path of the file that is locked: it is next to the output folder and stays there."""
    return out.parent / f".{out.name}.lock"
