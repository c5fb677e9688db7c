"""Digests of files, looked up by the state of each file and computed only where the state is new."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from hashlib import blake2b
from stat import S_ISREG

State = tuple[int, int, int, int]
"""Size, time of the last change of the bytes, time of the last change of anything (both in nanoseconds), inode."""
Row = tuple[str, int, int, int, int]
"""Digest of a file and the state in which it had that digest; zeros if the state does not prove it."""
NO_STATE: State = (0, 0, 0, 0)
GRAIN = 2_000_000_000
"""Nanoseconds within which a second change may leave a file's times as they are, on any file system."""
BLOCK = 1 << 20


def content_digest(data: bytes) -> str:
    """Return the digest of a file's bytes, as 32 hexadecimal digits."""
    return blake2b(data, digest_size=16).hexdigest()


def state_of(stat: os.stat_result) -> State:
    """Return the state of a file. The inode and the third time change although a program restores size and time."""
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


class FileDigests:
    """Digests of files by path, with the states in which they had them."""

    def __init__(
        self,
        known: Mapping[str, Row] | None = None,
        *,
        linked_by_us: bool = False,
        clock: Callable[[], int] = time.time_ns,
    ) -> None:
        self.known = known or {}
        """Rows of the last build."""
        self.rows: dict[str, Row] = {}
        """Rows of this build, for the next one."""
        self.linked_by_us = linked_by_us
        """Whether this program itself changes the third time of files without changing them, by links to them."""
        self.clock = clock

    def find(self, path: str, state: State) -> str | None:
        """Return the digest of a file in this state, if it is known without reading the file."""
        row = self.rows.get(path) or self.known.get(path)
        if row is None or tuple(row[1:]) != state:
            return None
        self.rows[path] = row
        return row[0]

    def add(self, path: str, state: State, digest: str) -> None:
        """Store the digest of a file that was in this state before it was read.

        A file that changed just now may change again without a new state: such a state proves nothing.
        """
        changed = state[1] if self.linked_by_us else max(state[1], state[2])
        recent = changed >= self.clock() - GRAIN
        self.rows[path] = (digest, *NO_STATE) if recent else (digest, *state)

    def digest(self, path: str, location: str, state: State | None = None) -> str | None:
        """Return the digest of the regular file at `location`; None if there is none or it cannot be read."""
        known = self.find(path, state) if state else None
        if known:
            return known
        hashed = hash_file(location)
        if hashed is None:
            return None
        digest, state = hashed
        self.add(path, state, digest)
        return digest


def read_regular_file(path: str) -> bytes | None:
    """Return the bytes of a regular file, or None for a link, pipe or folder or if it cannot be read."""
    try:
        if not S_ISREG(os.lstat(path).st_mode):
            return None
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # called thousands of times in a build
            return file.readall()
    except (OSError, ValueError):
        return None


def hash_file(location: str, *, links: bool = False) -> tuple[str, State] | None:
    """Return the digest of a regular file and its state before it was read; None if it cannot be read.

    `links` follows a link at that path.
    """
    try:
        if not S_ISREG((os.stat if links else os.lstat)(location).st_mode):  # a pipe would wait
            return None
        hasher = blake2b(digest_size=16)
        with open(location, "rb", buffering=0) as file:  # noqa: PTH123  # called thousands of times in a build
            state = state_of(os.fstat(file.fileno()))
            while block := file.read(BLOCK):
                hasher.update(block)
    except (OSError, ValueError):
        return None
    return hasher.hexdigest(), state
