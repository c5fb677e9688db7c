"""Values by key: tables that convert YAML nodes with diagnostics, and describe themselves as JSON Schema.

Settings and front matter are both read with such tables; what one of them may hold is said once.
"""

from __future__ import annotations

from typing import Any

from taizhou_brief.fields.kinds import Choice, Day, Flag, Kind, ListOf, Markdown, Name, Text, Whole, clip
from taizhou_brief.fields.record import Key, Record, Values
from taizhou_brief.fields.report import Report, codes

__all__ = [
    "Choice",
    "Day",
    "Flag",
    "Key",
    "Kind",
    "ListOf",
    "Markdown",
    "Name",
    "Record",
    "Report",
    "Text",
    "Values",
    "Whole",
    "clip",
    "codes",
    "json_schema",
]


def json_schema(record: Record) -> dict[str, Any]:
    """Return the JSON Schema of a whole text that a table reads."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": record.title, **record.schema()}
