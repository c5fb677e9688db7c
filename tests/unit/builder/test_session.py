"""State before contents: a build without a change opens nothing, whatever it prints."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from taizhou_brief.builder.build import build_session
from taizhou_brief.builder.files.memory import BuildMemory
from taizhou_brief.builder.files.states import GRAIN
from taizhou_brief.builder.files.store import MEMORY, STORE
from taizhou_brief.builder.loaded import LoadedProject, SourceTexts
from taizhou_brief.builder.runner import Runner
from taizhou_brief.builder.session import BuildOptions, BuildResult, encode_result, open_session, recall
from taizhou_brief.diagnostics import format_text
from tests.project import BODY, SETTINGS, Project, briefing, tree

OPENED: list[str] = []
RECORDING = [False]


def record(event: str, arguments: tuple[Any, ...]) -> None:
    """Note the path of each file that is opened."""
    if RECORDING[0] and event == "open" and isinstance(arguments[0], str):
        OPENED.append(arguments[0])


sys.addaudithook(record)


@contextmanager
def opened(root: Path) -> Iterator[set[str]]:
    """Collect the names of the project's files that are opened, apart from the memory and the lock."""
    names: set[str] = set()
    OPENED.clear()
    RECORDING[0] = True
    try:
        yield names
    finally:
        RECORDING[0] = False
        below = (Path(name).relative_to(root).as_posix() for name in OPENED if Path(name).is_relative_to(root))
        names.update(name for name in below if not name.startswith((MEMORY, ".site.lock")))


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every build runs long after the last change of any file."""
    monkeypatch.setattr("taizhou_brief.builder.files.states.GRAIN", -(10**18))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An archive with a warning, a template, an asset and a file of its own."""
    project = Project(tmp_path).write("2021/01", briefing(1, "2021-01-01"))
    project.write("2021/02", briefing(2, "2021-02-01", f"东山县截止目前|东山县|jobs|{BODY}"))
    return project.write("templates/footer.html", "<p>甲").write("static/a/b.txt", "x")


def printed(result: BuildResult | None) -> str:
    """What a command prints about the result."""
    assert result is not None
    return format_text(result.reading.diagnostics, result.reading.sources)


@pytest.mark.usefixtures("later")
def test_a_build_without_a_change_opens_no_file(project: Project) -> None:
    """No text, no page, no template; the result is the same in numbers and warnings, with their lines."""
    first = project.build().built
    assert first is not None
    assert first.files is not None
    project.build()  # knows the states of what the first has written
    with opened(project.root) as names:
        again = project.build().built
        text = printed(again)
    assert names == set()
    assert again is not None
    assert again.files is not None
    assert "截止目前" in text
    assert text == printed(first)
    assert again.counts == first.counts
    assert again.reading.diagnostics == first.reading.diagnostics
    assert (again.files.written, again.files.removed) == (0, 0)
    assert again.files.unchanged == first.files.written


@pytest.mark.usefixtures("later")
def test_an_edit_opens_the_edited_file_only(project: Project) -> None:
    """Of the inputs, only those whose state is new are read to know what has changed."""
    project.build().build()
    project.write("static/a/b.txt", "y")
    with opened(project.root) as names, open_session(project.root, project.site, BuildOptions()) as session:
        assert recall(session) is None
    assert names == {"static/a/b.txt"}


def test_a_file_that_was_written_just_now_is_read_once_more(project: Project) -> None:
    """Its time may not show a second change; a second build knows more."""
    project.build()
    with opened(project.root) as names:
        project.build()
    assert "2021/01/index.html" in {name.removeprefix("site/") for name in names}
    assert GRAIN > 0


EDITS: dict[str, Callable[[Project], object]] = {
    "briefing": lambda p: p.write("2021/01", briefing(1, "2021-01-01").replace("386期", "387期")),
    "briefing of equal size with restored times": lambda p: restore(p.root / "briefings/2021/01.md", "386期", "387期"),
    "settings": lambda p: restore(p.root / "briefings/archive.yaml", "某市领导", "某州领导"),
    "template": lambda p: p.write("templates/footer.html", "<p>乙"),
    "template added": lambda p: p.write("templates/assets/new.css", "x"),
    "template deleted": lambda p: (p.root / "templates/footer.html").unlink(),
    "static": lambda p: restore(p.root / "static/a/b.txt", "x", "y"),
    "static renamed": lambda p: (p.root / "static/a/b.txt").rename(p.root / "static/a/c.txt"),
    "briefing deleted": lambda p: (p.root / "briefings/2021/02.md").unlink(),
    "foreign name": lambda p: p.write("briefings/2021/notes.txt", "x"),
    "page edited": lambda p: p.write("site/2021/index.html", "x"),
    "page deleted": lambda p: (p.site / "2021/index.html").unlink(),
    "manifest deleted": lambda p: os.utime(p.site / ".taizhou-brief.json", ns=(0, 0)),
    "memory deleted": lambda p: (p.root / MEMORY / STORE).unlink(),
}


def restore(path: Path, old: str, new: str) -> None:
    """Edit a file and restore its times."""
    stat = path.stat()
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("kind", EDITS)
def test_every_change_is_seen(project: Project, tmp_path_factory: pytest.TempPathFactory, kind: str) -> None:
    """The site is that of a clean build, and the next build writes nothing."""
    project.build().build()
    EDITS[kind](project)
    project.build()
    clean = tmp_path_factory.mktemp("clean") / "site"
    with open_session(project.root, clean, BuildOptions(), remember=False) as session:
        build_session(session, Runner(1))
    assert tree(project.site) == tree(clean)
    assert project.build().built is not None
    assert project.built is not None
    assert project.built.files is not None
    assert (project.built.files.written, project.built.files.removed) == (0, 0)


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("options", [{"strict": True}, {"internal": True}, {"base_url": "https://example.org/"}])
def test_other_options_are_another_build(project: Project, options: dict[str, Any]) -> None:
    """What was remembered under others is not recalled."""
    project.build().build()
    with open_session(project.root, project.site, BuildOptions(**options)) as session:
        assert recall(session) is None
    with open_session(project.root, project.site, BuildOptions()) as session:
        assert recall(session) is not None


@pytest.mark.usefixtures("later")
def test_another_version_of_the_program_builds_anew(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """However similar."""
    project.build().build()
    monkeypatch.setattr("taizhou_brief.builder.files.digest_tool", lambda _: "another")
    with open_session(project.root, project.site, BuildOptions()) as session:
        assert recall(session) is None


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("value", [None, [], {}, {"counts": [1]}, {"counts": "abcd", "diagnostics": 3, "excerpts": {}}])
def test_a_foreign_result_is_not_recalled(project: Project, monkeypatch: pytest.MonkeyPatch, value: object) -> None:
    """It costs time and raises nothing."""
    project.build().build()
    monkeypatch.setattr(BuildMemory, "recall_result", lambda *_: value)
    assert project.build().built is not None
    assert project.built is not None
    assert project.built.reading.archive is not None


@pytest.mark.usefixtures("later")
def test_a_briefing_that_changes_after_its_state_was_read_stops_the_build(project: Project) -> None:
    """The issuer makes all be understood anew. The text is not that of the digest; the next build has the new one."""
    project.build()
    before = tree(project.site)
    project.write(
        "briefings/archive.yaml", SETTINGS.replace("issuer: 某市领导小组办公室", "issuer: 某办")
    )  # understood anew
    with open_session(project.root, project.site, BuildOptions()) as session:
        project.write("2021/02", briefing(2, "2021-02-01"))
        stopped = build_session(session, Runner(1))
    assert [(d.path, d.code) for d in stopped.stopping] == [("briefings/2021/02.md", "D012")]
    assert tree(project.site) == before
    project.build()
    assert project.codes == []


def test_the_collector_runs_again_after_a_build(project: Project) -> None:
    """It is off only while a build runs, and stays off if it was."""
    assert gc.isenabled()
    with open_session(project.root, project.site, BuildOptions()):
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.disable()
    try:
        project.build()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_excerpts_have_the_lines_of_the_diagnostics_only(project: Project) -> None:
    """No more of a text is remembered than a message shows."""
    result = project.build().built
    assert result is not None
    excerpts = encode_result(result)["excerpts"]
    assert list(excerpts) == ["briefings/2021/02.md"]
    assert "截止目前" in excerpts["briefings/2021/02.md"]
    assert "386期" not in excerpts["briefings/2021/02.md"]


def test_texts_are_found_by_path(project: Project) -> None:
    """Briefings, settings and templates; an excerpt goes before the file."""
    reading = project.build().built
    assert reading is not None
    sources = reading.reading.sources
    assert isinstance(sources, SourceTexts)
    assert sources["templates/footer.html"] == "<p>甲"
    assert sources["briefings/archive.yaml"].startswith("title:")
    assert "briefings/2021/01.md" in sources
    assert len(sources) == len(list(sources))
    short = LoadedProject(reading.reading.project, None, None, (), excerpts={"briefings/2021/01.md": "甲"})
    assert short.sources["briefings/2021/01.md"] == "甲"
    assert sources.get("nothing") is None
