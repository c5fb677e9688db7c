"""Days of commits of the briefings: read from git where it has the full history, and left out otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from taizhou_brief.builder.files.git import run_git
from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.model.history import FileHistory

FOLDER = "briefings"
_COMMIT = lazy_compile("\x02([0-9]{4}-[0-9]{2}-[0-9]{2})\x02(.*)")
_CHANGE = lazy_compile("([AMDTR])[0-9]*\t([^\t]+)(?:\t([^\t]+))?")
LOG = ("log", "--date-order", "--date=short", "--format=%x02%ad%x02%s", "--name-status", "--find-renames", "--relative")
"""Author's days, which are the same on every machine; paths relative to the project."""
PLAIN = ("--no-color", "--no-ext-diff", "--no-show-signature", "--encoding=UTF-8")


def read_history(root: Path) -> dict[str, FileHistory]:
    """Return the history of each briefing by path; none without git, without a repository, or in a shallow clone.

    A file that differs from the last commit has none: nobody knows yet when that will be published.
    """
    shallow = run_git(root, "rev-parse", "--is-shallow-repository")
    if not shallow.ok or shallow.text.strip() != "false":
        return {}
    log = run_git(root, *LOG, *PLAIN, "--", FOLDER)
    changed = run_git(root, "diff", "--name-only", "--relative", "--no-ext-diff", "HEAD", "--", FOLDER)
    if not (log.ok and changed.ok):
        return {}
    uncommitted = {*changed.data.decode("utf-8", "replace").splitlines()}
    found = parse_log(log.data.decode("utf-8", "replace").splitlines())
    return {path: history for path, history in found.items() if path not in uncommitted}


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
