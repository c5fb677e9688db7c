"""What the understanding of one issue has used of the settings: its result is valid until that changes.

Briefings refer to counties and themes by any of their names, and most rules concern few of them. So a label, a further
alias or another term changes the key of no issue whose names still mean the same and that no rule finds fault with.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from taizhou_brief.formats.briefing import ParseResult, read_front_matter
from taizhou_brief.formats.briefing.split import split_front_matter
from taizhou_brief.formats.yaml import normalise_lines
from taizhou_brief.model.settings import Settings
from taizhou_brief.rules import Concerns, find_concerns
from taizhou_brief.themes import ThemeWords, find_theme_words

NAME_CODES = frozenset({"F022", "F023", "F024", "F025"})
"""Codes of messages that contain names of the settings: labels, the general name of counties, a similar name."""


@dataclass(frozen=True, slots=True)
class SettingsUse:
    """Names through which one issue depends on the counties, themes and terms of the settings."""

    names: tuple[str, ...]
    """Names of counties and themes that the issue refers to, as written."""
    reads_all: bool
    """Whether it depends on all of the names: a message contains some, or titles differ from the front matter."""
    words: str
    """Digest of the words that `concerns` were chosen from: `Settings.words_digest`."""
    concerns: Concerns
    vocabulary: str
    """Digest of the words that `theme_words` were chosen from: `Settings.vocabulary_digest`."""
    theme_words: tuple[ThemeWords, ...]
    """Words that the themes of its measures depend on."""


def find_use(text: str, parsed: ParseResult, settings: Settings) -> SettingsUse:
    """Find what an issue uses of the settings that it was parsed with."""
    matching = [article.title for article in parsed.issue.articles] == [entry.title for entry in parsed.listed]
    reads_all = not matching or any(diagnostic.code in NAME_CODES for diagnostic in parsed.diagnostics)
    concerns = find_concerns(parsed.listed, normalise_lines(text), settings)
    return SettingsUse(
        parsed.names, reads_all, settings.words_digest, concerns, settings.vocabulary_digest, parsed.theme_words
    )


def update_use(use: SettingsUse, text: str, path: str, settings: Settings) -> SettingsUse:
    """Find the concerns and the words of themes of the same text with other settings; only its head is read."""
    if use.words != settings.words_digest:
        listed = read_front_matter(text, path, settings).front.articles
        concerns = find_concerns(listed, normalise_lines(text), settings)
        use = replace(use, words=settings.words_digest, concerns=concerns)
    if use.vocabulary != settings.vocabulary_digest:
        body = split_front_matter(normalise_lines(text), path).body
        words = find_theme_words(use.names, body, settings)
        use = replace(use, vocabulary=settings.vocabulary_digest, theme_words=words)
    return use


def used_values(settings: Settings, path: str, use: SettingsUse) -> tuple[object, ...]:
    """Return the values that decide what the issue at `path` is understood as besides its text.

    `use` was found with settings that have the same words.
    """
    if use.reads_all:
        themes = tuple(replace(theme, keywords=()) for theme in settings.themes)
        return replace(settings.reading_for(path), themes=themes), use.theme_words
    suppressions = tuple(suppression for suppression in settings.silenced if suppression.applies_to(path))
    meanings = tuple(find_meaning(settings, name) for name in use.names)
    return settings.issuer, settings.disclosure, suppressions, meanings, use.concerns, use.theme_words


def find_meaning(settings: Settings, name: str) -> tuple[str, str, str]:
    """Return a name with the county and the theme that it refers to; empty where there is none."""
    county, theme = settings.county(name), settings.theme(name)
    return name, county.name if county else "", theme.id if theme else ""
