"""Lines that were changed since a commit of git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from taizhou_brief.builder.changed_lines import (
    UnknownCommitError,
    concerns_change,
    find_prefix,
    parse_changed_lines,
    read_changed_lines,
    select_changed,
)
from taizhou_brief.diagnostics import Diagnostic, Severity

IDENTITY = ("-c", "user.name=编辑", "-c", "user.email=editor@example.org")


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder."""
    subprocess.run(["git", *IDENTITY, *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S607


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a branch: an archive in a folder of it, one commit on `main`, one on the branch."""
    archive = tmp_path / "档案"
    (archive / "briefings/2021").mkdir(parents=True)
    git(tmp_path, "init", "--initial-branch=main")
    (archive / "briefings/2021/01.md").write_text("".join(f"第{n}行\n" for n in range(1, 10)), "utf-8")
    (archive / "briefings/2021/02.md").write_text("甲\n乙\n丙\n", "utf-8")
    (tmp_path / "README.md").write_text("x\n", "utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "一")
    git(tmp_path, "checkout", "-b", "branch")
    return archive


def change(archive: Path) -> None:
    """Change, insert and delete lines; some committed, some not, and a new file."""
    lines = (archive / "briefings/2021/01.md").read_text("utf-8").splitlines(keepends=True)
    lines[1] = "改了\n"
    lines.insert(5, "添上\n添上\n")
    (archive / "briefings/2021/01.md").write_text("".join(lines), "utf-8")
    (archive.parent / "README.md").write_text("y\n", "utf-8")
    git(archive, "commit", "-a", "-m", "二")
    (archive / "briefings/2021/02.md").write_text("甲\n丙\n", "utf-8")
    (archive / "briefings/2021/新 的.md").write_text("新\n", "utf-8")


def test_changed_lines_are_those_of_the_branch_and_of_the_work_tree(repository: Path) -> None:
    """Relative to the archive; where lines were deleted, those around the place; a new file as a whole."""
    change(repository)
    changed = read_changed_lines(repository, "main")
    assert changed["briefings/2021/01.md"] == ((2, 2), (6, 7))
    assert changed["briefings/2021/02.md"] == ((1, 2),)
    assert concerns_change(note("briefings/2021/新 的.md", 77), changed)
    assert set(changed) == {f"briefings/2021/{name}.md" for name in ("01", "02", "新 的")}


def test_what_main_has_done_since_is_not_of_the_branch(repository: Path) -> None:
    """Compared with where the branch began."""
    change(repository)
    git(repository, "add", ".")
    git(repository, "commit", "-m", "三")
    git(repository, "checkout", "main")
    (repository / "briefings/archive.yaml").write_text("title: 甲\n", "utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-m", "四")
    git(repository, "checkout", "branch")
    assert "briefings/archive.yaml" not in read_changed_lines(repository, "main")


@pytest.mark.parametrize("commit", ["nothing", "--help", "--output=x", ""])
def test_an_unknown_commit_is_an_error(repository: Path, commit: str) -> None:
    """So is a word that git would take for an option, and a folder without a repository."""
    with pytest.raises(UnknownCommitError):
        read_changed_lines(repository, commit)
    assert not (repository / "x").exists()


def test_without_git_there_is_no_comparison(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither outside of a repository."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UnknownCommitError):
        read_changed_lines(tmp_path, "HEAD")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnknownCommitError):
        read_changed_lines(tmp_path, "HEAD")


def note(path: str, line: int, severity: Severity = Severity.NOTE) -> Diagnostic:
    """A diagnostic at a line."""
    return Diagnostic(path, line, 1 if line else 0, "P312", severity, "顿号")


def test_errors_are_always_kept() -> None:
    """Others only on changed lines, or about the whole of a changed file."""
    changed = {"a.md": ((2, 3),), "b.md": ()}
    kept = [note("a.md", 0), note("a.md", 2), note("a.md", 3), note("b.md", 0), note("c.md", 1, Severity.ERROR)]
    left = [note("a.md", 1), note("a.md", 4), note("b.md", 1), note("c.md", 1), note("c.md", 0, Severity.WARNING)]
    assert select_changed([*kept, *left], changed) == tuple(kept)


def test_a_diff_is_read_line_by_line() -> None:
    """Text that looks like a head of the diff counts for nothing; a deleted file has no lines."""
    hunk = "@@ -1 +1,2 @@ 段落\n--- a\n+++ b/y.md\n+甲\u2028乙\n\\ No newline at end of file\n"
    gone = "--- a/z.md\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-甲\n-乙\n"
    diff = f"--- a/x.md\n+++ b/x.md\n{hunk}@@ -9,0 +11,2 @@\n+丙\n+丁\n{gone}"
    assert parse_changed_lines(diff) == {"x.md": ((1, 2), (11, 12))}


def test_the_prefix_is_the_way_from_the_repository_to_the_archive(repository: Path, tmp_path: Path) -> None:
    """None at its top, nor outside of any repository."""
    assert find_prefix(repository) == "档案/"
    assert find_prefix(repository.parent) == ""
    assert find_prefix(tmp_path / "elsewhere") in {"", "elsewhere/"}
