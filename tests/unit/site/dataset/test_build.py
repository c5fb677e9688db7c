"""The files of the dataset."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace

import pytest

from taizhou_brief.site.dataset.build import (
    Dataset,
    DatasetYear,
    build_year_files,
    description_files,
    owns_year,
    year_paths,
)
from taizhou_brief.site.dataset.columns import ARTICLE_COLUMNS, FIGURE_CELLS
from tests.project import briefing
from tests.showing import archive_of, build_dataset, settings_of, texts_of

SETTINGS = settings_of()
ARCHIVE = texts_of(
    archive_of(
        SETTINGS,
        {
            "2020/12": briefing(12, "2020-12-01"),
            "2021/01": briefing(1, "2021-01-01"),
            "2021/02": briefing(2, "2021-02-01"),
            "2022/01": briefing(1, "2022-01-01", "某局说一句||jobs|没有数字。"),
        },
    )
)
DATASET = build_dataset(ARCHIVE, SETTINGS)


def test_every_year_has_its_issues() -> None:
    """Oldest first; equal contents give equal datasets."""
    assert [(year.year, len(year.pieces)) for year in DATASET.years] == [(2020, 1), (2021, 2), (2022, 1)]
    assert DATASET.figures == sum(year.figures for year in DATASET.years) > 0
    assert build_dataset(ARCHIVE, SETTINGS) == DATASET
    assert Dataset.of([]) == Dataset(())


def test_the_digest_of_a_year_is_that_of_its_issues() -> None:
    """Another order, a missing issue or another year gives another digest."""
    year = DATASET.years[1]
    others = [
        DatasetYear(2021, year.pieces[::-1]),
        DatasetYear(2021, year.pieces[:1]),
        DatasetYear(2022, year.pieces),
        DatasetYear(2021, (year.pieces[0],) * 2),
        DatasetYear(2021, year.pieces, "https://www.example.gov.cn/"),
    ]
    assert len({year.digest, *(other.digest for other in others)}) == 6
    assert DatasetYear(2021, tuple(year.pieces)).digest == year.digest


def test_a_year_has_four_files() -> None:
    """By its number; each consists of what its issues add, one after the other."""
    year = DATASET.years[1]
    articles, figures, items, script = build_year_files(year)
    paths = tuple(file.path for file in (articles, figures, items, script))
    assert paths == year_paths(2021)
    assert owns_year(year, paths)
    assert not owns_year(DATASET.years[0], paths)
    lines = articles.data.decode("utf-8-sig").split("\r\n")
    assert lines[0] == ",".join(column.title for column in ARTICLE_COLUMNS)
    assert figures.data.decode("utf-8-sig").split("\r\n")[0] == ",".join(column.title for column in FIGURE_CELLS)
    one, two = (piece.texts.load() for piece in year.pieces)
    address = re.compile("\0[^\0]*\0")
    assert articles.data.decode().endswith(address.sub("", one.article_lines + two.article_lines))
    assert figures.data.decode().endswith(one.figure_lines + two.figure_lines)
    assert items.data.decode() == address.sub("", f"[\n{one.json_items},\n{two.json_items}\n]\n")
    assert f"{one.table_items},\n{two.table_items}" in script.data.decode()


@pytest.mark.parametrize("base_url", ["https://www.example.gov.cn/a/", "https://www.example.gov.cn/a,b/"])
def test_articles_have_their_addresses(base_url: str) -> None:
    """Where that of the site is known, in the table and in the JSON."""
    articles, _, items, _ = build_year_files(replace(DATASET.years[1], base_url=base_url))
    rows = csv.DictReader(articles.data.decode("utf-8-sig").splitlines())
    found = [article["url"] for article in json.loads(items.data)]
    assert [row["网址"] for row in rows] == found
    assert found[0] == f"{base_url}2021/01/1/"


def test_a_year_without_quantities_has_files_too() -> None:
    """Its articles are in them."""
    articles, figures, *_ = build_year_files(DATASET.years[2])
    assert articles.data.count(b"\r\n") == 2
    assert figures.data.count(b"\r\n") == 1


def test_the_files_are_described() -> None:
    """By a schema and a data package; without a year there is nothing to describe."""
    assert [file.path for file in description_files(DATASET, SETTINGS)] == [
        "data/figures.schema.json",
        "data/datapackage.json",
    ]
    assert description_files(Dataset(()), SETTINGS) == ()
