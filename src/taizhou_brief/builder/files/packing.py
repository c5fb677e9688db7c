"""Pack a published site into one zip file: equal sites give equal bytes."""

from __future__ import annotations

import os
import secrets
import zipfile
from contextlib import suppress
from pathlib import Path

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""Time of every entry: the earliest that the format has, so that no clock changes the file."""
COMMENT = b"taizhou-brief"
"""Comment of a file that this program has made, and may replace."""


class ForeignFileError(Exception):
    """Raised when the place of the zip file is taken by something that this program has not made."""


def pack_folder(folder: Path) -> Path:
    """Pack a folder into a file of its name next to it, without the entries whose names begin with a dot.

    Return its path. Raises `ForeignFileError` if something else has this name, and `OSError`.
    """
    path = folder.with_name(f"{folder.name}.zip")
    if os.path.lexists(path) and not is_packed_by_us(path):
        raise ForeignFileError(path)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with zipfile.ZipFile(temporary, "x", zipfile.ZIP_DEFLATED) as archive:
            archive.comment = COMMENT
            for name in sorted(list_names(folder)):
                entry = zipfile.ZipInfo(f"{folder.name}/{name}", FIXED_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system, entry.external_attr = 3, 0o100644 << 16  # the same on any system
                archive.writestr(entry, (folder / name).read_bytes())
        temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return path


def list_names(folder: Path) -> list[str]:
    """Return the paths of all files, relative to the folder and with `/`, but those whose names begin with a dot."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return [path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts)]


def is_packed_by_us(path: Path) -> bool:
    """Return whether a file is a zip file of this program."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.comment == COMMENT
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
