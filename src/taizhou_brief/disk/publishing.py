"""Exchange the site in one step: whole or not at all, and only where it is ours."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from taizhou_brief.disk.memory import MARKER, Memory
from taizhou_brief.models import File

PLACEHOLDER = ".gitkeep"


class LockedError(Exception):
    """Another build of the same output is running."""


class NotOursError(Exception):
    """The output folder holds something that we did not write."""


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the output folder, or raise `LockedError` at once. The lock goes with the process that holds it."""
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


def is_ours(out: Path) -> bool:
    """True where we may write: nothing there, nothing but a placeholder, or a site that we wrote."""
    if not out.exists():
        return True
    return out.is_dir() and ((out / MARKER).is_file() or all(child.name == PLACEHOLDER for child in out.iterdir()))


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did, in files."""

    written: int
    unchanged: int
    removed: int


def publish(out: Path, made: Iterable[tuple[File, ...]], memory: Memory) -> Published:
    """Lay the new site out beside the old one and exchange the two in one step.

    A file whose bytes stand in the old site already is linked, not written. Killed at any point, this leaves the old
    site or the new one; what is left beside it is cleared away by the next run.
    """
    if not is_ours(out):
        raise NotOursError
    stage = out.parent / f".{out.name}.new"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    try:
        published = _lay_out(stage, out, made, memory)
        if (out / PLACEHOLDER).is_file():
            shutil.copyfile(out / PLACEHOLDER, stage / PLACEHOLDER)
        (stage / MARKER).write_bytes(memory.marker())
        _exchange(stage, out)
    finally:
        shutil.rmtree(stage, ignore_errors=True)  # the old site by now, or what a failed build had laid out
    return published


def _lay_out(stage: Path, out: Path, made: Iterable[tuple[File, ...]], memory: Memory) -> Published:
    """Write or link every file. Paths are plain strings: there are thousands, and the rest of this is quick."""
    new, old = os.fspath(stage), os.fspath(out)
    before = set(_paths(old)) - {MARKER, PLACEHOLDER}
    names: set[str] = set()
    folders: set[str] = set()
    written = 0
    for file in (file for files in made for file in files):
        path = file.path
        if path in names:
            message = f"two tasks made {path}"
            raise ValueError(message)
        names.add(path)
        target = f"{new}/{path}"
        folder = target.rpartition("/")[0]
        if folder not in folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            folders.add(folder)
        if path not in before or not _link(f"{old}/{path}", target, file, memory):
            with open(target, "wb") as whole:  # noqa: PTH123
                whole.write(file.data)
            written += 1
    return Published(written, len(names) - written, len(before - names))


def _paths(folder: str) -> Iterator[str]:
    """Every file below a folder, relative to it, with `/`."""
    for parent, _, names in os.walk(folder):
        base = parent[len(folder) + 1 :].replace(os.sep, "/")
        for name in names:
            yield f"{base}/{name}" if base else name


def _link(old: str, new: str, file: File, memory: Memory) -> bool:
    """Link the old file to the new place if it holds just these bytes."""
    try:
        if os.path.islink(old):  # noqa: PTH114
            return False
        if file.path not in memory.standing:
            with open(old, "rb", buffering=0) as standing:  # noqa: PTH123
                if standing.readall() != file.data:
                    return False
        os.link(old, new)
    except OSError:
        return False
    return True


def _exchange(stage: Path, out: Path) -> None:
    """Put `stage` where `out` is, in one step where the system can; `stage` then holds the old site."""
    if not out.exists():
        stage.rename(out)
        return
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None, use_errno=True), "renameat2"):
        here = -100  # AT_FDCWD
        if libc.renameat2(here, os.fsencode(stage), here, os.fsencode(out), 2) == 0:  # RENAME_EXCHANGE
            return
        code = ctypes.get_errno()
        if code not in (errno.EINVAL, errno.ENOSYS):
            raise OSError(code, os.strerror(code), str(out))
    aside = out.parent / f".{out.name}.old"
    shutil.rmtree(aside, ignore_errors=True)
    out.rename(aside)
    stage.rename(out)
    aside.rename(stage)


def recover(out: Path) -> None:
    """Bring back the site where a killed build left it aside (only where the exchange takes two steps)."""
    aside = out.parent / f".{out.name}.old"
    if not out.exists() and (aside / MARKER).is_file():
        aside.rename(out)
