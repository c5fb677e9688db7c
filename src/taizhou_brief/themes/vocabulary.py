"""Words by which a measure is recognised as being about a theme."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.model.settings import Settings

SHORTEST = 2
"""Characters of the shortest word that counts: a single one is part of too many others."""
_MARKUP = lazy_compile(r"[\s*_`~\\\[\]]+")


class ThemeWords(NamedTuple):
    """Label, aliases and keywords of a theme that a text contains."""

    theme: str
    """Id of the theme."""
    words: tuple[str, ...]


def find_theme_words(names: Iterable[str], text: str, settings: Settings) -> tuple[ThemeWords, ...]:
    """Return the themes with these names, each with those of its words that the body of an issue contains.

    The themes of measures depend on nothing else of the settings. Names of counties are passed over.
    """
    themes = dict.fromkeys(theme for name in names if (theme := settings.theme(name)))
    plain = remove_markup(text) if themes else ""
    return tuple(
        ThemeWords(theme.id, tuple(word for word in theme.words if is_word(word) and remove_markup(word) in plain))
        for theme in themes
    )


def is_word(word: str) -> bool:
    """Return whether a word is long enough to be looked for."""
    return len(word) >= SHORTEST


def remove_markup(text: str) -> str:
    """Remove what may be between two characters of a word in Markdown: white space and emphasis."""
    return _MARKUP.sub("", text)
