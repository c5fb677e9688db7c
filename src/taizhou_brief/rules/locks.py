"""Comparison of an issue with its lock: what was published may not vanish, and its words do not change in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from taizhou_brief.diagnostics import Diagnostic, diagnose
from taizhou_brief.formats.lock import NO_TEXT, IssueLock, LockedPlace, lock_issue
from taizhou_brief.model.block import NO_SPAN, Span
from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import Issue
from taizhou_brief.model.moves import follow_move, list_moves

VANISHED, CHANGED, OUTDATED = "S145", "S146", "S147"
NO_MOVES: Mapping[str, str] = MappingProxyType({})
PAGE_HINT = "放回原处；改了期号、次序的，写 moved；不该再刊出的，不要删文件，写 withdrawn"
PLACE_HINT = "放回原处；确要改的，运行 lock 命令，用 --reason 写明原因"
TEXT_HINT = "改回刊出时的字，更正写进 errata，撤下写 redacted；确要改的，运行 lock 命令，用 --reason 写明原因"


class LockChange(NamedTuple):
    """Difference between a lock and what is there now."""

    code: str
    address: str

    @property
    def needs_page(self) -> bool:
        """Whether a page is missing, which no reason can replace."""
        return self.code == VANISHED and "#" not in self.address


def compare_places(lock: IssueLock, places: Iterable[LockedPlace], moves: Mapping[str, str]) -> Iterator[LockChange]:
    """Yield the problems of each locked place; what was on a page that moved is compared at its present address."""
    now = {place.address: place for place in places}
    first = lock.places[0].address
    if follow_move(first, moves) not in now:  # the whole issue
        yield LockChange(VANISHED, first)
        return
    for locked in lock.places:
        place = now.get(follow_move(locked.address, moves))
        if place is None:
            page = now.get(follow_move(locked.page, moves))
            if locked.is_page or (page and page.digest != NO_TEXT):
                yield LockChange(VANISHED, locked.address)
        elif place.digest != locked.digest and not is_explained(locked, place):
            yield LockChange(CHANGED, locked.address)


def is_explained(locked: LockedPlace, place: LockedPlace) -> bool:
    """Return whether a text may differ: it has a new correction or removal, or is or was withdrawn."""
    return place.changes > locked.changes or NO_TEXT in {place.digest, locked.digest}


def find_changes(
    lock: IssueLock, places: Sequence[LockedPlace], moves: Mapping[str, str] = NO_MOVES
) -> tuple[LockChange, ...]:
    """Return what differs in the places that there are now; a missing page is reported for all its places.

    `moves` are the former addresses of pages with the present ones.
    """
    problems = tuple(compare_places(lock, places, moves))
    outdated = (LockChange(OUTDATED, lock.places[0].address),) if tuple(places) != lock.places else ()
    return problems or outdated


def compare_lock(lock: IssueLock, issue: Issue) -> tuple[Diagnostic, ...]:
    """Return the problems of an issue that has a lock."""
    spans = list_spans(issue)
    changes = find_changes(lock, lock_issue(issue), list_moves(issue))
    return tuple(report_change(change, issue.path, spans) for change in changes)


def report_change(change: LockChange, path: str, spans: dict[str, Span]) -> Diagnostic:
    """Return the problem of a change; `spans` are the places of addresses in the file."""
    span = spans.get(change.address) or spans.get(change.address.partition("#")[0]) or NO_SPAN
    place = (path, span.line, span.column)
    if change.code == VANISHED:
        hint = PAGE_HINT if change.needs_page else PLACE_HINT
        return diagnose(*place, VANISHED, f"刊出过的地址 {change.address} 没有了", hint)
    if change.code == CHANGED:
        message = f"{change.address} 的文字与刊出时不同，没有勘误，也没有写明原因"
        return diagnose(*place, CHANGED, message, TEXT_HINT)
    message = "锁文件不是最新的：增加了地址、勘误或撤下"
    name = path.removeprefix("briefings/")
    hint = f"运行 lock {name.removesuffix('.md')}" if name.endswith(".md") else "改了地址，运行 lock --all，旧锁就删去"
    return diagnose(path, 0, 0, OUTDATED, message, hint)


def list_spans(issue: Issue) -> dict[str, Span]:
    """Return where the places of an issue are in its file, by address."""
    spans: dict[str, Span] = {}
    for article in issue.articles:
        url = Address(article.index).url(issue.id)
        spans[url] = article.span
        spans |= {f"{url}#{section.id}": section.span for section in article.sections}
        spans |= {f"{url}#{measure.id}": measure.span for measure in article.measures}
    return spans
