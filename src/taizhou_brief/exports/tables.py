"""The archive as tables with keys: issues, articles, measures, figures, and what belongs to several of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import Article, Issue
from taizhou_brief.model.settings import Settings
from taizhou_brief.quantities import TextUnit, issue_quantities
from taizhou_brief.site.dataset.columns import KINDS

Value: TypeAlias = "str | int | Decimal | None"


@dataclass(frozen=True, slots=True)
class Column:
    """Column of a table."""

    name: str
    """Name in the database; never changes."""
    title: str
    """Heading in a workbook, in Chinese; never changes."""
    type: str = "text"
    """`text`, `integer` or `real`."""
    refers_to: str = ""
    """Table and column of a foreign key: `issues.id`."""


@dataclass(frozen=True, slots=True)
class TableForm:
    """Name and columns of a table; the first `key` columns are its primary key."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: int = 1


ISSUE, ARTICLE, MEASURE = (
    Column(f"{name}_id", title, refers_to=f"{name}s.id")
    for name, title in (("issue", "期"), ("article", "篇"), ("measure", "措施"))
)
TABLES = (
    TableForm(
        "issues",
        "各期",
        (
            Column("id", "期"),
            Column("year", "年", "integer"),
            Column("number", "期号", "integer"),
            Column("supplement", "增刊", "integer"),
            Column("total", "总期号", "integer"),
            Column("date", "日期"),
            Column("printed", "印发日期"),
            Column("issuer", "编发单位"),
            Column("edition", "版本"),
            Column("disclosure", "公开范围"),
            Column("url", "网址"),
        ),
    ),
    TableForm(
        "articles",
        "各篇",
        (
            Column("id", "篇"),
            ISSUE,
            Column("position", "第几篇", "integer"),
            Column("title", "题名"),
            Column("contributor", "供稿单位"),
            Column("lead", "导语"),
            Column("url", "网址"),
        ),
    ),
    TableForm("article_counties", "各篇的县（市、区）", (ARTICLE, Column("county", "县（市、区）")), 2),
    TableForm("article_themes", "各篇的主题", (ARTICLE, Column("theme", "主题")), 2),
    TableForm(
        "measures",
        "各条措施",
        (
            Column("id", "措施"),
            ARTICLE,
            Column("position", "次序", "integer"),
            Column("section", "节"),
            Column("marker", "序号"),
            Column("heading", "标题"),
            Column("text", "正文"),
            Column("url", "网址"),
        ),
    ),
    TableForm("measure_themes", "各条措施的主题", (MEASURE, Column("theme", "主题")), 2),
    TableForm(
        "figures",
        "数字",
        (
            Column("id", "数字"),
            ARTICLE,
            MEASURE,
            Column("text", "原文数字"),
            Column("value", "数值", "real"),
            Column("value_high", "数值上限", "real"),
            Column("ratio", "比例"),
            Column("unit", "单位"),
            Column("kind", "种类"),
            Column("qualifier", "修饰语"),
            Column("direction", "增减"),
            Column("target", "目标", "integer"),
            Column("as_of", "时间"),
            Column("as_of_text", "时间原文"),
            Column("clause", "所在分句"),
            Column("url", "网址"),
        ),
    ),
)
"""All tables, each after those that it refers to."""

Row: TypeAlias = "tuple[Value, ...]"


def list_rows(issues: Iterable[Issue], settings: Settings) -> Iterator[tuple[str, Row]]:
    """Yield the rows of all tables with the names of their tables; a row comes after those that it refers to."""
    for issue in issues:
        base = settings.base_url
        issue_id = str(issue.id)
        yield (
            "issues",
            (
                issue_id,
                issue.year,
                issue.number,
                int(issue.supplement),
                issue.total,
                issue.date.isoformat(),
                issue.printed.isoformat() if issue.printed else None,
                issue.issuer or settings.issuer or None,
                issue.edition,
                issue.disclosure,
                f"{base}{issue.url}",
            ),
        )
        for article, units in zip(issue.articles, issue_quantities(issue), strict=True):
            yield from list_article_rows(issue, article, units, settings)


def list_article_rows(
    issue: Issue, article: Article, units: tuple[TextUnit, ...], settings: Settings
) -> Iterator[tuple[str, Row]]:
    """Yield the rows of an article, its measures and its figures."""
    url = Address(article.index).url(issue.id)
    article_id = f"{issue.id}/{article.index}"
    lead = "\n".join(block.text for block in article.lead)
    place = (article_id, str(issue.id), article.index, article.title)
    yield "articles", (*place, article.contributor or None, lead, f"{settings.base_url}{url}")
    for county in article.counties:
        yield "article_counties", (article_id, county)
    for theme_id in article.themes:
        theme = settings.theme(theme_id)
        yield "article_themes", (article_id, theme.label if theme else theme_id)
    sections = {measure.id: section for section in article.sections for measure in section.measures}
    for position, measure in enumerate(article.measures, 1):
        section = sections.get(measure.id)
        heading = f"{section.marker}{section.title}" if section else None
        words = (measure.marker, f"{measure.heading}{measure.stop}", measure.text)
        address = f"{settings.base_url}{url}#{measure.id}"
        measure_id = f"{article_id}#{measure.id}"
        yield "measures", (measure_id, article_id, position, heading, *words, address)
        for own in measure.themes:
            theme = settings.theme(own.theme)
            yield "measure_themes", (measure_id, theme.label if theme else own.theme)
    yield from list_figure_rows(article_id, units, f"{settings.base_url}{url}")


def list_figure_rows(article_id: str, units: tuple[TextUnit, ...], url: str) -> Iterator[tuple[str, Row]]:
    """Yield the rows of an article's figures; `url` is that of the article."""
    for unit in units:
        for fragment, quantity in unit.addressed:
            yield (
                "figures",
                (
                    f"{article_id}#{fragment}",
                    article_id,
                    f"{article_id}#{unit.place}" if unit.place else None,
                    quantity.text,
                    quantity.value,
                    None if quantity.high == quantity.value else quantity.high,
                    quantity.ratio or None,
                    quantity.unit or None,
                    KINDS.get(quantity.kind, quantity.kind),
                    quantity.qualifier or None,
                    quantity.direction or None,
                    int(quantity.target),
                    quantity.as_of or None,
                    quantity.as_of_text or None,
                    quantity.clause,
                    f"{url}#{fragment}",
                ),
            )
