"""The files of the dataset: those of each year, joined from the pieces of its issues, and their description."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from hashlib import blake2b
from json import JSONEncoder

from taizhou_brief.chinese.patterns import lazy_compile
from taizhou_brief.model.page import File
from taizhou_brief.model.settings import Settings
from taizhou_brief.site.dataset.columns import ARTICLE_COLUMNS, FIGURE_CELLS, DatasetColumn, json_schema
from taizhou_brief.site.dataset.data_package import build_data_package
from taizhou_brief.site.dataset.pieces import (
    ADDRESS,
    DatasetPiece,
    ThemeLabels,
    encode_labels,
    insert_labels,
    label_array,
    label_cell,
)
from taizhou_brief.site.dataset.serialise import BOM, csv_lines

VERSION = "2"
"""Version of the file format."""
_TABLE_START = '(window.figureBooks=window.figureBooks||[]).push({{"year":{},"articles":[\n'
_TABLE_END = "\n]});\n"
_ADDRESS = lazy_compile(f"{ADDRESS}([^{ADDRESS}]*){ADDRESS}")
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
    """Return the paths of the files of a year: articles, quantities, both as JSON, and the script of the table."""
    figures = f"data/figures/{year}"
    return (f"data/articles/{year}.csv", f"{figures}.csv", f"{figures}.json", f"figures/rows/{year}.js")


def build_year_files(year: DatasetYear) -> tuple[File, ...]:
    """Join the pieces of a year to its files."""
    articles, figures, items, rows = zip(*(astuple(piece.texts.load()) for piece in year.pieces), strict=True)
    cell = key = ""
    if year.base_url:
        mark = '"' if "," in year.base_url else ""
        cell, key = rf"{mark}{year.base_url}\1{mark}", rf'"url":"{year.base_url}\1",'
    contents = (
        _csv_header(ARTICLE_COLUMNS) + insert_labels(_ADDRESS.sub(cell, "".join(articles)), year.labels, label_cell),
        _csv_header(FIGURE_CELLS) + "".join(figures),
        f"[\n{insert_labels(_ADDRESS.sub(key, _join_items(items)), year.labels, encode_labels)}\n]\n",
        f"{_TABLE_START.format(year.year)}{insert_labels(_join_items(rows), year.labels, label_array)}{_TABLE_END}",
    )
    data = (text.encode("utf-8", "replace") for text in contents)
    return tuple(map(File, year_paths(year.year), data))


def owns_year(year: DatasetYear, paths: tuple[str, ...]) -> bool:
    """Return whether files at these paths are what `build_year_files` builds of a year."""
    return paths == year_paths(year.year)


def _csv_header(columns: Iterable[DatasetColumn]) -> str:
    return f"{BOM}{csv_lines([[column.title for column in columns]])}"


def _join_items(items: Iterable[str]) -> str:
    return ",\n".join(item for item in items if item)


def description_files(dataset: Dataset, settings: Settings) -> tuple[File, ...]:
    """Build the files that describe the others: the schema of the JSON and the data package; none without a year."""
    if not dataset.years:
        return ()
    package = build_data_package([year.year for year in dataset.years], settings)
    return (
        File("data/figures.schema.json", _encode_document(json_schema())),
        File("data/datapackage.json", _encode_document(package)),
    )


def _encode_document(value: object) -> bytes:
    return f"{_ENCODE_PRETTY(value)}\n".encode()
