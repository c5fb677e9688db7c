"""Exchange the site in one step: whole or not at all, and only where it is ours."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from taizhou_brief.builder.files.cache import MARKER, BuildCache
from taizhou_brief.builder.files.sources import BRIEFINGS, TEMPLATES
from taizhou_brief.model.page import File

PLACEHOLDER = ".gitkeep"


class LockedError(Exception):
    """Another build of the same output is running."""


class NotOursError(Exception):
    """The output folder holds something that we did not write."""


def is_own_output(out: Path) -> bool:
    """True where we may write: nothing there, nothing but a placeholder, or a site that we wrote."""
    if not out.exists():
        return True
    return out.is_dir() and ((out / MARKER).is_file() or all(child.name == PLACEHOLDER for child in out.iterdir()))


def is_source_folder(out: Path, root: Path) -> bool:
    """Whether the folder holds the project itself, or is one that the project is read from."""
    out, root = out.resolve(), root.resolve()
    return root.is_relative_to(out) or any(out.is_relative_to(root / name) for name in (BRIEFINGS, TEMPLATES))


@dataclass(frozen=True, slots=True)
class PublishResult:
    """What publishing did, in files."""

    written: int
    unchanged: int
    removed: int


def publish(out: Path, made: Iterable[tuple[File, ...]], memory: BuildCache) -> PublishResult:
    """Lay the new site out beside the old one and exchange the two in one step.

    A file whose bytes stand in the old site already is linked, not written; where all do, the old site is the new one.
    Killed at any point, this leaves the old site or the new one; what is left beside it the next run clears away.
    """
    if not is_own_output(out):
        raise NotOursError
    stage = out.parent / f".{out.name}.new"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    try:
        before = set(_paths(os.fspath(out))) - {MARKER, PLACEHOLDER}
        written, kept = _write_new(stage, out, before, made, memory)
        published = PublishResult(len(written), len(kept), len(before - written - kept))
        marker = memory.marker()
        if not published.written and not published.removed and _holds(f"{out}/{MARKER}", marker):
            return published
        _link_unchanged(stage, out, kept)
        (stage / MARKER).write_bytes(marker)
        _swap_directories(stage, out)
    finally:
        shutil.rmtree(stage, ignore_errors=True)  # the old site by now, or what a failed build had laid out
    return published


def _write_new(
    stage: Path, out: Path, before: set[str], made: Iterable[tuple[File, ...]], memory: BuildCache
) -> tuple[set[str], set[str]]:
    """Write the files that do not stand in the old site; their paths, and the paths of those that do."""
    folders = OutputFolders(stage)
    written: set[str] = set()
    kept: set[str] = set()
    for file in (file for files in made for file in files):
        path = file.path
        if path in written or path in kept:
            message = f"two tasks made {path}"
            raise ValueError(message)
        if path in before and (path in memory.standing or _holds(f"{out}/{path}", file.data)):
            kept.add(path)
        else:
            with open(folders.place(path), "wb") as whole:  # noqa: PTH123  # as often as there are files
                whole.write(file.data)
            written.add(path)
    return written, kept


def _link_unchanged(stage: Path, out: Path, kept: set[str]) -> None:
    """Bring what stays of the old site into the new one, without copying it where that can be helped."""
    folders = OutputFolders(stage)
    for path in (*sorted(kept), *([PLACEHOLDER] if (out / PLACEHOLDER).is_file() else [])):
        old, new = f"{out}/{path}", folders.place(path)
        try:
            os.link(old, new)
        except OSError:
            shutil.copyfile(old, new)


@dataclass(slots=True)
class OutputFolders:
    """The folders of a site as they are needed. Paths are plain strings here: there are thousands."""

    top: Path
    known: set[str] = field(default_factory=set)

    def place(self, path: str) -> str:
        """Where a file goes; its folder is there."""
        folder = path.rpartition("/")[0]
        if folder not in self.known:
            os.makedirs(f"{self.top}/{folder}", exist_ok=True)  # noqa: PTH103  # likewise
            self.known.add(folder)
        return f"{self.top}/{path}"


def _paths(folder: str) -> Iterator[str]:
    """Every file below a folder, relative to it, with `/`."""
    for parent, _, names in os.walk(folder):
        base = parent[len(folder) + 1 :].replace(os.sep, "/")
        for name in names:
            yield f"{base}/{name}" if base else name


def _holds(path: str, data: bytes) -> bool:
    """Whether a file holds just these bytes, itself and not by a link."""
    try:
        with open(path, "rb", buffering=0) as standing:  # noqa: PTH123  # likewise
            return not os.path.islink(path) and standing.readall() == data  # noqa: PTH114  # likewise
    except OSError:
        return False


def _swap_directories(stage: Path, out: Path) -> None:
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


def restore_after_crash(out: Path) -> None:
    """Bring back the site where a killed build left it aside (only where the exchange takes two steps)."""
    aside = out.parent / f".{out.name}.old"
    if not out.exists() and (aside / MARKER).is_file():
        aside.rename(out)
