"""Files of the dataset: those of each year, and those of all years, joined from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from json import JSONEncoder

from taizhou_brief.model.archive import ArchiveTexts, ArticleRef
from taizhou_brief.model.page import File
from taizhou_brief.model.settings import Settings
from taizhou_brief.site.dataset.columns import json_schema
from taizhou_brief.site.dataset.data_package import build_data_package
from taizhou_brief.site.dataset.records import build_quantity_records
from taizhou_brief.site.dataset.serialise import join_csv, join_json, to_csv, to_json
from taizhou_brief.site.dataset.time_series import find_series
from taizhou_brief.site.dataset.time_series import to_json as series_json
from taizhou_brief.site.dataset.year_tables import YearTable, build_year_table_script

VERSION = "1"
"""Version of the file format."""
_ENCODE_PRETTY = JSONEncoder(ensure_ascii=False, indent=2).encode


@dataclass(frozen=True, slots=True)
class YearTask:
    """Task: the files of one year."""

    year: int
    entries: tuple[ArticleRef, ...]
    settings: Settings


def year_tasks(archive: ArchiveTexts, settings: Settings) -> tuple[YearTask, ...]:
    """Return a task for each year, oldest first; unchanged contents give equal tasks."""
    years = groupby(archive.entries, key=lambda entry: entry.issue.year)
    return tuple(YearTask(year, tuple(entries), settings) for year, entries in years)


def build_year_files(task: YearTask) -> tuple[File, ...]:
    """Build the files of one year: CSV, JSON, and the table rows that the page loads."""
    records = [record for entry in task.entries for record in build_quantity_records(entry, task.settings)]
    return (
        File(f"data/figures/{task.year}.csv", to_csv(records)),
        File(f"data/figures/{task.year}.json", to_json(records)),
        File(build_year_table_path(task.year), build_year_table_script(task.year, records)),
    )


def owns_year(task: YearTask, paths: tuple[str, ...]) -> bool:
    """Return whether files at these paths are what `build_year_files` builds of the task."""
    year = task.year
    return paths == (f"data/figures/{year}.csv", f"data/figures/{year}.json", build_year_table_path(year))


def build_year_table_path(year: int) -> str:
    """Return the path of the script with the rows of a year's table."""
    return f"figures/rows/{year}.js"


def combined_files(years: Iterable[tuple[File, ...]], settings: Settings) -> Iterator[File]:
    """Yield the files of all years together, and the files that describe their contents."""
    files_by_year = list(years)
    yield File("data/figures.csv", join_csv(files[0].data for files in files_by_year))
    yield File("data/figures.json", join_json(files[1].data for files in files_by_year))
    yield File("data/figures.schema.json", _encode_document(json_schema()))
    csv_paths = [files[0].path.removeprefix("data/") for files in files_by_year]
    yield File("data/datapackage.json", _encode_document(build_data_package(csv_paths, settings)))


def _encode_document(value: object) -> bytes:
    return f"{_ENCODE_PRETTY(value)}\n".encode()


@dataclass(frozen=True, slots=True)
class Dataset:
    """The tables of all years."""

    books: tuple[YearTable, ...]
    """Newest year first; years without quantities are left out."""

    @property
    def figures(self) -> int:
        """Number of quantities."""
        return sum(table.figures for table in self.books)


@dataclass(frozen=True, slots=True)
class SeriesTask:
    """Task: find the time series in the tables of all years."""

    tables: tuple[YearTable, ...]


def load_year_tables(years: Iterable[tuple[File, ...]]) -> tuple[YearTable, ...]:
    """Load the year tables from the files of the years, newest first; leave out years without quantities."""
    tables = [YearTable.of(int(files[2].path[-7:-3]), files[2].data) for files in years]
    return tuple(table for table in reversed(tables) if table.headings)


def build_series_file(task: SeriesTask) -> tuple[File, ...]:
    """Build the file of all time series."""
    return (File("data/series.json", series_json(find_series(task.tables))),)


def owns_series(_task: SeriesTask, paths: tuple[str, ...]) -> bool:
    """Return whether files at these paths are what `build_series_file` builds."""
    return paths == ("data/series.json",)


def build_dataset(archive: ArchiveTexts, settings: Settings) -> Dataset:
    """Build the dataset of an archive without a cache."""
    return Dataset(load_year_tables(map(build_year_files, year_tasks(archive, settings))))
