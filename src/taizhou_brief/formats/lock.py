"""Lock of a published issue: its addresses with digests of their texts, in a small file next to the briefing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.diagnostics import Diagnostic, diagnose
from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import NO_PLACE, Article, Issue, Measure
from taizhou_brief.model.moves import WHOLE_ISSUE, list_moves, list_pages

SUFFIX = ".lock"
NO_TEXT = "-"
"""Written instead of a digest of a page that has no text of its own: of an issue that was withdrawn, or moved."""
CHANGES = "更正"
"""Word before the number of corrections and removals of a place."""
REASON = "原因"
"""Word that a line about a change begins with."""
LENGTH = 16
"""Hexadecimal digits of a digest: enough to notice a change, few enough to read."""
_LINE = lazy_compile(
    rf"(?P<address>\d{{4}}/s?\d+/\S*) (?P<digest>[0-9a-f]{{{LENGTH}}}|-)(?: {CHANGES}(?P<changes>\d+))?"
)
_REASON = lazy_compile(rf"{REASON} (?P<day>\d{{4}}-\d\d-\d\d) (?P<address>\S+) (?P<reason>\S.*)")


class LockedPlace(NamedTuple):
    """Published address, and its text."""

    address: str
    """URL relative to the site's root: `2021/07/1/#s1m2`."""
    digest: str
    """Digest of its own text without white space; `NO_TEXT` if nobody can read it."""
    changes: int
    """Number of corrections and removals that concern it."""

    @property
    def page(self) -> str:
        """Address of its page."""
        return self.address.partition("#")[0]

    @property
    def is_page(self) -> bool:
        """Whether it is the address of a page, not of a place on one."""
        return "#" not in self.address


class ChangeReason(NamedTuple):
    """Why a published text was changed, or an address given up, without a correction."""

    day: date
    address: str
    reason: str


class IssueLock(NamedTuple):
    """What was published of an issue."""

    places: tuple[LockedPlace, ...]
    reasons: tuple[ChangeReason, ...] = ()


def lock_issue(issue: Issue) -> tuple[LockedPlace, ...]:
    """Return the addresses that an issue has, with the digests of their texts, in printed order."""
    if issue.withdrawn:
        return tuple(LockedPlace(url, NO_TEXT, 0) for url in (*list_pages(issue), *list_moves(issue)))
    places = [_lock(issue, NO_PLACE, issue.url, _list_front_texts(issue))]
    places.append(LockedPlace(f"{issue.url}{WHOLE_ISSUE}", NO_TEXT, 0))
    for article in issue.articles:
        at = Address(article.index)
        url = at.url(issue.id)
        places.append(_lock(issue, at, url, _list_article_texts(article)))
        places += (_lock_measure(issue, article, measure) for measure in article.own_measures)
        for section in article.sections:
            texts = (section.marker, section.title, *(block.text for block in section.paragraphs))
            places.append(_lock(issue, at, f"{url}#{section.id}", texts))
            places += (_lock_measure(issue, article, measure) for measure in section.measures)
    return (*places, *(LockedPlace(url, NO_TEXT, 0) for url in list_moves(issue)))


def _list_front_texts(issue: Issue) -> Iterator[str]:
    """Yield what is printed of the issue itself; the issuing office may come from the settings."""
    yield from (str(value or "") for value in (issue.date, issue.printed, issue.total, issue.copies))
    yield from (*issue.report_to, *issue.send_to, *issue.distribute_to)
    yield from (block.text for block in issue.editor_note)


def _list_article_texts(article: Article) -> Iterator[str]:
    """Yield the texts of an article that belong to no section and no measure."""
    yield from (article.title, article.contributor)
    yield from (block.text for block in (*article.lead, *article.paragraphs))
    yield from (note.text for note in article.notes)


def _lock_measure(issue: Issue, article: Article, measure: Measure) -> LockedPlace:
    at = Address(article.index, measure.id)
    return _lock(issue, at, at.url(issue.id), (measure.marker, measure.heading, measure.stop, measure.text))


def _lock(issue: Issue, at: Address, url: str, texts: Iterable[str]) -> LockedPlace:
    """Return a place; corrections of an article concern its sections, removals of an issue everything in it."""
    wider = {NO_PLACE, Address(at.article), at}
    changes = sum(erratum.at == at for erratum in issue.errata) + sum(cut.at in wider for cut in issue.redacted)
    return LockedPlace(url, digest_text("\n".join(texts)), changes)


def digest_text(text: str) -> str:
    """Return the digest of a text; white space does not count."""
    return sha256("".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def digest_places(places: Iterable[LockedPlace]) -> str:
    """Return one digest of all places: equal digests mean that nothing has changed."""
    return digest_text("\n".join(map(_write_place, places)))


def write_lock(lock: IssueLock, name: str) -> str:
    """Return the text of a lock; `name` is that of the issue."""
    head = f"# {name}刊出的地址，和那里文字的校验值。由 lock 命令写，不要手改；与简报一起提交。\n"
    reasons = (f"{REASON} {day.isoformat()} {address} {reason}" for day, address, reason in lock.reasons)
    return head + "".join(f"{line}\n" for line in (*map(_write_place, lock.places), *reasons))


def _write_place(place: LockedPlace) -> str:
    return f"{place.address} {place.digest}" + (f" {CHANGES}{place.changes}" if place.changes else "")


def parse_lock(text: str, path: str) -> tuple[IssueLock | None, tuple[Diagnostic, ...]]:
    """Read a lock; None, and the problem, if a line is none of a lock, as after a merge by hand."""
    places, reasons = [], []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        place, reason = _LINE.fullmatch(line.rstrip()), _REASON.fullmatch(line.rstrip())
        if place:
            places.append(LockedPlace(place["address"], place["digest"], int(place["changes"] or 0)))
        elif reason and (day := _read_day(reason["day"])):
            reasons.append(ChangeReason(day, reason["address"], reason["reason"]))
        elif line.strip() and not line.startswith("#"):
            return None, (_report_line(path, number),)
    if not places:
        return None, (_report_line(path, 1),)
    return IssueLock(tuple(places), tuple(reasons)), ()


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _report_line(path: str, line: int) -> Diagnostic:
    hint = "用 git 找回原来的锁文件；找不回的，删去它，核对地址以后用 lock 命令重写"
    return diagnose(path, line, 1, "S148", "锁文件的这一行读不懂", hint)
