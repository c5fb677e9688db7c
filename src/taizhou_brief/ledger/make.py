"""The files of the ledger: each year's, and the whole put together from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from json import JSONEncoder

from taizhou_brief.ledger.books import Book, to_book
from taizhou_brief.ledger.columns import json_schema
from taizhou_brief.ledger.forms import join_csv, join_json, to_csv, to_json
from taizhou_brief.ledger.package import package
from taizhou_brief.ledger.records import records
from taizhou_brief.ledger.series import Series, all_series, from_json
from taizhou_brief.ledger.series import to_json as series_json
from taizhou_brief.models import Archive, Entry, File
from taizhou_brief.settings import Settings

VERSION = "1"
"""Changes with the form of the files."""
_PRETTY = JSONEncoder(ensure_ascii=False, indent=2).encode


@dataclass(frozen=True, slots=True)
class Year:
    """The work for one year."""

    year: int
    entries: tuple[Entry, ...]
    settings: Settings


def tasks(archive: Archive, settings: Settings) -> tuple[Year, ...]:
    """A task a year, oldest first; what has not changed has equal tasks."""
    years = groupby(archive.entries, key=lambda entry: entry.issue.year)
    return tuple(Year(year, tuple(entries), settings) for year, entries in years)


def make(task: Year) -> tuple[File, ...]:
    """The files of one year: table, JSON, and the rows that the page loads."""
    found = [record for entry in task.entries for record in records(entry, task.settings)]
    return (
        File(f"data/figures/{task.year}.csv", to_csv(found)),
        File(f"data/figures/{task.year}.json", to_json(found)),
        File(book_path(task.year), to_book(task.year, found)),
    )


def book_path(year: int) -> str:
    """Where the rows of a year's table are."""
    return f"figures/rows/{year}.js"


def whole(years: Iterable[tuple[File, ...]], settings: Settings) -> Iterator[File]:
    """The files of all years together, and what says what is in them."""
    found = list(years)
    yield File("data/figures.csv", join_csv(files[0].data for files in found))
    yield File("data/figures.json", join_json(files[1].data for files in found))
    yield File("data/figures.schema.json", _document(json_schema()))
    named = [files[0].path.removeprefix("data/") for files in found]
    yield File("data/datapackage.json", _document(package(named, settings)))


def _document(value: object) -> bytes:
    return f"{_PRETTY(value)}\n".encode()


@dataclass(frozen=True, slots=True)
class Ledger:
    """All books and what their comparison gives."""

    books: tuple[Book, ...]
    """The newest year first; years without figures are left out."""
    series: tuple[Series, ...]
    compared: str
    """Equal where all series are equal."""

    @property
    def figures(self) -> int:
        """How many figures there are."""
        return sum(book.figures for book in self.books)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The work of looking for series in all books."""

    books: tuple[Book, ...]


def books_of(years: Iterable[tuple[File, ...]]) -> tuple[Book, ...]:
    """The books among the files of the years, but for those of years without figures."""
    books = [Book.of(int(files[2].path[-7:-3]), files[2].data) for files in years]
    return tuple(book for book in reversed(books) if book.headings)


def compare(task: Comparison) -> tuple[File, ...]:
    """The file of all series."""
    return (File("data/series.json", series_json(all_series(task.books))),)


def ledger_of(books: tuple[Book, ...], compared: tuple[File, ...]) -> Ledger:
    """The books with what their comparison gave."""
    data = compared[0].data
    return Ledger(books, from_json(data), blake2b(data, digest_size=16).hexdigest())


def ledger_for(archive: Archive, settings: Settings) -> Ledger:
    """The ledger of an archive, made anew."""
    books = books_of(map(make, tasks(archive, settings)))
    return ledger_of(books, compare(Comparison(books)))
