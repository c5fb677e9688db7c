"""Settings as they were read, with the place where each is written, for `check --show-settings`."""

from __future__ import annotations

from typing import Any

from taizhou_brief.formats import yaml
from taizhou_brief.formats.archive_yaml.keys import ARCHIVE
from taizhou_brief.formats.schema import Schema
from taizhou_brief.formats.yaml import MappingNode
from taizhou_brief.formats.yaml.writer import format_yaml_scalar
from taizhou_brief.model.settings import Settings


def format_settings(settings: Settings, text: str, path: str) -> str:
    """Return every key with its value, as YAML that is read back as the same settings; comments name the lines.

    A key without a value is a comment.
    """
    mapping, _ = yaml.read_yaml(yaml.normalise_lines(text), path)
    lines = find_key_lines(mapping)
    rows: list[str] = []
    for field in ARCHIVE.fields:
        place = f"第 {lines[field.name]} 行" if field.name in lines else "没有写，用默认值"
        value = getattr(settings, field.attribute or field.name)
        written = format_items(value)
        if not written:
            rows.append(f"# {field.name}：{field.doc}（没有写）")
        elif isinstance(value, tuple):
            rows += [f"{field.name}:  # {place}，{len(value)} 项", *(f"- {item}" for item in written)]
        else:
            rows.append(f"{field.name}: {written[0]}  # {place}")
    return "".join(f"{row}\n" for row in rows)


def find_key_lines(mapping: MappingNode | None) -> dict[str, int]:
    """Return the line of each key that is written."""
    return {key.text: key.line for key, _ in mapping.pairs} if mapping else {}


def format_items(value: Any) -> list[str]:
    """Return a value, or each item of a list, in YAML on one line; nothing for an empty one."""
    items = value if isinstance(value, tuple) else (value,)
    return [written for written in map(format_item, items) if written]


def format_item(value: Any) -> str:
    """Return a value in YAML on one line; empty for one without content."""
    schema = SCHEMAS.get(type(value))
    if schema is not None:
        pairs = ((field.name, getattr(value, field.attribute or field.name)) for field in schema.fields)
        written = [f"{name}: {item}" for name, part in pairs if (item := format_item(part))]
        return f"{{{', '.join(written)}}}" if written else ""
    if isinstance(value, tuple):
        return f"[{', '.join(map(format_item, value))}]" if value else ""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else format_yaml_scalar(str(value))


def find_schemas(schema: Schema[Any]) -> dict[type, Schema[Any]]:
    """Return the schemas of the records in a schema, by their type."""
    found: dict[type, Schema[Any]] = {}
    for field in schema.fields:
        inner = getattr(field.type, "item_type", field.type)
        if isinstance(inner, Schema):
            found[inner.record] = inner
            found |= find_schemas(inner)
    return found


SCHEMAS = find_schemas(ARCHIVE)
"""Schema of each kind of record in the settings."""
