"""Readings and simplified forms of characters."""

from __future__ import annotations

import re

from taizhou_brief.chinese.readings import build_readings, group_by_readings, list_traditional


def test_characters_are_grouped_by_their_readings() -> None:
    """Each character of a text once, with all its readings; what is read in no way is left out."""
    groups = group_by_readings("玉环市 绿色市2+N")
    assert "".join(sorted("".join(groups.values()))) == "".join(sorted("玉环市绿色"))
    assert groups["yu"] == "玉"
    assert next(readings for readings, found in groups.items() if "绿" in found) == "lu/lv"
    assert list(group_by_readings("驻住")) == ["zhu"]


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
