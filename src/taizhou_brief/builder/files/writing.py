"""Write users' files: each is put in place in one step, completely or not at all."""

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

UNSUPPORTED = {
    errno.EPERM,
    errno.EACCES,
    errno.ENOSYS,
    errno.EINVAL,
    errno.EXDEV,
    errno.EMLINK,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
}
"""Errors of a file system without hard links, or without renaming that never overwrites."""
LEFTOVER_AGE = 3600
"""Seconds after which a temporary file is regarded as the leftover of a killed run."""


def write_new(path: Path, text: str) -> bool:
    """Write a file if it does not exist; return False without a change if it does."""
    if os.path.lexists(path):
        return False
    with _write_temporary(path, text) as temporary:
        placed = _place(temporary, path)
        _sync_folder(path.parent)
    return placed


def replace_text(path: Path, text: str, before: bytes) -> bool:
    """Overwrite a file that still contains `before`; return False without a change if not. A link stays a link."""
    path = path.resolve()
    with _write_temporary(path, text) as temporary:
        if not path.is_file() or path.read_bytes() != before:
            return False
        shutil.copymode(path, temporary)
        temporary.replace(path)
        _sync_folder(path.parent)
    return True


def is_same(path: Path, other: Path) -> bool:
    """Return whether two paths lead, or would lead, to one file, also through links or with names in another case."""
    if path.exists() and other.exists():
        return path.samefile(other)
    return not path.exists() and not other.exists() and _normalised_path(path) == _normalised_path(other)


def _normalised_path(path: Path) -> str:
    """Return a path in the form in which a case-insensitive file system compares it."""
    return unicodedata.normalize("NFC", os.fspath(path.resolve())).casefold()


@contextmanager
def _write_temporary(path: Path, text: str) -> Iterator[Path]:
    """Write a complete temporary file next to `path`, synchronised to the disk, and remove it at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(path)
    temporary = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}.new")
    try:
        try:
            with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise OSError(error.errno, error.strerror, os.fspath(path)) from error
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _remove_leftovers(path: Path) -> None:
    """Remove temporary files that killed runs left next to a file."""
    start = f".{path.name[:40]}."
    with suppress(OSError):
        for file in path.parent.iterdir():
            temporary = file.name.startswith(start) and file.suffix == ".new"
            if temporary and time.time() - file.lstat().st_mtime > LEFTOVER_AGE:
                file.unlink()


def _place(temporary: Path, path: Path) -> bool:
    """Give a temporary file its final name unless that is taken, by the best method that the file system supports."""
    for method in (_place_by_link, _place_by_rename):
        try:
            method(temporary, path)
        except FileExistsError:
            return False
        except NotImplementedError:  # Python without `os.link`, as on some systems: `hardlink_to` raises it
            continue
        except OSError as error:
            if error.errno not in UNSUPPORTED:
                raise OSError(error.errno, error.strerror, os.fspath(path)) from error
        else:
            return True
    return _place_by_reservation(temporary, path)


def _place_by_link(temporary: Path, path: Path) -> None:
    """Link the final name to the temporary file. Raises `FileExistsError` if the name is taken."""
    path.hardlink_to(temporary)


def _place_by_rename(temporary: Path, path: Path) -> None:
    """Rename the temporary file without overwriting. Raises `FileExistsError` if the name is taken."""
    if sys.platform == "win32":
        temporary.rename(path)
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    cwd = -100  # AT_FDCWD
    if libc.renameat2(cwd, os.fsencode(temporary), cwd, os.fsencode(path), 1) != 0:  # RENAME_NOREPLACE
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), os.fspath(path))


def _place_by_reservation(temporary: Path, path: Path) -> bool:
    """Create an empty file with the final name, then replace it by the complete one; the last resort."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    except FileExistsError:
        return False
    try:
        temporary.replace(path)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return True


def _sync_folder(folder: Path) -> None:
    """Synchronise the new name to the disk too, if the system can synchronise folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
