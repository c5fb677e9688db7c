"""Readings and simplified forms of characters."""

from __future__ import annotations

import re

import pytest

from taizhou_brief.chinese.readings import build_readings, list_readings, list_traditional


@pytest.mark.parametrize(
    ("name", "readings"),
    [
        ("玉环市", [("yu",), ("huan",), ("shi",)]),
        ("绿 色", [("lu", "lv"), ("se", "shai")]),
        ("2+N", [("2",), ("+",), ("n",)]),
    ],
)
def test_readings_of_a_name(name: str, readings: list[tuple[str, ...]]) -> None:
    """Every character has one or more; blanks have none, and what is read in no way is itself."""
    found = list_readings(name)
    assert len(found) == len(readings)
    assert all(set(some) <= set(known) for some, known in zip(readings, found, strict=True))


def test_every_reading_is_a_syllable() -> None:
    """Small letters only, and every character of GB/T 2312 has at least one."""
    known = build_readings()
    assert len(known) == 6763
    assert all(re.fullmatch("[a-z]{1,6}", reading) for readings in known.values() for reading in readings)
    assert all(len(set(readings)) == len(readings) > 0 for readings in known.values())


def test_pairs_of_traditional_characters() -> None:
    """Each traditional character once, never one that is simplified itself, so that folding twice changes nothing."""
    pairs = list_traditional()
    old, new = pairs[::2], pairs[1::2]
    assert len(old) == len(new) == len(set(old)) > 2000
    assert set(old).isdisjoint(new)
    assert dict(zip(old, new, strict=True))["訓"] == "训"
    assert set(new) <= build_readings().keys()
