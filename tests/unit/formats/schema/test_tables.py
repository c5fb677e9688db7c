"""Tables of keys: one table reads a mapping and describes it."""

from __future__ import annotations

from dataclasses import dataclass

import jsonschema

from taizhou_brief.formats.schema.field_types import IntegerField, TextField
from taizhou_brief.formats.schema.problems import ProblemCollector
from taizhou_brief.formats.schema.tables import Field, ParsedMapping, Schema
from taizhou_brief.formats.yaml import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What the table describes."""

    name: str
    number: int = 5
    note: str = ""


TABLE = Schema(
    "某物",
    Thing,
    (
        Field("name", TextField(), "名称", required=True, also=("名称",)),
        Field("number", IntegerField(1, 9), "号码"),
        Field("note", TextField(), "说明", expected=True),
    ),
)


def read(text: str, *, complete: bool = True) -> tuple[ParsedMapping[Thing] | None, list[str]]:
    """The values and the codes of the problems."""
    problems = ProblemCollector("a.md", "F", complete=complete)
    mapping, _ = read_yaml(text, "a.md")
    assert mapping
    return TABLE.read(mapping, problems), [problem.code for problem in problems.diagnostics]


def test_values_have_defaults() -> None:
    """What is written is read, the rest is the default."""
    values, found = read("name: 甲\nnote: 乙\n")
    assert values
    assert values == {"name": "甲", "note": "乙"}
    assert values["number"] == 5
    assert values.build() == Thing(name="甲", note="乙")
    assert values.build(number=7) == Thing(name="甲", number=7, note="乙")
    assert found == []
    assert values.nodes.keys() == {"name", "note"}
    assert values.node("number") is values.place
    assert TABLE.defaults == {"name": None, "number": 5, "note": ""}


def test_missing_and_unknown_keys_are_reported() -> None:
    """A required key is an error, an expected one a warning; in a broken text neither."""
    assert read("number: 3\n")[1] == ["F002", "F002"]
    assert read("number: 3\n", complete=False)[1] == []
    assert read("name: 甲\nnote: 乙\ncolour: 红\n")[1] == ["F001"]
    assert read("name: 甲\nnote: 乙\nnumber: 10\n")[1] == ["F005"]
    assert read("name:\nnote: 乙\n")[1] == ["F003"]


def test_another_name_leads_to_the_right_one() -> None:
    """It is not accepted."""
    problems = ProblemCollector("a.md", "F")
    mapping, _ = read_yaml("名称: 甲\nnote: 乙\n", "a.md")
    assert mapping
    TABLE.read(mapping, problems)
    assert "“name”" in problems.diagnostics[0].hint


def test_the_schema_agrees() -> None:
    """JSON Schema refuses what the table refuses."""
    validator = jsonschema.Draft202012Validator(TABLE.json_schema())
    assert validator.is_valid({"name": "甲"})
    assert not validator.is_valid({"number": 3})
    assert not validator.is_valid({"name": "甲", "colour": "红"})
