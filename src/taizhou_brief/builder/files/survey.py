"""Survey of the output folder: files of this program, files preserved whoever wrote them, and foreign files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Container
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from taizhou_brief.builder.files.manifest import MARKER
from taizhou_brief.builder.files.output import FILE_MODE, HAS_MODES, has_mode
from taizhou_brief.builder.files.states import State, state_of

HOST_FILES = {"CNAME"}
"""Files at the root that belong to the host of a site, in addition to those whose names begin with a dot."""
SYSTEM_FILES = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""Files that systems create in any folder that is opened."""


class NotOursError(Exception):
    """Raised when the output folder contains something that this program did not write, or that it reads."""

    def __init__(self, names: tuple[str, ...] = (), *, marked: bool = False, trusted: bool = False) -> None:
        super().__init__(*names)
        self.names = names
        """Paths of what this program did not write; empty if the folder is one that it reads."""
        self.marked, self.trusted = marked, trusted
        """Whether there is a manifest, and whether its list of files is trusted."""


def is_preserved(name: str) -> bool:
    """Return whether a file or folder of this name at the root of a site stays there whoever wrote it."""
    return name != MARKER and (name.startswith(".") or name in HOST_FILES)


@dataclass(slots=True)
class Survey:
    """Contents of an output folder, as paths relative to it, with `/`."""

    out: str
    files: set[str] = field(default_factory=set)
    """Regular files and links, except the manifest, preserved names and system files."""
    states: dict[str, State] = field(default_factory=dict)
    """State of each file of `files`; a link is a file of its own."""
    other: set[str] = field(default_factory=set)
    """Entries that this program never writes: links to folders, pipes and the like."""
    preserved: tuple[str, ...] = ()
    """Names at the root that are preserved."""
    closed: set[str] = field(default_factory=set)
    """Regular files with another mode than this program gives them."""
    empty: list[str] = field(default_factory=list)
    """Folders without files, those inside others first: this program leaves none."""

    def add_folder(self, base: str = "") -> bool:
        """Add the contents of a folder; return whether it has any but empty folders.

        `base` is empty or its path in the output folder, with `/` at the end.
        """
        used = False
        with os.scandir(f"{self.out}/{base}") as entries:
            for entry in entries:
                path = base + entry.name
                regular = entry.is_file(follow_symlinks=False)
                if entry.is_dir(follow_symlinks=False) and (base or not is_preserved(entry.name)):
                    used = self.add_folder(f"{path}/") or used
                    continue
                used = True
                if not base and is_preserved(entry.name):
                    self.preserved = (*self.preserved, entry.name)
                elif (path == MARKER and regular) or (regular and entry.name in SYSTEM_FILES):
                    continue
                elif regular or (entry.is_symlink() and not entry.is_dir()):
                    self.files.add(path)
                    stat = entry.stat(follow_symlinks=False)
                    self.states[path] = state_of(stat)
                    if regular and HAS_MODES and not has_mode(stat.st_mode, FILE_MODE):
                        self.closed.add(path)
                else:
                    self.other.add(path)
        if base and not used:
            self.empty.append(base)
        return used

    def put_right(self, paths: Container[str]) -> None:
        """Give files of this program, at `paths`, the mode that they had, and remove empty folders, where possible."""
        for path in self.closed:
            if path in paths:
                with suppress(OSError):
                    os.chmod(f"{self.out}/{path}", FILE_MODE)  # noqa: PTH101  # `out` is a string
        for folder in self.empty:
            with suppress(OSError):
                os.rmdir(f"{self.out}/{folder}")  # noqa: PTH106  # likewise

    def difference(self, paths: AbstractSet[str]) -> tuple[str, ...]:
        """Return the paths of everything that is not one of `paths`, sorted."""
        return tuple(sorted(self.other | (self.files - paths)))


def survey(out: Path) -> Survey:
    """Survey an output folder; the result is empty if there is none."""
    content = Survey(os.fspath(out))
    if out.is_dir():
        content.add_folder()
        content.preserved = tuple(sorted(content.preserved))
    elif out.exists() or out.is_symlink():
        content.other.add(out.name)
    return content


def carry_over(old: str, new: str, name: str, paths: AbstractSet[str]) -> None:
    """Copy a preserved file, link or folder from the old site to the new one, without the files at `paths`.

    Files are linked, not moved, so that a process killed in between leaves both sites complete.
    """
    source, target = f"{old}/{name}", f"{new}/{name}"
    folder = os.path.isdir(source) and not os.path.islink(source)  # noqa: PTH112, PTH114  # there may be thousands
    taken = os.path.lexists(target)
    if taken and name not in paths and folder != os.path.isdir(target):  # noqa: PTH112  # likewise
        raise NotOursError((name,), trusted=True)
    if folder:
        if not taken:
            os.mkdir(target)  # noqa: PTH102  # likewise
        for inner in sorted(os.listdir(source)):  # noqa: PTH208  # likewise
            carry_over(old, new, f"{name}/{inner}", paths)
        shutil.copystat(source, target)
    elif name not in paths and not taken:  # a file of the new site with this name has priority
        try:
            os.link(source, target, follow_symlinks=False)
        except OSError:
            shutil.copy2(source, target, follow_symlinks=False)
