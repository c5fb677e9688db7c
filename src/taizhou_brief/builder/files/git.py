"""Run git in an archive's folder: it asks no question, and what is configured to watch or page takes no part."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

OPTIONS = ("--no-pager", "--no-replace-objects", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false")
QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
TIMEOUT = 120
"""Seconds after which git is stopped: a push waits for a network."""


@dataclass(frozen=True, slots=True)
class GitOutput:
    """What came of a git command."""

    ok: bool
    """False also where git is not installed or took too long."""
    data: bytes = b""
    error: str = ""
    """Why it failed, in git's words."""

    @property
    def text(self) -> str:
        """The output as text; bytes that are no UTF-8, as in names of files, can be encoded again."""
        return self.data.decode("utf-8", "surrogateescape")


def run_git(root: Path, *arguments: str) -> GitOutput:
    """Run git in a folder. Never raises for what git does."""
    try:
        done = subprocess.run(  # noqa: S603  # the callers put `--` or `--end-of-options` before what a user gives
            ["git", *OPTIONS, *arguments],  # noqa: S607  # the user's own git
            cwd=root,
            env={**os.environ, **QUIET},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return GitOutput(ok=False, error=str(error))
    words = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
    return GitOutput(done.returncode == 0, done.stdout, "" if done.returncode == 0 else words)
