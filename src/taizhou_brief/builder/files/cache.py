"""Cache of the files of the published site, so that unchanged ones need not be built again."""

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
"""Manifest inside every site that this program wrote, also its cache; a folder without it is left alone."""
PREFIX = '{{"generator": "taizhou-brief", "seal": "{}", '
TaskFiles = list[tuple[str, str]]
"""Path and digest of each file of a task."""


class BuildCache:
    """Cache from the key of a task to its files, with the paths of all files of the site.

    The manifest inside the site is the cache, so both are swapped together. It is trusted completely or not at all; a
    file that was changed since is a cache miss.
    """

    def __init__(self, out: Path, *, trusted: bool = True) -> None:
        self.out = os.fspath(out)
        self.tasks: dict[str, TaskFiles] = {}
        """Files of the tasks of this build."""
        self.verified: set[str] = set()
        """Paths whose bytes in the old site this build has found to be right."""
        self.old_tasks: dict[str, TaskFiles] = {}
        """Files of the tasks of the old site."""
        self.paths: frozenset[str] = frozenset()
        """Paths of all files of the old site; empty if the manifest is not trusted."""
        self.trusted = False
        manifest = read_manifest(out / MARKER) if trusted else None
        if manifest is not None:
            self.old_tasks, others = manifest
            self.paths = frozenset(others).union(path for entry in self.old_tasks.values() for path, _ in entry)
            self.trusted = True

    def get(self, key: str, owns: Callable[[tuple[str, ...]], bool]) -> tuple[File, ...] | None:
        """Return the files stored under a key; None if there are none, `owns` rejects them, or one was changed."""
        entry = self.old_tasks.get(key)
        if entry is None or not owns(tuple(path for path, _ in entry)):
            return None
        files = []
        for path, digest in entry:
            data = read_regular_file(f"{self.out}/{path}")
            if data is None or content_digest(data) != digest:
                return None
            files.append(File(path, data))
        self.verified.update(file.path for file in files)
        self.tasks[key] = entry
        return tuple(files)

    def put(self, key: str, files: tuple[File, ...]) -> None:
        """Store the files of a task."""
        self.tasks[key] = [(file.path, content_digest(file.data)) for file in files]

    def build_manifest(self, paths: Iterable[str]) -> bytes:
        """Build the manifest of the site with the files at `paths`, which include those of all tasks."""
        others = set(paths).difference(path for entry in self.tasks.values() for path, _ in entry)
        manifest = {"files": sorted(others), "tasks": dict(sorted(self.tasks.items()))}
        rest = json.dumps(manifest, ensure_ascii=False)[1:].encode()
        return PREFIX.format(content_digest(rest)).encode() + rest


def read_manifest(path: Path) -> tuple[dict[str, TaskFiles], list[str]] | None:
    """Return the files of each task and the paths of the other files, or None if the manifest was changed."""
    data = read_regular_file(os.fspath(path))
    start = len(PREFIX.format("0" * 32))
    if data is None or data[:start] != PREFIX.format(content_digest(data[start:])).encode():
        return None
    try:
        manifest: Any = json.loads(data)
        tasks = {str(key): [(path, digest) for path, digest in entry] for key, entry in manifest["tasks"].items()}
        others = list(manifest["files"])
        paths = [*others, *(path for entry in tasks.values() for path, _ in entry)]
        valid = all(map(is_below, paths)) and len(set(paths)) == len(paths) and MARKER not in paths
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return (tasks, others) if valid else None


def is_below(path: str) -> bool:
    """Return whether a relative path stays below the folder that it is relative to."""
    return "\\" not in path and "\0" not in path and not {"", ".", ".."}.intersection(path.split("/"))


def read_regular_file(path: str) -> bytes | None:
    """Return the bytes of a regular file, or None for a link, pipe or folder or if it cannot be read."""
    try:
        if not S_ISREG(os.lstat(path).st_mode):
            return None
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # called thousands of times in a build
            return file.readall()
    except (OSError, ValueError):
        return None


def content_digest(data: bytes) -> str:
    """Return the digest of a file's bytes, as 32 hexadecimal digits."""
    return blake2b(data, digest_size=16).hexdigest()
