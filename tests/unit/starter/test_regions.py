"""The table of regions: codes, names in addresses, places on the map."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from taizhou_brief.builder.starter import read_regions
from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.formats.archive_yaml.keys import SLUG
from taizhou_brief.starter.regions import (
    Division,
    find_region,
    list_counties,
    list_regions,
    nearest_region,
    read_divisions,
)
from tests.project import ROOT

TABLE = read_divisions(read_regions())
REGIONS = list_regions(TABLE)
BY_KIND = {"省": 1, "设区的市": 11, "市辖区": 37, "县级市": 20, "县": 33}
"""Divisions of the province as its statistics count them since 2021; an autonomous county is one of the 33."""


def kind_of(division: Division) -> str:
    """Return the kind of a division, as its code and its name give it."""
    if division.code.endswith("00"):
        return "省" if division.is_province else "设区的市"
    return {"区": "市辖区", "市": "县级市", "县": "县"}[division.name[-1]]


def test_the_table_has_every_division() -> None:
    """As many of each kind as the statistics have; a city has between four and thirteen."""
    assert Counter(map(kind_of, TABLE)) == BY_KIND
    sizes = {region.short: len(list_counties(TABLE, region)) for region in REGIONS}
    assert sum(sizes.values()) == 11 + 90
    assert (max(sizes.values()), min(sizes.values())) == (13, 4)


def test_codes_follow_the_standard() -> None:
    """Sorted, each once; a district's number begins with 0 or 1, a county's with 2, a county-level city's with 8."""
    codes = [division.code for division in TABLE]
    assert codes == sorted(set(codes))
    first = {"市辖区": "01", "县": "2", "县级市": "8"}
    for division in TABLE:
        assert re.fullmatch("[0-9]{6}", division.code)
        assert division.code[4] in first.get(kind_of(division), "0"), division


@pytest.mark.parametrize("region", REGIONS, ids=lambda region: region.slug)
def test_counties_of_a_region_are_apart(region: Division) -> None:
    """No two share a name, a former name, a short name, a slug or a tile, and the tiles touch each other."""
    counties = list_counties(TABLE, region)
    names = [name for county in counties for name in (county.name, *county.aliases)]
    for values in (names, [c.short for c in counties], [c.slug for c in counties], [c.at for c in counties]):
        assert len(set(values)) == len(values)
    assert all(re.fullmatch(SLUG, county.slug) for county in counties)
    tiles = {county.at for county in counties if county.at}
    assert len(tiles) == len(counties)
    assert min(row for row, _ in tiles) == min(column for _, column in tiles) == 1
    for row, column in tiles:
        around = {(row + y, column + x) for y in (-1, 0, 1) for x in (-1, 0, 1)} - {(row, column)}
        assert around & tiles, (row, column)


def test_the_table_agrees_with_the_archive_of_the_repository() -> None:
    """Codes, slugs, former names and tiles of the same places are the same."""
    settings, _ = parse_settings((ROOT / "briefings/archive.yaml").read_text("utf-8"), "briefings/archive.yaml")
    assert settings is not None
    region = find_region(TABLE, settings.region.name)
    assert region is not None
    assert region.code == settings.region.code
    assert set(list_counties(TABLE, region)) == set(settings.counties)


def test_a_region_is_found_by_name_short_name_and_code() -> None:
    """A county is no region, as it has no divisions; a misspelt name leads to the nearest."""
    region = REGIONS[-1]
    assert {find_region(TABLE, name) for name in (region.name, region.short, region.code)} == {region}
    assert find_region(TABLE, list_counties(TABLE, region)[0].name) is None
    assert nearest_region(TABLE, region.name.replace(region.name[0], "利")) == region.name
    assert nearest_region(TABLE, "长沙市") == ""


def test_short_names_leave_out_the_kind() -> None:
    """Also that of an autonomous county."""
    shorts = {division.name: division.short for division in TABLE if len(division.name) > 4}
    assert [len(short) for short in shorts.values()] == [2]
    assert all(len(division.short) == 2 for division in TABLE)
