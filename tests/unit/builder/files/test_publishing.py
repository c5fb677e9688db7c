"""Publishing: the site is exchanged whole or not at all, and only where the folder is ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhou_brief.builder.files.cache import MARKER, BuildCache
from taizhou_brief.builder.files.publishing import (
    OutputFolders,
    PublishResult,
    check_ours,
    is_source_folder,
    publish,
    restore_after_crash,
)
from taizhou_brief.builder.files.survey import NotOursError
from taizhou_brief.model.page import File
from tests.project import tree

PLACEHOLDER = ".gitkeep"


def is_own_output(out: Path) -> bool:
    """Whether everything in the folder was written by this program or stays there whoever wrote it."""
    try:
        check_ours(out, BuildCache(out))
    except NotOursError:
        return False
    return True


def put(out: Path, *files: tuple[str, str], adopt: bool = False) -> PublishResult:
    """Publish one task for each file."""
    tasks = [(File(path, text.encode()),) for path, text in files]
    cache = BuildCache(out)
    for number, task in enumerate(tasks):
        cache.put(str(number), task)
    return publish(out, tasks, cache, adopt=adopt)


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
        publish(out, (task() for task in (lambda: (File("a.html", b"2"),), fail)), BuildCache(out))
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


def test_folders_are_made_where_files_go(tmp_path: Path) -> None:
    """The folder of a file exists as soon as its place is known."""
    place = OutputFolders(tmp_path).prepare("2021/07/index.html")
    assert Path(place) == tmp_path / "2021/07/index.html"
    assert (tmp_path / "2021/07").is_dir()
