"""Rules about names and terms."""

from __future__ import annotations

import pytest

from taizhou_brief.rules import terminology
from taizhou_brief.rules.terminology import find_wrong_suffixes, normalise_name, to_full_width
from tests.rule_cases import case_settings
from tests.unit.rules.checks import words


def test_a_name_written_in_two_ways_is_found() -> None:
    """Width and blanks make no other name."""
    assert normalise_name("甲＋Ｂ") == normalise_name("甲 +b")
    assert normalise_name("甲乙") != normalise_name("甲丙")
    assert words(terminology.one_name_written_two_ways, "推进“一十百”工程。再推进“一 十百”工程。")
    assert not words(terminology.one_name_written_two_ways, "推进“一十百”工程。再推进“一十百”工程。")


def test_a_county_with_another_suffix_is_found() -> None:
    """区 for 县."""
    county = next(each for each in case_settings().counties if each.name[-1] in "区市县")
    other = next(suffix for suffix in "区市县" if suffix != county.name[-1])
    prose = f"在{county.name[:-1]}{other}办事。"
    found = list(find_wrong_suffixes(prose, county, other))
    assert [prose[each.start : each.end] for each in found] == [f"{county.name[:-1]}{other}"]
    assert not list(find_wrong_suffixes(f"在{county.name}办事。", county, other))


@pytest.mark.parametrize(("character", "wide"), [(",", "，"), ("(", "（"), ("a", "ａ"), ("甲", "甲"), (" ", " ")])
def test_characters_have_a_wide_form(character: str, wide: str) -> None:
    """Those of ASCII."""
    assert to_full_width(character) == wide
