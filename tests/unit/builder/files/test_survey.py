"""The survey of an output folder: what a build wrote, what stays whoever wrote it, and what is foreign."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhou_brief.builder.files.manifest import MARKER
from taizhou_brief.builder.files.states import state_of
from taizhou_brief.builder.files.survey import NotOursError, carry_over, is_preserved, survey


def put(path: Path, text: str = "") -> Path:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "preserved"), [(".git", True), ("CNAME", True), (MARKER, False), ("index.html", False), ("cname", False)]
)
def test_hidden_names_and_those_of_the_host_stay(name: str, preserved: bool) -> None:  # a parameter
    """The manifest is ours, though it is hidden."""
    assert is_preserved(name) is preserved


def test_everything_in_a_folder_is_of_some_kind(tmp_path: Path) -> None:
    """Files, links to folders, preserved names; files of the system and the manifest do not count."""
    for name in ("a.html", "b/c.html", ".git/config", "CNAME", "b/.hidden", "b/Thumbs.db", MARKER):
        put(tmp_path / name)
    (tmp_path / "link").symlink_to(tmp_path / "b")
    (tmp_path / "broken").symlink_to(tmp_path / "gone")
    found = survey(tmp_path)
    assert found.files == {"a.html", "b/c.html", "b/.hidden", "broken"}
    assert found.states == {path: state_of((tmp_path / path).lstat()) for path in found.files}
    assert found.other == {"link"}
    assert found.preserved == (".git", "CNAME")
    assert found.difference({"a.html", "b/c.html"}) == ("b/.hidden", "broken", "link")


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    """A file in its place is foreign."""
    assert survey(tmp_path / "site").difference(set()) == ()
    assert survey(put(tmp_path / "site")).difference({"site"}) == ("site",)


def test_preserved_files_are_carried_over(tmp_path: Path) -> None:
    """Whole folders, without the files that a build wrote; a file of the new site goes before."""
    old, new = tmp_path / "old", tmp_path / "new"
    for name in (".well-known/mine", ".well-known/ours", "CNAME"):
        put(old / name, "old")
    put(new / ".well-known/ours", "new")
    for name in (".well-known", "CNAME"):
        carry_over(str(old), str(new), name, {".well-known/ours"})
    assert {path.relative_to(new).as_posix(): path.read_text("utf-8") for path in new.rglob("*") if path.is_file()} == {
        ".well-known/mine": "old",
        ".well-known/ours": "new",
        "CNAME": "old",
    }


def test_a_file_does_not_take_the_place_of_a_preserved_folder(tmp_path: Path) -> None:
    """It is refused by its name."""
    put(tmp_path / "old/.well-known/mine")
    put(tmp_path / "new/.well-known")
    with pytest.raises(NotOursError) as refused:
        carry_over(str(tmp_path / "old"), str(tmp_path / "new"), ".well-known", set())
    assert refused.value.names == (".well-known",)
