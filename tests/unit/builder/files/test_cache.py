"""The cache of a site: what a task made is found again only while every byte of it is unchanged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from taizhou_brief.builder.files.cache import MARKER, BuildCache, content_digest
from taizhou_brief.model.page import File

MADE = (File("a/index.html", "甲".encode()), File("b.txt", b""))
PATHS = frozenset(file.path for file in MADE)


def own_all(_paths: tuple[str, ...]) -> bool:
    """Accept the files of every task."""
    return True


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with the files of one task, and the manifest that names them and one more file."""
    cache = BuildCache(tmp_path)
    cache.put("key", MADE)
    for file in MADE:
        (tmp_path / file.path).parent.mkdir(exist_ok=True)
        (tmp_path / file.path).write_bytes(file.data)
    (tmp_path / MARKER).write_bytes(cache.build_manifest([*PATHS, "d.txt"]))
    return tmp_path


def test_files_are_recalled_by_the_key_of_their_task(site: Path) -> None:
    """The same key gives the same files; another key gives nothing."""
    cache = BuildCache(site)
    assert cache.get("key", own_all) == MADE
    assert cache.verified == PATHS
    assert cache.get("another key", own_all) is None


def test_files_of_a_task_that_may_not_own_them_are_a_miss(site: Path) -> None:
    """The paths are passed on in the order in which the task made them."""
    paths = tuple(file.path for file in MADE)
    cache = BuildCache(site)
    assert cache.get("key", lambda found: found != paths) is None
    assert cache.verified == set()
    assert cache.get("key", lambda found: found == paths) == MADE


def test_the_paths_of_all_files_are_known(site: Path) -> None:
    """Those of the tasks and the others; a site that is not to be trusted has none."""
    cache = BuildCache(site)
    assert (cache.trusted, cache.paths) == (True, PATHS | {"d.txt"})
    distrusted = BuildCache(site, trusted=False)
    assert (distrusted.trusted, distrusted.paths) == (False, frozenset())
    assert distrusted.get("key", own_all) is None


def test_a_recalled_task_is_remembered_again(site: Path) -> None:
    """The next marker names what was recalled, and nothing that was neither recalled nor made."""
    cache = BuildCache(site)
    paths = [*PATHS, "d.txt"]
    assert json.loads(cache.build_manifest(paths))["tasks"] == {}
    cache.get("key", own_all)
    assert cache.build_manifest(paths) == (site / MARKER).read_bytes()


@pytest.mark.parametrize("change", ["edit", "delete", "link"])
def test_a_changed_file_is_a_miss(site: Path, change: str) -> None:
    """One file that was edited, deleted or replaced by a link, and the whole task is made again."""
    path = site / "a/index.html"
    if change == "edit":
        path.write_bytes("乙".encode())
    elif change == "delete":
        path.unlink()
    else:
        path.rename(site / "elsewhere")
        path.symlink_to(site / "elsewhere")
    cache = BuildCache(site)
    assert cache.get("key", own_all) is None
    assert cache.verified == set()


@pytest.mark.parametrize("marker", [b"", b"{", b"[]", b"{}", b'{"tasks": 3}', b'{"tasks": {"key": 3}}', b"\xff"])
def test_a_marker_that_cannot_be_read_remembers_nothing(site: Path, marker: bytes) -> None:
    """A damaged marker costs time and raises nothing."""
    (site / MARKER).write_bytes(marker)
    cache = BuildCache(site)
    assert (cache.trusted, cache.paths, cache.get("key", own_all)) == (False, frozenset(), None)


@pytest.mark.parametrize(("old", "new"), [(b"d.txt", b"e.txt"), (b"d.txt", b"../x"), (b"key", b"yek"), (b"}", b"} ")])
def test_a_marker_that_was_changed_is_not_trusted(site: Path, old: bytes, new: bytes) -> None:
    """Its seal covers every byte."""
    data = (site / MARKER).read_bytes()
    assert old in data
    (site / MARKER).write_bytes(data.replace(old, new))
    assert not BuildCache(site).trusted


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../x", "a//b", "a\\b", ".", MARKER, "b.txt"])
def test_paths_outside_the_site_are_not_trusted(site: Path, path: str) -> None:
    """Even under a right seal: nor is the manifest itself, or a path that two tasks have."""
    cache = BuildCache(site)
    cache.get("key", own_all)
    cache.tasks["other"] = [(path, "0")]
    (site / MARKER).write_bytes(cache.build_manifest(PATHS))
    assert not BuildCache(site).trusted


def test_a_marker_does_not_depend_on_the_order_of_the_tasks(tmp_path: Path) -> None:
    """Whichever task ended first, the marker has the same bytes."""
    one, other = BuildCache(tmp_path), BuildCache(tmp_path)
    for cache, keys in ((one, "ab"), (other, "ba")):
        for key in keys:
            cache.put(key, (File(f"{key}.txt", b""),))
    assert one.build_manifest(PATHS) == other.build_manifest(sorted(PATHS))


def test_a_digest_depends_on_every_byte() -> None:
    """Different data has different digests."""
    assert len({content_digest(data) for data in (b"", b"\0", b"a", b"a\n", b"A")}) == 5
