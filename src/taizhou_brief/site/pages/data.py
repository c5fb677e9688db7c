"""The pages 数据: the table of all quantities, and a plain table a year for readers without script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate, chain, groupby
from typing import Any

from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Frame, Settings, Theme
from taizhou_brief.quantities import PrintedParts, clip_clause, split_printed
from taizhou_brief.site.citation import split_offices
from taizhou_brief.site.dataset import Dataset, DatasetPiece, DatasetYear, QuantityRow, ThemeLabels, issue_label
from taizhou_brief.site.dataset.columns import ARTICLE_COLUMNS, FIGURE_CELLS, ISSUE_COLUMNS, MEASURE_COLUMNS
from taizhou_brief.site.views.page_meta import PageMeta, address_data, column_meta, office_data, page_context
from taizhou_brief.site.views.rows import Link
from taizhou_brief.site.views.site_context import ArchiveCounts, with_neighbours

TITLE = "数据"
TABLES = (("figures", "数字"), ("measures", "各条措施"), ("articles", "各篇"), ("issues", "各期"))
"""Folders of the tables that a reader may take, with their names."""
TABLE_COLUMNS = tuple(
    (label, tuple((column.title, column.about) for column in columns))
    for label, columns in (
        ("数字", FIGURE_CELLS),
        ("各条措施", MEASURE_COLUMNS),
        ("各篇", ARTICLE_COLUMNS),
        ("各期", ISSUE_COLUMNS),
    )
)
"""Columns of the tables, which the page explains."""
CLAUSE = 60
"""Characters of a clause in the table."""
THEMES = 2
"""Themes of a row that are named."""
PLAIN = 300
"""Rows of the table that the first page shows before its script has loaded more."""
PAGE_ROWS = 2000
"""Maximum number of quantities on one page without script."""
BARS = 3
"""Number of values of a unit from which on bars compare them."""
OUTLIER = 20
"""A result that is more than so many times the next smaller one of its unit has a bar that is cut."""


@dataclass(frozen=True, slots=True)
class DataRow:
    """One row of the table."""

    url: str
    printed: PrintedParts
    unit: str
    """Only where the printed words leave it out."""
    clause: str
    counties: str
    themes: str
    issue: str
    target: bool
    """Whether it is a plan, not a result."""
    bar: str
    """`63%` of the largest result of its unit; empty where there is nothing to compare."""
    over: bool = False
    """Whether it is an outlier, whose bar is cut."""


@dataclass(frozen=True, slots=True)
class ArticleQuantities:
    """The quantities of one article in the plain table."""

    link: Link
    counties: str
    issue: str
    rows: tuple[tuple[str, PrintedParts, str, str, int], ...]
    """Place, printed words, unit where these leave it out, clause, 1 for a plan."""


@dataclass(frozen=True, slots=True)
class TablePage:
    """A page without script: a year, or a month of a year that has very many quantities."""

    year: int
    month: int
    """0 for the whole year."""
    figures: int
    updated: date
    pieces: tuple[DatasetPiece, ...]
    """The issues whose rows it shows; none for a year that is divided by months."""
    months: tuple[Link, ...] = ()
    """Links to the pages of the months, if the year is divided."""

    @property
    def url(self) -> str:
        """Relative to the site's root."""
        return f"figures/{self.year}/{f'{self.month:02}/' if self.month else ''}"


def data_pages(settings: Settings, dataset: Dataset, counts: ArchiveCounts, updated: date | None) -> Iterator[Page]:
    """Plan the table of all quantities, and each year's; a year with very many is divided by months."""
    links = (("header", TITLE), ("footer", TITLE), ("more", TITLE))
    years = tuple(year for year in reversed(dataset.years) if year.figures)
    listed = tuple(
        (year.year, year.figures, year.digest[:8], f"figures/{year.year}/", count_by_county(year)) for year in years
    )
    newest = newest_pieces(years[0]) if years else ()
    arguments: tuple[Any, ...] = (settings, listed, newest, counts.used)
    yield Page("figures/", "figures.html", data_context, arguments, links, updated)
    for later, shown, earlier in with_neighbours(years):
        turn = (earlier.year if earlier else None, later.year if later else None)
        for part in table_pages(shown):
            year_links = () if part.month else (("years of data", f"{part.year}年"),)
            yield Page(
                part.url, "figures-year.html", year_table_context, (settings, part, *turn), year_links, part.updated
            )


def count_by_county(year: DatasetYear) -> str:
    """Return the number of quantities of each county in a year, for the script: `东山县:5 西河县:3`."""
    counts: Counter[str] = Counter()
    for piece in year.pieces:
        counts.update(dict(piece.counties))
    return " ".join(f"{county}:{count}" for county, count in sorted(counts.items()))


def table_pages(shown: DatasetYear) -> tuple[TablePage, ...]:
    """Return the pages without script of a year that has quantities: its own and, if it has very many, its months'."""
    pieces = tuple(piece for piece in shown.pieces if piece.figures)
    if shown.figures <= PAGE_ROWS:
        return (table_page(shown.year, 0, pieces),)
    months = [
        table_page(shown.year, month, tuple(group)) for month, group in groupby(pieces, key=lambda piece: piece.month)
    ]
    links = tuple(Link(f"{page.month}月", page.url, page.figures) for page in months)
    return (TablePage(shown.year, 0, shown.figures, months[-1].updated, (), links), *months)


def table_page(year: int, month: int, pieces: tuple[DatasetPiece, ...]) -> TablePage:
    """Return the page with the rows of these issues, which are in order."""
    figures = sum(piece.figures for piece in pieces)
    return TablePage(year, month, figures, date.fromisoformat(pieces[-1].date), pieces)


def newest_pieces(shown: DatasetYear) -> tuple[DatasetPiece, ...]:
    """Return a year's newest issues, as many as there is room for, at least one."""
    newest_first = [piece for piece in reversed(shown.pieces) if piece.figures]
    totals = accumulate(piece.figures for piece in newest_first)
    count = sum(total <= PLAIN for total in totals) or 1
    return tuple(newest_first[count - 1 :: -1])


def data_context(
    settings: Settings,
    years: tuple[tuple[int, int, str, str, str], ...],
    newest: tuple[DatasetPiece, ...],
    themes: tuple[Theme, ...],
) -> dict[str, Any]:
    """Build the table of all quantities; without its script it has those of the newest issues.

    A year has its number, its quantities, a digest, its URL and the numbers of its counties; the newest comes first.
    """
    rows = list(iter_rows(newest, tuple((theme.id, theme.label) for theme in themes)))
    description = f"{settings.title}里的数字，逐个登记，每个都能点回原文，可以筛选、排序、下载"
    meta = PageMeta(
        url="figures/",
        title=TITLE,
        description=description,
        here="figures",
        trail=(),
        name=TITLE,
        names=column_meta(TITLE, description, (settings.title, TITLE, "数字", "统计"), "数据发布"),
        data=(describe_dataset(settings, years),) if years else (),
    )
    return page_context(
        meta,
        settings,
        total=sum(year[1] for year in years),
        years=years,
        lines=build_data_rows(rows),
        newest=years[0][0] if years else 0,
        part=len(rows) < years[0][1] if years else False,
        counties=tuple(county.name for county in settings.counties),
        themes=tuple(theme.label for theme in themes),
        tables=TABLES,
        columns=TABLE_COLUMNS,
    )


def describe_dataset(settings: Frame, years: tuple[tuple[int, int, str, str, str], ...]) -> dict[str, Any]:
    """Build the JSON-LD node of the dataset; the newest year comes first. Without an address no file is named."""
    files = (f"data/{name}/{year[0]}.csv" for name, _ in TABLES for year in years) if settings.base_url else ()
    return {
        "@type": "Dataset",
        "name": f"{settings.title}数据台账",
        "description": f"《{settings.title}》的各期、各篇、各条措施，和逐个登记的数字，每个都有出处。",
        "inLanguage": settings.language,
        "isAccessibleForFree": True,
        "temporalCoverage": f"{years[-1][0]}/{years[0][0]}",
        **address_data("figures/", settings),
        **({"creator": office_data(split_offices(settings.issuer))} if settings.issuer else {}),
        **({"spatialCoverage": settings.region.name} if settings.region.name else {}),
        "distribution": tuple(
            {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": f"{settings.base_url}{path}"}
            for path in files
        ),
    }


def iter_rows(pieces: Iterable[DatasetPiece], labels: ThemeLabels = ()) -> Iterator[QuantityRow]:
    """Yield the rows of issues, one after the other; without the labels of themes they have ids."""
    return chain.from_iterable(piece.rows(labels) for piece in pieces)


def year_table_context(settings: Settings, part: TablePage, earlier: int | None, later: int | None) -> dict[str, Any]:
    """Build the plain table of one year, or of one month of a year with very many quantities."""
    name = f"{part.month}月" if part.month else f"{part.year}年"
    title = f"{part.year}年{name if part.month else ''}的数字"
    description = f"{settings.title}{title}：{part.figures}个，每个都能点回原文"
    year_link = Link(f"{part.year}年", f"figures/{part.year}/")
    meta = PageMeta(
        url=part.url,
        title=title,
        description=description,
        here="figures",
        trail=(Link(TITLE, "figures/"), *((year_link,) if part.month else ())),
        name=name,
        names=column_meta(title, description, (settings.title, TITLE, f"{part.year}年"), "数据发布"),
    )
    return page_context(
        meta,
        settings,
        title=title,
        year=part.year,
        count=part.figures,
        months=part.months,
        articles=group_by_article(iter_rows(part.pieces)),
        before=earlier,
        after=later,
    )


def group_by_article(rows: Iterable[QuantityRow]) -> tuple[ArticleQuantities, ...]:
    """Group the rows by article, in the order of the text."""
    return tuple(
        ArticleQuantities(
            Link(heading.title, heading.url), "、".join(heading.counties), issue_label(heading.issue), cells
        )
        for heading, cells in (
            (heading, tuple(map(plain_row, group))) for heading, group in groupby(rows, key=lambda row: row.heading)
        )
    )


def plain_row(row: QuantityRow) -> tuple[str, PrintedParts, str, str, int]:
    """Return what the plain table shows of a quantity."""
    return row.place, split_printed(row.text), missing_unit(row), row_clause(row), row.target


def missing_unit(row: QuantityRow) -> str:
    """Return the unit if the printed words leave it out, else an empty string."""
    return "" if row.unit in row.text else row.unit


def row_clause(row: QuantityRow) -> str:
    """Return the clause as the table shows it."""
    return clip_clause(row.clause, row.text, CLAUSE)


def build_data_rows(rows: Iterable[QuantityRow]) -> tuple[DataRow, ...]:
    """Sort rows by unit, the commonest unit first, within a unit from large to small, plans after the results.

    Bars compare the results of one unit only.
    """
    rows = list(rows)
    order = {unit: rank for rank, (unit, _) in enumerate(Counter(row.unit for row in rows).most_common())}
    rows.sort(key=lambda row: (order[row.unit], row.target, -(numeric_value(row) or 0)))
    data_rows: list[DataRow] = []
    for _, group in groupby(rows, key=lambda row: row.unit):
        same_unit = list(group)
        largest = largest_value(same_unit)
        data_rows += (build_data_row(row, largest) for row in same_unit)
    return tuple(data_rows)


def largest_value(rows: Iterable[QuantityRow]) -> Decimal | None:
    """Return the largest result that is no outlier, if there are enough results to compare.

    An outlier is more than `OUTLIER` times the next smaller result: bars of its scale would show nothing of others.
    """
    results = (numeric_value(row) for row in rows if not row.target)
    values = sorted((value for value in results if value is not None), reverse=True)
    if len(values) < BARS:
        return None
    while len(values) > 1 and values[0] > OUTLIER * values[1] > 0:
        del values[0]
    return values[0] if values[0] > 0 else None


def numeric_value(row: QuantityRow) -> Decimal | None:
    """Return the value as a number; None for a ratio."""
    return None if ":" in row.value or "/" in row.value else Decimal(row.value)


def build_data_row(row: QuantityRow, largest: Decimal | None) -> DataRow:
    """Build one row of the table; `largest` is the value that its bar is compared with."""
    value = None if row.target else numeric_value(row)
    return DataRow(
        url=row.url,
        printed=split_printed(row.text),
        unit=missing_unit(row),
        clause=row_clause(row),
        counties="、".join(row.heading.counties),
        themes="、".join(row.themes[:THEMES]) + ("等" if len(row.themes) > THEMES else ""),
        issue=issue_label(row.heading.issue),
        target=bool(row.target),
        bar=f"{min(max(value / largest * 100, 1), 100):.0f}%" if largest and value is not None and row.unit else "",
        over=bool(largest and value is not None and row.unit and value > largest),
    )
