"""Write the locks of published issues, on an editor's machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from taizhou_brief.builder import files
from taizhou_brief.builder.check import check_text
from taizhou_brief.builder.files.folders import walk
from taizhou_brief.builder.files.sources import is_briefing_name
from taizhou_brief.builder.locks import compare_orphan, is_lock, read_lock
from taizhou_brief.diagnostics import Diagnostic, select_errors
from taizhou_brief.formats.lock import SUFFIX, ChangeReason, IssueLock, lock_issue, write_lock
from taizhou_brief.model.issue import Issue
from taizhou_brief.model.moves import list_moves
from taizhou_brief.model.settings import Settings
from taizhou_brief.rules.locks import OUTDATED, LockChange, find_changes, list_spans, report_change


@dataclass(frozen=True, slots=True)
class LockResult:
    """What became of the lock of one issue."""

    path: str
    """Path of the lock."""
    state: Literal["new", "updated", "same", "refused", "removed"]
    diagnostics: tuple[Diagnostic, ...] = ()
    """Why it was refused."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why published texts were changed, if an editor states it."""

    reason: str
    day: date


def write_locks(
    root: Path, sources: Iterable[files.BriefingFile], settings: Settings, explanation: Explanation
) -> Iterator[LockResult]:
    """Write the lock of each briefing; none if it has errors, or if a change of what was published is unexplained."""
    for source in sources:
        name = f"{source.path.removesuffix('.md')}{SUFFIX}"
        parsed = check_text(settings, source)
        errors = select_errors(parsed.diagnostics)
        if errors:
            yield LockResult(name, "refused", (files.problem("E018", source.path, "改好错误再锁"), *errors))
        else:
            yield write_issue_lock(root, name, parsed.issue, explanation)


def write_issue_lock(root: Path, name: str, issue: Issue, explanation: Explanation) -> LockResult:
    """Write the lock of an issue."""
    places = lock_issue(issue)
    if not (root / name).exists():
        files.write_new(root / name, write_lock(IssueLock(places), issue.id.long_label))
        return LockResult(name, "new")
    before = (root / name).read_bytes()
    lock, problems = read_lock(root, name)
    if lock is None:
        return LockResult(name, "refused", problems)
    changes = [change for change in find_changes(lock, places, list_moves(issue)) if change.code != OUTDATED]
    refused = [change for change in changes if change.needs_page or not explanation.reason]
    if refused:
        spans = list_spans(issue)
        return LockResult(name, "refused", tuple(report_change(change, issue.path, spans) for change in refused))
    reasons = (*lock.reasons, *explain_changes(changes, explanation))
    text = write_lock(IssueLock(places, reasons), issue.id.long_label)
    if text.encode() == before:
        return LockResult(name, "same")
    files.replace_text(root / name, text, before)
    return LockResult(name, "updated")


def explain_changes(changes: Iterable[LockChange], explanation: Explanation) -> Iterator[ChangeReason]:
    """Yield the reason of each change."""
    for change in changes:
        yield ChangeReason(explanation.day, change.address, explanation.reason)


def remove_old_locks(root: Path, settings: Settings) -> Iterator[LockResult]:
    """Remove the locks of issues that were moved, if all that they have is at present addresses."""
    for name in walk(root, files.BRIEFINGS, is_lock, is_briefing_name).files:
        if (root / f"{name.removesuffix(SUFFIX)}.md").exists():
            continue
        lock, _ = read_lock(root, name)
        if lock and all(change.code == OUTDATED for change in compare_orphan(root, lock, settings)):
            (root / name).unlink()
            yield LockResult(name, "removed")
