"""Locks of published issues: compare the briefings with those that there are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from taizhou_brief.builder import files
from taizhou_brief.builder.files.folders import walk
from taizhou_brief.builder.files.sources import is_briefing_name
from taizhou_brief.builder.loaded import LoadedProject
from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.formats.briefing import parse
from taizhou_brief.formats.lock import SUFFIX, IssueLock, digest_places, lock_issue, parse_lock
from taizhou_brief.model.moves import list_all_moves
from taizhou_brief.model.settings import Settings
from taizhou_brief.rules.locks import LockChange, compare_lock, find_changes, report_change


def check_locks(root: Path, reading: LoadedProject) -> Iterator[Diagnostic]:
    """Yield the problems of all locks; a briefing is understood again only if it differs from its lock."""
    sources = {source.path: source for source in reading.project.sources}
    for name in walk(root, files.BRIEFINGS, is_lock, is_briefing_name).files:
        path = f"{name.removesuffix(SUFFIX)}.md"
        lock, problems = read_lock(root, name)
        yield from problems
        if lock is None or reading.settings is None:
            continue
        if path in sources:
            if reading.published.get(path) != digest_places(lock.places):
                yield from compare_lock(lock, parse(sources[path].text, path, reading.settings).issue)
        elif not (root / path).is_file():
            yield from (report_change(change, name, {}) for change in compare_orphan(root, lock, reading.settings))


def compare_orphan(root: Path, lock: IssueLock, settings: Settings) -> tuple[LockChange, ...]:
    """Return what differs between a lock without a briefing and the issues that were moved."""
    sources = files.read_project(root).sources
    moved = tuple(parse(source.text, source.path, settings).issue for source in sources if "moved" in source.text)
    places = [place for issue in moved for place in lock_issue(issue)]
    return find_changes(lock, places, list_all_moves(moved))


def is_lock(name: str) -> bool:
    """Return whether a file of that name is a lock."""
    return name.endswith(SUFFIX)


def read_lock(root: Path, name: str) -> tuple[IssueLock | None, tuple[Diagnostic, ...]]:
    """Return the lock of that name, or why there is none."""
    problems: list[Diagnostic] = []
    text = files.read_text(root / name, name, problems)
    return (None, tuple(problems)) if text is None else parse_lock(text, name)
