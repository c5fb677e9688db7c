"""The cache of a site: what a task made is found again only while every byte of it is unchanged."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from taizhou_brief.builder.files.cache import BuildCache, PublishedSite, is_unchanged
from taizhou_brief.builder.files.states import FileDigests
from taizhou_brief.builder.files.store import BuildStore
from taizhou_brief.builder.files.stored import FileOnDisk
from taizhou_brief.builder.files.survey import survey
from taizhou_brief.model.page import File

MADE = (File("a/index.html", "甲".encode()), File("b.txt", b""))
PATHS = tuple(file.path for file in MADE)


def own_all(_paths: tuple[str, ...]) -> bool:
    """Accept the files of every task."""
    return True


@pytest.fixture
def cache(tmp_path: Path) -> BuildCache:
    """The cache of a site with the files of one task."""
    for file in MADE:
        (tmp_path / file.path).parent.mkdir(exist_ok=True)
        (tmp_path / file.path).write_bytes(file.data)
    cache = BuildCache(BuildStore(None), PublishedSite(tmp_path))
    cache.put("key", MADE)
    cache.save()
    return BuildCache(cache.store, PublishedSite(tmp_path))


def test_only_the_tasks_of_the_last_build_are_kept(cache: BuildCache) -> None:
    """A task that a build does not ask for is forgotten; other values are no tasks."""
    cache.put("other", MADE)
    cache.save()
    assert BuildCache(cache.store, cache.site).known.keys() == {"other"}
    cache.store.put(cache.name, ["damaged"])
    assert BuildCache(cache.store, cache.site).known == {}


def files_of(cache: BuildCache) -> list[tuple[str, bytes]] | None:
    """What the cache has for the task, read from the disk."""
    files = cache.get("key", own_all)
    return None if files is None else [(file.path, file.data) for file in files]


def test_files_are_found_by_the_key_of_their_task(cache: BuildCache) -> None:
    """The same key gives the same files; another key gives nothing."""
    assert files_of(cache) == [(file.path, file.data) for file in MADE]
    assert cache.get("another key", own_all) is None


def test_files_of_a_task_that_may_not_own_them_are_a_miss(cache: BuildCache) -> None:
    """The paths are passed on in the order in which the task made them."""
    assert cache.get("key", lambda found: found != PATHS) is None
    assert cache.get("key", lambda found: found == PATHS) is not None


@pytest.mark.parametrize("change", ["edit", "delete", "link", "pipe"])
def test_a_changed_file_is_a_miss(cache: BuildCache, change: str) -> None:
    """One file that was edited, deleted or replaced by a link or a pipe, and the whole task is made again."""
    path = Path(cache.site.out) / "a/index.html"
    data = path.read_bytes()
    path.unlink()
    if change == "edit":
        path.write_bytes("乙".encode())
    elif change == "link":
        path.with_name("elsewhere").write_bytes(data)
        path.symlink_to("elsewhere")
    elif change == "pipe":
        os.mkfifo(path)
    assert files_of(BuildCache(cache.store, PublishedSite(Path(cache.site.out)))) is None


@pytest.mark.parametrize(
    "value", [3, "text", [], {"a": 1}, [["b.txt"]], [["b.txt", 3]], [["../b.txt", "x"]], [["/b.txt", "x"]], [[], []]]
)
def test_a_value_that_is_no_list_of_files_is_a_miss(cache: BuildCache, value: object) -> None:
    """A foreign value costs time and raises nothing; an empty list is a task without files."""
    cache.known["key"] = value
    assert files_of(cache) == ([] if value == [] else None)


def test_a_file_is_not_read_before_its_bytes_are_needed(cache: BuildCache) -> None:
    """A file that was changed after it was found is an error, not another page."""
    files = cache.get("key", own_all)
    assert files is not None
    assert all(isinstance(file, FileOnDisk) for file in files)
    (Path(cache.site.out) / "a/index.html").write_bytes(b"other")
    with pytest.raises(OSError, match="改了"):
        _ = files[0].data


def test_a_folder_is_unchanged_if_nothing_was_added_removed_or_edited(cache: BuildCache) -> None:
    """Names that belong to the host do not count."""
    out = Path(cache.site.out)
    known = {file.path: (cache.digest(file), 0, 0, 0, 0) for file in MADE}

    def unchanged() -> bool:
        return is_unchanged(survey(out), FileDigests(known))

    assert unchanged()
    (out / "CNAME").write_text("example.org")
    assert unchanged()
    (out / "c.txt").touch()
    assert not unchanged()
    (out / "c.txt").unlink()
    (out / "d").symlink_to(out / "a")
    assert not unchanged()
    (out / "d").unlink()
    (out / "b.txt").write_text("x")
    assert not unchanged()
    (out / "b.txt").unlink()
    assert not unchanged()
    (out / "b.txt").touch()
    assert unchanged()
