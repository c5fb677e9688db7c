"""Readings of Chinese characters, and their simplified forms."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from taizhou_brief.chinese.character_tables import READINGS, TRADITIONAL


@cache
def build_readings() -> dict[str, tuple[str, ...]]:
    """Return the readings of each character, in Latin letters without tones, in alphabetical order."""
    readings: dict[str, list[str]] = defaultdict(list)
    last = ""
    for word in READINGS.replace("\n", " ").split():
        reading, colon, characters = word.rpartition(":")
        if colon:
            last = reading
        for character in characters:
            readings[character].append(last)
    return {character: tuple(found) for character, found in readings.items()}


def group_by_readings(text: str) -> dict[str, str]:
    """Return readings, separated by `/`, each with the characters of a text that are read so, in their order."""
    known = build_readings()
    groups: dict[str, str] = defaultdict(str)
    for character in dict.fromkeys(text):
        if character in known:
            groups["/".join(known[character])] += character
    return dict(groups)


def list_traditional() -> str:
    """Return pairs of a traditional character and its simplified form, one after the other."""
    return TRADITIONAL.replace("\n", "")
