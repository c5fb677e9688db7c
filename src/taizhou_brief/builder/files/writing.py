"""The one writer of users' files: each is put in place whole, in one step, or not at all."""

from __future__ import annotations

import ctypes
import errno
import os
import secrets
import shutil
import sys
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

UNABLE = {
    errno.EPERM,
    errno.EACCES,
    errno.ENOSYS,
    errno.EINVAL,
    errno.EXDEV,
    errno.EMLINK,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
}
"""What a file system says that knows no hard links, or no renaming that spares what is there."""
LEFT_OVER = 3600
"""Seconds after which a half-written file is what a killed run left."""


def write_new(path: Path, text: str) -> bool:
    """Write a file that is not there yet; False, and nothing done, where it is."""
    if os.path.lexists(path):
        return False
    with _staged(path, text) as stage:
        placed = _place(stage, path)
        _sync_folder(path.parent)
    return placed


def replace_text(path: Path, text: str, before: bytes) -> bool:
    """Write over a file that still holds `before`; False, and nothing done, where it does not. A link stays a link."""
    path = path.resolve()
    with _staged(path, text) as stage:
        if not path.is_file() or path.read_bytes() != before:
            return False
        shutil.copymode(path, stage)
        stage.replace(path)
        _sync_folder(path.parent)
    return True


def is_same(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, or will: also by links, and where names differ only in case."""
    if one.exists() and other.exists():
        return one.samefile(other)
    return not one.exists() and not other.exists() and _spelling(one) == _spelling(other)


def _spelling(path: Path) -> str:
    """A path as a disk may compare it that takes large and small letters for the same."""
    return unicodedata.normalize("NFC", os.fspath(path.resolve())).casefold()


@contextmanager
def _staged(path: Path, text: str) -> Iterator[Path]:
    """A complete file beside `path`, on the disk and not only on its way there; gone at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _clear(path)
    stage = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.new")
    try:
        try:
            with os.fdopen(os.open(stage, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise OSError(error.errno, error.strerror, os.fspath(path)) from error
        yield stage
    finally:
        with suppress(OSError):
            stage.unlink(missing_ok=True)


def _clear(path: Path) -> None:
    """Remove what killed runs left beside a file."""
    start = f".{path.name[:40]}."
    with suppress(OSError):
        for old in path.parent.iterdir():
            ours = old.name.startswith(start) and old.suffix == ".new"
            if ours and time.time() - old.lstat().st_mtime > LEFT_OVER:
                old.unlink()


def _place(stage: Path, path: Path) -> bool:
    """Give a complete file its name unless there is one of that name, by the best way that the file system knows."""
    for way in (_by_link, _by_rename):
        try:
            way(stage, path)
        except FileExistsError:
            return False
        except NotImplementedError:
            continue
        except OSError as error:
            if error.errno not in UNABLE:
                raise OSError(error.errno, error.strerror, os.fspath(path)) from error
        else:
            return True
    return _by_reservation(stage, path)


def _by_link(stage: Path, path: Path) -> None:
    """Fails where the name is taken."""
    path.hardlink_to(stage)


def _by_rename(stage: Path, path: Path) -> None:
    """The same without links: a rename that fails where the name is taken."""
    if sys.platform == "win32":
        stage.rename(path)
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    here = -100  # AT_FDCWD
    if libc.renameat2(here, os.fsencode(stage), here, os.fsencode(path), 1) != 0:  # RENAME_NOREPLACE
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), os.fspath(path))


def _by_reservation(stage: Path, path: Path) -> bool:
    """The last way: take the name with an empty file, then put the complete one over it."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    except FileExistsError:
        return False
    try:
        stage.replace(path)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return True


def _sync_folder(folder: Path) -> None:
    """Have the new name on the disk too, where the system lets a folder be synchronised."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
