"""Rows of the page that compares counties: what it shows of groups, of like quantities and of single measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from taizhou_brief.model.archive import ThemeEntry
from taizhou_brief.quantities import PrintedParts, clip_clause, split_printed
from taizhou_brief.site.comparison.groups import (
    ComparedLead,
    ComparedMeasure,
    LikeRow,
    RelatedGroup,
    find_like_rows,
    group_related,
)
from taizhou_brief.site.comparison.pieces import (
    ArticleRows,
    ComparedQuantity,
    ComparePiece,
    decode_lead,
    decode_measure,
)
from taizhou_brief.site.views.rows import Link
from taizhou_brief.site.views.site_context import clip_extract, measure_label

GROUPS = 3
"""Groups and rows of a section that are shown whole."""
ONLY = 5
"""Measures that only one county has, shown of each."""
IN_CELL = 2
"""Measures of one county in a group that are shown whole."""
SENTENCE = 130
"""Maximum number of characters of a first sentence."""
CLAUSE = 40
"""Maximum number of characters of a clause."""


@dataclass(frozen=True, slots=True)
class CountyColumn:
    """County that is compared."""

    name: str
    url: str
    count: int
    """Number of its measures of the theme."""
    list_url: str
    """Address of the list of these; empty if there are none."""


@dataclass(frozen=True, slots=True)
class ComparedArticle:
    """Article with the measures of it that are compared."""

    piece: ComparePiece
    index: int
    url: str
    issue: Link
    counties: tuple[str, ...]
    measures: tuple[str, ...]
    """Ids of measures."""

    @property
    def digest(self) -> tuple[object, ...]:
        """Digest of the article: the issue may have others, which it does not depend on."""
        return self.piece.digests[self.index - 1], self.url, self.issue, self.counties, self.measures


@dataclass(frozen=True, slots=True)
class QuantityCell:
    """Quantity as the page shows it."""

    url: str
    printed: PrintedParts
    unit: str
    """Only where the printed words leave it out."""
    clause: str
    when: str
    """Empty if it is not known."""
    where: str
    """`§1.2`, or 导语."""
    target: bool
    more: int = 0
    """Number of further quantities of the county with the same words."""


@dataclass(frozen=True, slots=True)
class MeasureCell:
    """Measure as the page shows it."""

    url: str
    label: str
    heading: str
    sentence: str
    issue: Link
    results: tuple[QuantityCell, ...]
    others: str
    """Further counties whose measure it also is."""


@dataclass(frozen=True, slots=True)
class GroupCell:
    """Measures of one county in a group."""

    county: str
    measures: tuple[MeasureCell, ...]
    more: tuple[MeasureCell, ...]
    """Measures of which only the heading is shown."""
    same: str
    """County in whose cell the measures are that both have; empty if there are none."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Related measures side by side."""

    words: tuple[str, ...]
    cells: tuple[GroupCell, ...]


@dataclass(frozen=True, slots=True)
class LikeTable:
    """Like quantities of some counties."""

    words: str
    target: bool
    cells: tuple[tuple[str, QuantityCell], ...]
    """Names of counties with their quantities."""


@dataclass(frozen=True, slots=True)
class OnlyCell:
    """Measures that only one county has."""

    column: CountyColumn
    measures: tuple[MeasureCell, ...]
    rest: int
    """Number of its measures that are neither here nor in a group."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that the page compares."""

    groups: tuple[GroupRow, ...]
    like: tuple[LikeTable, ...]
    only: tuple[OnlyCell, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Words of the first groups, each once."""
        return tuple(dict.fromkeys(word for group in self.groups[:GROUPS] for word in group.words[:2]))


def compare_counties(columns: Sequence[CountyColumn], articles: Iterable[ComparedArticle]) -> Comparison:
    """Compare the measures of some counties."""
    measures, leads = load_measures(articles)
    names = [column.name for column in columns]
    groups = group_related(measures)
    grouped = {measure.key for group in groups for measure in group.measures}
    counts = {name: sum(name in m.counties for group in groups for m in group.measures) for name in names}
    alone = {name: [m for m in measures if m.key not in grouped and name in m.counties] for name in names}
    return Comparison(
        groups=tuple(build_group_row(group, names) for group in groups),
        like=tuple(build_like_table(row, names) for row in find_like_rows(measures, leads)),
        only=tuple(build_only_cell(column, alone[column.name], counts) for column in columns if column.count),
    )


def compare_article(about: ThemeEntry, piece: ComparePiece) -> ComparedArticle:
    """Return an article with its measures about a theme."""
    entry, measures = about
    return ComparedArticle(
        piece,
        entry.article.index,
        entry.url,
        Link(f"{entry.issue.year}年{entry.issue.label}", entry.issue.url),
        entry.article.counties,
        tuple(measure.id for measure in measures),
    )


def load_measures(articles: Iterable[ComparedArticle]) -> tuple[tuple[ComparedMeasure, ...], tuple[ComparedLead, ...]]:
    """Load the measures to compare and the quantities of the leads of their articles."""
    measures: list[ComparedMeasure] = []
    leads: list[ComparedLead] = []
    loaded: dict[str, dict[int, ArticleRows]] = {}
    for article in articles:
        rows = load_article(article, loaded)
        source = article.url, article.issue, article.counties
        measures += (ComparedMeasure(decode_measure(rows.measures[id_]), *source) for id_ in article.measures)
        leads.append(ComparedLead(decode_lead(rows.lead), *source))
    return tuple(measures), tuple(leads)


def load_article(article: ComparedArticle, loaded: dict[str, dict[int, ArticleRows]]) -> ArticleRows:
    """Load what comparisons know of an article; `loaded` are the issues read before, by digest."""
    text = article.piece.text
    if text.digest not in loaded:
        loaded[text.digest] = article.piece.load()
    return loaded[text.digest][article.index]


def build_group_row(group: RelatedGroup, names: Sequence[str]) -> GroupRow:
    """Build the cells of a group, in the order of the counties; a measure of several is in the cell of the first."""
    cells = []
    for name in names:
        of_county = [measure for measure in group.measures if name in measure.counties]
        own = [build_measure_cell(measure) for measure in of_county if first_county(measure, names) == name]
        same = next((first_county(measure, names) for measure in of_county), "")
        if of_county:
            cells.append(GroupCell(name, tuple(own[:IN_CELL]), tuple(own[IN_CELL:]), "" if own else same))
    return GroupRow(group.words, tuple(cells))


def first_county(measure: ComparedMeasure, names: Sequence[str]) -> str:
    """Return the first county of a measure in the order of the columns."""
    return next(name for name in names if name in measure.counties)


def build_measure_cell(measure: ComparedMeasure) -> MeasureCell:
    """Build what is shown of a measure."""
    row = measure.row
    return MeasureCell(
        url=f"{measure.url}#{row.id}",
        label=measure_label(row.id),
        heading=row.heading,
        sentence=clip_extract(row.text[: row.opening], SENTENCE),
        issue=measure.issue,
        results=tuple(build_quantity_cell(row.quantities[n], measure.url, row.id) for n in row.telling),
        others="、".join(measure.counties[1:]),
    )


def build_quantity_cell(quantity: ComparedQuantity, url: str, place: str, more: int = 0) -> QuantityCell:
    """Build what is shown of a quantity."""
    return QuantityCell(
        url=f"{url}#{quantity.fragment}",
        printed=split_printed(quantity.text),
        unit="" if quantity.unit in quantity.text else quantity.unit,
        clause=clip_clause(quantity.clause, quantity.text, CLAUSE),
        when=quantity.when,
        where=f"§{measure_label(place)}" if place else "导语",
        target=bool(quantity.target),
        more=more,
    )


def build_like_table(row: LikeRow, names: Sequence[str]) -> LikeTable:
    """Build a row of like quantities, in the order of the counties."""
    cells = sorted(row.cells, key=lambda cell: names.index(cell.county))
    return LikeTable(
        words=row.words,
        target=bool(row.target),
        cells=tuple((c.county, build_quantity_cell(c.quantity, c.url, c.place, c.more)) for c in cells),
    )


def build_only_cell(column: CountyColumn, alone: Sequence[ComparedMeasure], grouped: Mapping[str, int]) -> OnlyCell:
    """Build the list of what only one county has."""
    shown = tuple(map(build_measure_cell, alone[:ONLY]))
    return OnlyCell(column, shown, column.count - len(shown) - grouped[column.name])
