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
from taizhou_brief.formats.lock import SUFFIX, IssueLock, digest_places, parse_lock
from taizhou_brief.rules.locks import VANISHED, LockChange, compare_lock, report_change


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
            yield report_change(LockChange(VANISHED, lock.places[0].address), name, {})


def is_lock(name: str) -> bool:
    """Return whether a file of that name is a lock."""
    return name.endswith(SUFFIX)


def read_lock(root: Path, name: str) -> tuple[IssueLock | None, tuple[Diagnostic, ...]]:
    """Return the lock of that name, or why there is none."""
    problems: list[Diagnostic] = []
    text = files.read_text(root / name, name, problems)
    return (None, tuple(problems)) if text is None else parse_lock(text, name)
