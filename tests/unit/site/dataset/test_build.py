"""The files of the dataset."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from io import StringIO

import pytest

from taizhou_brief.model.page import File
from taizhou_brief.site.dataset.build import (
    Dataset,
    build_county_file,
    build_year_files,
    description_files,
    owns_county_file,
    owns_year,
    split_by_county,
    year_paths,
)
from taizhou_brief.site.dataset.columns import ARTICLE_COLUMNS, COUNTY_CELLS, FIGURE_CELLS
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
    assert Dataset.of([], SETTINGS) == Dataset(())


def test_the_digest_of_a_year_is_that_of_its_issues() -> None:
    """Another order, a missing issue or another year gives another digest."""
    year = DATASET.years[1]
    others = [
        replace(year, pieces=year.pieces[::-1]),
        replace(year, pieces=year.pieces[:1]),
        replace(year, year=2022),
        replace(year, pieces=(year.pieces[0],) * 2),
        replace(year, base_url="https://www.example.gov.cn/"),
        replace(year, labels=(("skills", "技能"),)),
    ]
    assert len({year.digest, *(other.digest for other in others)}) == 7
    assert replace(year, pieces=tuple(year.pieces)).digest == year.digest


@pytest.mark.parametrize("label", ['技能"人才"', "技能,人才", "=技能", "12:30", "技能\u2028人才", "技能\\1"])
def test_a_label_is_written_where_the_files_are_joined(label: str) -> None:
    """As each form needs it; a theme that no issue of a year has is in none of its digests."""
    themes = (replace(theme, label=label if theme.id == "skills" else theme.label) for theme in SETTINGS.themes)
    settings = replace(SETTINGS, themes=tuple(themes))
    years = build_dataset(ARCHIVE, settings).years
    assert [(a.digest == b.digest) for a, b in zip(years, DATASET.years, strict=True)] == [False, False, True]
    assert [a.pieces == b.pieces for a, b in zip(years, DATASET.years, strict=True)] == [True] * 3
    articles, _, figures, *tables, script = build_year_files(years[0])
    rows = list(csv.DictReader(articles.data.decode("utf-8-sig").split("\r\n")))
    assert rows[0]["主题"] in (label, f"'{label}")
    assert json.loads(figures.data)[0]["themes"] == [label]
    assert json.dumps(label, ensure_ascii=False).replace("\u2028", r"\u2028") in script.data.decode()
    assert "\u2028" not in script.data.decode()
    assert not any("\1" in file.data.decode() for file in build_year_files(years[0]))
    measures = {file.path: file for file in tables}
    (row, *_) = csv.DictReader(measures["data/measures/2020.csv"].data.decode("utf-8-sig").split("\r\n"))
    assert row["主题"] in (label, f"'{label}")
    assert json.loads(measures["data/measures/2020.json"].data)[0]["themes"] == [label]


def test_a_year_has_its_files() -> None:
    """By its number; each consists of what its issues add, one after the other."""
    year = DATASET.years[1]
    articles, figures, items, *_, script = build_year_files(year)
    paths = tuple(file.path for file in build_year_files(year))
    assert paths == year_paths(2021)
    assert owns_year(year, paths)
    assert not owns_year(DATASET.years[0], paths)
    lines = articles.data.decode("utf-8-sig").split("\r\n")
    assert lines[0] == ",".join(column.title for column in ARTICLE_COLUMNS)
    assert figures.data.decode("utf-8-sig").split("\r\n")[0] == ",".join(column.title for column in FIGURE_CELLS)
    one, two = (piece.texts.load() for piece in year.pieces)

    def join(text: str, label: str) -> str:
        """A text with the label of its only theme, without addresses."""
        return re.sub("\1skills\1", label, re.sub("\0[^\0]*\0", "", text))

    assert articles.data.decode().endswith(join(one.article_lines + two.article_lines, "技能人才"))
    assert figures.data.decode().endswith(one.figure_lines + two.figure_lines)
    assert items.data.decode() == join(f"[\n{one.json_items},\n{two.json_items}\n]\n", '["技能人才"]')
    assert join(f"{one.table_items},\n{two.table_items}", '["技能人才"]') in script.data.decode()


@pytest.mark.parametrize("base_url", ["https://www.example.gov.cn/a/", "https://www.example.gov.cn/a,b/"])
def test_articles_have_their_addresses(base_url: str) -> None:
    """Where that of the site is known, in the table and in the JSON."""
    articles, _, items, issues, *_ = build_year_files(replace(DATASET.years[1], base_url=base_url))
    rows = csv.DictReader(articles.data.decode("utf-8-sig").splitlines())
    found = [article["url"] for article in json.loads(items.data)]
    assert [row["网址"] for row in rows] == found
    assert found[0] == f"{base_url}2021/01/1/"
    assert f"{base_url}2021/01/" in issues.data.decode()


def test_a_year_without_quantities_has_files_too() -> None:
    """Its articles are in them."""
    articles, figures, *_ = build_year_files(DATASET.years[2])
    assert articles.data.count(b"\r\n") == 2
    assert figures.data.count(b"\r\n") == 1


def test_the_files_are_described() -> None:
    """By a schema and a data package; without a year there is nothing to describe."""
    assert [file.path for file in description_files(DATASET, SETTINGS)] == [
        "data/figures.schema.json",
        "data/issues.schema.json",
        "data/measures.schema.json",
        "data/datapackage.json",
    ]
    assert description_files(Dataset(()), SETTINGS) == ()


def test_a_county_has_its_quantities_of_a_year() -> None:
    """Each with the columns of its article; those of other counties and of none are left out."""
    texts = {
        "2021/01": briefing(1, "2021-01-01", '东山县一|东山县|jobs|有3人、"4家"。', "西河县一|西河县|jobs|有5人。"),
        "2021/02": briefing(2, "2021-02-01", "两县|东山县, 西河县|jobs|有6人。", "某局||jobs|有7人。"),
        "2022/01": briefing(1, "2022-01-01", "西河县二|西河县|jobs|有8人。", "东山县无|东山县|jobs|没有。"),
    }
    contents = build_dataset(texts_of(archive_of(SETTINGS, texts)), SETTINGS)
    files = {file.path: file for part in split_by_county(contents, SETTINGS) for file in build_county_file(part)}
    found = {path: list(csv.DictReader(StringIO(file.data.decode("utf-8-sig")))) for path, file in files.items()}
    assert {path: [row["原文数字"] for row in rows] for path, rows in found.items()} == {
        "data/county/dongshan/2021.csv": ["3人", "4家", "6人"],
        "data/county/xihe/2021.csv": ["5人", "6人"],
        "data/county/xihe/2022.csv": ["8人"],
    }
    whole = {row["地址"]: row for year in contents.years for row in rows_of(build_year_files(year)[1])}
    for row in (row for rows in found.values() for row in rows):
        assert list(row) == [column.title for column in COUNTY_CELLS]
        assert whole[row["地址"]].items() <= row.items()
        assert row["题名"][:2] in row["地区"] + "两县"
    for part in split_by_county(contents, SETTINGS):
        assert owns_county_file(part, (part.path,))
        assert not owns_county_file(part, ("data/county/x/2021.csv",))


def rows_of(file: File) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    return list(csv.DictReader(StringIO(file.data.decode("utf-8-sig"))))
