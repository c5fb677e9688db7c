"""Schemas: one table of fields reads a mapping, describes it as JSON Schema, and is what the handbook must document."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import Any

from taizhou_brief.chinese.characters import nearest_name
from taizhou_brief.formats.schema.field_types import FieldType, get_missing_value_hint
from taizhou_brief.formats.schema.problems import ProblemCollector
from taizhou_brief.formats.yaml import MappingNode, Node, ScalarNode


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a mapping."""

    name: str
    type: FieldType
    doc: str
    """Purpose of the field, in a few words."""
    default: Any = None
    """Value if none is written, or if the written one cannot be read."""
    required: bool = False
    expected: bool = False
    """Whether the field is optional, but its absence is a warning."""
    also: tuple[str, ...] = ()
    """Other names that people write; they are not accepted, but the message about them names the field."""


class ParsedMapping(dict[str, Any]):
    """Values of one mapping by key, with the nodes they come from."""

    __slots__ = ("nodes", "place")

    def __init__(self, values: dict[str, Any], place: MappingNode) -> None:
        super().__init__(values)
        self.nodes: dict[str, Node] = {}
        """Nodes of the keys that are written."""
        self.place = place
        """Node of the mapping."""

    def node(self, key: str) -> Node:
        """Return the node of a value, or that of the mapping if the key is not written."""
        return self.nodes.get(key, self.place)


@dataclass(frozen=True, slots=True)
class Schema:
    """Mapping with known keys; any other key is an error that names the most similar one."""

    title: str
    """What the mapping describes, in a few words."""
    fields: tuple[Field, ...]
    _by_name: dict[str, Field] = dataclasses.field(init=False, repr=False, compare=False)
    _defaults: dict[str, Any] = dataclasses.field(init=False, repr=False, compare=False)
    _expected: tuple[Field, ...] = dataclasses.field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Build the lookup tables once."""
        object.__setattr__(self, "_by_name", {field.name: field for field in self.fields})
        object.__setattr__(self, "_defaults", {field.name: field.default for field in self.fields})
        object.__setattr__(self, "_expected", tuple(field for field in self.fields if field.required or field.expected))

    def read(self, node: Node, problems: ProblemCollector) -> ParsedMapping | None:
        """Return the values, with defaults for those not written or not readable; None if the node is no mapping."""
        if not isinstance(node, MappingNode):
            problems.wrong_type(node, f"{self.title}的“键: 值”")
            return None
        values = ParsedMapping(self._defaults, node)
        nodes = values.nodes
        for name, item in node.pairs:
            field = self._by_name.get(name.text)
            if field is None:
                if problems.report_typo(name):
                    nodes[re.split("[:：]", name.text)[0]] = item  # the key is written, only not readable
                else:
                    self._report_unknown(name, problems)
                continue
            nodes[field.name] = item
            if isinstance(item, ScalarNode) and item.empty:
                if problems.complete:
                    hint = "在冒号和空格后面补上值" if field.required else get_missing_value_hint(field.type)
                    problems.no_value(item if item.text else name, f"“{field.name}”（{field.doc}）后面", hint)
                continue
            value = field.type.read(item, problems)
            if value is not None:
                values[field.name] = value
        for field in self._expected:
            if field.name not in nodes and problems.complete:
                self._report_missing(field, node, problems)
        return values

    def empty(self) -> ParsedMapping:
        """Return the values of a mapping that is not written: the defaults."""
        return ParsedMapping(self._defaults, MappingNode((), 1, 1))

    def json_schema(self) -> dict[str, Any]:
        """Describe the mapping as an object of JSON Schema."""
        properties = {field.name: {"description": field.doc, **field.type.json_schema()} for field in self.fields}
        required = [field.name for field in self.fields if field.required]
        schema: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": properties}
        return {**schema, "required": required} if required else schema

    def _report_unknown(self, name: ScalarNode, problems: ProblemCollector) -> None:
        """Add an error for a key that the schema does not have."""
        names = {other: field for field in self.fields for other in (field.name, *field.also)}
        nearest = names.get(nearest_name(name.text.strip().lower(), names))
        known = "、".join(field.name for field in self.fields)
        hint = f"是不是想写“{nearest.name}”（{nearest.doc}）" if nearest else f"可以写的键：{known}"
        problems.error("01", name, f"没有“{name.text}”这个键", hint)

    @staticmethod
    def _report_missing(field: Field, node: MappingNode, problems: ProblemCollector) -> None:
        """Add an error for a required field that is absent, or a warning for an expected one."""
        message = f"缺少“{field.name}”（{field.doc}）"
        if field.required:
            problems.error("02", node, message, f"补上一行：{field.name}: …")
        else:
            problems.warning("02", node, message, f"补上一行；确实没有就写 {field.name}: []")
