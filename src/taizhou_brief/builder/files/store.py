"""Small values that the program remembers between builds, in one file that can be deleted at any time."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from stat import S_ISDIR
from typing import Any

from taizhou_brief.builder.files.states import content_digest

MEMORY = ".taizhou-brief"
"""Folder of the project that contains what the program remembers."""
STORE = "memory.sqlite"
FORMAT = "3"
"""Version of the form of the entries; those of another version are not read."""
TEXT_SIGN = "="
"""First character of a stored text."""
IGNORE = "# 程序自己的记录，删去只费时间；不要提交到 git\n*\n"
TAKEN_DOWN = "taken down"
"""Key of the digest of everything that the briefings take down, which is stored whenever they were read."""
PURGED = "purged"
"""Key of that digest when the values of earlier texts were last removed."""
SLACK = 4
"""Entries are removed when there are so many times more than one build uses."""
TIMEOUT = 5.0
"""Seconds to wait for another build that writes; the values of this one are then not stored."""
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
"""Error codes of a store that another process is writing."""
TABLE = """
PRAGMA page_size = 16384;
CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, digest TEXT, value BLOB);
"""
"""Rows are appended in the order of writing, apart from the index of their random keys: values may be long."""


class BuildStore:
    """Values that JSON can represent, by key; a value that cannot be read is not there, and nothing is an error.

    A text is kept as it is, which is faster than quoting it. New values are collected; `save` writes them in one step.
    """

    def __init__(self, folder: Path | None) -> None:
        """Open the store of a folder; None, or a folder of somebody else, remembers nothing after this build."""
        self.folder = folder if folder is not None and is_usable(folder) else None
        self.new: dict[str, Any] = {}
        self.used: set[str] = set()
        """Keys that this build has asked for or stored, or that the next one may ask for."""
        self.saved: set[str] = set()
        """Keys of the values that this build has written: reading them needs no proof that they are whole."""
        self.connection = self._open() if self.folder and os.path.isfile(self.folder / STORE) else None  # noqa: PTH113  # no error where it may not be looked for
        self.process = os.getpid()

    def get(self, key: str) -> Any | None:
        """Return the value of a key, or None."""
        self.used.add(key)
        if key in self.new:
            return self.new[key]
        if self.connection is None:
            return None
        if self.process != os.getpid():  # a worker that was forked: a connection belongs to the process that opened it
            self.process, self.connection = os.getpid(), self._open()
            return self.get(key)
        try:
            row = self.connection.execute("SELECT digest, value FROM entries WHERE key = ?", (key,)).fetchone()
            whole = row and (key in self.saved or row[0] == _seal(key, row[1]))
            return _decode(row[1]) if whole else None
        except (sqlite3.Error, ValueError, TypeError, AttributeError, RecursionError):
            return None

    def put(self, key: str, value: Any) -> None:
        """Remember a value, from the next `get` on and, after `save`, in later builds."""
        self.used.add(key)
        self.new[key] = value

    def keep(self, keys: Iterable[str]) -> None:
        """Keep the values of these keys, although this build may need none of them: the next one would miss them."""
        self.used.update(keys)

    def save(self, *, complete: bool = False) -> None:
        """Write the new values, all or none; failing costs the next build time and nothing else.

        `complete` is true if this build has used or kept every value that is needed: the others may then be removed.
        """
        if self.folder is None or not (self.new or complete):
            return
        taken_down = self.get(TAKEN_DOWN)
        purges = complete and taken_down is not None and taken_down != self.get(PURGED)
        with suppress(OSError, sqlite3.Error):
            self._prepare_folder()
            if self.connection is None:
                self.connection = self._create()
            self._write(self.connection, complete=complete, slack=0 if purges else SLACK)
            self.saved |= self.new.keys()
            self.new.clear()
            if purges and self.connection is not None:
                self.connection.execute("VACUUM")  # the pages of the file would keep what was removed
                self.new[PURGED] = taken_down
                self._write(self.connection, complete=False)
                self.new.clear()

    def close(self) -> None:
        """Close the file."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def _open(self) -> sqlite3.Connection | None:
        """Open the file; return None if it is no store."""
        assert self.folder is not None  # noqa: S101  # for mypy
        connection = None
        try:
            connection = sqlite3.connect(self.folder / STORE, timeout=TIMEOUT, isolation_level=None)
            connection.execute("PRAGMA synchronous = OFF")  # a value that a power cut damages is not read
            connection.execute(
                "PRAGMA secure_delete = OFF"
            )  # the default depends on the machine; `save` cleans the file
            connection.execute("SELECT digest, value FROM entries LIMIT 1").fetchone()
        except (sqlite3.Error, OSError) as error:
            if connection is not None:
                connection.close()
            if getattr(error, "sqlite_errorcode", None) in BUSY:  # another build's, which must not be replaced
                self.folder = None
            return None
        return connection

    def _create(self) -> sqlite3.Connection | None:
        """Replace a file that is no store, or is missing, by an empty store. Raises `OSError` or `sqlite3.Error`."""
        assert self.folder is not None  # noqa: S101  # for mypy
        for suffix in ("", "-journal", "-wal", "-shm"):
            (self.folder / f"{STORE}{suffix}").unlink(missing_ok=True)
        with closing(sqlite3.connect(self.folder / STORE, isolation_level=None)) as connection:
            connection.executescript(TABLE)
        return self._open()

    def _prepare_folder(self) -> None:
        """Create the folder, with a file that makes git ignore it. Raises `OSError`."""
        assert self.folder is not None  # noqa: S101  # for mypy
        self.folder.mkdir(exist_ok=True)
        ignore = self.folder / ".gitignore"
        if not os.path.lexists(ignore):
            ignore.write_text(IGNORE, "utf-8")

    def _write(self, connection: sqlite3.Connection | None, *, complete: bool, slack: int = SLACK) -> None:
        """Write the new values in one transaction. Raises `sqlite3.Error`."""
        if connection is None:
            return
        encoded = ((key, _encode(value)) for key, value in self.new.items())
        rows = [(key, _seal(key, data), data) for key, data in encoded]
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", rows)
            if complete:
                self._remove_unused(connection, slack)
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise

    def _remove_unused(self, connection: sqlite3.Connection, slack: int) -> None:
        """Remove the values that this build did not use, if there are `slack` times more than it used."""
        keys = [key for (key,) in connection.execute("SELECT key FROM entries")]
        if len(keys) > slack * len(self.used - {TAKEN_DOWN, PURGED}):
            unused = [(key,) for key in keys if key not in self.used]
            connection.executemany("DELETE FROM entries WHERE key = ?", unused)


def is_usable(folder: Path) -> bool:
    """Return whether a folder is missing or empty, or is one that this program has made.

    A link may lead into the site or to somebody else's files, and what this program has not made is left alone.
    """
    try:
        if not S_ISDIR(os.lstat(folder).st_mode):
            return False
    except FileNotFoundError:
        return True
    except OSError:
        return False
    try:
        return not os.listdir(folder) or (folder / ".gitignore").read_text("utf-8") == IGNORE  # noqa: PTH208  # names only
    except (OSError, ValueError):
        return False


def _encode(value: Any) -> bytes:
    """Encode a value as JSON, or a text as itself after a sign that is not JSON."""
    text = f"{TEXT_SIGN}{value}" if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def _decode(data: bytes) -> Any:
    """Decode what `_encode` returns. Raises `ValueError` and the like for anything else."""
    text = data.decode("utf-8", "surrogatepass")
    return text[1:] if text.startswith(TEXT_SIGN) else json.loads(text)


def _seal(key: str, data: bytes) -> str:
    """Return the digest that proves that a value is whole and belongs to its key."""
    return content_digest(f"{FORMAT}\0{key}\0".encode("utf-8", "surrogatepass") + data)
