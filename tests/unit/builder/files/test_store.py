"""The store of remembered values: what cannot be read is not there, and nothing is an error."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from taizhou_brief.builder.files import store as store_module
from taizhou_brief.builder.files.store import MEMORY, STORE, TAKEN_DOWN, BuildStore

VALUES: dict[str, Any] = {
    "a": [["2021/index.html", "0"]],
    "b": {"标题": "甲", "rows": [1, None, 2.5]},
    "c": '"=text\n\u2028\udce9',
}


def write(folder: Path, values: dict[str, Any] | None = None, *, complete: bool = False) -> None:
    """Store values in a run of its own."""
    store = BuildStore(folder)
    for key, value in (VALUES if values is None else values).items():
        store.put(key, value)
    store.save(complete=complete)
    store.close()


def read(folder: Path | None) -> dict[str, Any]:
    """What a new run finds."""
    store = BuildStore(folder)
    values = {key: store.get(key) for key in VALUES}
    store.close()
    return {key: value for key, value in values.items() if value is not None}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a store with three values."""
    write(tmp_path / MEMORY)
    return tmp_path / MEMORY


def test_values_are_found_by_key(folder: Path) -> None:
    """In this run at once, in later ones after they were saved."""
    assert read(folder) == VALUES
    store = BuildStore(folder)
    store.put("c", "new")
    assert store.get("c") == "new"
    assert store.get("d") is None
    store.close()
    assert read(folder) == VALUES


def test_what_a_build_has_written_is_read_without_a_proof(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A first build reads back much of what it writes; the values of earlier builds prove that they are whole."""
    kept = BuildStore(folder)
    kept.put("c", "new")
    kept.save()
    proved: list[str] = []
    monkeypatch.setattr(store_module, "_seal", lambda key, _: proved.append(key))
    assert [kept.get(key) for key in "abc"] == [None, None, "new"]
    assert proved == ["a", "b"]
    kept.close()


def test_deleting_it_costs_its_values_only(folder: Path) -> None:
    """A folder that is gone is made again; so is a store without a folder of its own."""
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    assert read(folder) == {}
    write(folder, {"a": 1})
    assert read(folder) == {"a": 1}
    assert read(None) == {}


def damage_row(column: str, value: object, where: str = "a") -> Callable[[Path], None]:
    """Change one column of one entry."""

    def change(file: Path) -> None:
        with sqlite3.connect(file) as connection:
            connection.execute(f"UPDATE entries SET {column} = ? WHERE key = ?", (value, where))  # noqa: S608
        connection.close()

    return change


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "value": (damage_row("value", '[["2022/index.html", "0"]]'), "bc"),
    "digest": (damage_row("digest", "0"), "bc"),
    "no text": (damage_row("value", b"\xff"), "bc"),
    "number": (damage_row("value", 3), "bc"),
    "null": (damage_row("value", None), "bc"),
    "key": (damage_row("key", "d"), "bc"),
    "not a database": (lambda file: file.write_bytes(b"SQLite format 4" * 100), ""),
    "empty": (lambda file: file.write_bytes(b""), ""),
    "cut": (lambda file: file.write_bytes(file.read_bytes()[:5000]), ""),
    "foreign table": (lambda file: sqlite3.connect(file).execute("ALTER TABLE entries RENAME TO other"), ""),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_what_is_damaged_is_not_there(folder: Path, kind: str) -> None:
    """The other values are, if the file can be read at all; the next run writes it anew."""
    change, kept = DAMAGE[kind]
    change(folder / STORE)
    assert read(folder) == {key: VALUES[key] for key in kept}
    write(folder)
    assert read(folder) == VALUES


def test_two_values_cannot_change_places(folder: Path) -> None:
    """A value proves its key."""
    with sqlite3.connect(folder / STORE) as connection:
        connection.execute("UPDATE entries SET key = key || 'x'")
        connection.execute("UPDATE entries SET key = 'b' WHERE key = 'ax'")
        connection.execute("UPDATE entries SET key = 'a' WHERE key = 'bx'")
    connection.close()
    assert read(folder) == {}


@pytest.mark.parametrize("obstacle", ["file", "folder in its place", "unwritable"])
def test_a_store_that_cannot_be_written_is_no_error(tmp_path: Path, obstacle: str) -> None:
    """The build goes on without it."""
    folder = tmp_path / MEMORY
    if obstacle == "file":
        folder.write_text("mine", "utf-8")
    elif obstacle == "folder in its place":
        (folder / STORE / "x").mkdir(parents=True)
    else:
        folder = Path("/proc/nothing")
    write(folder)
    assert read(folder) == {}


def test_a_store_that_another_build_writes_is_no_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This build's values are lost, the others are there."""
    monkeypatch.setattr("taizhou_brief.builder.files.store.TIMEOUT", 0.01)
    other = sqlite3.connect(folder / STORE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    write(folder, {"a": "new"})
    assert read(folder) == VALUES
    other.execute("ROLLBACK")
    other.close()


def test_values_are_written_all_or_none(folder: Path) -> None:
    """A value that JSON cannot represent is a bug, and nothing of its run is stored."""
    with pytest.raises(TypeError):
        write(folder, {"a": "new", "b": {1, 2}})
    assert read(folder) == VALUES


def test_unused_values_are_removed_when_there_are_many(folder: Path) -> None:
    """Only by a build that has used all it needs, and not those of a few earlier ones."""
    write(folder, {"d": 1}, complete=True)
    assert read(folder) == VALUES
    write(folder, {"e": 1})
    write(folder, {"d": 2}, complete=True)
    assert read(folder) == {}


def test_git_ignores_the_folder(folder: Path) -> None:
    """Nobody commits it by mistake."""
    environment = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}

    def git(*arguments: str) -> str:
        run_git = ["git", *arguments]
        done = subprocess.run(run_git, cwd=folder.parent, env=environment, capture_output=True, check=True)
        return done.stdout.decode()

    git("init", "--quiet")
    git("add", "--all")
    assert git("status", "--porcelain") == ""


def test_a_forked_worker_opens_the_file_for_itself(tmp_path: Path) -> None:
    """A connection must not be used by two processes."""
    write(tmp_path)
    store = BuildStore(tmp_path)
    connection = store.connection
    assert store.get("a") == VALUES["a"]
    assert store.connection is connection
    store.process = -1  # that of the parent, as a worker sees it
    assert store.get("a") == VALUES["a"]
    assert store.connection is not connection
    assert store.process == os.getpid()
    store.close()


@pytest.mark.parametrize("kind", ["link", "file", "foreign folder", "foreign file"])
def test_what_this_program_has_not_made_is_left_alone(tmp_path: Path, kind: str) -> None:
    """A link may lead into the site; a folder or a database of somebody else is not ours to change."""
    place, other = tmp_path / ".taizhou-brief", tmp_path / "other"
    other.mkdir()
    if kind == "link":
        place.symlink_to(other)
    elif kind == "file":
        place.write_text("mine")
    else:
        place.mkdir()
        (place / ("memory.sqlite" if kind == "foreign file" else "notes.txt")).write_text("mine")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    write(place)
    assert read(place) == {}
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_store_that_is_locked_is_not_replaced(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its values are there for the next build."""
    monkeypatch.setattr("taizhou_brief.builder.files.store.TIMEOUT", 0.01)
    other = sqlite3.connect(folder / STORE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    inode = (folder / STORE).stat().st_ino
    write(folder, {"a": "new"})
    other.execute("ROLLBACK")
    other.close()
    assert (folder / STORE).stat().st_ino == inode
    assert read(folder) == VALUES


def test_what_was_taken_down_leaves_no_trace(folder: Path) -> None:
    """When it changes, a complete build removes every value that it did not use, and cleans the file, once."""
    write(folder, {"old": "旧的字句"}, complete=True)
    write(folder, {TAKEN_DOWN: "1"})
    assert "旧的字句".encode() in (folder / STORE).read_bytes()
    write(folder, {"new": 1}, complete=True)
    assert "旧的字句".encode() not in (folder / STORE).read_bytes()
    assert read(folder) == {}
    write(folder, {"old": "旧的字句"})
    write(folder, {"new": 2}, complete=True)
    assert "旧的字句".encode() in (folder / STORE).read_bytes()
