"""What the site already holds, so that it need not be made again."""

from __future__ import annotations

import json
import os
from hashlib import blake2b
from pathlib import Path

from taizhou_brief.model.page import File

MARKER = ".taizhou-brief.json"
"""Stands in every site we wrote: without it a folder is not ours and is left alone. It also remembers the pages."""


class BuildCache:
    """The key of a task → the files it made.

    The marker inside the site is the memory, so the two are exchanged together; a file that was changed since, or a
    marker that cannot be read, is a miss and nothing worse.
    """

    def __init__(self, out: Path) -> None:
        self.out = os.fspath(out)
        self.made: dict[str, list[tuple[str, str]]] = {}
        self.standing: set[str] = set()
        """Paths whose bytes in the old site were just seen to be right."""
        try:
            tasks = json.loads((out / MARKER).read_bytes())["tasks"]
            self.known = {key: [(str(path), str(digest)) for path, digest in made] for key, made in tasks.items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            self.known = {}

    def recall(self, key: str) -> tuple[File, ...] | None:
        """The files of an earlier run with the same key, if every one still stands as it was written."""
        made = self.known.get(key)
        if made is None:
            return None
        files = []
        for path, digest in made:
            try:
                with open(f"{self.out}/{path}", "rb", buffering=0) as file:  # noqa: PTH123  # thousands of times a build
                    data = file.readall()
            except (OSError, ValueError):
                return None
            if content_digest(data) != digest or os.path.islink(f"{self.out}/{path}"):  # noqa: PTH114  # likewise
                return None
            files.append(File(path, data))
        self.standing.update(file.path for file in files)
        self.made[key] = made
        return tuple(files)

    def keep(self, key: str, files: tuple[File, ...]) -> None:
        """Remember what a task made."""
        self.made[key] = [(file.path, content_digest(file.data)) for file in files]

    def marker(self) -> bytes:
        """The marker of the site that holds everything made or recalled."""
        told = {"generator": "taizhou-brief", "tasks": dict(sorted(self.made.items()))}
        return json.dumps(told, ensure_ascii=False).encode()


def content_digest(data: bytes) -> str:
    """Of a file's bytes."""
    return blake2b(data, digest_size=16).hexdigest()
