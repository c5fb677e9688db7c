"""Writer of a briefing: its front matter by the tables of `keys`, and the blocks of its body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from taizhou_brief.formats.briefing.keys import FRONT
from taizhou_brief.formats.markdown.escape import escape_inline, escape_markdown
from taizhou_brief.formats.markdown.writer import write_blocks
from taizhou_brief.formats.schema import Field, ListField, NameField, Schema
from taizhou_brief.formats.undecided import BLANK, suggest
from taizhou_brief.formats.yaml.writer import format_yaml_list, format_yaml_scalar
from taizhou_brief.model.block import Block
from taizhou_brief.model.identity import Address
from taizhou_brief.model.issue import Follow, FrontMatter, MeasureThemes

Place: TypeAlias = tuple[str | int, ...]
"""Path of a value in the front matter: `("articles", 0, "themes")`."""
WrittenValue: TypeAlias = str | tuple[str, ...]
"""Value as it is to be written, one text or a list of texts."""


@dataclass(frozen=True, slots=True)
class Annotations:
    """What a draft has in its front matter besides the values of the model, by place."""

    written: Mapping[Place, WrittenValue] = field(default_factory=dict)
    """Values that replace those of the model: names with marks or as an editor wrote them, Markdown."""
    comments: Mapping[Place, tuple[str, ...]] = field(default_factory=dict)
    """Comments below a value, one a line."""

    def nest(self, *place: str | int) -> Annotations:
        """Return the annotations of a record at a place of a larger one."""
        written = {(*place, *inner): value for inner, value in self.written.items()}
        return Annotations(written, {(*place, *inner): lines for inner, lines in self.comments.items()})

    def __or__(self, other: Annotations) -> Annotations:
        """Return these annotations with those of `other`, which come first if both have one for a place."""
        return Annotations({**self.written, **other.written}, {**self.comments, **other.comments})


END_OF_SERIES = "###"
"""Line that ends a series of measures: what follows is no part of the last one."""

NOTHING = Annotations()
"""Annotations of a finished front matter."""


def write_briefing(front: FrontMatter, blocks: Iterable[str], annotations: Annotations = NOTHING) -> str:
    """Return the text of a briefing; `blocks` are those of its body, as the functions below write them."""
    body = "\n\n".join(blocks)
    return f"---\n{write_front_matter(front, annotations)}---\n\n{body}" + ("\n" if body else "")


def write_front_matter(front: FrontMatter, annotations: Annotations = NOTHING) -> str:
    """Return the front matter in the order of the schema; a required key without a value has an empty one."""
    return "".join(f"{line}\n" for line in _write_record(FRONT, front, (), annotations))


def _write_record(schema: Schema[Any], record: Any, place: Place, annotations: Annotations) -> list[str]:
    """Return the lines of the keys of a record."""
    lines: list[str] = []
    for key in schema.fields:
        here = (*place, key.name)
        if here in annotations.written:
            lines.append(f"{key.name}: {format_value(annotations.written[here])}")
        elif key.kept:
            lines += _write_key(key, record, schema.defaults[key.name], here, annotations)
        lines += [f"# {comment}" for comment in annotations.comments.get(here, ())]
    return lines


def _write_key(key: Field, record: Any, default: Any, here: Place, annotations: Annotations) -> list[str]:
    """Return the lines of a key with the value of the model; none if that is the default of an optional key."""
    value = getattr(record, key.attribute or key.name)
    item_type = key.type.item_type if isinstance(key.type, ListField) else key.type
    if isinstance(item_type, NameField):
        value = _list_names(record, key.attribute or key.name)
    if value == default:
        empty = format_value(value) if isinstance(value, str | tuple) else ""
        return [f"{key.name}: {empty}".rstrip()] if key.required or key.expected else []
    if not isinstance(item_type, Schema):
        return [f"{key.name}: {format_value(value)}"]
    if not isinstance(value, tuple):
        return [f"{key.name}:", *(f"  {line}" for line in _write_record(item_type, value, here, annotations))]
    lines = [f"{key.name}:"]
    for index, item in enumerate(value):
        first, *rest = _write_record(item_type, item, (*here, index), annotations)
        lines += [f"- {first}", *(f"  {line}" for line in rest)]
    return lines


def _list_names(record: Any, attribute: str) -> tuple[str, ...]:
    """Return decided names, suggestions with their mark, and a placeholder if an editor has to add one."""
    decided, suggested = getattr(record, attribute), getattr(record, f"suggested_{attribute}", ())
    is_blank = attribute in getattr(record, "undecided", ()) and not suggested
    return (*decided, *map(suggest, suggested), *((BLANK,) if is_blank else ()))


def format_value(value: Any) -> str:
    """Return a value of the model in YAML; blocks of prose become one Markdown text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple) and value and isinstance(value[0], Block):
        return format_yaml_scalar("\n\n".join(write_blocks(value, {})))
    if isinstance(value, tuple) and value and isinstance(value[0], Follow | MeasureThemes):
        return f"{{{', '.join(map(str, value))}}}"
    if isinstance(value, tuple):
        return format_yaml_list(map(str, value))
    return format_yaml_scalar(str(value)) if isinstance(value, str | Address) else str(value)


def write_heading(level: int, text: str, labels: frozenset[str] = frozenset()) -> str:
    """Return a heading: level 1 is a title, 2 a section, 3 a heading below it."""
    escaped = re.sub(r"#+$", lambda match: "\\#" * len(match[0]), escape_markdown(text, labels))
    return f"{'#' * level} {escaped}"


def write_paragraph(text: str, marker: str = "", labels: frozenset[str] = frozenset()) -> str:
    """Return a paragraph; a measure has a marker, with a space before a digit so that no `1.5` arises."""
    if marker:
        text = text.lstrip()
        gap = " " if marker[:1].isdecimal() and text[:1].isdecimal() else ""
        text = f"{marker}{gap}{text}"
    return escape_markdown(text, labels)


def write_table(rows: Sequence[Sequence[str]], labels: frozenset[str] = frozenset()) -> str:
    """Return a Markdown table; its first row is the head, short rows are padded."""
    width = max(len(row) for row in rows)
    lines = [
        "| "
        + " | ".join(escape_inline(cell, labels).replace("|", "\\|") for cell in (*row, *[""] * (width - len(row))))
        + " |"
        for row in rows
    ]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def write_footnote(label: str, text: str, labels: frozenset[str] = frozenset()) -> str:
    """Return a footnote; it may refer to others."""
    return f"[^{label}]: {escape_markdown(text, labels)}"
