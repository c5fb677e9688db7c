"""Write the files of a site: with fixed modes, in folders that are created as they are needed, and flushed at once."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

FILE_MODE, FOLDER_MODE = 0o644, 0o755
"""Modes of what a web server must be able to read, whatever the umask of the user who builds."""

HAS_MODES = hasattr(os, "fchmod")
"""Whether this system has such modes."""

FEW_FILES = 500
"""Number of files up to which they are flushed one by one: 40 take 50 ms on a busy disk, flushing all of it 200."""


@dataclass(slots=True)
class OutputFolders:
    """Folders of a site, created as they are needed. Paths are strings for speed: there are thousands."""

    top: Path
    created: set[str] = field(default_factory=set)

    def prepare(self, path: str) -> str:
        """Create the folder of a file if needed, and return the file's full path."""
        self._create(path.rpartition("/")[0])
        return f"{self.top}/{path}"

    def _create(self, folder: str) -> None:
        if folder in self.created:
            return
        if folder:
            self._create(folder.rpartition("/")[0])
            create_folder(f"{self.top}/{folder}")
        self.created.add(folder)


def has_mode(found: int, wanted: int) -> bool:
    """Return whether a file or folder has a mode; its group may write, as after a checkout under a umask of 002."""
    return found & 0o777 in {wanted, wanted | 0o020}


def create_folder(path: str) -> None:
    """Create a folder that others may read, if there is none."""
    with suppress(FileExistsError):
        os.mkdir(path)  # noqa: PTH102  # called for each folder
        os.chmod(path, FOLDER_MODE)  # noqa: PTH101  # likewise


def write_file(path: str, data: bytes) -> None:
    """Write a file that others may read."""
    with open(path, "wb") as file:  # noqa: PTH123  # called for each file
        if HAS_MODES:
            os.fchmod(file.fileno(), FILE_MODE)
        file.write(data)


def flush(folder: Path, paths: Collection[str]) -> None:
    """Flush files of a folder to the disk, so that after a power cut none is empty. Raises `OSError`.

    Few are flushed one by one: the whole disk may have much to write for other programs.
    """
    if (
        len(paths) > FEW_FILES
        and sys.platform == "linux"
        and hasattr(libc := ctypes.CDLL(None, use_errno=True), "syncfs")
    ):
        handle = os.open(folder, os.O_RDONLY)
        try:
            if libc.syncfs(handle) == 0:
                return
        finally:
            os.close(handle)
    for path in paths:
        flush_file(f"{folder}/{path}")


def flush_file(path: str) -> None:
    """Flush one file or folder to the disk. Raises `OSError`, but not where folders cannot be flushed."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except PermissionError:  # a folder, on Windows
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
