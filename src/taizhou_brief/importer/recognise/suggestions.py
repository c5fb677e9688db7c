"""Counties in titles, and themes suggested by the keywords of the settings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from taizhou_brief.formats.briefing.writer import Annotations, Place, WrittenValue
from taizhou_brief.formats.undecided import SUGGESTED, suggest
from taizhou_brief.model.settings import County, Settings

_ADVICE = f"主题是建议，依据如下：对的，删去“{SUGGESTED}”；不对的，删去这一项；一个也没有，写 []"
MAX_THEMES = 4
"""Maximum number of themes suggested for an article."""
TITLE_POINTS, HEADING_POINTS, TEXT_POINTS = 6, 3, 1
"""Points for a keyword in the title, in a heading, in the text."""
_JOINS = "、和与及携联 同，"


@dataclass(frozen=True, slots=True)
class TitleCounties:
    """The counties of a title, and the words an editor should check."""

    names: tuple[str, ...]
    by_short: tuple[tuple[str, str], ...]
    """(Word in the title, county) for counties given by a short name only."""
    unsure: tuple[str, ...]
    """Short names in the title that were not taken for a county."""


@dataclass(frozen=True, slots=True)
class ThemeSuggestion:
    """A suggested theme and the words that caused it."""

    theme: str
    """Its id."""
    label: str
    words: tuple[tuple[str, int], ...]

    @property
    def reason(self) -> str:
        """The words and how often each was found."""
        return "、".join(f"{word}×{count}" for word, count in self.words)


def find_title_counties(title: str, settings: Settings) -> TitleCounties:
    """Find the counties of a title in its order: full names and aliases anywhere, short names where a clause starts."""
    matches: dict[int, tuple[str, str]] = {}
    used_positions: set[int] = set()
    for county in sorted(settings.counties, key=lambda county: -len(county.name)):
        for name in sorted({county.name, *county.aliases} - {county.short}, key=len, reverse=True):
            for match in re.finditer(re.escape(name), title) if name else ():
                if not used_positions & set(range(*match.span())):
                    matches[match.start()] = (county.name, name)
                    used_positions |= set(range(*match.span()))
    unsure: list[str] = []
    short_names: list[tuple[str, str]] = []
    for position, county in _find_short_names(title, settings.counties):
        span = set(range(position, position + len(county.short)))
        if used_positions & span or county.name in {name for name, _ in matches.values()}:
            continue
        text_before, name_ends = title[:position], {start + len(name) for start, (_, name) in matches.items()}
        starts_clause = (
            position == 0
            or text_before[-1] in _JOINS
            or text_before.endswith(settings.region.name)
            or position in name_ends
        )
        if starts_clause:
            matches[position] = (county.name, county.short)
            used_positions |= span
            short_names.append((county.short, county.name))
        else:
            unsure.append(county.short)
    names = tuple(dict.fromkeys(matches[position][0] for position in sorted(matches)))
    return TitleCounties(names, tuple(short_names), tuple(dict.fromkeys(unsure)))


def _find_short_names(title: str, counties: Sequence[County]) -> list[tuple[int, County]]:
    """Find all short names of counties in a title."""
    return sorted(
        (
            (match.start(), county)
            for county in counties
            if len(county.short) > 1
            for match in re.finditer(re.escape(county.short), title)
        ),
        key=lambda pair: pair[0],
    )


def find_opening_county(text: str, settings: Settings) -> str:
    """Return the county that a text starts with, or an empty string."""
    return next((county.name for county in settings.counties if text[:24].find(county.name) >= 0), "")


def suggest_themes(title: str, headings: Sequence[str], text: str, settings: Settings) -> tuple[ThemeSuggestion, ...]:
    """Return the themes whose keywords weigh most, best first; a single mention in the text is not enough."""
    scored: list[tuple[int, int, ThemeSuggestion]] = []
    head = "\n".join(headings)
    for order, theme in enumerate(settings.themes):
        words = dict.fromkeys(word for word in (theme.label, *theme.aliases, *theme.keywords) if len(word) > 1)
        counts = []
        score = 0
        for word in words:
            points = (
                TITLE_POINTS * title.count(word)
                + HEADING_POINTS * head.count(word)
                + TEXT_POINTS * min(text.count(word), 5)
            )
            if points:
                counts.append((word, title.count(word) + head.count(word) + text.count(word)))
                score += points
        if score >= 2 * HEADING_POINTS:
            top = tuple(sorted(counts, key=lambda pair: -pair[1])[:4])
            scored.append((-score, order, ThemeSuggestion(theme.id, theme.label, top)))
    return tuple(suggestion for _, _, suggestion in sorted(scored, key=lambda item: item[:2])[:MAX_THEMES])


def annotate_names(counties: TitleCounties, county_hint: str, themes: Sequence[ThemeSuggestion]) -> Annotations:
    """Return how names are written in the entry of a draft: those an editor must check marked, with the reasons."""
    guessed = {county for _, county in counties.by_short}
    written: dict[Place, WrittenValue] = {}
    comments: dict[Place, tuple[str, ...]] = {}
    if counties.names:
        written["counties",] = tuple(suggest(name) if name in guessed else name for name in counties.names)
    if county_hint:
        comments["counties",] = (f"县（市、区）待核：正文提到{_collapse_spaces(county_hint)}",)
    if themes:
        written["themes",] = tuple(suggest(theme.label) for theme in themes)
        comments["themes",] = (_ADVICE, *(_collapse_spaces(f"- {theme.label}：{theme.reason}") for theme in themes))
    return Annotations(written, comments)


def _collapse_spaces(text: str) -> str:
    """Collapse white space, for a comment on one line."""
    return re.sub(r"\s+", " ", text)
