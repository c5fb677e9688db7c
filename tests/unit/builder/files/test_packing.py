"""A site in one zip file."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from taizhou_brief.builder.files.packing import ForeignFileError, pack_folder


def write_folder(folder: Path, names: tuple[str, ...]) -> Path:
    """Write a folder with files whose times differ."""
    for number, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(f"{name}".encode() * 100)
        os.utime(path, (number, number))
    return folder


def test_equal_folders_give_equal_bytes(tmp_path: Path) -> None:
    """Whatever the order and the times of their files; names that begin with a dot are left out."""
    names = ("index.html", "先读我.txt", "a/b/c.js")
    one = pack_folder(write_folder(tmp_path / "1" / "site", names))
    other = pack_folder(write_folder(tmp_path / "2" / "site", (*names[::-1], ".marker", ".git/x")))
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert archive.namelist() == ["site/a/b/c.js", "site/index.html", "site/先读我.txt"]
        assert archive.read("site/先读我.txt") == "先读我.txt".encode() * 100
    assert sorted(path.name for path in one.parent.iterdir()) == ["site", "site.zip"]


def test_only_a_file_of_this_program_is_replaced(tmp_path: Path) -> None:
    """Somebody's own file of that name stays as it is."""
    folder = write_folder(tmp_path / "site", ("index.html",))
    first = pack_folder(folder).read_bytes()
    write_folder(folder, ("more.html",))
    assert pack_folder(folder).read_bytes() != first
    for content in (b"mine", b""):
        (tmp_path / "site.zip").write_bytes(content)
        with pytest.raises(ForeignFileError):
            pack_folder(folder)
        assert (tmp_path / "site.zip").read_bytes() == content
