"""Days of commits: right where git has the full history, absent otherwise, and part of what a build depends on."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from taizhou_brief.builder.files.history import parse_log, read_history
from taizhou_brief.model.history import FileHistory
from tests.project import SETTINGS, Project, briefing, tree

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git")
FILE = "briefings/2021/07.md"


def git(root: Path, *arguments: str, day: str = "2021-12-03") -> None:
    """Run git as somebody, on a day."""
    who = {
        f"GIT_{role}_{key}": value
        for role in ("AUTHOR", "COMMITTER")
        for key, value in (("NAME", "甲"), ("EMAIL", "a@b"))
    }
    days = {"GIT_AUTHOR_DATE": f"{day}T23:30:00+0800", "GIT_COMMITTER_DATE": f"{day}T23:30:00+0800"}
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    environment = {**os.environ, **who, **days, **own}
    command = [shutil.which("git") or "git", *arguments]
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)


def commit(root: Path, message: str, day: str) -> None:
    """Commit everything."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message, day=day)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An archive in a folder of a repository, with an issue that was renamed and changed."""
    git(tmp_path, "init", "--quiet")
    made = Project(tmp_path / "档案", f"git_dates: true\n{SETTINGS}").write("2021/07", briefing(7, "2021-12-01"))
    (made.root / FILE).rename(made.root / "briefings/2021/06.md")
    commit(tmp_path, "刊出", "2021-12-03")
    (made.root / "briefings/2021/06.md").rename(made.root / FILE)
    commit(tmp_path, "改期号", "2021-12-05")
    made.write("2021/07", briefing(7, "2021-12-01").replace("436.2", "463.2"))
    commit(tmp_path, "录入时看错", "2022-01-10")
    return made


def test_a_renamed_file_keeps_its_first_day(project: Project) -> None:
    """In a folder of the repository, in the time zone of the author."""
    assert read_history(project.root) == {
        FILE: FileHistory(date(2021, 12, 3), date(2022, 1, 10), "录入时看错"),
        "briefings/archive.yaml": FileHistory(date(2021, 12, 3), date(2021, 12, 3), ""),
    }


def test_what_is_not_committed_has_no_days(project: Project, tmp_path: Path) -> None:
    """A file with changes, one that git does not know, a shallow clone, no repository at all."""
    project.write("2021/07", briefing(7, "2021-12-01")).write("2022/01", briefing(1, "2022-01-05"))
    assert read_history(project.root).keys() == {"briefings/archive.yaml"}
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{tmp_path}", str(clone))
    assert read_history(clone / "档案") == {}
    shutil.rmtree(tmp_path / ".git")
    assert read_history(project.root) == {}


def test_a_new_file_of_an_old_name_begins_anew() -> None:
    """What was deleted before is another file."""
    lines = [
        "\x022022-03-01\x02新",
        "",
        "A\ta.md",
        "\x022022-02-01\x02删",
        "D\ta.md",
        "\x022022-01-01\x02旧",
        "A\ta.md",
    ]
    assert parse_log(lines) == {"a.md": FileHistory(date(2022, 3, 1), date(2022, 3, 1), "")}


def test_the_page_of_an_issue_has_the_days(project: Project) -> None:
    """Only where the settings ask for them; a commit changes the page of its issue, and a build notices it."""
    words = "本期记录2021年12月3日首次提交，2022年1月10日最近修改：录入时看错。"
    assert words in project.build().words("2021/07/")
    first = tree(project.site)
    project.write("2021/07", briefing(7, "2021-12-01").replace("436.2", "463.2") + "\n")
    assert "首次提交" not in project.build().words("2021/07/")
    commit(project.root, "加一行", "2022-01-11")
    assert "2022年1月11日最近修改：加一行" in project.build().words("2021/07/")
    assert {name for name, data in tree(project.site).items() if first.get(name) != data} == {
        "2021/07/index.html",
        ".taizhou-brief.json",
    }
    project.write("briefings/archive.yaml", SETTINGS)
    assert "首次提交" not in project.build().words("2021/07/")
