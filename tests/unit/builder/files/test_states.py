"""States before contents: a file is read only where its state does not prove that it is the same."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from taizhou_brief.builder.files.states import (
    GRAIN,
    FileDigests,
    content_digest,
    hash_file,
    read_regular_file,
    state_of,
)

LATER = GRAIN + 1


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file."""
    file = tmp_path / "a"
    file.write_bytes(b"one")
    return file


def digests(path: Path, known: FileDigests | None = None, *, wait: int = LATER, linked: bool = False) -> FileDigests:
    """Digests of a file that was changed `wait` nanoseconds ago."""
    return FileDigests(known.rows if known else None, linked_by_us=linked, clock=lambda: path.stat().st_ctime_ns + wait)


def look_up(path: Path, known: FileDigests) -> str | None:
    """The digest of a file by its present state alone."""
    return known.find(str(path), state_of(path.stat()))


def test_a_digest_is_known_by_the_state(path: Path) -> None:
    """The next build does not open the file."""
    first = digests(path)
    assert look_up(path, first) is None
    assert first.digest(str(path), str(path)) == content_digest(b"one")
    assert look_up(path, digests(path, first)) == content_digest(b"one")


@pytest.mark.parametrize(("wait", "known"), [(0, False), (GRAIN, False), (GRAIN + 1, True)])
def test_a_state_within_the_grain_of_the_clock_proves_nothing(path: Path, wait: int, known: bool) -> None:
    """A second change just after the first may leave every time as it is."""
    first = digests(path, wait=wait)
    first.digest(str(path), str(path))
    assert (look_up(path, digests(path, first)) is not None) is known


@pytest.mark.parametrize("change", ["same size, times restored", "replaced", "touched", "longer", "mode"])
def test_a_changed_state_is_seen(path: Path, change: str) -> None:
    """Also where size and time are what they were."""
    first = digests(path)
    first.digest(str(path), str(path))
    stat = path.stat()
    if change == "replaced":
        path.rename(path.with_name("b"))
        path.write_bytes(b"two")
    elif change == "mode":
        path.chmod(0o600)
    elif change == "longer":
        path.write_bytes(b"three")
    elif change == "touched":
        os.utime(path)
    else:
        path.write_bytes(b"two")
    if change != "touched":
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert look_up(path, digests(path, first)) is None
    assert digests(path, first).digest(str(path), str(path)) == content_digest(path.read_bytes())


def test_links_of_our_own_do_not_make_a_state_recent(path: Path) -> None:
    """A link changes the third time only; the state with it is known, and any later one is new."""
    os.utime(path, ns=(0, 0))
    path.with_name("b").hardlink_to(path)
    first = digests(path, wait=0, linked=True)
    first.digest(str(path), str(path))
    assert look_up(path, first) is not None
    path.with_name("b").unlink()
    assert look_up(path, digests(path, first)) is None


def test_only_rows_that_were_used_are_kept(path: Path) -> None:
    """Files that are gone are forgotten."""
    first = digests(path)
    first.digest(str(path), str(path))
    second = digests(path, first)
    assert second.rows == {}
    look_up(path, second)
    assert second.rows == first.rows


def test_what_is_no_regular_file_has_no_digest(path: Path) -> None:
    """A pipe is not waited for; a link is followed only where it is asked."""
    link, pipe = path.with_name("link"), path.with_name("pipe")
    link.symlink_to(path)
    os.mkfifo(pipe)
    for other in (link, pipe, path.parent, path.with_name("gone")):
        assert hash_file(str(other)) is None
        assert read_regular_file(str(other)) is None
    followed = hash_file(str(link), links=True)
    assert followed is not None
    assert followed[0] == content_digest(b"one")
    assert read_regular_file(str(path)) == b"one"


def test_a_digest_depends_on_every_byte() -> None:
    """Different data has different digests."""
    assert len({content_digest(data) for data in (b"", b"\0", b"a", b"a\n", b"A")}) == 5
