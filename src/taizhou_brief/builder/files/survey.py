"""What stands in the output folder: what we wrote, what stays there whoever wrote it, and what is not ours."""

from __future__ import annotations

import os
import shutil
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

from taizhou_brief.builder.files.cache import MARKER

HOST_FILES = {"CNAME"}
"""Files at the root that belong to the host of a site, besides those whose names begin with a dot."""
DROPPINGS = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""What systems leave in any folder that is looked at."""


class NotOursError(Exception):
    """The output folder holds something that we did not write, or that we read."""

    def __init__(self, names: tuple[str, ...] = (), *, marked: bool = False, believed: bool = False) -> None:
        super().__init__(*names)
        self.names = names
        """Paths of what is not ours; none where the folder is one that we read."""
        self.marked, self.believed = marked, believed
        """Whether there is a marker, and whether it tells what is ours."""


def stays(name: str) -> bool:
    """Whether what has this name at the root of a site stays there though we did not write it."""
    return name != MARKER and (name.startswith(".") or name in HOST_FILES)


@dataclass(slots=True)
class Survey:
    """The files in an output folder, by path below it with `/`."""

    out: str
    files: set[str] = field(default_factory=set)
    """Plain files and links, but for the marker, what stays and what systems leave."""
    odd: set[str] = field(default_factory=set)
    """What can never be ours: links to folders, pipes and the like."""
    staying: tuple[str, ...] = ()
    """Names at the root of what stays."""

    def look(self, base: str = "") -> None:
        """Take in a folder below the output folder; `base` is its path, with `/` at the end, or nothing."""
        with os.scandir(f"{self.out}/{base}") as entries:
            for entry in entries:
                path = base + entry.name
                plain = entry.is_file(follow_symlinks=False)
                if not base and stays(entry.name):
                    self.staying = (*self.staying, entry.name)
                elif (path == MARKER and plain) or (plain and entry.name in DROPPINGS):
                    continue
                elif entry.is_dir(follow_symlinks=False):
                    self.look(f"{path}/")
                elif plain or (entry.is_symlink() and not entry.is_dir()):
                    self.files.add(path)
                else:
                    self.odd.add(path)

    def not_of(self, paths: AbstractSet[str]) -> tuple[str, ...]:
        """The paths of everything that is not one of `paths`, sorted."""
        return tuple(sorted(self.odd | (self.files - paths)))


def survey(out: Path) -> Survey:
    """What stands in a folder; nothing where there is none."""
    found = Survey(os.fspath(out))
    if out.is_dir():
        found.look()
        found.staying = tuple(sorted(found.staying))
    elif out.exists() or out.is_symlink():
        found.odd.add(out.name)
    return found


def bring(old: str, new: str, name: str, paths: AbstractSet[str]) -> None:
    """Bring a file, link or folder that stays from the old site into the new one; what is of `paths` is left out.

    Files are linked, not moved: whoever is killed in between leaves both sites whole.
    """
    here, there = f"{old}/{name}", f"{new}/{name}"
    folder = os.path.isdir(here) and not os.path.islink(here)  # noqa: PTH112, PTH114  # there may be thousands
    taken = os.path.lexists(there)
    if taken and name not in paths and folder != os.path.isdir(there):  # noqa: PTH112  # likewise
        raise NotOursError((name,), believed=True)
    if folder:
        if not taken:
            os.mkdir(there)  # noqa: PTH102  # likewise
        for inner in sorted(os.listdir(here)):  # noqa: PTH208  # likewise
            bring(old, new, f"{name}/{inner}", paths)
        shutil.copystat(here, there)
    elif name not in paths and not taken:  # a file of the new site of that name goes before
        try:
            os.link(here, there, follow_symlinks=False)
        except OSError:
            shutil.copy2(here, there, follow_symlinks=False)
