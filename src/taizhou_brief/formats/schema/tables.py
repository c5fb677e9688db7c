"""Tables of keys: one table reads a mapping, describes it as JSON Schema, and is what the handbook must cover."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from taizhou_brief.chinese.characters import nearest_name
from taizhou_brief.formats.schema.field_types import FieldType, without_value
from taizhou_brief.formats.schema.problems import ProblemCollector
from taizhou_brief.formats.yaml import MappingNode, Node, ScalarNode


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a table."""

    name: str
    kind: FieldType
    doc: str
    """What it is for, in a few words."""
    default: Any = None
    """The value where none is written, or none can be read."""
    required: bool = False
    expected: bool = False
    """Not required, but its absence is worth a warning."""
    also: tuple[str, ...] = ()
    """Other names that people write; they are not accepted, but lead to the right one."""


class ParsedMapping(dict[str, Any]):
    """The values of one mapping by key, and where each stands."""

    __slots__ = ("nodes", "place")

    def __init__(self, values: dict[str, Any], place: MappingNode) -> None:
        super().__init__(values)
        self.nodes: dict[str, Node] = {}
        """The keys that are written."""
        self.place = place

    def node(self, key: str) -> Node:
        """Return the node of a value; of the whole where it is not written."""
        return self.nodes.get(key, self.place)


@dataclass(frozen=True, slots=True)
class Schema:
    """A mapping with known keys; any other is an error that names the nearest."""

    title: str
    """What it describes, in a few words."""
    keys: tuple[Field, ...]
    _by_name: dict[str, Field] = field(init=False, repr=False, compare=False)
    _defaults: dict[str, Any] = field(init=False, repr=False, compare=False)
    _wanted: tuple[Field, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Build the tables for reading once."""
        object.__setattr__(self, "_by_name", {key.name: key for key in self.keys})
        object.__setattr__(self, "_defaults", {key.name: key.default for key in self.keys})
        object.__setattr__(self, "_wanted", tuple(key for key in self.keys if key.required or key.expected))

    def read(self, node: Node, report: ProblemCollector) -> ParsedMapping | None:
        """Return the values, with defaults for those that are not written or cannot be read."""
        if not isinstance(node, MappingNode):
            report.shape(node, f"{self.title}的“键: 值”")
            return None
        values, by_name = ParsedMapping(self._defaults, node), self._by_name
        nodes = values.nodes
        for name, item in node.pairs:
            key = by_name.get(name.text)
            if key is None:
                if report.slipped(name):
                    nodes[re.split("[:：]", name.text)[0]] = item  # not missing, only not readable
                else:
                    self.unknown(name, report)
                continue
            nodes[key.name] = item
            if isinstance(item, ScalarNode) and item.empty:
                if report.whole:
                    hint = "在冒号和空格后面补上值" if key.required else without_value(key.kind)
                    report.nothing(item if item.text else name, f"“{key.name}”（{key.doc}）后面", hint)
                continue
            value = key.kind.read(item, report)
            if value is not None:
                values[key.name] = value
        for key in self._wanted:
            if key.name not in nodes and report.whole:
                self.missing(key, node, report)
        return values

    def empty(self) -> ParsedMapping:
        """Return the values of a mapping that is not written: the defaults."""
        return ParsedMapping(self._defaults, MappingNode((), 1, 1))

    def unknown(self, name: ScalarNode, report: ProblemCollector) -> None:
        """Note a key that the table does not have."""
        names = {other: key for key in self.keys for other in (key.name, *key.also)}
        meant = names.get(nearest_name(name.text.strip().lower(), names))
        known = "、".join(key.name for key in self.keys)
        hint = f"是不是想写“{meant.name}”（{meant.doc}）" if meant else f"可以写的键：{known}"
        report.error("01", name, f"没有“{name.text}”这个键", hint)

    @staticmethod
    def missing(key: Field, node: MappingNode, report: ProblemCollector) -> None:
        """Note a key that should be there."""
        message = f"缺少“{key.name}”（{key.doc}）"
        if key.required:
            report.error("02", node, message, f"补上一行：{key.name}: …")
        else:
            report.warning("02", node, message, f"补上一行；确实没有就写 {key.name}: []")

    def schema(self) -> dict[str, Any]:
        """Describe the mapping as an object."""
        described = {key.name: {"description": key.doc, **key.kind.schema()} for key in self.keys}
        required = [key.name for key in self.keys if key.required]
        closed: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": described}
        return {**closed, "required": required} if required else closed
