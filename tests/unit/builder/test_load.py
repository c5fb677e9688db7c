"""Reading a whole project: which issues enter the archive, and which problems are reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhou_brief.builder.check import check, inspect, is_within
from taizhou_brief.builder.load import load
from tests.project import Project, briefing


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An archive of two years."""
    texts = {"2021/12": briefing(12, "2021-12-01"), "2022/01": briefing(1, "2022-01-01")}
    project = Project(tmp_path)
    for key, text in texts.items():
        project.write(key, text)
    return project


def issues(project: Project, *, internal: bool = False) -> list[str]:
    """The issues of the archive."""
    archive = load(project.root, internal=internal).archive
    assert archive
    return [str(issue.id) for issue in archive.issues]


@pytest.mark.parametrize("line", ["date: 2022-01-01", "number: 1"])
@pytest.mark.parametrize("instead", ["", "date: 2022-13-01\n", "number: 甲\n"])
def test_an_issue_that_cannot_be_placed_is_not_in_the_archive(project: Project, line: str, instead: str) -> None:
    """Without a day or a number that can be read it is checked, but has no place among the others."""
    project.write("2022/01", briefing(1, "2022-01-01").replace(f"{line}\n", instead))
    reading = load(project.root)
    assert reading.archive
    assert [str(issue.id) for issue in reading.archive.issues] == ["2021/12"]
    assert any(problem.path == "briefings/2022/01.md" for problem in reading.diagnostics)


def test_an_internal_issue_enters_only_when_asked(project: Project) -> None:
    """The public archive has no trace of it."""
    project.write("2022/01", briefing(1, "2022-01-01", extra="disclosure: internal\n"))
    assert issues(project) == ["2021/12"]
    assert issues(project, internal=True) == ["2021/12", "2022/01"]


def test_without_settings_there_is_no_archive(project: Project) -> None:
    """Settings that are missing, or cannot be understood, are the problem."""
    settings = project.root / "briefings/archive.yaml"
    settings.write_text("- 甲\n", "utf-8")
    assert load(project.root).archive is None
    settings.unlink()
    reading = load(project.root)
    assert (reading.settings, reading.archive) == (None, None)
    assert [problem.code for problem in reading.diagnostics] == ["E001"]


def test_a_check_can_be_narrowed(project: Project) -> None:
    """Only the named files' problems are reported; a file outside the archive is read too."""
    for key in ("2021/12", "2022/01"):
        project.write(key, "没有文件头\n")
    outside = project.root / "draft.md"
    outside.write_text("没有文件头\n", "utf-8")
    paths = {problem.path for problem in check(project.root).diagnostics}
    assert {"briefings/2021/12.md", "briefings/2022/01.md"} <= paths
    assert "draft.md" not in paths
    narrow = check(project.root, [project.root / "briefings/2022", outside])
    assert {problem.path for problem in narrow.diagnostics} == {"briefings/2022/01.md", "draft.md"}


def test_one_file_can_be_inspected(project: Project) -> None:
    """Its issue, and its text for messages."""
    parsed, reading = inspect(project.root, project.root / "briefings/2021/12.md")
    assert parsed
    assert str(parsed.issue.id) == "2021/12"
    assert reading.sources["briefings/2021/12.md"].startswith("---\n")


def test_a_file_that_cannot_be_read_gives_an_empty_issue(project: Project) -> None:
    """The problem is reported, nothing raised."""
    parsed, reading = inspect(project.root, project.root / "briefings/2021/99.md")
    assert parsed
    assert parsed.issue.articles == ()
    assert [problem.code for problem in reading.diagnostics] == ["D004"]


@pytest.mark.parametrize(
    ("path", "names", "within"),
    [
        ("briefings/2021/07.md", ["briefings/2021/07.md"], True),
        ("briefings/2021/07.md", ["briefings/2021"], True),
        ("briefings/2021/07.md", ["."], True),
        ("briefings/2021/07.md", ["briefings/202"], False),
        ("briefings/2021/07.md", [], False),
    ],
)
def test_a_folder_contains_its_files(path: str, names: list[str], within: bool) -> None:  # a parameter
    """A name that only begins alike is another folder."""
    assert is_within(path, names) is within


@pytest.mark.parametrize(
    ("follows", "link"),
    [("2021/01/1/#m1", "/2021/01/1/#m2"), ("2021/01/1/#m9", "/2021/03/"), ("2021/09/1/#m1", "#m9")],
)
def test_a_check_of_all_of_one_file_and_a_build_agree_on_references(tmp_path: Path, follows: str, link: str) -> None:
    """Whether a link or a continued measure exists does not depend on how much was read."""
    project = Project(tmp_path)
    body = "一是甲。“海岛夜校”开课{}期。\n\n二是乙。见[前]({})。\n"
    project.write("2021/01", briefing(1, "2021-01-05", f"东山县一|东山县|jobs|{body.format(1, '#m1')}"))
    second = briefing(2, "2021-02-05", f"东山县二|东山县|jobs|{body.format(2, link)}")
    project.write("2021/02", second.replace("  themes:", f"  follows: {{m1: {follows}}}\n  themes:"))
    everything = check(tmp_path).diagnostics
    assert check(tmp_path, [tmp_path / "briefings/2021/02.md"]).diagnostics == everything
    assert load(tmp_path).diagnostics == everything
    assert {d.code for d in everything} == ({"S124", "S125"} if "9" in follows else set())
