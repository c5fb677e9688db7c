"""The files of the dataset: those of each year, joined from the pieces of its issues, and their description."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from json import JSONEncoder

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.model.page import File
from taizhou_brief.model.settings import Settings
from taizhou_brief.site.dataset.columns import (
    ARTICLE_COLUMNS,
    COUNTY_CELLS,
    FIGURE_CELLS,
    ISSUE_COLUMNS,
    KEY_COLUMNS,
    MEASURE_COLUMNS,
    DatasetColumn,
    json_schema,
    table_schema,
)
from taizhou_brief.site.dataset.data_package import build_data_package
from taizhou_brief.site.dataset.labels import (
    ADDRESS,
    ThemeLabels,
    encode_labels,
    insert_labels,
    label_array,
    label_cell,
)
from taizhou_brief.site.dataset.pieces import (
    DatasetPiece,
)
from taizhou_brief.site.dataset.serialise import BOM, csv_lines

VERSION = "3"
"""Version of the file format."""
_TABLE_START = '(window.figureBooks=window.figureBooks||[]).push({{"year":{},"articles":[\n'
_TABLE_END = "\n]});\n"
_ADDRESS = lazy_compile(f"{ADDRESS}([^{ADDRESS}]*){ADDRESS}")
_LINE = lazy_compile(r"[^\n]*\n")
_ENCODE_PRETTY = JSONEncoder(ensure_ascii=False, indent=2).encode


@dataclass(frozen=True, slots=True)
class DatasetYear:
    """The issues of one year."""

    year: int
    pieces: tuple[DatasetPiece, ...]
    """In the order of the issues."""
    base_url: str = ""
    """Address of the site; empty if it is unknown."""
    labels: ThemeLabels = ()
    """Labels of the themes of its issues."""

    @property
    def figures(self) -> int:
        """Number of quantities."""
        return sum(piece.figures for piece in self.pieces)

    @property
    def digest(self) -> str:
        """Digest of the pieces and the version of the format: equal digests mean equal files."""
        parts = (VERSION, str(self.year), self.base_url, repr(self.labels), *(piece.digest for piece in self.pieces))
        return blake2b(" ".join(parts).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Dataset:
    """The issues of all years."""

    years: tuple[DatasetYear, ...]
    """Oldest first."""

    @staticmethod
    def of(pieces: Iterable[DatasetPiece], settings: Settings) -> Dataset:
        """Group the pieces of all issues, which are in the order of the issues, by year."""
        by_year: dict[int, list[DatasetPiece]] = defaultdict(list)
        for piece in pieces:
            by_year[piece.year].append(piece)
        return Dataset(tuple(build_year(year, tuple(by_year[year]), settings) for year in sorted(by_year)))

    @property
    def figures(self) -> int:
        """Number of quantities."""
        return sum(year.figures for year in self.years)


def build_year(year: int, pieces: tuple[DatasetPiece, ...], settings: Settings) -> DatasetYear:
    """Return a year with the labels of the themes of its issues."""
    used = {theme for piece in pieces for theme in piece.themes}
    labels = tuple((theme.id, theme.label) for theme in settings.themes if theme.id in used)
    return DatasetYear(year, pieces, settings.base_url, labels)


def year_paths(year: int) -> tuple[str, ...]:
    """Return the paths of the files of a year: its tables, as CSV and JSON, and the script of the page's table."""
    tables = (f"data/{name}/{year}" for name in ("figures", "issues", "measures"))
    files = (f"{table}.{form}" for table in tables for form in ("csv", "json"))
    return (f"data/articles/{year}.csv", *files, f"figures/rows/{year}.js")


def build_year_files(year: DatasetYear) -> tuple[File, ...]:
    """Join the pieces of a year to its files."""
    texts = [piece.texts.load() for piece in year.pieces]
    form = YearForm.of(year)
    contents = (
        form.write_csv(ARTICLE_COLUMNS, (text.article_lines for text in texts)),
        form.write_csv(FIGURE_CELLS, (text.figure_lines for text in texts)),
        form.write_json(text.json_items for text in texts),
        form.write_csv(ISSUE_COLUMNS, (text.issue_lines for text in texts)),
        form.write_json(text.issue_items for text in texts),
        form.write_csv(MEASURE_COLUMNS, (text.measure_lines for text in texts)),
        form.write_json(text.measure_items for text in texts),
        form.write_script(year.year, (text.table_items for text in texts)),
    )
    data = (text.encode("utf-8", "replace") for text in contents)
    return tuple(map(File, year_paths(year.year), data))


@dataclass(frozen=True, slots=True)
class YearForm:
    """How the addresses and labels of a year are written where its pieces are joined."""

    cell: str
    """Replacement of an address in a CSV file; empty if the site's address is unknown."""
    member: str
    """Replacement in a JSON file, with the comma after it."""
    labels: ThemeLabels

    @staticmethod
    def of(year: DatasetYear) -> YearForm:
        """Return the form of a year."""
        if not year.base_url:
            return YearForm("", "", year.labels)
        mark = '"' if "," in year.base_url else ""
        return YearForm(rf"{mark}{year.base_url}\1{mark}", rf'"url":"{year.base_url}\1",', year.labels)

    def fill_lines(self, lines: str) -> str:
        """Return lines of a CSV file with their addresses and labels."""
        return insert_labels(_ADDRESS.sub(self.cell, lines), self.labels, label_cell)

    def write_csv(self, columns: Iterable[DatasetColumn], lines: Iterable[str]) -> str:
        """Write a CSV file."""
        return f"{BOM}{csv_lines([[column.title for column in columns]])}{self.fill_lines(''.join(lines))}"

    def write_json(self, items: Iterable[str]) -> str:
        """Write a JSON file."""
        return f"[\n{insert_labels(_ADDRESS.sub(self.member, _join_items(items)), self.labels, encode_labels)}\n]\n"

    def write_script(self, year: int, items: Iterable[str]) -> str:
        """Write the script of the table of a page."""
        return f"{_TABLE_START.format(year)}{insert_labels(_join_items(items), self.labels, label_array)}{_TABLE_END}"


@dataclass(frozen=True, slots=True)
class CountyYear:
    """The quantities of one county in one year."""

    county: str
    slug: str
    year: DatasetYear
    """The year with those of its issues that have some."""

    @property
    def digest(self) -> str:
        """Digest of the quantities, and of those of other counties in the same issues."""
        return f"{self.county}/{self.slug}/{self.year.digest}"

    @property
    def path(self) -> str:
        """Path of its file."""
        return f"data/county/{self.slug}/{self.year.year}.csv"


def split_by_county(dataset: Dataset, settings: Settings) -> Iterator[CountyYear]:
    """Yield the years of each county in which it has quantities, the oldest first."""
    for county in settings.counties:
        for year in dataset.years:
            pieces = tuple(piece for piece in year.pieces if any(county.name in names for names in piece.places))
            if pieces:
                yield CountyYear(county.name, county.slug, replace(year, pieces=pieces))


def build_county_file(part: CountyYear) -> tuple[File, ...]:
    """Build the file of one county and year: its quantities, each with what there is of its article."""
    rows: list[list[str]] = []
    for piece in part.year.pieces:
        texts = piece.texts.load()
        articles = read_rows(texts.article_lines)
        for row in read_rows(texts.figure_lines):
            number = int(row[1]) - 1
            if part.county in piece.places[number]:
                rows.append([*row, *articles[number][len(KEY_COLUMNS) :]])
    text = YearForm.of(part.year).write_csv(COUNTY_CELLS, [csv_lines(rows)])
    return (File(part.path, text.encode("utf-8", "replace")),)


def read_rows(lines: str) -> list[list[str]]:
    """Read the rows of lines of a CSV file."""
    return list(csv.reader(_LINE.findall(lines)))


def owns_county_file(part: CountyYear, paths: tuple[str, ...]) -> bool:
    """Return whether this is the path of the file of a county and year."""
    return paths == (part.path,)


def owns_year(year: DatasetYear, paths: tuple[str, ...]) -> bool:
    """Return whether files at these paths are what `build_year_files` builds of a year."""
    return paths == year_paths(year.year)


def _join_items(items: Iterable[str]) -> str:
    return ",\n".join(item for item in items if item)


def description_files(dataset: Dataset, settings: Settings) -> tuple[File, ...]:
    """Build the files that describe the others: the schema of the JSON and the data package; none without a year."""
    if not dataset.years:
        return ()
    package = build_data_package([year.year for year in dataset.years], settings)
    return (
        File("data/figures.schema.json", _encode_document(json_schema())),
        File("data/issues.schema.json", _encode_document(table_schema("各期", ISSUE_COLUMNS))),
        File("data/measures.schema.json", _encode_document(table_schema("各条措施", MEASURE_COLUMNS))),
        File("data/datapackage.json", _encode_document(package)),
    )


def _encode_document(value: object) -> bytes:
    return f"{_ENCODE_PRETTY(value)}\n".encode()
