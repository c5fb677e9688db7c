"""Days of commits of the briefings: read from git where it has the full history, and left out otherwise."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.model.history import FileHistory

TIMEOUT = 60
"""Seconds after which git is stopped."""
FOLDER = "briefings"
_COMMIT = lazy_compile("\x02([0-9]{4}-[0-9]{2}-[0-9]{2})\x02(.*)")
_CHANGE = lazy_compile("([AMDTR])[0-9]*\t([^\t]+)(?:\t([^\t]+))?")
OPTIONS = ("--no-pager", "--no-replace-objects", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false")
LOG = ("log", "--date-order", "--date=short", "--format=%x02%ad%x02%s", "--name-status", "--find-renames", "--relative")
"""Author's days, which are the same on every machine; paths relative to the project."""
PLAIN = ("--no-color", "--no-ext-diff", "--no-show-signature", "--encoding=UTF-8")


def read_history(root: Path) -> dict[str, FileHistory]:
    """Return the history of each briefing by path; none without git, without a repository, or in a shallow clone.

    A file that differs from the last commit has none: nobody knows yet when that will be published.
    """
    shallow = run_git(root, "rev-parse", "--is-shallow-repository")
    if shallow is None or shallow.strip() != "false":
        return {}
    log = run_git(root, *LOG, *PLAIN, "--", FOLDER)
    changed = run_git(root, "diff", "--name-only", "--relative", "--no-ext-diff", "HEAD", "--", FOLDER)
    if log is None or changed is None:
        return {}
    uncommitted = {*changed.splitlines()}
    return {path: history for path, history in parse_log(log.splitlines()).items() if path not in uncommitted}


def parse_log(lines: Iterable[str]) -> dict[str, FileHistory]:
    """Return the history of each file of a log, newest commit first; a file that was renamed keeps its history."""
    found: dict[str, FileHistory] = {}
    names: dict[str, str] = {}
    closed: set[str] = set()
    day, subject = date.min, ""
    for line in lines:
        if commit := _COMMIT.fullmatch(line):
            day, subject = date.fromisoformat(commit[1]), commit[2].strip()
        elif change := _CHANGE.fullmatch(line):
            kind, old, new = change[1], change[2], change[3] or change[2]
            path = names.pop(new, new) if kind == "R" else names.get(new, new)
            if path in closed:
                continue
            before = found.get(path)
            found[path] = FileHistory(day, before.last if before else day, before.reason if before else subject)
            if kind == "R":
                names[old] = path
            elif kind in "AD":
                closed.add(path)
    return {
        path: history._replace(reason="") if history.first == history.last else history
        for path, history in found.items()
    }


def run_git(root: Path, *arguments: str) -> str | None:
    """Return what git prints, or None if it is not there or fails; it asks nothing and fetches nothing."""
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603  # the arguments are this module's
            ["git", *OPTIONS, *arguments],  # noqa: S607  # the user's own git
            cwd=root,
            env={**os.environ, **quiet},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
