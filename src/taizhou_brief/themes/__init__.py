"""Which of the themes of its article each measure is about, by the words of the settings."""

from __future__ import annotations

from taizhou_brief.themes.scoring import find_own_themes
from taizhou_brief.themes.vocabulary import ThemeWords, find_theme_words

__all__ = ["ThemeWords", "find_own_themes", "find_theme_words"]
