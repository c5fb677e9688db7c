"""The pages of the ledger 数据: the table of all figures, and a plain table a year for readers without script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import accumulate, groupby
from typing import Any

from taizhou_brief.model.page import Page
from taizhou_brief.quantities import PrintedParts, clip_clause, split_printed
from taizhou_brief.site.dataset import Dataset, QuantityRow, TablePage, YearTable, issue_label
from taizhou_brief.site.views.page_meta import PageMeta, column_meta, page_context
from taizhou_brief.site.views.rows import Link
from taizhou_brief.site.views.site_context import SiteContext, with_neighbours

TITLE = "数据"
CLAUSE = 60
"""Characters of a clause in the table."""
THEMES = 2
"""Themes of a row that are named."""
PLAIN = 300
"""Rows of the table that the first page shows before its script has loaded any."""
BARS = 3
"""So many values of a unit are needed before bars compare them."""


@dataclass(frozen=True, slots=True)
class DataRow:
    """One row of the table."""

    url: str
    printed: PrintedParts
    unit: str
    """Where the printed words leave it out."""
    clause: str
    counties: str
    themes: str
    issue: str
    bar: str
    """`63%` of the largest value of its unit; empty where there is nothing to compare."""


@dataclass(frozen=True, slots=True)
class ArticleQuantities:
    """The figures of one article in the plain table."""

    link: Link
    counties: str
    issue: str
    rows: tuple[tuple[str, PrintedParts, str, str], ...]
    """Place, printed words, unit where these leave it out, clause."""


def data_pages(shelf: SiteContext, ledger: Dataset) -> Iterator[Page]:
    """The table, and each year's; a year with very many figures is parted by months."""
    digests = tuple(book.digest for book in ledger.books)
    yield Page(
        "figures/",
        "figures.html",
        (shelf.settings, digests, shelf.tagged),
        partial(_index, shelf, ledger),
    )
    for later, book, earlier in with_neighbours(ledger.books):
        turn = (earlier.year if earlier else None, later.year if later else None)
        for part in book.parts:
            shows = (shelf.settings, book.digest, *turn)
            yield Page(part.url, "figures-year.html", shows, partial(_year, shelf, book, part, turn))


def _index(shelf: SiteContext, ledger: Dataset) -> dict[str, Any]:
    settings = shelf.settings
    newest = ledger.books[0] if ledger.books else None
    rows = _newest(newest) if newest else []
    description = f"{settings.title}里的数字，逐个登记，每个都能点回原文，可以筛选、排序、下载"
    draft = PageMeta(
        url="figures/",
        template="figures.html",
        title=TITLE,
        description=description,
        here="figures",
        trail=(),
        name=TITLE,
        names=column_meta(TITLE, description, (settings.title, TITLE, "数字", "统计"), "数据发布"),
    )
    return page_context(
        draft,
        settings,
        total=ledger.figures,
        years=tuple((book.year, book.figures, book.digest[:8], f"figures/{book.year}/") for book in ledger.books),
        lines=build_data_rows(rows),
        newest=newest.year if newest else 0,
        part=len(rows) < newest.figures if newest else False,
        counties=tuple(county.name for county in settings.counties),
        themes=tuple(theme.label for theme in shelf.tagged),
    )


def _newest(book: YearTable) -> list[QuantityRow]:
    """The rows of a year's newest issues, as many whole issues as there is room for; always those of one."""
    sizes = Counter[str]()
    for heading in reversed(book.headings):
        sizes[heading.issue] += heading.figures
    totals = accumulate(sizes.values())  # the newest issue first
    shown = [issue for issue, total in zip(sizes, totals, strict=True) if total <= PLAIN] or list(sizes)[:1]
    return list(book.rows(lambda heading: heading.issue in shown))


def _year(shelf: SiteContext, book: YearTable, part: TablePage, turn: tuple[int | None, int | None]) -> dict[str, Any]:
    settings, months = shelf.settings, book.months
    name = f"{part.month}月" if part.month else f"{book.year}年"
    title = f"{book.year}年{name if part.month else ''}的数字"
    description = f"{settings.title}{title}：{part.figures}个，每个都能点回原文"
    up = (Link(TITLE, "figures/"), *((Link(f"{book.year}年", f"figures/{book.year}/"),) if part.month else ()))
    draft = PageMeta(
        url=part.url,
        template="figures-year.html",
        title=title,
        description=description,
        here="figures",
        trail=up,
        name=name,
        names=column_meta(title, description, (settings.title, TITLE, f"{book.year}年"), "数据发布"),
    )
    rows = () if months and not part.month else book.rows(part.holds)
    return page_context(
        draft,
        settings,
        title=title,
        year=book.year,
        count=part.figures,
        months=() if part.month else tuple(Link(f"{one.month}月", one.url, one.figures) for one in months),
        articles=group_by_article(rows),
        before=turn[0],
        after=turn[1],
    )


def group_by_article(rows: Iterable[QuantityRow]) -> tuple[ArticleQuantities, ...]:
    """The figures of each article in the order of the text."""
    return tuple(
        ArticleQuantities(
            Link(heading.title, heading.url), "、".join(heading.counties), issue_label(heading.issue), told
        )
        for heading, told in (
            (heading, tuple((row.place, split_printed(row.text), missing_unit(row), row_clause(row)) for row in found))
            for heading, found in groupby(rows, key=lambda row: row.heading)
        )
    )


def missing_unit(row: QuantityRow) -> str:
    """The unit, where the printed words leave it out."""
    return "" if row.unit in row.text else row.unit


def row_clause(row: QuantityRow) -> str:
    """The clause as the table shows it."""
    return clip_clause(row.clause, row.text, CLAUSE)


def build_data_rows(rows: Iterable[QuantityRow]) -> tuple[DataRow, ...]:
    """Rows by unit, the unit with most rows first, within a unit from large to small; bars only within a unit."""
    found = list(rows)
    order = {unit: place for place, (unit, _) in enumerate(Counter(row.unit for row in found).most_common())}
    found.sort(key=lambda row: (order[row.unit], -(numeric_value(row) or 0)))
    made: list[DataRow] = []
    for _, group in groupby(found, key=lambda row: row.unit):
        same = list(group)
        largest = largest_value(same)
        made += (_line(row, largest) for row in same)
    return tuple(made)


def largest_value(rows: Iterable[QuantityRow]) -> Decimal | None:
    """The largest value, where there are enough values to compare."""
    values: Sequence[Decimal] = [value for value in map(numeric_value, rows) if value is not None]
    return max(values) if len(values) >= BARS and max(values) > 0 else None


def numeric_value(row: QuantityRow) -> Decimal | None:
    """The value as a number; none of a ratio."""
    return None if ":" in row.value or "/" in row.value else Decimal(row.value)


def _line(row: QuantityRow, largest: Decimal | None) -> DataRow:
    value = numeric_value(row)
    return DataRow(
        url=row.url,
        printed=split_printed(row.text),
        unit=missing_unit(row),
        clause=row_clause(row),
        counties="、".join(row.heading.counties),
        themes="、".join(row.heading.themes[:THEMES]) + ("等" if len(row.heading.themes) > THEMES else ""),
        issue=issue_label(row.heading.issue),
        bar=f"{max(value / largest * 100, Decimal(1)):.0f}%" if largest and value is not None and row.unit else "",
    )
