"""Reading the project's files: what is read, what is passed over, what is reported."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from taizhou_brief.builder.files.codes import problem
from taizhou_brief.builder.files.sources import (
    MAX_BYTES,
    SETTINGS,
    find_root,
    packaged_templates,
    read_bytes,
    read_named_files,
    read_project,
    read_templates,
    read_text,
    tool_digest,
)
from taizhou_brief.diagnostics import CODES, Diagnostic, Severity


def put(path: Path, data: bytes = b"") -> Path:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def read(path: Path) -> tuple[str | None, list[tuple[str, int, int]]]:
    """The text of a file, and the problems with their places."""
    problems: list[Diagnostic] = []
    text = read_text(path, "a.md", problems)
    return text, [(problem.code, problem.line, problem.column) for problem in problems]


@pytest.mark.parametrize(("size", "codes"), [(MAX_BYTES - 1, []), (MAX_BYTES, []), (MAX_BYTES + 1, [("D002", 0, 0)])])
def test_a_file_may_have_just_the_greatest_size(tmp_path: Path, size: int, codes: list[tuple[str, int, int]]) -> None:
    """The limit itself is allowed; one byte more is not."""
    text, found = read(put(tmp_path / "a.md", b"a" * size))
    assert found == codes
    assert (text is None) is bool(codes)


def test_a_text_that_is_not_utf_8_is_reported_at_its_byte(tmp_path: Path) -> None:
    """Line and column, in characters, of the first byte that cannot be read."""
    data = "甲\n乙丙".encode() + "丁".encode("gb18030")
    assert read(put(tmp_path / "a.md", data)) == (None, [("D001", 2, 3)])


def test_line_ends_stay(tmp_path: Path) -> None:
    """What is read is what is there."""
    assert read(put(tmp_path / "a.md", b"a\r\nb\rc\n")) == ("a\r\nb\rc\n", [])


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    """Nothing is raised."""
    assert read(tmp_path / "a.md") == (None, [("D004", 0, 0)])


def test_no_more_is_read_than_is_asked_for(tmp_path: Path) -> None:
    """A huge file costs no memory."""
    assert read_bytes(put(tmp_path / "a", b"abc"), 2) == b"ab"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("2021/07.md", ""),
        ("2021/s1.md", ""),
        ("2021/07.txt", "D005"),
        ("2021/07.md.txt", "D005"),
        ("2021/七.md", "D003"),
        ("21/07.md", "D003"),
        ("07.md", "D003"),
        ("2021/a/07.md", "D003"),
        ("2021/0\u202e7.md", "D006"),
    ],
)
def test_files_of_briefings_have_one_place(tmp_path: Path, name: str, code: str) -> None:
    """Year and number; what looks like a briefing and is none is reported."""
    put(tmp_path / "briefings" / name, b"x")
    project = read_project(tmp_path)
    assert [problem.code for problem in project.diagnostics] == ([code] if code else [])
    assert [source.path for source in project.sources] == ([] if code else [f"briefings/{name}"])


@pytest.mark.parametrize("name", ["_草稿.md", ".07.md", "~07.md", "_旧/2021/07.md", "2021/照片.jpg", "archive.yaml"])
def test_other_files_are_passed_over(tmp_path: Path, name: str) -> None:
    """A name that begins with `_`, `.` or `~`, and files of other kinds."""
    put(tmp_path / "briefings" / name)
    project = read_project(tmp_path)
    assert (project.sources, project.diagnostics) == ((), ())


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe in place of a briefing is reported."""
    (tmp_path / "briefings/2021").mkdir(parents=True)
    os.mkfifo(tmp_path / "briefings/2021/07.md")
    assert [problem.code for problem in read_project(tmp_path).diagnostics] == ["D004"]


def test_sources_come_by_path(tmp_path: Path) -> None:
    """Whatever order the system lists them in; settings are read apart, or are None."""
    assert read_project(tmp_path).settings_text is None
    for name in ("2022/01", "2021/10", "2021/07"):
        put(tmp_path / f"briefings/{name}.md")
    put(tmp_path / SETTINGS, "title: 甲".encode())
    project = read_project(tmp_path)
    assert [source.path[-10:-3] for source in project.sources] == ["2021/07", "2021/10", "2022/01"]
    assert project.settings_text == "title: 甲"


def test_the_root_is_found_from_below(tmp_path: Path) -> None:
    """The nearest folder with settings; the start itself where there is none."""
    put(tmp_path / SETTINGS)
    below = tmp_path / "briefings/2021"
    below.mkdir()
    assert find_root(below) == tmp_path.resolve()
    (tmp_path / SETTINGS).unlink()
    assert find_root(below) == below.resolve()


def test_files_outside_the_briefings_are_named(tmp_path: Path) -> None:
    """A file is read as it is named; a folder gives its Markdown files; briefings are read elsewhere."""
    one = put(tmp_path / "draft/a.txt")
    two = put(tmp_path / "draft/b.md")
    put(tmp_path / "briefings/2021/07.md")
    found = read_named_files([one, tmp_path / "draft", tmp_path / "briefings"], tmp_path)
    assert [path for path, _ in found] == [one, two]


def test_own_templates_replace_packaged_ones(tmp_path: Path) -> None:
    """File by file; hidden files are no templates."""
    put(tmp_path / "templates/404.html", b"own")
    put(tmp_path / "templates/.hidden", b"x")
    found = read_templates(tmp_path)
    assert found["404.html"] == "own"
    assert ".hidden" not in found
    assert {name: text for name, text in found.items() if name != "404.html"} == {
        name: text for name, text in packaged_templates().items() if name != "404.html"
    }


def test_the_digest_of_the_program_is_stable() -> None:
    """The same program, the same digest."""
    assert tool_digest() == tool_digest()
    assert len(tool_digest()) == 32


def test_every_code_has_a_line() -> None:
    """A problem with a file has the line of its code as its message."""
    assert problem("D004", "a.md", "换一个") == Diagnostic(
        "a.md", 0, 0, "D004", Severity.ERROR, CODES["D004"].summary, "换一个"
    )
