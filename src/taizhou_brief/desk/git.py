"""Commit one file with git, where there is a repository, and push it where there is a place to push to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from taizhou_brief.builder.files.git import run_git


@dataclass(frozen=True, slots=True)
class CommitResult:
    """What became of a commit."""

    is_committed: bool
    is_pushed: bool
    problem: str = ""
    """What git printed about what it could not do."""


def has_repository(root: Path) -> bool:
    """Return whether a folder is in a work tree of git, and git is there."""
    return run_git(root, "rev-parse", "--is-inside-work-tree").text.strip() == "true"


def has_remote(root: Path) -> bool:
    """Return whether the branch has a place to push to."""
    return run_git(root, "rev-parse", "--abbrev-ref", "@{upstream}").ok


def is_committed(root: Path, path: str) -> bool:
    """Return whether a file is as the last commit has it."""
    known = run_git(root, "ls-files", "--error-unmatch", "--", path).ok
    return known and run_git(root, "diff", "--quiet", "HEAD", "--", path).ok


def commit_file(root: Path, path: str, message: str) -> CommitResult:
    """Commit a file, and nothing else that is changed or staged; then push, if there is a place to push to."""
    added = run_git(root, "add", "--", path)
    committed = run_git(root, "commit", "--quiet", "--message", message, "--only", "--", path) if added.ok else added
    if not committed.ok:
        return CommitResult(is_committed=False, is_pushed=False, problem=committed.error)
    if not has_remote(root):
        return CommitResult(is_committed=True, is_pushed=False)
    pushed = run_git(root, "push", "--quiet")
    return CommitResult(is_committed=True, is_pushed=pushed.ok, problem=pushed.error)
