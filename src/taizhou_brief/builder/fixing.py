"""Correct what can be corrected in one way only, in issues that were not published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from taizhou_brief import rules
from taizhou_brief.builder import files
from taizhou_brief.builder.changed_lines import UnknownCommitError, ask_git
from taizhou_brief.formats.briefing import ParseResult, parse
from taizhou_brief.formats.lock import SUFFIX
from taizhou_brief.formats.yaml import normalise_lines
from taizhou_brief.model.settings import Settings


@dataclass(frozen=True, slots=True)
class FixedFile:
    """What was corrected in one file."""

    path: str
    count: int
    """Number of places."""


def list_published(root: Path, commit: str) -> frozenset[str] | None:
    """Return the briefings of a commit, which count as published; None without git, a commit or a repository."""
    try:
        names = ask_git(root, "ls-tree", "-r", "-z", "--name-only", "--end-of-options", commit, "--", files.BRIEFINGS)
    except UnknownCommitError:
        return None
    return frozenset(names.split("\0"))


def fix_briefings(
    root: Path, sources: Iterable[files.BriefingFile], settings: Settings, published: frozenset[str]
) -> Iterator[FixedFile]:
    """Correct the briefings that are neither published nor locked; yield those that were changed."""
    for source in sources:
        lock = (root / source.path).with_suffix(SUFFIX)
        if source.path in published or lock.exists():
            continue
        text, count = fix_text(source.text, source.path, settings)
        if count and files.replace_text(root / source.path, text, source.text.encode()):
            yield FixedFile(source.path, count)


def fix_text(text: str, path: str, settings: Settings) -> tuple[str, int]:
    """Return a text with what can be corrected in one way only, and the number of places.

    Corrections of a kind are left out if they would change an address or make a problem that there was not.
    """
    lines = normalise_lines(text)
    if "\r" in text and lines.replace("\n", "\r\n") != text.removeprefix("\ufeff"):
        return text, 0  # several kinds of line ends: nothing is certain
    fixed, count = lines, 0
    for code in rules.FIXABLE:
        findings = rules.list_replacements(parse(fixed, path, settings).issue, fixed, settings, code)
        changed = fixed
        for finding in reversed(findings):
            changed = changed[: finding.start] + (finding.replacement or "") + changed[finding.end :]
        if findings and is_harmless(fixed, changed, path, settings):
            fixed, count = changed, count + len(findings)
    return ("\ufeff" * text.startswith("\ufeff")) + (fixed.replace("\n", "\r\n") if "\r" in text else fixed), count


def is_harmless(before: str, after: str, path: str, settings: Settings) -> bool:
    """Return whether a correction leaves all addresses as they are and adds no problem."""
    first, second = parse(before, path, settings), parse(after, path, settings)
    new = count_codes(second, after, settings) - count_codes(first, before, settings)
    return not new and list_places(first) == list_places(second)


def count_codes(parsed: ParseResult, text: str, settings: Settings) -> Counter[str]:
    """Return the number of problems of each code."""
    return Counter(d.code for d in (*parsed.diagnostics, *rules.check_issue(parsed.issue, text, settings)))


def list_places(parsed: ParseResult) -> list[tuple[str, ...]]:
    """Return the sections and measures of each article, which its addresses name."""
    articles = parsed.issue.articles
    return [(a.title, *(s.id for s in a.sections), *(m.id for m in a.measures)) for a in articles]
