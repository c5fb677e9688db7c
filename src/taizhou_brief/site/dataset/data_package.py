"""Frictionless Data Package: a description of the data files for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from taizhou_brief.model.settings import Settings
from taizhou_brief.site.dataset.columns import (
    ARTICLE_COLUMNS,
    FIGURE_CELLS,
    ISSUE_COLUMNS,
    KEY_COLUMNS,
    MEASURE_COLUMNS,
    RATIO_PATTERN,
    DatasetColumn,
)
from taizhou_brief.site.dataset.serialise import TARGET_CELL

APOSTROPHE_HELP = (
    "以 = + - @ 开头的、像时刻或日期的字（如 10:1），前面加了一个英文单引号，免得表格软件改写；取用时去掉。"
)
_ARTICLE_KEY = [column.title for column in KEY_COLUMNS]


def build_data_package(years: Iterable[int], settings: Settings) -> dict[str, Any]:
    """Build the descriptor; each resource consists of one file a year."""
    years = list(years)
    name = f"{settings.title}数据台账"
    articles = _describe_table("articles", f"{name}（篇目）", ARTICLE_COLUMNS, _ARTICLE_KEY, years)
    figures = _describe_table("figures", f"{name}（数字）", FIGURE_CELLS, ["地址"], years)
    figures["schema"]["foreignKeys"] = [
        {"fields": _ARTICLE_KEY, "reference": {"resource": "articles", "fields": _ARTICLE_KEY}}
    ]
    issues = _describe_table("issues", f"{name}（各期）", ISSUE_COLUMNS, _ARTICLE_KEY[:1], years)
    measures = _describe_table("measures", f"{name}（各条措施）", MEASURE_COLUMNS, [*_ARTICLE_KEY, "措施"], years)
    articles["schema"]["foreignKeys"] = [
        {"fields": _ARTICLE_KEY[:1], "reference": {"resource": "issues", "fields": _ARTICLE_KEY[:1]}}
    ]
    measures["schema"]["foreignKeys"] = figures["schema"]["foreignKeys"]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "figures",
        "title": name,
        "description": f"《{settings.title}》里的数字，逐个登记，每个都有出处。数字从不相加；数的是什么，看所在分句。",
        **({"homepage": f"{settings.base_url}figures/"} if settings.base_url else {}),
        **({"contributors": [{"title": settings.issuer, "roles": ["publisher"]}]} if settings.issuer else {}),
        "resources": [
            issues,
            articles,
            measures,
            figures,
            _describe_json("issues", f"{name}（各期，JSON）", "与 CSV 内容相同，一期一项。", years),
            _describe_json("measures", f"{name}（各条措施，JSON）", "与 CSV 内容相同，一条一项。", years),
            _describe_json("figures", f"{name}（JSON）", "与 CSV 内容相同，一篇一项，篇里是它的数字；", years),
        ],
    }


def _describe_table(
    name: str, title: str, columns: tuple[DatasetColumn, ...], key: list[str], years: list[int]
) -> dict[str, Any]:
    return {
        "name": name,
        "type": "table",
        "path": [f"{name}/{year}.csv" for year in years],
        "title": title,
        "description": f"{APOSTROPHE_HELP}列表项之间用顿号隔开。",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {"fields": [_describe_field(column) for column in columns], "primaryKey": key},
    }


def _describe_field(column: DatasetColumn) -> dict[str, Any]:
    value_type = _describe_csv_value(column.key)
    return {"name": column.title, "title": column.key, "description": column.about, **value_type}


def _describe_csv_value(key: str) -> dict[str, Any]:
    """Describe the type of a column in the CSV, where texts may have a leading apostrophe."""
    if key in {"date", "printed"}:
        return {"type": "date"}
    if key in {"article", "total", "articles", "measures", "figures"}:
        return {"type": "integer"}
    if key in {"value", "value_high"}:
        return {"type": "number"}
    if key == "target":
        return {"type": "boolean", "trueValues": [TARGET_CELL], "falseValues": ["否"]}
    if key == "ratio":
        return {"type": "string", "constraints": {"pattern": f"'{RATIO_PATTERN[1:-1]}"}}
    return {"type": "string"}


def _describe_json(name: str, title: str, about: str, years: list[int]) -> dict[str, Any]:
    """Describe the JSON files.

    They are no tables, because their objects contain others and leave out keys without a value; a JSON Schema
    describes them.
    """
    return {
        "name": f"{name}-json",
        "type": "json",
        "path": [f"{name}/{year}.json" for year in years],
        "title": title,
        "description": f"{about}没有可说的键不出现。格式见 {name}.schema.json。",
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        "jsonSchema": f"{name}.schema.json",
    }
