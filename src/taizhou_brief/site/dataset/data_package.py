"""Frictionless Data Package: a description of the data files for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from taizhou_brief.model.settings import Settings
from taizhou_brief.site.dataset.columns import COLUMNS, NUMBER_PATTERN

APOSTROPHE_HELP = (
    "以 = + - @ 开头的、像时刻或日期的（如 10:1）、超过15位的数，前面加了一个英文单引号，免得表格软件改写；取用时去掉。"
)


def build_data_package(years: Iterable[str], settings: Settings) -> dict[str, Any]:
    """Build the descriptor; `years` are the paths of the years' CSV files relative to it."""
    name = f"{settings.title}数据台账"
    tables = [_describe_table("figures-csv", "figures.csv", name)]
    tables += [_describe_table(f"figures-{path[-8:-4]}", path, f"{name}（{path[-8:-4]}年）") for path in years]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "figures",
        "title": name,
        "description": f"《{settings.title}》里的数字，逐个登记，每个都有出处。数字从不相加；数的是什么，看所在分句。",
        **({"homepage": f"{settings.base_url}figures/"} if settings.base_url else {}),
        **({"contributors": [{"title": settings.issuer, "roles": ["publisher"]}]} if settings.issuer else {}),
        "resources": [*tables, _describe_json(name)],
    }


def _describe_table(name: str, path: str, title: str) -> dict[str, Any]:
    return {
        "name": name,
        "type": "table",
        "path": path,
        "title": title,
        "description": f"{APOSTROPHE_HELP}列表项之间用顿号隔开。",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "fields": [
                _describe_field(column.title, column.key, column.about, _describe_csv_value(column.key))
                for column in COLUMNS
            ]
        },
    }


def _describe_field(name: str, title: str, about: str, value_type: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "title": title, "description": about, **value_type}


def _describe_csv_value(key: str) -> dict[str, Any]:
    """Describe the type of a column in the CSV, where cells may have a leading apostrophe."""
    if key == "date":
        return {"type": "date"}
    if key == "article":
        return {"type": "integer"}
    if key == "value_high":
        return {"type": "string", "constraints": {"pattern": f"'?{NUMBER_PATTERN[1:-1]}"}}
    return {"type": "string"}


def _describe_json(name: str) -> dict[str, Any]:
    """Describe the JSON file.

    It is no table, because its objects leave out keys without a value; a JSON Schema describes it.
    """
    return {
        "name": "figures-json",
        "type": "json",
        "path": "figures.json",
        "title": f"{name}（JSON）",
        "description": "与 CSV 内容相同；没有可说的键不出现。格式见 figures.schema.json。",
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        "jsonSchema": "figures.schema.json",
    }
