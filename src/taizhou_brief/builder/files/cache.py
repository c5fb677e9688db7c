"""Cache of the files of the published site, so that unchanged ones need not be built again."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from taizhou_brief.builder.files.manifest import MARKER, is_below, read_manifest
from taizhou_brief.builder.files.states import FileDigests, Row, content_digest, state_of
from taizhou_brief.builder.files.store import BuildStore
from taizhou_brief.builder.files.stored import FileOnDisk
from taizhou_brief.builder.files.survey import Survey, survey
from taizhou_brief.model.page import File, path_of


class PublishedSite:
    """Site that an output folder contains: the files that its manifest names, and the digests of what is there."""

    def __init__(
        self,
        out: Path,
        known: Mapping[str, Row] | None = None,
        *,
        content: Survey | None = None,
        trusted: bool = True,
    ) -> None:
        """Survey a folder, unless `content` is its survey.

        `known` are rows of the last build; `trusted` is false if the manifest is of no interest.
        """
        self.out = os.fspath(out)
        self.content: Survey = survey(out) if content is None else content
        self.digests = FileDigests(known, linked_by_us=True)
        self.manifest: dict[str, str] = {}
        """Digests of the files by path, as the manifest has them; empty if it is not trusted."""
        self.trusted = False
        manifest = read_manifest(out / MARKER) if trusted else None
        if manifest is not None:
            self.manifest, self.trusted = manifest, True

    @property
    def paths(self) -> frozenset[str]:
        """Paths of all files that the manifest names."""
        return frozenset(self.manifest)

    def digest(self, path: str) -> str | None:
        """Return the digest of a regular file of the folder; None if there is none or it cannot be read."""
        location = f"{self.out}/{path}"
        return self.digests.digest(path, location, self.content.states.get(path) or state_at(location))


def state_at(location: str) -> tuple[int, int, int, int] | None:
    """Return the state of a file, or None if there is none; a link is a file of its own."""
    try:
        return state_of(os.lstat(location))
    except (OSError, ValueError):
        return None


def is_unchanged(content: Survey, digests: FileDigests) -> bool:
    """Return whether a folder contains the files that `digests` knows, and no others, with the same bytes.

    Files whose state is new are read; the others are not opened.
    """
    out, known = content.out, digests.known
    if content.other or not content.files <= known.keys():
        return False
    for path, row in known.items():
        location = f"{out}/{path}"
        state = content.states.get(path) or state_at(location)
        if state is None or digests.digest(path, location, state) != row[0]:
            return False
    return True


def memory_key(name: str, out: str | Path, store: BuildStore) -> str:
    """Return the key of a value of the builds into one folder, which is known by its place relative to the project."""
    place = os.path.realpath(out)
    if store.folder is not None:
        with suppress(ValueError):  # another drive
            place = os.path.relpath(place, os.path.realpath(store.folder.parent))
    return content_digest(f"{name}\0{place}".encode("utf-8", "surrogateescape"))


class BuildCache:
    """Cache from the key of a task to its files, as far as the site has them with the same bytes.

    The store has the paths and digests of all tasks as one value, which is read faster than thousands; the site has the
    bytes: a file that was changed since is a cache miss.
    """

    def __init__(self, store: BuildStore, site: PublishedSite) -> None:
        self.store, self.site = store, site
        self.name = memory_key("tasks", site.out, store)
        value = store.get(self.name)
        self.known: dict[str, Any] = value if isinstance(value, dict) else {}
        """Files of the tasks of the last build."""
        self.tasks: dict[str, list[list[str]]] = {}
        """Files of the tasks of this build."""
        self.built: dict[str, str] = {}
        """Digests of the files of this build by path."""
        self.groups_name = memory_key("groups", site.out, store)
        value = store.get(self.groups_name)
        self.known_groups: dict[str, Any] = value if isinstance(value, dict) else {}
        """Places and keys of the pages of each group of the last build, by key of the group."""
        self.groups: dict[str, list[list[str]]] = {}
        """Those of this build."""

    def get(self, key: str, owns: Callable[[tuple[str, ...]], bool]) -> tuple[File, ...] | None:
        """Return the files stored under a key; None if there are none, `owns` rejects them, or one was changed."""
        entry = read_entry(self.known.get(key))
        if entry is None or not owns(tuple(path for path, _ in entry)):
            return None
        if any(self.site.digest(path) != digest for path, digest in entry):
            return None
        self.tasks[key] = self.known[key]
        return tuple(FileOnDisk(path, digest, f"{self.site.out}/{path}") for path, digest in entry)

    def put(self, key: str, files: tuple[File, ...]) -> None:
        """Remember the files of a task."""
        self.tasks[key] = [[file.path, self.digest(file)] for file in files]

    def get_group(self, key: str, folder: str) -> list[tuple[list[str], tuple[File, ...]]] | None:
        """Return the URL, the day and the key of each page of a group, with its file; None unless all are as they were.

        `folder` is the URL of the group.
        """
        try:
            rows = [(str(url), str(day), str(task)) for url, day, task in self.known_groups[key]]
        except (KeyError, TypeError, ValueError):
            return None
        found = []
        for url, day, task in rows:
            path = path_of(url)
            files = self.get(task, (path,).__eq__) if url.startswith(folder) else None
            if files is None:
                return None
            found.append(([url, day, task], files))
        self.groups[key] = self.known_groups[key]
        return found

    def put_group(self, key: str, rows: list[list[str]]) -> None:
        """Remember the URL, the day and the key of each page of a group."""
        self.groups[key] = rows

    def save(self) -> None:
        """Store the files of the tasks of this build, and no others."""
        if self.tasks != self.known:
            self.store.put(self.name, self.tasks)
        if self.groups != self.known_groups:
            self.store.put(self.groups_name, self.groups)

    def digest(self, file: File) -> str:
        """Return the digest of a file of this build."""
        if isinstance(file, FileOnDisk):
            return file.digest
        known = self.built.get(file.path)
        if known is None:
            known = self.built[file.path] = content_digest(file.data)
        return known


def read_entry(value: Any) -> list[tuple[str, str]] | None:
    """Return the paths and digests of a task's files, or None if the value is something else."""
    try:
        entry = [(str(path), str(digest)) for path, digest in value]
    except (TypeError, ValueError):
        return None
    return entry if all(is_below(path) for path, _ in entry) else None
