"""Publishing: the site is exchanged whole or not at all, and only where the folder is ours."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from taizhou_brief.builder.files.cache import BuildCache, PublishedSite
from taizhou_brief.builder.files.journal import Journal, journal_path, start_journal
from taizhou_brief.builder.files.manifest import MARKER
from taizhou_brief.builder.files.publishing import (
    PublishResult,
    check_ours,
    is_source_folder,
    publish,
    restore_after_crash,
)
from taizhou_brief.builder.files.store import BuildStore
from taizhou_brief.builder.files.survey import NotOursError, survey
from taizhou_brief.model.page import File
from tests.project import tree

PLACEHOLDER = ".gitkeep"


def is_own_output(out: Path) -> bool:
    """Whether everything in the folder was written by this program or stays there whoever wrote it."""
    try:
        check_ours(survey(out), PublishedSite(out))
    except NotOursError:
        return False
    return True


def cache_of(out: Path, *, trusted: bool = True) -> BuildCache:
    """An empty cache over what is in a folder."""
    return BuildCache(BuildStore(None), PublishedSite(out, trusted=trusted))


def put(out: Path, *files: tuple[str, str], adopt: bool = False, atomic: bool = False) -> PublishResult:
    """Publish one task for each file."""
    tasks = [(File(path, text.encode()),) for path, text in files]
    return publish(out, tasks, cache_of(out, trusted=not adopt), adopt=adopt, atomic=atomic)


def texts(out: Path) -> dict[str, str]:
    """The files of a site apart from its marker."""
    return {path: data.decode() for path, data in tree(out).items() if path != MARKER}


def test_files_are_written_kept_and_removed(tmp_path: Path) -> None:
    """The result counts what was written, what did not change and what is gone."""
    out = tmp_path / "site"
    assert put(out, ("a.html", "1"), ("b/c.html", "2")) == PublishResult(2, 0, 0, ())
    assert put(out, ("a.html", "1"), ("d.html", "3")) == PublishResult(1, 1, 1, ())
    assert texts(out) == {"a.html": "1", "d.html": "3"}


def test_two_tasks_must_not_write_one_path(tmp_path: Path) -> None:
    """Two files of one path are refused, also where the old site has that path; the old site is unchanged."""
    out = tmp_path / "site"
    for _ in range(2):
        with pytest.raises(ValueError, match=r"two tasks made a\.html"):
            put(out, ("a.html", "1"), ("a.html", "2"))
        assert not out.exists()
    put(out, ("a.html", "1"))
    for texts_ in (("1", "1"), ("2", "2")):
        with pytest.raises(ValueError, match=r"two tasks made a\.html"):
            put(out, *(("a.html", text) for text in texts_))
    assert texts(out) == {"a.html": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_failed_task_changes_nothing(tmp_path: Path) -> None:
    """An error while the files are made leaves the old site and nothing next to it."""
    out = tmp_path / "site"
    put(out, ("a.html", "1"))

    def fail() -> tuple[File, ...]:
        message = "no page"
        raise RuntimeError(message)

    with pytest.raises(RuntimeError):
        publish(out, (task() for task in (lambda: (File("a.html", b"2"),), fail)), cache_of(out))
    assert texts(out) == {"a.html": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_of_others_is_refused(tmp_path: Path) -> None:
    """Files without a marker are not ours; a placeholder alone is no obstacle and stays."""
    out = tmp_path / "site"
    out.mkdir()
    assert is_own_output(out)
    (out / PLACEHOLDER).touch()
    assert is_own_output(out)
    put(out, ("a.html", "1"))
    assert texts(out) == {"a.html": "1", PLACEHOLDER: ""}
    (out / MARKER).unlink()
    assert not is_own_output(out)
    with pytest.raises(NotOursError) as refused:
        put(out, ("a.html", "2"))
    assert (refused.value.names, refused.value.marked, refused.value.trusted) == (("a.html",), False, False)
    assert texts(out) == {"a.html": "1", PLACEHOLDER: ""}


def test_a_file_of_others_in_a_site_is_refused_unless_it_is_adopted(tmp_path: Path) -> None:
    """With the wish to adopt it, the file is replaced; hidden files stay either way, and are named."""
    out = tmp_path / "site"
    put(out, ("a.html", "1"))
    for name in ("b.html", "CNAME", ".domains"):
        (out / name).write_text("mine", "utf-8")
    with pytest.raises(NotOursError) as refused:
        put(out, ("a.html", "2"))
    assert (refused.value.names, refused.value.marked, refused.value.trusted) == (("b.html",), True, True)
    assert texts(out) == {"a.html": "1", "b.html": "mine", "CNAME": "mine", ".domains": "mine"}
    assert put(out, ("a.html", "2"), adopt=True) == PublishResult(1, 0, 1, (".domains", "CNAME"))
    assert texts(out) == {"a.html": "2", "CNAME": "mine", ".domains": "mine"}


def test_a_file_in_the_place_of_the_folder_is_not_ours(tmp_path: Path) -> None:
    """Only a folder can be an output."""
    (tmp_path / "site").write_text("mine", "utf-8")
    assert not is_own_output(tmp_path / "site")


@pytest.mark.parametrize(
    ("out", "refused"),
    [
        ("..", True),  # the folder above the project
        ("../..", True),
        (".", True),
        ("briefings", True),
        ("briefings/2021", True),
        ("templates/site", True),
        ("site/../briefings", True),
        ("site", False),
        ("../elsewhere", False),
        ("../project-site", False),  # its name begins like that of the project
        ("briefings-site", False),
    ],
)
def test_sources_are_never_an_output(tmp_path: Path, out: str, refused: bool) -> None:  # a parameter
    """The project, every folder above it, and the folders that it is read from are refused."""
    root = tmp_path / "shelf" / "project"
    for name in ("briefings/2021", "templates", "site"):
        (root / name).mkdir(parents=True)
    assert is_source_folder(root / out, root) is refused


def test_a_link_to_the_sources_is_refused(tmp_path: Path) -> None:
    """A link leads where it leads, whatever its name."""
    (tmp_path / "briefings").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "briefings")
    assert is_source_folder(tmp_path / "site", tmp_path)


def test_a_site_that_was_set_aside_comes_back(tmp_path: Path) -> None:
    """Killed between the two steps of an exchange, a build leaves the old site aside; the next one restores it."""
    out = tmp_path / "site"
    put(out, ("a.html", "1"))
    out.rename(tmp_path / ".site.old")
    restore_after_crash(out)
    assert texts(out) == {"a.html": "1"}
    put(tmp_path / "other", ("a.html", "2"))
    (tmp_path / "other").rename(tmp_path / ".site.old")
    restore_after_crash(out)
    assert texts(out) == {"a.html": "1"}  # it is there, so nothing is restored


# --- a small change --------------------------------------------------------------------------------------------------
MANY = tuple((f"{number}.html", str(number)) for number in range(12))


def inodes(out: Path) -> dict[str, int]:
    """The inode of each file and folder."""
    return {path.name: path.stat().st_ino for path in (out, *out.rglob("*"))}


@pytest.mark.parametrize("atomic", [False, True])
def test_a_small_change_touches_only_its_files(tmp_path: Path, atomic: bool) -> None:  # a parameter
    """The folder and the unchanged files stay where they are; with `atomic` the folder is a new one."""
    out = tmp_path / "site"
    put(out, *MANY, ("a/b/c.html", "1"))
    before = inodes(out)
    result = put(out, *MANY[1:], ("0.html", "new"), ("d/e.html", "2"), atomic=atomic)
    assert (result, result.swapped) == (PublishResult(2, 11, 1, ()), atomic)
    assert texts(out) == dict([*MANY[1:], ("0.html", "new"), ("d/e.html", "2")])
    assert not (out / "a").exists()
    after = inodes(out)
    assert {name for name in before if after.get(name) == before[name]} >= {name for name, _ in MANY[1:]}
    assert (after["site"] == before["site"]) is not atomic
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize(("changed", "swapped"), [(4, False), (5, True)])
def test_a_large_change_swaps_the_folders(tmp_path: Path, changed: int, swapped: bool) -> None:  # a parameter
    """Above a third of the files."""
    put(tmp_path / "site", *MANY)
    files = [(path, "new") for path, _ in MANY[:changed]]
    assert put(tmp_path / "site", *files, *MANY[changed:]).swapped is swapped


@pytest.mark.parametrize(("old", "new"), [("a", "a/b"), ("a/b", "a")])
@pytest.mark.parametrize("atomic", [False, True])
def test_a_file_and_a_folder_may_change_places(tmp_path: Path, old: str, new: str, atomic: bool) -> None:
    """A file becomes a folder of that name, and the other way round."""
    out = tmp_path / "site"
    put(out, *MANY, (old, "1"))
    put(out, *MANY, (new, "2"), atomic=atomic)
    assert texts(out) == {**dict(MANY), new: "2"}


def test_a_journal_is_completed_by_the_next_build(tmp_path: Path) -> None:
    """What was moved and removed already is passed over; nothing is left next to the site."""
    out, stage = tmp_path / "site", tmp_path / ".site.new"
    put(out, *MANY)
    (stage / "a").mkdir(parents=True)
    (stage / "a/new.html").write_text("new", "utf-8")
    start_journal(out, Journal(("0.html", "gone.html", "1.html/x"), ("a/new.html", "moved.html")))
    restore_after_crash(out)
    assert texts(out) == {**dict(MANY[1:]), "a/new.html": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda _: b"", lambda data: data.replace(b"0.html", b"1.html")]
)
def test_a_damaged_journal_is_not_carried_out(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """Nor one that leads out of the site."""
    out = tmp_path / "site"
    put(out, *MANY)
    start_journal(out, Journal(("0.html",), ()))
    journal_path(out).write_bytes(damage(journal_path(out).read_bytes()))
    restore_after_crash(out)
    start_journal(out, Journal(("../site/0.html",), ()))
    restore_after_crash(out)
    assert texts(out) == dict(MANY)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_took_the_place_of_a_file_meanwhile_stays(tmp_path: Path) -> None:
    """Between a killed build and the next one somebody has put a folder there: it is found as foreign afterwards."""
    out, stage = tmp_path / "site", tmp_path / ".site.new"
    put(out, *MANY)
    stage.mkdir()
    (stage / "new.html").write_text("new", "utf-8")
    start_journal(out, Journal((), ("new.html",)))
    (out / "new.html").mkdir()
    (out / "new.html/mine").write_text("mine", "utf-8")
    restore_after_crash(out)
    assert texts(out) == {**dict(MANY), "new.html/mine": "mine"}
    assert not is_own_output(out)


@pytest.mark.parametrize("umask", [0o000, 0o077])
@pytest.mark.parametrize("atomic", [False, True])
def test_modes_do_not_follow_the_umask(tmp_path: Path, umask: int, atomic: bool) -> None:  # a parameter
    """Files can be read, and folders entered, by a web server of another user."""
    out = tmp_path / "site"
    before = os.umask(umask)
    try:
        put(out, *MANY, ("a/b/c.html", "1"))
        put(out, *MANY, ("a/b/c.html", "2"), ("d/e/f.html", "2"), atomic=atomic)
    finally:
        os.umask(before)
    modes = {(path.is_dir(), path.stat().st_mode & 0o777) for path in (out, *out.rglob("*"))}
    assert modes == {(True, 0o755), (False, 0o644)}


@pytest.mark.parametrize("atomic", [False, True])
def test_new_files_are_flushed_before_they_get_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, atomic: bool
) -> None:
    """All new files are whole, and none is in the site, when they are flushed to the disk; once a build."""
    out = tmp_path / "site"
    flushed = []

    def flush(folder: Path, paths: Iterable[str]) -> None:
        flushed.append(({path: (folder / path).read_text("utf-8") for path in paths if path != MARKER}, texts(out)))

    put(out, *MANY)
    monkeypatch.setattr("taizhou_brief.builder.files.publishing.flush", flush)
    put(out, *MANY[1:], ("a.html", "new"), atomic=atomic)
    put(out, *MANY[1:], ("a.html", "new"), atomic=atomic)
    assert flushed == [({"a.html": "new"}, dict(MANY))]
