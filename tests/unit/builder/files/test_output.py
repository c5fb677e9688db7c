"""Writing the files of a site: modes, folders, and the flush to the disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from taizhou_brief.builder.files.output import OutputFolders, flush, flush_file, write_file


def test_folders_are_made_where_files_go(tmp_path: Path) -> None:
    """The folder of a file exists as soon as its place is known."""
    place = OutputFolders(tmp_path).prepare("2021/07/index.html")
    assert Path(place) == tmp_path / "2021/07/index.html"
    assert (tmp_path / "2021/07").is_dir()


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    """Only a new folder gets the mode of the site's."""
    (tmp_path / "a").mkdir(mode=0o700)
    OutputFolders(tmp_path).prepare("a/b/c")
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("a", "a/b")] == [0o700, 0o755]


@pytest.mark.parametrize(("system", "few", "calls"), [("linux", 1, 0), ("linux", 2, 2), ("elsewhere", 1, 2)])
def test_files_are_flushed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, few: int, calls: int) -> None:
    """Many by one call for the whole disk where the system has it, else one by one."""
    monkeypatch.setattr("taizhou_brief.builder.files.output.sys.platform", system)
    monkeypatch.setattr("taizhou_brief.builder.files.output.FEW_FILES", few)
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    for name in ("a", "b"):
        write_file(f"{tmp_path}/{name}", b"x")
    flush(tmp_path, ["a", "b"])
    assert len(synced) == calls


def test_a_folder_is_flushed_like_a_file(tmp_path: Path) -> None:
    """What is not there is an error."""
    flush_file(str(tmp_path))
    with pytest.raises(FileNotFoundError):
        flush_file(str(tmp_path / "gone"))
