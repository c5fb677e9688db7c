"""Counties read from titles, and themes suggested by the settings' keywords."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from taizhou_brief.model.settings import County, Settings

MOST = 4
"""Themes suggested for an article at most."""
TITLE, HEADING, TEXT = 6, 3, 1
"""Points for a keyword in the title, in a heading, in the text."""
_JOINS = "、和与及携联 同，"


@dataclass(frozen=True, slots=True)
class TitleCounties:
    """The counties of a title, and the words a reader should check."""

    names: tuple[str, ...]
    by_short: tuple[tuple[str, str], ...]
    """(word in the title, county) where only a short name stands."""
    unsure: tuple[str, ...]
    """Short names in the title that were not taken for a county."""


@dataclass(frozen=True, slots=True)
class ThemeSuggestion:
    """A theme and the words that caused it."""

    theme: str
    """Its id."""
    label: str
    words: tuple[tuple[str, int], ...]

    @property
    def reason(self) -> str:
        """The words and how often each was found."""
        return "、".join(f"{word}×{count}" for word, count in self.words)


def find_title_counties(title: str, settings: Settings) -> TitleCounties:
    """The counties a title names, in its order: full names and aliases anywhere, short names where a clause begins."""
    found: dict[int, tuple[str, str]] = {}
    taken: set[int] = set()
    for county in sorted(settings.counties, key=lambda county: -len(county.name)):
        for name in sorted({county.name, *county.aliases} - {county.short}, key=len, reverse=True):
            for match in re.finditer(re.escape(name), title) if name else ():
                if not taken & set(range(*match.span())):
                    found[match.start()] = (county.name, name)
                    taken |= set(range(*match.span()))
    unsure: list[str] = []
    shorts: list[tuple[str, str]] = []
    for at, county in _shorts(title, settings.counties):
        span = set(range(at, at + len(county.short)))
        if taken & span or county.name in {name for name, _ in found.values()}:
            continue
        before, ends = title[:at], {place + len(name) for place, (_, name) in found.items()}
        opens = at == 0 or before[-1] in _JOINS or before.endswith(settings.region.name) or at in ends
        if opens:
            found[at] = (county.name, county.short)
            taken |= span
            shorts.append((county.short, county.name))
        else:
            unsure.append(county.short)
    names = tuple(dict.fromkeys(found[at][0] for at in sorted(found)))
    return TitleCounties(names, tuple(shorts), tuple(dict.fromkeys(unsure)))


def _shorts(title: str, counties: Sequence[County]) -> list[tuple[int, County]]:
    return sorted(
        ((match.start(), c) for c in counties if len(c.short) > 1 for match in re.finditer(re.escape(c.short), title)),
        key=lambda pair: pair[0],
    )


def opening_county(text: str, settings: Settings) -> str:
    """The county a text opens with, or an empty string."""
    return next((c.name for c in settings.counties if text[:24].find(c.name) >= 0), "")


def suggest_themes(title: str, headings: Sequence[str], text: str, settings: Settings) -> tuple[ThemeSuggestion, ...]:
    """The themes whose keywords weigh most, best first; a single mention in the text is not enough."""
    scored: list[tuple[int, int, ThemeSuggestion]] = []
    head = "\n".join(headings)
    for order, theme in enumerate(settings.themes):
        words = dict.fromkeys(word for word in (theme.label, *theme.aliases, *theme.keywords) if len(word) > 1)
        counts = []
        score = 0
        for word in words:
            points = TITLE * title.count(word) + HEADING * head.count(word) + TEXT * min(text.count(word), 5)
            if points:
                counts.append((word, title.count(word) + head.count(word) + text.count(word)))
                score += points
        if score >= 2 * HEADING:
            top = tuple(sorted(counts, key=lambda pair: -pair[1])[:4])
            scored.append((-score, order, ThemeSuggestion(theme.id, theme.label, top)))
    return tuple(suggestion for _, _, suggestion in sorted(scored, key=lambda item: item[:2])[:MOST])
