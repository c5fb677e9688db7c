"""Publish the site in one step, completely or not at all, and only into a folder that this program wrote."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from taizhou_brief.builder.files.cache import MARKER, BuildCache, read_regular_file
from taizhou_brief.builder.files.sources import BRIEFINGS, STATIC, TEMPLATES
from taizhou_brief.builder.files.survey import NotOursError, Survey, carry_over, is_preserved, survey
from taizhou_brief.model.page import File


class LockedError(Exception):
    """Raised when another build of the same output is running."""


def check_ours(out: Path, cache: BuildCache) -> Survey:
    """Survey the output folder. Raises `NotOursError` if it contains something that this program did not write."""
    content = survey(out)
    foreign = content.difference(cache.paths)
    if foreign:
        raise NotOursError(foreign, marked=os.path.lexists(out / MARKER), trusted=cache.trusted)
    return content


def check_folder(out: Path) -> None:
    """Raise `FileExistsError` where the output folder is a file, a pipe, a device or a link to nothing."""
    if os.path.lexists(out) and not out.is_dir():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(out))


def is_source_folder(out: Path, root: Path, linked: Iterable[Path] = ()) -> bool:
    """Return whether the output folder contains the project, or overlaps a folder that the project is read from."""
    out, root = out.resolve(), root.resolve()
    folders = (*(root / name for name in (BRIEFINGS, TEMPLATES, STATIC)), *linked)
    return root.is_relative_to(out) or any(out.is_relative_to(path) or path.is_relative_to(out) for path in folders)


@dataclass(frozen=True, slots=True)
class PublishResult:
    """Result of publishing, in numbers of files."""

    written: int
    unchanged: int
    removed: int
    preserved: tuple[str, ...]
    """Names at the root of the site that this program did not write and has left there."""


def publish(out: Path, groups: Iterable[tuple[File, ...]], cache: BuildCache, *, adopt: bool = False) -> PublishResult:
    """Write the new site next to the old one and swap the two in one step.

    A file that is unchanged from the old site is linked, not written; if all are, the old site stays in place. If the
    process is killed at any point, the old site or the new one is there; the next run removes leftovers next to it.
    With `adopt`, everything in the folder is replaced, whoever wrote it, except names that `is_preserved` accepts;
    without it, `NotOursError` is raised for foreign files.
    """
    stage = out.parent / f".{out.name}.new"
    try:
        try:
            return _publish(stage, out, groups, cache, adopt=adopt)
        finally:
            _clear(stage, out)  # the old site by now, or the incomplete site of a failed build
    except BaseException:  # a signal may have interrupted the removal; no second one follows
        _clear(stage, out)
        raise


def _clear(stage: Path, out: Path) -> None:
    """Remove what a build leaves next to the site."""
    shutil.rmtree(stage, ignore_errors=True)
    if out.exists():
        shutil.rmtree(_backup_path(out), ignore_errors=True)


def _publish(
    stage: Path, out: Path, groups: Iterable[tuple[File, ...]], cache: BuildCache, *, adopt: bool
) -> PublishResult:
    """Build the new site at `stage` and swap it with `out`."""
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    content = survey(out) if adopt else check_ours(out, cache)
    before = content.files | {path for path in cache.paths if is_preserved(path.partition("/")[0])}
    written, unchanged = _write_changed(stage, out, before, groups, cache)
    removed = (before | content.other) - written - unchanged
    manifest = cache.build_manifest(written | unchanged)
    if not written and not removed and read_regular_file(f"{out}/{MARKER}") == manifest:
        return PublishResult(0, len(unchanged), 0, content.preserved)
    _link_unchanged(stage, out, unchanged)
    (stage / MARKER).write_bytes(manifest)
    if not adopt:
        content = check_ours(out, cache)  # somebody may have put a file there meanwhile
    for name in content.preserved:
        carry_over(os.fspath(out), os.fspath(stage), name, cache.paths)
    _swap_directories(stage, out)
    return PublishResult(len(written), len(unchanged), len(removed), content.preserved)


def _write_changed(
    stage: Path, out: Path, before: set[str], groups: Iterable[tuple[File, ...]], cache: BuildCache
) -> tuple[set[str], set[str]]:
    """Write the files that differ from the old site; return their paths and those of the unchanged files."""
    folders = OutputFolders(stage)
    written: set[str] = set()
    unchanged: set[str] = set()
    for file in (file for files in groups for file in files):
        path = file.path
        if path in written or path in unchanged:
            message = f"two tasks made {path}"
            raise ValueError(message)
        if path in before and (path in cache.verified or read_regular_file(f"{out}/{path}") == file.data):
            unchanged.add(path)
        else:
            with open(folders.prepare(path), "wb") as target:  # noqa: PTH123  # called for each file
                target.write(file.data)
            written.add(path)
    return written, unchanged


def _link_unchanged(stage: Path, out: Path, unchanged: set[str]) -> None:
    """Link the unchanged files of the old site into the new one; copy them where linking is impossible."""
    folders = OutputFolders(stage)
    for path in sorted(unchanged):
        old, new = f"{out}/{path}", folders.prepare(path)
        try:
            os.link(old, new)
        except OSError:
            shutil.copyfile(old, new)


@dataclass(slots=True)
class OutputFolders:
    """Folders of a site, created as they are needed. Paths are strings for speed: there are thousands."""

    top: Path
    created: set[str] = field(default_factory=set)

    def prepare(self, path: str) -> str:
        """Create the folder of a file if needed, and return the file's full path."""
        folder = path.rpartition("/")[0]
        if folder not in self.created:
            os.makedirs(f"{self.top}/{folder}", exist_ok=True)  # noqa: PTH103  # called for each file
            self.created.add(folder)
        return f"{self.top}/{path}"


def _swap_directories(stage: Path, out: Path) -> None:
    """Swap `stage` and `out`, in one step where the system can; `stage` then contains the old site."""
    if not out.exists():
        stage.rename(out)
        return
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None, use_errno=True), "renameat2"):
        cwd = -100  # AT_FDCWD
        if libc.renameat2(cwd, os.fsencode(stage), cwd, os.fsencode(out), 2) == 0:  # RENAME_EXCHANGE
            return
        code = ctypes.get_errno()
        if code not in (errno.EINVAL, errno.ENOSYS):
            raise OSError(code, os.strerror(code), str(out))
    backup = _backup_path(out)
    shutil.rmtree(backup, ignore_errors=True)
    try:
        out.rename(backup)
        stage.rename(out)
    finally:
        restore_after_crash(out)


def _backup_path(out: Path) -> Path:
    """Return the path of the old site between the two renames, where the swap takes two steps."""
    return out.parent / f".{out.name}.old"


def restore_after_crash(out: Path) -> None:
    """Restore the old site after a crash between the two renames (only where the swap takes two steps)."""
    if not out.exists() and _backup_path(out).is_dir():
        _backup_path(out).rename(out)
