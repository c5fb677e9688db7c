"""Writing users' files: whole or not at all, and never over something else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from taizhou_brief.builder.files.writing import LEFTOVER_AGE, is_same, replace_text, write_new


def test_a_new_file_is_written_whole(tmp_path: Path) -> None:
    """Folders above it are made; nothing is left next to it."""
    path = tmp_path / "2021/07.md"
    assert write_new(path, "甲\r\n乙\n")
    assert path.read_bytes() == "甲\r\n乙\n".encode()
    assert [each.name for each in path.parent.iterdir()] == ["07.md"]


def test_what_is_there_is_not_written_over(tmp_path: Path) -> None:
    """A file, and a link that leads nowhere."""
    path, link = tmp_path / "a.md", tmp_path / "b.md"
    path.write_text("mine", "utf-8")
    link.symlink_to(tmp_path / "gone")
    assert not write_new(path, "x")
    assert not write_new(link, "x")
    assert path.read_text("utf-8") == "mine"
    assert not (tmp_path / "gone").exists()


def test_a_file_is_replaced_only_where_nobody_changed_it(tmp_path: Path) -> None:
    """The bytes that were read must still be there."""
    path = tmp_path / "a.md"
    path.write_text("old", "utf-8")
    assert not replace_text(path, "new", b"older")
    assert path.read_text("utf-8") == "old"
    assert replace_text(path, "new", b"old")
    assert path.read_text("utf-8") == "new"
    assert not replace_text(tmp_path / "gone.md", "new", b"")


def test_a_link_stays_a_link_and_a_mode_stays(tmp_path: Path) -> None:
    """The file behind a link is replaced."""
    path, link = tmp_path / "a.md", tmp_path / "b.md"
    path.write_text("old", "utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    assert replace_text(link, "new", b"old")
    assert link.is_symlink()
    assert (path.read_text("utf-8"), path.stat().st_mode & 0o777) == ("new", 0o640)


def test_what_killed_runs_left_is_removed(tmp_path: Path) -> None:
    """Only after an hour, and only files of this kind for the same name."""
    names = (".a.md.0000.new", ".a.md.0001.new", ".b.md.0000.new", ".a.md.0000.txt")
    for name in names:
        (tmp_path / name).touch()
    old = (tmp_path / names[0]).stat().st_mtime - LEFTOVER_AGE - 60
    for name in (names[0], *names[2:]):
        os.utime(tmp_path / name, (old, old))
    assert write_new(tmp_path / "a.md", "x")
    assert {path.name for path in tmp_path.iterdir()} == {"a.md", *names[1:]}


@pytest.mark.parametrize(("one", "other", "same"), [("a.md", "A.md", True), ("a", "x/../a", True), ("a", "b", False)])
def test_names_that_do_not_exist_are_compared_as_a_disk_may(tmp_path: Path, one: str, other: str, same: bool) -> None:
    """Large and small letters may be the same file."""
    assert is_same(tmp_path / one, tmp_path / other) is same


def test_paths_are_the_same_where_they_lead_to_one_file(tmp_path: Path) -> None:
    """By links too; a file that exists is not one that does not."""
    (tmp_path / "a").touch()
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert is_same(tmp_path / "a", tmp_path / "b")
    assert not is_same(tmp_path / "a", tmp_path / "c")
