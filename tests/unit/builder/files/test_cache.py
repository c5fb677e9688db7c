"""The cache of a site: what a task made is found again only while every byte of it is unchanged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from taizhou_brief.builder.files.cache import MARKER, BuildCache, content_digest
from taizhou_brief.model.page import File

MADE = (File("a/index.html", "甲".encode()), File("b.txt", b""))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with the files of one task and the marker that remembers them."""
    cache = BuildCache(tmp_path)
    cache.keep("key", MADE)
    for file in MADE:
        (tmp_path / file.path).parent.mkdir(exist_ok=True)
        (tmp_path / file.path).write_bytes(file.data)
    (tmp_path / MARKER).write_bytes(cache.marker())
    return tmp_path


def test_files_are_recalled_by_the_key_of_their_task(site: Path) -> None:
    """The same key gives the same files; another key gives nothing."""
    cache = BuildCache(site)
    assert cache.recall("key") == MADE
    assert cache.standing == {file.path for file in MADE}
    assert cache.recall("another key") is None


def test_a_recalled_task_is_remembered_again(site: Path) -> None:
    """The next marker names what was recalled, and nothing that was neither recalled nor made."""
    cache = BuildCache(site)
    assert json.loads(cache.marker())["tasks"] == {}
    cache.recall("key")
    assert cache.marker() == (site / MARKER).read_bytes()


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
    assert cache.recall("key") is None
    assert cache.standing == set()


@pytest.mark.parametrize("marker", [b"", b"{", b"[]", b"{}", b'{"tasks": 3}', b'{"tasks": {"key": 3}}', b"\xff"])
def test_a_marker_that_cannot_be_read_remembers_nothing(site: Path, marker: bytes) -> None:
    """A damaged marker costs time and raises nothing."""
    (site / MARKER).write_bytes(marker)
    assert BuildCache(site).recall("key") is None


def test_a_marker_does_not_depend_on_the_order_of_the_tasks(tmp_path: Path) -> None:
    """Whichever task ended first, the marker has the same bytes."""
    one, other = BuildCache(tmp_path), BuildCache(tmp_path)
    for cache, keys in ((one, "ab"), (other, "ba")):
        for key in keys:
            cache.keep(key, MADE)
    assert one.marker() == other.marker()


def test_a_digest_depends_on_every_byte() -> None:
    """Different data has different digests."""
    assert len({content_digest(data) for data in (b"", b"\0", b"a", b"a\n", b"A")}) == 5
