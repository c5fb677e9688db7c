"""Series of one counted thing."""

from __future__ import annotations

import json

import pytest

from taizhou_brief.site.dataset import YearTable, build_dataset
from taizhou_brief.site.dataset.time_series import TimeSeries, find_series, to_json
from tests.project import briefing
from tests.showing import archive_of, settings_of, texts_of

SETTINGS = settings_of()


def tables(*texts: str, county: str = "东山县") -> tuple[YearTable, ...]:
    """The tables of an archive with one text in each year from 2020 on."""
    issues = {
        f"{year}/01": briefing(1, f"{year}-01-01", f"某事{year}|{county}|jobs|{text}")
        for year, text in enumerate(texts, 2020)
    }
    return build_dataset(texts_of(archive_of(SETTINGS, issues)), SETTINGS).books


def test_the_same_thing_in_two_years_is_a_series() -> None:
    """Oldest first, whatever the order of the tables."""
    books = tables("已建成夜校教学点14个。", "已建成夜校教学点22个。")
    (series,) = find_series(books)
    assert isinstance(series, TimeSeries)
    assert (series.county, series.unit, [point.text for point in series.points]) == ("东山县", "个", ["14个", "22个"])
    assert find_series(books[::-1]) == (series,)
    (row,) = json.loads(to_json([series]))
    assert [point["value"] for point in row["points"]] == ["14", "22"]


@pytest.mark.parametrize(
    ("one", "other", "county"),
    [
        ("已建成夜校教学点14个。", "已建成公路驿站点22个。", "东山县"),
        ("已建成夜校教学点14个。", "已建成夜校教学点22家。", "东山县"),
        ("已建成夜校教学点14个。", "已建成夜校教学点22个。", "东山县, 西河县"),
        ("共有14个。", "共有22个。", "东山县"),
        ("教学点最高14个夜校。", "教学点最高22个夜校。", "东山县"),
    ],
)
def test_anything_else_is_none(one: str, other: str, county: str) -> None:
    """Another thing, unit or place, a subject that is too short, a limit."""
    assert find_series(tables(one, other, county=county)) == ()


def test_no_series_is_an_empty_array() -> None:
    """On lines of its own."""
    assert json.loads(to_json([])) == []
