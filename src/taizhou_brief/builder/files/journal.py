"""Publish a small change by a journal: what it lists is done at once, or completed by the next build."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from taizhou_brief.builder.files.manifest import is_below
from taizhou_brief.builder.files.output import OutputFolders, flush_file, write_file
from taizhou_brief.builder.files.states import content_digest, read_regular_file


@dataclass(frozen=True, slots=True)
class Journal:
    """Change of a site: files to remove, then files to move into it from the folder of new files."""

    removed: tuple[str, ...]
    moved: tuple[str, ...]

    def to_bytes(self) -> bytes:
        """Return the journal as a sealed file."""
        text = json.dumps({"removed": self.removed, "moved": self.moved}, ensure_ascii=False).encode()
        return content_digest(text).encode() + text


def journal_path(out: Path) -> Path:
    """Return the path of the journal of an output folder."""
    return out.parent / f".{out.name}.journal"


def stage_path(out: Path) -> Path:
    """Return the path of the folder in which the new files of a site are written."""
    return out.parent / f".{out.name}.new"


def read_journal(out: Path) -> Journal | None:
    """Return the journal that a build has left, or None. It is written in one step, so it is whole or not there."""
    data = read_regular_file(os.fspath(journal_path(out)))
    if data is None or data[:32] != content_digest(data[32:]).encode():
        return None
    try:
        lists: Any = json.loads(data[32:])
        journal = Journal(tuple(map(str, lists["removed"])), tuple(map(str, lists["moved"])))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return journal if all(map(is_below, (*journal.removed, *journal.moved))) else None


def start_journal(out: Path, journal: Journal) -> None:
    """Write the journal, in one step and flushed to the disk: from here on the change will be completed."""
    path = journal_path(out)
    temporary = f"{path}.new"
    write_file(temporary, journal.to_bytes())
    flush_file(temporary)
    os.replace(temporary, path)  # noqa: PTH105  # `temporary` is a string
    flush_file(os.fspath(out.parent))


def finish_journal(out: Path, *, late: bool = False) -> bool:
    """Carry out the journal of an output folder, or what is left of it; return whether there was one.

    Raises `OSError`; the journal then stays for the next build. `late` is true in the next build: what somebody has put
    in the place of a file meanwhile stays, and the build reports it.
    """
    journal = read_journal(out)
    if journal is not None and out.is_dir():
        remove_files(out, journal.removed)
        with suppress(*((NotADirectoryError, IsADirectoryError) if late else ())):
            move_files(stage_path(out), out, journal.moved)
    Path(f"{journal_path(out)}.new").unlink(missing_ok=True)
    journal_path(out).unlink(missing_ok=True)
    if journal is not None:
        shutil.rmtree(stage_path(out), ignore_errors=True)
    return journal is not None


def remove_files(out: Path, paths: Iterable[str]) -> None:
    """Remove files of a site and the folders that they leave empty; a folder of such a name stays."""
    for path in paths:
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
            if not os.path.isdir(f"{out}/{path}") or os.path.islink(f"{out}/{path}"):  # noqa: PTH112, PTH114  # hundreds
                os.unlink(f"{out}/{path}")  # noqa: PTH108  # likewise
        folder = path.rpartition("/")[0]
        with suppress(OSError):  # not empty, or gone
            while folder:
                os.rmdir(f"{out}/{folder}")  # noqa: PTH106  # likewise
                folder = folder.rpartition("/")[0]


def move_files(stage: Path, out: Path, paths: Iterable[str]) -> None:
    """Move files into a site, each in one step; those that were moved before are no longer in the stage."""
    folders = OutputFolders(out)
    for path in paths:
        if os.path.lexists(f"{stage}/{path}"):
            os.replace(f"{stage}/{path}", folders.prepare(path))  # noqa: PTH105  # hundreds
