"""Exchange the site in one step: whole or not at all, and only where it is ours."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from taizhou_brief.builder.files.cache import MARKER, BuildCache, read_plain
from taizhou_brief.builder.files.sources import BRIEFINGS, STATIC, TEMPLATES
from taizhou_brief.builder.files.survey import NotOursError, Survey, bring, stays, survey
from taizhou_brief.model.page import File


class LockedError(Exception):
    """Another build of the same output is running."""


def check_ours(out: Path, memory: BuildCache) -> Survey:
    """What stands in the output folder. Raises `NotOursError` where something does that we did not write."""
    found = survey(out)
    foreign = found.not_of(memory.paths)
    if foreign:
        raise NotOursError(foreign, marked=os.path.lexists(out / MARKER), believed=memory.believed)
    return found


def check_folder(out: Path) -> None:
    """Raise `FileExistsError` where the output folder is a file, a pipe, a device or a link to nothing."""
    if os.path.lexists(out) and not out.is_dir():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(out))


def is_source_folder(out: Path, root: Path, linked: Iterable[Path] = ()) -> bool:
    """Whether the folder holds the project itself, or is one that the project is read from."""
    out, root = out.resolve(), root.resolve()
    folders = (*(root / name for name in (BRIEFINGS, TEMPLATES, STATIC)), *linked)
    return root.is_relative_to(out) or any(out.is_relative_to(each) or each.is_relative_to(out) for each in folders)


@dataclass(frozen=True, slots=True)
class PublishResult:
    """What publishing did, in files."""

    written: int
    unchanged: int
    removed: int
    staying: tuple[str, ...]
    """Names at the root of what we did not write, and left where it was."""


def publish(out: Path, made: Iterable[tuple[File, ...]], memory: BuildCache, *, adopt: bool = False) -> PublishResult:
    """Lay the new site out beside the old one and exchange the two in one step.

    A file whose bytes stand in the old site already is linked, not written; where all do, the old site is the new one.
    Killed at any point, this leaves the old site or the new one; what is left beside it the next run clears away.
    With `adopt` what is in the folder goes, whoever wrote it, but for what `stays`; without, `NotOursError` is raised.
    """
    stage = out.parent / f".{out.name}.new"
    try:
        try:
            return _publish(stage, out, made, memory, adopt=adopt)
        finally:
            _clear(stage, out)  # the old site by now, or what a failed build had laid out
    except BaseException:  # a signal may have come while it was being removed; a second one does not come
        _clear(stage, out)
        raise


def _clear(stage: Path, out: Path) -> None:
    """Remove what a build leaves beside the site."""
    shutil.rmtree(stage, ignore_errors=True)
    if out.exists():
        shutil.rmtree(_aside(out), ignore_errors=True)


def _publish(
    stage: Path, out: Path, made: Iterable[tuple[File, ...]], memory: BuildCache, *, adopt: bool
) -> PublishResult:
    """Make the new site at `stage` and put it where `out` is."""
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    standing = survey(out) if adopt else check_ours(out, memory)
    before = standing.files | {path for path in memory.paths if stays(path.partition("/")[0])}
    written, kept = _write_new(stage, out, before, made, memory)
    gone = (before | standing.odd) - written - kept
    marker = memory.marker(written | kept)
    if not written and not gone and read_plain(f"{out}/{MARKER}") == marker:
        return PublishResult(0, len(kept), 0, standing.staying)
    _link_unchanged(stage, out, kept)
    (stage / MARKER).write_bytes(marker)
    if not adopt:
        standing = check_ours(out, memory)  # somebody may have laid a file into it meanwhile
    for name in standing.staying:
        bring(os.fspath(out), os.fspath(stage), name, memory.paths)
    _swap_directories(stage, out)
    return PublishResult(len(written), len(kept), len(gone), standing.staying)


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
        if path in before and (path in memory.standing or read_plain(f"{out}/{path}") == file.data):
            kept.add(path)
        else:
            with open(folders.place(path), "wb") as whole:  # noqa: PTH123  # as often as there are files
                whole.write(file.data)
            written.add(path)
    return written, kept


def _link_unchanged(stage: Path, out: Path, kept: set[str]) -> None:
    """Bring what stays of the old site into the new one, without copying it where that can be helped."""
    folders = OutputFolders(stage)
    for path in sorted(kept):
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
    aside = _aside(out)
    shutil.rmtree(aside, ignore_errors=True)
    try:
        out.rename(aside)
        stage.rename(out)
    finally:
        restore_after_crash(out)


def _aside(out: Path) -> Path:
    """Where the old site is for a moment, where the exchange takes two steps."""
    return out.parent / f".{out.name}.old"


def restore_after_crash(out: Path) -> None:
    """Bring back the site that was left aside (only where the exchange takes two steps)."""
    if not out.exists() and _aside(out).is_dir():
        _aside(out).rename(out)
