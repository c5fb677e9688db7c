"""Rows of pages: small immutable values that contain only what a line on the page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from taizhou_brief.model.fingerprint import Digested
from taizhou_brief.quantities import PrintedParts


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `url` is relative to the site's root."""

    text: str
    url: str
    count: int = 0
    """Number shown after the text; 0 shows none."""


class QuantityView(NamedTuple):
    """One quantity in a list."""

    url: str
    """Relative to the site's root; in the list of an article only `#` and the fragment."""
    printed: PrintedParts
    unit: str
    """The unit if the printed text leaves it out, as of 40万 in `最高40万、20万元`; otherwise empty."""
    clause: str
    where: str
    """`导语`, `§1.2`, or empty."""
    county: str = ""
    target: bool = False
    """Whether it is a plan, which is shown with a sign."""
    when: str = ""
    """Its time, where it is shown and sure."""
    issue: str = ""
    """Its issue, where it is shown: `2021年第7期`."""


@dataclass(frozen=True)
class ArticleListing(Digested):
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
    """Whether the text is the archive's own excerpt of the printed one."""
    internal: bool
    results: tuple[QuantityView, ...] = ()
    """Its telling quantities, where it is listed as a related one."""


@dataclass(frozen=True, slots=True)
class MeasureListing:
    """One measure in a list."""

    url: str
    label: str
    """`1.2`, shown after §."""
    heading: str
    extract: str
    results: tuple[QuantityView, ...] = ()
    """Its telling quantities."""
    issue: Link | None = None
    """Its issue, where it is listed without its article."""
    abridged: bool = False
    """Whether its issue is an excerpt, likewise."""
    internal: bool = False


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article with some of its measures."""

    article: ArticleListing
    measures: tuple[MeasureListing, ...]
    more: int
    """Number of measures that are not shown; above 0 the card links to all of them."""


@dataclass(frozen=True, slots=True)
class ThemeGroup:
    """The articles of one county about a theme."""

    id: str
    name: str
    url: str
    """Address of the county's page; empty for articles of no county."""
    articles: int
    measures: int
    measures_url: str
    """Address of the list of all its measures, or of those of all counties; empty without measures."""
    rows: tuple[MeasureListing, ...]
    """Its newest measures, or all of a small theme."""
    prose: tuple[ArticleListing, ...]
    """Articles without measures, shown with their beginning."""
    titles: tuple[ArticleListing, ...]
    """Articles none of whose measures are shown or listed, of which the title is shown."""
    rest: int
    """Number of articles that are not shown at all."""


@dataclass(frozen=True)
class IssueListing(Digested):
    """One issue in a list."""

    url: str
    label: str
    date: date
    articles: int
    abridged: bool
    internal: bool
    titles: tuple[Link, ...] = ()
    withdrawn: bool = False
    """Whether it was taken down; then nothing counts it."""


@dataclass(frozen=True, slots=True)
class ArticleNeighbour:
    """The article before or after another."""

    url: str
    title: str
    issue: Link
    date: date


@dataclass(frozen=True, slots=True)
class IssueNeighbour:
    """The issue before or after another."""

    url: str
    label: str
    date: date


@dataclass(frozen=True, slots=True)
class YearListing:
    """One year of the series."""

    year: int
    url: str
    issues: tuple[IssueListing, ...]
    """With those that were taken down."""
    articles: int

    @property
    def published(self) -> int:
        """Number of issues that can be read."""
        return sum(not issue.withdrawn for issue in self.issues)


@dataclass(frozen=True, slots=True)
class Tile:
    """One county on the map, or in the list that replaces the map."""

    name: str
    short: str
    url: str
    """Empty if there is nothing to link to."""
    count: int
    heat: int
    """Shade, 0 to 3."""
    row: int
    column: int
    here: bool
    """Whether this is the county of the page."""


@dataclass(frozen=True, slots=True)
class TileMap:
    """The counties, drawn as tiles at their relative positions; without positions a plain list."""

    drawn: bool
    tiles: tuple[Tile, ...]
    key: tuple[Link, ...]
    """Legend of the shades: the words in `text`, the shade in `count`."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One number of the matrix."""

    count: int
    heat: int
    """Shade, 0 to 5; 0 for a count of 0."""
    url: str
    name: str
    """Meaning of the number for screen readers: `东山县扩中9条`."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row of the matrix."""

    head: Link
    short: str
    cells: tuple[MatrixCell, ...]
    total: Link | None = None
    """Number of the measures of all counties, with the link to their list."""


@dataclass(frozen=True, slots=True)
class MatrixSection:
    """Rows of the matrix with a common broader theme."""

    head: Link
    lines: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class ThemeBar:
    """One theme in a county's profile, compared with the average of all counties."""

    link: Link
    width: str
    """`63%`."""
    average_at: str
    average: str


@dataclass(frozen=True, slots=True)
class NeighbourRow:
    """One theme with the measures of a county and of those near it."""

    theme: Link
    """With the address of their comparison."""
    cells: tuple[Link, ...]
    """Number of measures of each, with the link to their list."""


@dataclass(frozen=True, slots=True)
class CountyProfile:
    """What the page of a county shows above its articles."""

    results: tuple[QuantityView, ...]
    """The main results of its newest articles."""
    bars: tuple[ThemeBar, ...]
    """Its themes, most measures first, up to a limit, filled up with what the others write about."""
    others: tuple[Link, ...]
    """Its further themes, each with the number of its measures."""
    near: tuple[Link, ...]
    """The nearest counties that have measures."""
    rows: tuple[NeighbourRow, ...]
    """Themes of the county and of these."""


@dataclass(frozen=True, slots=True)
class ErratumView:
    """A correction with the words that it corrects."""

    url: str
    where: str
    printed: str
    corrected: str
    date: date
    reason: str


@dataclass(frozen=True, slots=True)
class RedactionView:
    """A removal of words, without them."""

    url: str
    where: str
    """Empty for the whole issue."""
    reason: str
    date: date


@dataclass(frozen=True, slots=True)
class ThemeListing:
    """One theme in the index of themes."""

    link: Link
    description: str
    articles: int
    narrower: tuple[Link, ...]
