"""Schemas: one table of fields reads a mapping, builds a dataclass, and describes itself as JSON Schema."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from taizhou_brief.chinese.characters import nearest_name
from taizhou_brief.diagnostics import Severity
from taizhou_brief.formats.schema.field_types import FieldType, get_missing_value_hint
from taizhou_brief.formats.schema.problems import ProblemCollector
from taizhou_brief.formats.yaml import MappingNode, Node, ScalarNode
from taizhou_brief.model.block import Span

Record = TypeVar("Record")
"""Dataclass that a schema builds."""


Decision = Literal["editor", "source", "import", "parts"]
"""Whose value of a key is taken when a new import replaces a file.

`editor`: that of the file, as it is written there, if it has one. `source`: that of the office file, if it has one.
`import`: that of the new import, also if it has none. `parts`: the keys of each entry decide.
"""


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a mapping; its default is that of the attribute of the same name."""

    name: str
    type: FieldType
    doc: str
    """Purpose of the field, in a few words."""
    required: bool = False
    expected: bool = False
    """Whether the field is optional, but its absence is a warning."""
    also: tuple[str, ...] = ()
    """Other names that people write; they are not accepted, but the message about them names the field."""
    convert: Callable[[Any], Any] | None = None
    """Function that makes the value of the attribute from the value that the type reads."""
    attribute: str = ""
    """Attribute of the dataclass, if its name is not that of the key."""
    decided_by: Decision = "editor"
    """Whose value is taken when a new import replaces a file."""
    kept: bool = True
    """Whether the dataclass has the value; if not, only the code that reads the file sees it."""

    @property
    def label(self) -> str:
        """Chinese name of the key, for messages: the first of `also`."""
        return self.also[0] if self.also else self.doc


class ParsedMapping(dict[str, Any], Generic[Record]):
    """Values of one mapping by key, with the nodes they come from. A key that cannot be read has its default."""

    __slots__ = ("nodes", "place", "schema")

    def __init__(self, schema: Schema[Record], place: MappingNode) -> None:
        self.schema = schema
        self.place = place
        """Node of the mapping."""
        self.nodes: dict[str, Node] = {}
        """Nodes of the keys that are written."""

    def __missing__(self, key: str) -> Any:
        return self.schema.defaults[key]

    def node(self, key: str) -> Node:
        """Return the node of a value, or that of the mapping if the key is not written."""
        return self.nodes.get(key, self.place)

    def span(self, key: str = "") -> Span:
        """Return the span of a value that is text; for any other, or without a key, that of the first character."""
        node = self.node(key)
        length = node.length if isinstance(node, ScalarNode) else 1
        return Span(node.line, node.column, node.line, node.column + length)

    def build(self, **changes: Any) -> Record:
        """Build the dataclass from the values and `changes`, which are attributes by name and replace values."""
        attributes = self.schema.attributes
        for key, value in self.items():
            name = attributes.get(key)
            if name is not None and name not in changes:
                changes[name] = value if type(value) is str else build_value(value)
        return self.schema.record(**changes)


def build_value(value: Any) -> Any:
    """Convert what a field type reads to the value of an attribute: mappings to dataclasses, names to text."""
    if isinstance(value, ParsedMapping):
        return value.build()
    if isinstance(value, ScalarNode):
        return value.text
    return tuple([build_value(item) for item in value]) if type(value) is tuple else value


@dataclass(frozen=True, slots=True)
class Schema(Generic[Record]):
    """Mapping with known keys; any other key is an error that names the most similar one."""

    title: str
    """What the mapping describes, in a few words."""
    record: type[Record]
    """Dataclass that the mapping is read to."""
    fields: tuple[Field, ...]
    defaults: Mapping[str, Any] = dataclasses.field(init=False, repr=False, compare=False)
    """Default by key; None for a key that must be written."""
    attributes: Mapping[str, str] = dataclasses.field(init=False, repr=False, compare=False)
    """Attribute of the dataclass by key that it keeps."""
    _by_name: dict[str, Field] = dataclasses.field(init=False, repr=False, compare=False)
    _expected: tuple[Field, ...] = dataclasses.field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Build the lookup tables once."""
        attributes = {field.name: field.attribute or field.name for field in self.fields if field.kept}
        defaults = {
            attribute.name: None if attribute.default is dataclasses.MISSING else attribute.default
            for attribute in dataclasses.fields(self.record)  # type: ignore[arg-type]  # a dataclass by definition
        }
        object.__setattr__(self, "attributes", attributes)
        unkept = {field.name: None for field in self.fields if not field.kept}
        known = {key: defaults[attribute] for key, attribute in attributes.items()}
        object.__setattr__(self, "defaults", {**known, **unkept})
        object.__setattr__(self, "_by_name", {field.name: field for field in self.fields})
        object.__setattr__(self, "_expected", tuple(field for field in self.fields if field.required or field.expected))

    def read(self, node: Node, problems: ProblemCollector) -> ParsedMapping[Record] | None:
        """Return the values; None if the node is no mapping."""
        if isinstance(node, MappingNode):
            return self.read_mapping(node, problems)
        problems.wrong_type(node, f"{self.title}的“键: 值”")
        return None

    def read_mapping(self, node: MappingNode, problems: ProblemCollector) -> ParsedMapping[Record]:
        """Return the values that can be read."""
        values = ParsedMapping(self, node)
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
                values[field.name] = field.convert(value) if field.convert else value
        for field in self._expected:
            if field.name not in nodes and problems.complete:
                self._report_missing(field, node, problems)
        return values

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
        problems.report("01", name, f"没有“{name.text}”这个键", hint)

    @staticmethod
    def _report_missing(field: Field, node: MappingNode, problems: ProblemCollector) -> None:
        """Add an error for a required field that is absent, or a warning for an expected one."""
        message = f"缺少“{field.name}”（{field.doc}）"
        if field.required:
            problems.report("02", node, message, f"补上一行：{field.name}: …")
        else:
            hint = f"补上一行；确实没有就写 {field.name}: []"
            # a page without an expected key is complete, one without a required key cannot be made
            problems.report("02", node, message, hint, severity=Severity.WARNING)
