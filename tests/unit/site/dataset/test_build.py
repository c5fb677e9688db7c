"""The files of the dataset."""

from __future__ import annotations

from taizhou_brief.site.dataset.build import (
    Dataset,
    SeriesTask,
    build_dataset,
    build_series_file,
    build_year_files,
    build_year_table_path,
    combined_files,
    load_year_tables,
    year_tasks,
)
from tests.project import briefing
from tests.showing import archive_of, settings_of, texts_of

SETTINGS = settings_of()
ARCHIVE = texts_of(
    archive_of(
        SETTINGS,
        {
            "2020/12": briefing(12, "2020-12-01"),
            "2021/01": briefing(1, "2021-01-01"),
            "2022/01": briefing(1, "2022-01-01", "某局说一句||jobs|没有数字。"),
        },
    )
)


def test_every_year_is_a_task() -> None:
    """Oldest first; equal contents give equal tasks."""
    assert [task.year for task in year_tasks(ARCHIVE, SETTINGS)] == [2020, 2021, 2022]
    assert year_tasks(ARCHIVE, SETTINGS) == year_tasks(ARCHIVE, SETTINGS)


def test_a_year_has_a_table_an_array_and_a_script() -> None:
    """By its number."""
    first = year_tasks(ARCHIVE, SETTINGS)[0]
    paths = [file.path for file in build_year_files(first)]
    assert paths == ["data/figures/2020.csv", "data/figures/2020.json", build_year_table_path(2020)]


def test_years_without_quantities_have_no_table() -> None:
    """The others come newest first."""
    years = [build_year_files(task) for task in year_tasks(ARCHIVE, SETTINGS)]
    tables = load_year_tables(years)
    assert [table.year for table in tables] == [2021, 2020]
    dataset = build_dataset(ARCHIVE, SETTINGS)
    assert dataset == Dataset(tables)
    assert dataset.figures == sum(table.figures for table in tables) > 0
    (series,) = build_series_file(SeriesTask(tables))
    assert series.path == "data/series.json"


def test_the_whole_is_described() -> None:
    """By a schema and a data package."""
    years = [build_year_files(task) for task in year_tasks(ARCHIVE, SETTINGS)]
    paths = [file.path.removeprefix("data/") for file in combined_files(years, SETTINGS)]
    assert paths == ["figures.csv", "figures.json", "figures.schema.json", "datapackage.json"]
