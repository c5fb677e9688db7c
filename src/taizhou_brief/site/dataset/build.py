"""The files of the ledger: each year's, and the whole put together from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from json import JSONEncoder

from taizhou_brief.model.archive import Archive, ArticleRef
from taizhou_brief.model.page import File
from taizhou_brief.model.settings import Settings
from taizhou_brief.site.dataset.columns import json_schema
from taizhou_brief.site.dataset.data_package import data_package
from taizhou_brief.site.dataset.records import quantity_records
from taizhou_brief.site.dataset.serialise import join_csv, join_json, to_csv, to_json
from taizhou_brief.site.dataset.time_series import find_series
from taizhou_brief.site.dataset.time_series import to_json as series_json
from taizhou_brief.site.dataset.year_tables import YearTable, year_table_script

VERSION = "1"
"""Changes with the form of the files."""
_PRETTY = JSONEncoder(ensure_ascii=False, indent=2).encode


@dataclass(frozen=True, slots=True)
class YearTask:
    """The work for one year."""

    year: int
    entries: tuple[ArticleRef, ...]
    settings: Settings


def year_tasks(archive: Archive, settings: Settings) -> tuple[YearTask, ...]:
    """A task a year, oldest first; what has not changed has equal tasks."""
    years = groupby(archive.entries, key=lambda entry: entry.issue.year)
    return tuple(YearTask(year, tuple(entries), settings) for year, entries in years)


def build_year_files(task: YearTask) -> tuple[File, ...]:
    """The files of one year: table, JSON, and the rows that the page loads."""
    found = [record for entry in task.entries for record in quantity_records(entry, task.settings)]
    return (
        File(f"data/figures/{task.year}.csv", to_csv(found)),
        File(f"data/figures/{task.year}.json", to_json(found)),
        File(year_table_path(task.year), year_table_script(task.year, found)),
    )


def year_table_path(year: int) -> str:
    """Where the rows of a year's table are."""
    return f"figures/rows/{year}.js"


def combined_files(years: Iterable[tuple[File, ...]], settings: Settings) -> Iterator[File]:
    """The files of all years together, and what says what is in them."""
    found = list(years)
    yield File("data/figures.csv", join_csv(files[0].data for files in found))
    yield File("data/figures.json", join_json(files[1].data for files in found))
    yield File("data/figures.schema.json", _document(json_schema()))
    named = [files[0].path.removeprefix("data/") for files in found]
    yield File("data/datapackage.json", _document(data_package(named, settings)))


def _document(value: object) -> bytes:
    return f"{_PRETTY(value)}\n".encode()


@dataclass(frozen=True, slots=True)
class Dataset:
    """All books."""

    books: tuple[YearTable, ...]
    """The newest year first; years without figures are left out."""

    @property
    def figures(self) -> int:
        """How many figures there are."""
        return sum(book.figures for book in self.books)


@dataclass(frozen=True, slots=True)
class SeriesTask:
    """The work of looking for series in all books."""

    books: tuple[YearTable, ...]


def load_year_tables(years: Iterable[tuple[File, ...]]) -> tuple[YearTable, ...]:
    """The books among the files of the years, but for those of years without figures."""
    books = [YearTable.of(int(files[2].path[-7:-3]), files[2].data) for files in years]
    return tuple(book for book in reversed(books) if book.headings)


def build_series_file(task: SeriesTask) -> tuple[File, ...]:
    """The file of all series."""
    return (File("data/series.json", series_json(find_series(task.books))),)


def build_dataset(archive: Archive, settings: Settings) -> Dataset:
    """The ledger of an archive, made anew."""
    return Dataset(load_year_tables(map(build_year_files, year_tasks(archive, settings))))
