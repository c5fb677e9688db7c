"""Schemas that convert YAML nodes to values and diagnostics, and describe themselves as JSON Schema.

Settings and front matter are both read with such schemas, which are the only definition of their keys.
"""

from __future__ import annotations

from typing import Any

from taizhou_brief.formats.schema.field_types import (
    BooleanField,
    ChoiceField,
    DateField,
    FieldType,
    IntegerField,
    ListField,
    MappingField,
    MarkdownField,
    NameField,
    TextField,
    shorten_value,
)
from taizhou_brief.formats.schema.problems import ProblemCollector
from taizhou_brief.formats.schema.tables import Field, ParsedMapping, Schema, build_value

__all__ = [
    "BooleanField",
    "ChoiceField",
    "DateField",
    "Field",
    "FieldType",
    "IntegerField",
    "ListField",
    "MappingField",
    "MarkdownField",
    "NameField",
    "ParsedMapping",
    "ProblemCollector",
    "Schema",
    "TextField",
    "build_value",
    "json_schema",
    "shorten_value",
]


def json_schema(schema: Schema[Any]) -> dict[str, Any]:
    """Return the JSON Schema document of a text that a schema reads."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": schema.title, **schema.json_schema()}
