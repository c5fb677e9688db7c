"""The manifest of a site: trusted as a whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhou_brief.builder.files.cache import PublishedSite
from taizhou_brief.builder.files.manifest import MARKER, build_manifest, is_below, read_manifest

DIGESTS = {"b.txt": "1" * 32, "a/甲.html": "2" * 32}


def write(folder: Path, data: bytes) -> Path:
    """Write a manifest."""
    path = folder / MARKER
    path.write_bytes(data)
    return path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """In any order of the files the bytes are the same."""
    data = build_manifest(DIGESTS)
    assert data == build_manifest(dict(reversed(DIGESTS.items())))
    assert read_manifest(write(tmp_path, data)) == DIGESTS
    site = PublishedSite(tmp_path)
    assert (site.trusted, site.manifest) == (True, DIGESTS)
    site = PublishedSite(tmp_path, trusted=False)
    assert (site.trusted, site.manifest) == (False, {})


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b'{"files": 3}', b"\xff"])
def test_a_manifest_that_cannot_be_read_is_not_trusted(tmp_path: Path, data: bytes) -> None:
    """A damaged one raises nothing."""
    assert read_manifest(write(tmp_path, data)) is None
    assert not PublishedSite(tmp_path).trusted


@pytest.mark.parametrize(("old", "new"), [(b"b.txt", b"e.txt"), (b"b.txt", b"../x"), (b"22", b"21"), (b"}", b"} ")])
def test_a_manifest_that_was_changed_is_not_trusted(tmp_path: Path, old: bytes, new: bytes) -> None:
    """Its seal covers every byte."""
    data = build_manifest(DIGESTS)
    assert old in data
    assert read_manifest(write(tmp_path, data.replace(old, new))) is None


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../x", "a//b", "a\\b", ".", "a\0b"])
def test_paths_outside_the_site_are_not_trusted(tmp_path: Path, path: str) -> None:
    """Even under a right seal."""
    assert not is_below(path)
    assert read_manifest(write(tmp_path, build_manifest({**DIGESTS, path: "3"}))) is None


def test_a_manifest_does_not_name_itself(tmp_path: Path) -> None:
    """Its own digest cannot be in it."""
    assert read_manifest(write(tmp_path, build_manifest({**DIGESTS, MARKER: "3"}))) is None
