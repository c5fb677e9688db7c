"""Publish the site completely or not at all, and only into a folder that this program wrote."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from taizhou_brief.builder.files.cache import BuildCache, PublishedSite
from taizhou_brief.builder.files.journal import Journal, finish_journal, read_journal, stage_path, start_journal
from taizhou_brief.builder.files.manifest import MARKER, build_manifest
from taizhou_brief.builder.files.output import OutputFolders, create_folder, flush, write_file
from taizhou_brief.builder.files.sources import BRIEFINGS, STATIC, TEMPLATES
from taizhou_brief.builder.files.states import content_digest, read_regular_file
from taizhou_brief.builder.files.store import MEMORY
from taizhou_brief.builder.files.survey import NotOursError, Survey, carry_over, is_preserved, survey
from taizhou_brief.model.page import File

SMALL_CHANGE = 1 / 3
"""Share of all files up to which a change is published by a journal."""


class LockedError(Exception):
    """Raised when another build of the same output is running."""


def check_ours(content: Survey, site: PublishedSite) -> None:
    """Raise `NotOursError` if an output folder contains something that this program did not write."""
    foreign = content.difference(site.paths)
    if foreign:
        raise NotOursError(foreign, marked=os.path.lexists(f"{site.out}/{MARKER}"), trusted=site.trusted)


def check_folder(out: Path) -> None:
    """Raise `FileExistsError` where the output folder is a file, a pipe, a device or a link to nothing."""
    if os.path.lexists(out) and not out.is_dir():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(out))


def is_source_folder(out: Path, root: Path, linked: Iterable[Path] = ()) -> bool:
    """Return whether the output folder contains the project, or overlaps a folder that the project is read from."""
    out, root = out.resolve(), root.resolve()
    folders = (*(root / name for name in (BRIEFINGS, TEMPLATES, STATIC, MEMORY)), *linked)
    return root.is_relative_to(out) or any(out.is_relative_to(path) or path.is_relative_to(out) for path in folders)


@dataclass(frozen=True, slots=True)
class PublishResult:
    """Result of publishing, in numbers of files."""

    written: int
    unchanged: int
    removed: int
    preserved: tuple[str, ...]
    """Names at the root of the site that this program did not write and has left there."""
    digests: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Digest of each file of the site, with its manifest."""
    swapped: bool = field(default=False, compare=False)
    """Whether the old folder was swapped for a new one."""


@dataclass(slots=True)
class Change:
    """Difference between the old site and the new one, whose new files are in the stage."""

    written: set[str] = field(default_factory=set)
    unchanged: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    digests: dict[str, str] = field(default_factory=dict)
    """Digest of each file of the new site."""

    @property
    def is_small(self) -> bool:
        """Whether only a small share of the files differs."""
        return len(self.written) + len(self.removed) <= SMALL_CHANGE * len(self.digests)


def publish(
    out: Path,
    groups: Iterable[tuple[File, ...]],
    cache: BuildCache,
    *,
    adopt: bool = False,
    atomic: bool = False,
) -> PublishResult:
    """Write the new files next to the old site and put them in place; if all are unchanged, the old site stays as is.

    A small change is put in place file by file, by a journal that the next build completes if this process is killed;
    a large one, and each one if `atomic`, by swapping the old folder and the new one in one step. With `adopt`,
    everything in the folder is replaced, whoever wrote it, except names that `is_preserved` accepts; without it,
    `NotOursError` is raised for foreign files.
    """
    stage = stage_path(out)
    try:
        try:
            return _publish(stage, out, groups, cache, adopt=adopt, atomic=atomic)
        finally:
            _clear(stage, out)  # the old site by now, or the incomplete site of a failed build
    except BaseException:  # a signal may have interrupted the removal; no second one follows
        _clear(stage, out)
        raise


def _clear(stage: Path, out: Path) -> None:
    """Remove what a build leaves next to the site, but not what its journal still needs."""
    if read_journal(out) is None:
        shutil.rmtree(stage, ignore_errors=True)
    if out.exists():
        shutil.rmtree(_backup_path(out), ignore_errors=True)


def _publish(  # noqa: PLR0913  # what to publish, and how
    stage: Path, out: Path, groups: Iterable[tuple[File, ...]], cache: BuildCache, *, adopt: bool, atomic: bool
) -> PublishResult:
    """Build the new site at `stage` and put it in the place of the old one."""
    site, content = cache.site, cache.site.content
    shutil.rmtree(stage, ignore_errors=True)
    stage.parent.mkdir(parents=True, exist_ok=True)
    create_folder(os.fspath(stage))
    if not adopt:
        check_ours(content, site)
    before = content.files | {path for path in site.paths if is_preserved(path.partition("/")[0])}
    change = _write_changed(stage, before, groups, cache)
    change.removed = (before | content.other) - change.digests.keys()
    manifest, swapped = build_manifest(change.digests), False
    if change.written or change.removed or read_regular_file(f"{out}/{MARKER}") != manifest:
        write_file(f"{stage}/{MARKER}", manifest)
        flush(stage, (*change.written, MARKER))
        swapped = atomic or adopt or not site.trusted or not change.is_small or _is_in_the_way(change, site)
        if swapped:
            content = _exchange(stage, out, change, site, adopt=adopt)
        else:
            _apply(out, change)
    digests = {**change.digests, MARKER: content_digest(manifest)}
    counts = (len(change.written), len(change.unchanged), len(change.removed))
    return PublishResult(*counts, content.preserved, digests, swapped)


def _write_changed(stage: Path, before: set[str], groups: Iterable[tuple[File, ...]], cache: BuildCache) -> Change:
    """Write the files that differ from the old site."""
    folders, change, site = OutputFolders(stage), Change(), cache.site
    for file in (file for files in groups for file in files):
        path = file.path
        if path in change.digests:
            message = f"two tasks made {path}"
            raise ValueError(message)
        digest = change.digests[path] = cache.digest(file)
        if path in before and site.digest(path) == digest:
            change.unchanged.add(path)
        else:
            write_file(folders.prepare(path), file.data)
            change.written.add(path)
    return change


# --- a small change: a journal ---------------------------------------------------------------------------------------
def _is_in_the_way(change: Change, site: PublishedSite) -> bool:
    """Return whether something that is not a file of the old site has the path of a new file or of its folders."""
    for path in change.written - site.content.files - site.paths:
        if os.path.lexists(f"{site.out}/{path}"):
            return True
        folder = path.rpartition("/")[0]
        while folder:
            if os.path.lexists(f"{site.out}/{folder}"):
                if not os.path.isdir(f"{site.out}/{folder}"):  # noqa: PTH112  # hundreds in a build
                    return True
                break
            folder = folder.rpartition("/")[0]
    return False


def _apply(out: Path, change: Change) -> None:
    """Remove and move the changed files in the old site; once the journal is on the disk, this will be completed."""
    try:
        start_journal(out, Journal(tuple(sorted(change.removed)), (*sorted(change.written), MARKER)))
        finish_journal(out)
    except BaseException:  # interrupted, or one operation failed: the rest takes milliseconds
        with suppress(OSError):
            finish_journal(out)
        raise


# --- a large change: an exchange of folders --------------------------------------------------------------------------
def _exchange(stage: Path, out: Path, change: Change, site: PublishedSite, *, adopt: bool) -> Survey:
    """Complete the new site in the stage and swap the folders; return the contents of the old one."""
    _link_unchanged(stage, out, change.unchanged)
    content = survey(out)  # somebody may have put a file there meanwhile
    if not adopt:
        check_ours(content, site)
    for name in content.preserved:
        carry_over(os.fspath(out), os.fspath(stage), name, site.paths)
    _swap_directories(stage, out)
    return content


def _link_unchanged(stage: Path, out: Path, unchanged: set[str]) -> None:
    """Link the unchanged files of the old site into the new one; copy them where linking is impossible."""
    folders = OutputFolders(stage)
    for path in sorted(unchanged):
        old, new = f"{out}/{path}", folders.prepare(path)
        try:
            os.link(old, new)
        except OSError:
            shutil.copyfile(old, new)


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
    """Complete what a killed build has begun (its journal, or an exchange in two steps) and remove what it has left."""
    if not out.exists() and _backup_path(out).is_dir():
        _backup_path(out).rename(out)
    finish_journal(out, late=True)
    _clear(stage_path(out), out)
