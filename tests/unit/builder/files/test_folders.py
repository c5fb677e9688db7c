"""The walk through a folder of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhou_brief.builder.files.folders import Walk, is_visible, leads_out, overlaps, walk


@pytest.fixture(name="root")
def make_project(tmp_path: Path) -> Path:
    """A project with a folder `static`, and a file outside it."""
    root = tmp_path / "project"
    (root / "static").mkdir(parents=True)
    (tmp_path / "outside.txt").touch()
    return root


def put(path: Path) -> Path:
    """Make an empty file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def codes(found: Walk) -> list[str]:
    """The codes of the problems."""
    return [problem.code for problem in found.problems]


def test_files_come_in_the_order_of_their_paths(root: Path) -> None:
    """Hidden ones and those that nobody asks for are passed over."""
    for name in ("b.txt", "a/z.txt", "a.txt", ".hidden", "~b.txt", "a/c.jpg", ".git/config"):
        put(root / "static" / name)
    found = walk(root, "static", lambda name: name.endswith(".txt"))
    assert found.files == ["static/a/z.txt", "static/a.txt", "static/b.txt"]
    assert (found.problems, found.linked) == ([], [])
    assert walk(root, "gone").files == []


def test_links_inside_the_project_are_followed(root: Path) -> None:
    """To a file and to a folder."""
    put(root / "pictures/a.jpg")
    (root / "static/one.jpg").symlink_to(root / "pictures/a.jpg")
    (root / "static/all").symlink_to(root / "pictures")
    found = walk(root, "static")
    assert found.files == ["static/all/a.jpg", "static/one.jpg"]
    assert sorted(found.linked) == [root / "pictures", root / "pictures/a.jpg"]
    assert found.problems == []


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("../outside.txt", "D009"),
        ("gone.txt", "D004"),
        (".", "D004"),
        ("static", "D004"),
        ("drafts/a.md", "D010"),
        (".secret", "D010"),
    ],
)
def test_other_links_are_rejected(root: Path, target: str, code: str) -> None:
    """One that leads out, nowhere, around, or to what is not published."""
    put(root / "drafts/a.md")
    put(root / ".secret")
    (root / "static/link").symlink_to(root / target)
    found = walk(root, "static", closed=(root / "drafts",))
    assert (found.files, found.linked, codes(found)) == ([], [], [code])


def test_a_link_that_is_not_read_may_lead_anywhere(root: Path) -> None:
    """Only names of files count that somebody asks for."""
    (root / "static/a.jpg").symlink_to(root.parent / "outside.txt")
    assert codes(walk(root, "static", lambda name: name.endswith(".md"))) == []


@pytest.mark.parametrize(("name", "code", "read"), [("a\u202eb", "D006", False), ("a\u200bb", "D011", True)])
def test_names_with_characters_that_cannot_be_seen_are_reported(root: Path, name: str, code: str, read: bool) -> None:
    """One that turns the direction is not read, another one is."""
    put(root / "static" / name)
    found = walk(root, "static")
    assert codes(found) == [code]
    assert found.files == ([f"static/{name}"] if read else [])


def test_places_are_compared_as_they_are(root: Path) -> None:
    """Through links, and with what is below them."""
    (root / "out").symlink_to(root.parent)
    assert leads_out(root / "out/outside.txt", root)
    assert not leads_out(root / "static", root)
    assert overlaps(root, root / "static")
    assert overlaps(root / "static", root)
    assert not overlaps(root / "static", root / "static2")
    assert [is_visible(name) for name in ("a", ".a", "~a", "_a")] == [True, False, False, True]
