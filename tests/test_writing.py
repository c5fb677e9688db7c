"""Every file a command writes is whole or not there; nothing of the user's is overwritten unasked."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from taizhou_brief.builder.files import is_same, replace_text, write_new
from taizhou_brief.cli import run_command
from tests.project import Project, tree

Out = pytest.CaptureFixture[str]
OFFICE = """某市工作简报

第 3 期

某市领导小组办公室                    2022 年 3 月 15 日

东山县把夜校办到车间

东山县一年开课 386 期，工人下班就能上课。

一、课堂进车间

一是教室就近布点。在 6 个工业点建成教学点 14 个。

二是课表跟着班次走。把一门课拆成 12 个小单元。

送：市委各部门。
某市领导小组办公室                    2022 年 3 月 16 日印发
"""
TARGET = "briefings/2022/03.md"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An archive without briefings, and the office's file beside it."""
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path).write("a.txt", OFFICE)


def refused(arguments: list[str], project: Project, capsys: Out) -> str:
    """The message of a command that must end with 2 and change nothing."""
    before = tree(project.root)
    assert run_command(arguments) == 2
    assert tree(project.root) == before
    return capsys.readouterr().err


# what is never written over


@pytest.mark.parametrize("more", [[], ["--dry-run"], ["--json"], ["--replace"]])
@pytest.mark.parametrize("option", ["--preview", "--out"])
def test_the_office_file_is_never_written_over(project: Project, capsys: Out, option: str, more: list[str]) -> None:
    """Under its own name, by another spelling of the path, by a link and by a hard link."""
    (project.root / "link.txt").symlink_to("a.txt")
    (project.root / "hard.txt").hardlink_to("a.txt")
    for name in ("a.txt", "./briefings/../a.txt", "link.txt", "hard.txt", str(project.root / "a.txt")):
        assert "就是要导入的文件" in refused(["import", "a.txt", option, name, *more], project, capsys)


def test_a_foreign_file_is_never_taken_for_a_preview(project: Project, capsys: Out) -> None:
    """What is no preview of ours stays, a link to it and a dangling link too; ours is written anew."""
    project.write("mine.html", "<!doctype html>\n<p>我的</p>\n")
    (project.root / "link.html").symlink_to("mine.html")
    (project.root / "lost.html").symlink_to("nowhere")
    for name in ("mine.html", "link.html", "lost.html"):
        for more in ([], ["--dry-run"]):
            said = refused(["import", "a.txt", "--preview", name, *more], project, capsys)
            assert "不是本程序写的对照网页" in said
            assert "换一个文件名" in said
    assert run_command(["import", "a.txt", "--dry-run", "--preview", "ours.html"]) == 0
    assert run_command(["import", "a.txt", "--preview", "ours.html"]) == 0
    assert "课堂进车间" in (project.root / "ours.html").read_text("utf-8")


@pytest.mark.parametrize("names", [("x.md", "x.md"), ("x.md", "./x.md"), ("X.md", "x.MD")])
def test_two_files_under_one_name_are_refused(project: Project, capsys: Out, names: tuple[str, str]) -> None:
    """Also where a disk that takes large letters for small ones would make one of them."""
    said = refused(["import", "a.txt", "--out", names[0], "--preview", names[1]], project, capsys)
    assert "同一个文件" in said


def test_the_preview_is_not_the_record(project: Project, capsys: Out) -> None:
    """Also where nobody named the record."""
    assert "同一个文件" in refused(["import", "a.txt", "--preview", TARGET], project, capsys)


def test_replace_takes_the_place_of_records_only(project: Project, capsys: Out) -> None:
    """Settings and notes are no records."""
    project.write("notes.md", "我的笔记\n")
    for name in ("notes.md", "briefings/archive.yaml"):
        assert "不是一份简报" in refused(["import", "a.txt", "--out", name, "--replace"], project, capsys)


def test_replace_leaves_what_only_looks_like_a_record(project: Project, capsys: Out) -> None:
    """A page of another program that has front matter too; a pipe, which is not waited for."""
    project.write("post.md", "---\nlayout: post\ndate: 2022-01-01\n---\n\nnumber: 1\n")
    os.mkfifo(project.root / "pipe")
    for name in ("post.md", "pipe"):
        assert "不是一份简报" in refused(["import", "a.txt", "--replace", "--out", name], project, capsys)
    project.write("record.md", "\ufeff---\r\ndate: 2022-03-15\r\nnumber: 3\r\n---\r\n")
    assert run_command(["import", "a.txt", "--replace", "--out", "record.md"]) == 0


@pytest.mark.parametrize("folder", ["static", "templates/assets", "site/a", "link"])
def test_no_preview_is_written_where_it_is_published(project: Project, capsys: Out, folder: str) -> None:
    """It holds the whole original."""
    (project.root / "static").mkdir()
    (project.root / "link").symlink_to("static")
    assert "发布" in refused(["import", "a.txt", "--preview", f"{folder}/对照.html"], project, capsys)


@pytest.mark.parametrize(("name", "warned"), [("看.html", True), ("对照.html", False), ("a.preview.html", False)])
def test_a_preview_that_git_would_take_is_told(project: Project, capsys: Out, name: str, *, warned: bool) -> None:
    """With what not to do with it; names that git ignores need no word."""
    assert run_command(["import", "a.txt", "--dry-run", "--preview", name]) == 0
    err = capsys.readouterr().err
    assert (f"对照网页 {name} 里有原件全文" in err, "不要用 git 提交" in err) == (warned, warned)
    assert (project.root / name).is_file()


def test_a_dry_run_writes_nothing_but_the_preview(project: Project) -> None:
    """The preview is what the user asks to see."""
    before = set(tree(project.root))
    assert run_command(["import", "a.txt", "--dry-run", "--out", "new.md", "--preview", "look.html"]) == 0
    assert set(tree(project.root)) - before == {"look.html"}


def test_two_files_of_one_issue_in_a_folder(project: Project, capsys: Out) -> None:
    """The second is told, not written over the first, with --replace too."""
    project.write("来稿/甲.txt", OFFICE).write("来稿/乙.txt", OFFICE.replace("386", "999"))
    assert run_command(["import", "来稿"]) == 1
    assert run_command(["import", "来稿", "--replace"]) == 1
    assert "是同一期，没有写" in capsys.readouterr().out
    assert "999" in (project.root / TARGET).read_text("utf-8")


# faults while writing


COMMANDS: dict[str, tuple[list[str], str]] = {
    "new": (["new", "--number", "3", "--date", "2022-03-15"], TARGET),
    "import": (["import", "a.txt"], TARGET),
    "out": (["import", "a.txt", "--out", "x.md"], "x.md"),
    "preview": (["import", "a.txt", "--dry-run", "--preview", "x.html"], "x.html"),
}


def failing(number: int) -> Callable[[int], None]:
    """A system call that fails."""

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_leaves_nothing(
    project: Project, capsys: Out, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """No half of a file, no file beside it, exit code 3, and the file that could not be written is named."""
    arguments, name = COMMANDS[command]
    monkeypatch.setattr(os, "fsync", failing(errno.ENOSPC))
    before = tree(project.root)
    assert run_command(arguments) == 3
    said = capsys.readouterr().err
    assert "磁盘满了" in said
    assert Path(name).name in said
    assert tree(project.root) == before
    monkeypatch.undo()
    monkeypatch.chdir(project.root)
    assert run_command(arguments) == 0
    assert (project.root / name).is_file()


def test_a_full_disk_keeps_what_was_to_be_replaced(
    project: Project, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old record stays to the last byte."""
    assert run_command(["import", "a.txt"]) == 0
    project.write("a.txt", OFFICE.replace("386", "400"))
    before = tree(project.root)
    monkeypatch.setattr(os, "fsync", failing(errno.ENOSPC))
    assert run_command(["import", "a.txt", "--replace"]) == 3
    assert "磁盘满了" in capsys.readouterr().err
    assert tree(project.root) == before


@pytest.mark.skipif(sys.platform != "linux", reason="limits of Linux")
def test_a_real_limit_leaves_nothing(project: Project) -> None:
    """The same where the system itself refuses to write on."""
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200));"
        "from taizhou_brief.cli import run_command; sys.exit(run_command(['import', 'a.txt']))"
    )
    done = subprocess.run([sys.executable, "-B", "-c", code], cwd=project.root, capture_output=True, check=False)
    assert done.returncode == 3, done.stderr
    assert not list((project.root / "briefings").rglob("*03*"))


@pytest.mark.parametrize("call", ["os.fsync", "os.link", "os.unlink"])
def test_a_killed_run_leaves_no_half_record(project: Project, call: str) -> None:
    """The record is whole or not there, and the next run finds nothing in its way."""
    module, name = call.split(".")
    code = (
        f"import os, sys; from taizhou_brief.cli import run_command; {module}.{name} = lambda *a, **k: os._exit(9);"
        "sys.exit(run_command(['import', 'a.txt']))"
    )
    done = subprocess.run([sys.executable, "-B", "-c", code], cwd=project.root, capture_output=True, check=False)
    assert done.returncode == 9, done.stderr
    record = project.root / TARGET
    whole = record.read_text("utf-8") if record.exists() else ""
    assert run_command(["import", "a.txt"]) == (2 if whole else 0)
    assert whole in ("", record.read_text("utf-8"))
    assert "12个小单元" in record.read_text("utf-8")
    assert run_command(["check"]) in (0, 1)


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    """An old half-written file goes; a fresh one, which may be another run's, stays."""
    for name in (".a.md.00000000.new", ".a.md.11111111.new"):
        (tmp_path / name).write_text("half", "utf-8")
    long_ago = time.time() - 86_400
    os.utime(tmp_path / ".a.md.00000000.new", (long_ago, long_ago))
    assert write_new(tmp_path / "a.md", "whole\n")
    assert set(tree(tmp_path)) == {"a.md", ".a.md.11111111.new"}


@pytest.mark.parametrize("ways", [["_place_by_link"], ["_place_by_link", "_place_by_rename"]])
def test_a_disk_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ways: list[str]) -> None:
    """A file is written all the same, and never over another one."""

    def unable(*_: object) -> None:
        raise OSError(errno.EPERM, "not permitted")

    for way in ways:
        monkeypatch.setattr(f"taizhou_brief.builder.files.writing.{way}", unable)
    path = tmp_path / "a.md"
    assert write_new(path, "mine\n")
    assert not write_new(path, "other\n")
    assert tree(tmp_path) == {"a.md": b"mine\n"}


def test_a_file_that_appears_meanwhile_stays(project: Project, capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look whether there is one and the writing."""
    real = os.fsync

    def appear(handle: int) -> None:
        project.write(TARGET, "theirs\n")
        real(handle)

    monkeypatch.setattr(os, "fsync", appear)
    assert run_command(["import", "a.txt"]) == 2
    assert (project.root / TARGET).read_text("utf-8") == "theirs\n"
    assert "已经有了" in capsys.readouterr().err


def test_a_record_that_changes_meanwhile_stays(project: Project, capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--replace` takes the place only of what it has read."""
    assert run_command(["import", "a.txt"]) == 0
    project.write("a.txt", OFFICE.replace("386", "400"))
    real = os.fsync

    def edit(handle: int) -> None:
        project.write(TARGET, "---\nedited\n")
        real(handle)

    monkeypatch.setattr(os, "fsync", edit)
    assert run_command(["import", "a.txt", "--replace"]) == 2
    assert (project.root / TARGET).read_text("utf-8") == "---\nedited\n"
    assert "刚被别的程序改过" in capsys.readouterr().err


def test_a_replaced_file_keeps_its_rights_and_its_link(tmp_path: Path) -> None:
    """A link stays a link, and who may read the file may read the new one."""
    (tmp_path / "real.md").write_text("old\n", "utf-8")
    (tmp_path / "real.md").chmod(0o640)
    (tmp_path / "link.md").symlink_to("real.md")
    assert replace_text(tmp_path / "link.md", "new\n", b"old\n")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_bytes() == b"new\n"
    assert (tmp_path / "real.md").stat().st_mode & 0o777 == 0o640


def test_paths_that_lead_to_one_file(tmp_path: Path) -> None:
    """By content of the folder, not by spelling; of files to come, by spelling without regard to case."""
    (tmp_path / "a").write_text("", "utf-8")
    (tmp_path / "b").symlink_to("a")
    (tmp_path / "c").write_text("", "utf-8")
    assert is_same(tmp_path / "a", tmp_path / "b")
    assert not is_same(tmp_path / "a", tmp_path / "c")
    assert not is_same(tmp_path / "a", tmp_path / "new")
    assert is_same(tmp_path / "New", tmp_path / "x" / ".." / "new")
