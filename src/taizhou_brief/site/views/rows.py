"""The rows that pages are made of: small frozen values, each no larger than what its line on the page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Link:
    """Words to follow. `url` is relative to the site's root."""

    text: str
    url: str
    count: int = 0
    """A number shown beside the words; 0 shows none."""


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """One article in a list."""

    url: str
    title: str
    issue: Link
    date: date
    counties: tuple[Link, ...]
    themes: tuple[Link, ...]
    measures: int
    extract: str
    abridged: bool
    """The text is the archive's own digest of the printed one."""
    internal: bool


@dataclass(frozen=True, slots=True)
class MeasureSummary:
    """One measure in a list."""

    url: str
    label: str
    """`1.2`, shown behind §."""
    heading: str
    extract: str


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article with some of its measures."""

    article: ArticleSummary
    measures: tuple[MeasureSummary, ...]
    more: int
    """Measures that are not shown; above 0 the card links to all of them."""


@dataclass(frozen=True, slots=True)
class ThemeGroup:
    """What one county contributes to a theme."""

    id: str
    name: str
    url: str
    """Of the county's page; empty for texts that speak for no county."""
    articles: int
    measures: int
    cards: tuple[ArticleCard, ...]
    older: tuple[ArticleSummary, ...]
    """Articles that are shown by their title only."""
    rest: int
    """Articles that are not shown at all: the county's page has them."""


@dataclass(frozen=True, slots=True)
class IssueListing:
    """One issue in a list."""

    url: str
    label: str
    date: date
    articles: int
    abridged: bool
    internal: bool
    titles: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class YearListing:
    """One year of the series."""

    year: int
    url: str
    issues: tuple[IssueListing, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class Tile:
    """One county on the map, or in the list that stands in for it."""

    name: str
    short: str
    url: str
    """Empty where there is nothing to go to."""
    count: int
    heat: int
    """0 to 3."""
    row: int
    column: int
    here: bool


@dataclass(frozen=True, slots=True)
class TileMap:
    """The counties where they lie, drawn as tiles; without positions a plain list."""

    drawn: bool
    tiles: tuple[Tile, ...]
    key: tuple[Link, ...]
    """What the shades mean: the words in `text`, the shade in `count`."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One number of the matrix."""

    count: int
    heat: int
    """0 to 5; 0 for none."""
    url: str
    name: str
    """What the number means, for readers who hear it: `椒江区扩中9条`."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row of the matrix."""

    head: Link
    short: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class MatrixSection:
    """Rows of the matrix under one broader heading."""

    head: Link
    lines: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class ThemeBar:
    """One theme in a county's profile, against the average of all counties."""

    link: Link
    width: str
    """`63%`."""
    average_at: str
    average: str


@dataclass(frozen=True, slots=True)
class ErratumView:
    """A correction beside the words it corrects."""

    url: str
    where: str
    printed: str
    corrected: str
    date: date
    reason: str


@dataclass(frozen=True, slots=True)
class ThemeListing:
    """One theme in the index of themes."""

    link: Link
    description: str
    articles: int
    narrower: tuple[Link, ...]
