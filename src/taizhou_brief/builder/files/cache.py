"""What the site already holds, so that it need not be made again."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG
from typing import Any

from taizhou_brief.model.page import File

MARKER = ".taizhou-brief.json"
"""Stands in every site we wrote: without it a folder is not ours and is left alone. It also remembers the pages."""
OPENING = '{{"generator": "taizhou-brief", "seal": "{}", '
Made = list[tuple[str, str]]
"""Path and digest of each file that a task made."""


class BuildCache:
    """The key of a task → the files it made, and the paths of all files of the site.

    The marker inside the site is the memory, so the two are exchanged together. It is believed whole or not at all; a
    file that was changed since is a miss and nothing worse.
    """

    def __init__(self, out: Path, *, believe: bool = True) -> None:
        self.out = os.fspath(out)
        self.made: dict[str, Made] = {}
        self.standing: set[str] = set()
        """Paths whose bytes in the old site were just seen to be right."""
        self.known: dict[str, Made] = {}
        self.paths: frozenset[str] = frozenset()
        """Of all files of the old site; empty where the marker is not believed."""
        self.believed = False
        found = read_marker(out / MARKER) if believe else None
        if found is not None:
            self.known, others = found
            self.paths = frozenset(others).union(path for made in self.known.values() for path, _ in made)
            self.believed = True

    def recall(self, key: str, owns: Callable[[tuple[str, ...]], bool]) -> tuple[File, ...] | None:
        """The files of an earlier run with the same key, if they are the task's and each is as it was written."""
        made = self.known.get(key)
        if made is None or not owns(tuple(path for path, _ in made)):
            return None
        files = []
        for path, digest in made:
            data = read_plain(f"{self.out}/{path}")
            if data is None or content_digest(data) != digest:
                return None
            files.append(File(path, data))
        self.standing.update(file.path for file in files)
        self.made[key] = made
        return tuple(files)

    def keep(self, key: str, files: tuple[File, ...]) -> None:
        """Remember what a task made."""
        self.made[key] = [(file.path, content_digest(file.data)) for file in files]

    def marker(self, paths: Iterable[str]) -> bytes:
        """The marker of the site that holds the files at `paths`, everything made or recalled among them."""
        others = set(paths).difference(path for made in self.made.values() for path, _ in made)
        told = {"files": sorted(others), "tasks": dict(sorted(self.made.items()))}
        rest = json.dumps(told, ensure_ascii=False)[1:].encode()
        return OPENING.format(content_digest(rest)).encode() + rest


def read_marker(path: Path) -> tuple[dict[str, Made], list[str]] | None:
    """What tasks made, and the paths of the other files; None where the marker is not just as it was written."""
    data = read_plain(os.fspath(path))
    start = len(OPENING.format("0" * 32))
    if data is None or data[:start] != OPENING.format(content_digest(data[start:])).encode():
        return None
    try:
        told: Any = json.loads(data)
        tasks = {str(key): [(path, digest) for path, digest in made] for key, made in told["tasks"].items()}
        others = list(told["files"])
        paths = [*others, *(path for made in tasks.values() for path, _ in made)]
        sound = all(map(is_below, paths)) and len(set(paths)) == len(paths) and MARKER not in paths
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return (tasks, others) if sound else None


def is_below(path: str) -> bool:
    """Whether a path leads to a place below the folder that it is relative to."""
    return "\\" not in path and "\0" not in path and not {"", ".", ".."}.intersection(path.split("/"))


def read_plain(path: str) -> bytes | None:
    """The bytes of a file that is itself one, and no link, pipe or folder; None for anything else."""
    try:
        if not S_ISREG(os.lstat(path).st_mode):
            return None
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # thousands of times a build
            return file.readall()
    except (OSError, ValueError):
        return None


def content_digest(data: bytes) -> str:
    """Of a file's bytes."""
    return blake2b(data, digest_size=16).hexdigest()
