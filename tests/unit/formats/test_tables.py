"""A schema builds its dataclass: values by name, defaults of the dataclass, positions for diagnostics."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from taizhou_brief.formats.archive_yaml.keys import ARCHIVE
from taizhou_brief.formats.briefing.keys import ARTICLE, ERRATUM, FRONT
from taizhou_brief.formats.schema import (
    Field,
    IntegerField,
    ListField,
    NameField,
    ParsedMapping,
    ProblemCollector,
    Schema,
    TextField,
)
from taizhou_brief.formats.yaml import read_yaml
from taizhou_brief.model.block import Span
from taizhou_brief.model.issue import ArticleEntry, FrontMatter


@dataclasses.dataclass(frozen=True, kw_only=True)
class Room:
    """Part of a house."""

    name: str
    windows: int = 1


@dataclasses.dataclass(frozen=True, kw_only=True)
class House:
    """What a mapping is read to."""

    owner: str = "无"
    street: str = ""
    rooms: tuple[Room, ...] = ()
    age: int | None = None


ROOM = Schema(
    "房间", Room, (Field("name", NameField(), "名称", required=True), Field("windows", IntegerField(0, 9), "窗"))
)
HOUSE = Schema(
    "房屋",
    House,
    (
        Field("owner", TextField(), "户主"),
        Field("road", TextField(), "路", convert=str.upper, attribute="street"),
        Field("rooms", ListField(ROOM), "房间"),
    ),
)


def read(text: str) -> ParsedMapping[House]:
    """Read a house."""
    node, _ = read_yaml(text, "a.yaml")
    assert node is not None
    return HOUSE.read_mapping(node, ProblemCollector("a.yaml", "C"))


def test_values_are_copied_by_name() -> None:
    """Lists of mappings become dataclasses, names text, a key may go to another attribute or be converted."""
    house = read("road: abc\nrooms: [{name: 甲}, {name: 乙, windows: 2}]\n").build(age=7)
    assert house == House(street="ABC", rooms=(Room(name="甲"), Room(name="乙", windows=2)), age=7)


def test_changes_replace_values() -> None:
    """What the caller knows better is not built at all."""
    assert read("road: abc\nrooms: [{windows: 2}]\n").build(street="x", rooms=()) == House(street="x")


def test_a_value_that_is_not_written_or_not_readable_is_the_default() -> None:
    """The default is that of the dataclass; one without a default is None."""
    values = read("owner: [a]\nrooms: [{windows: x}]\n")
    (room,) = values["rooms"]
    assert (values["owner"], values["road"], room["windows"], room["name"]) == ("无", "", 1, None)


def test_positions_stay_reachable() -> None:
    """The span of a key's text, of a list's beginning, and of the mapping for a key that is not written."""
    values = read("# 一\nowner: 甲乙\nrooms: []\n")
    assert (values.span("owner"), values.span("rooms")) == (Span(2, 8, 2, 10), Span(3, 8, 3, 9))
    assert values.span("road") == values.span() == Span(2, 1, 2, 2)


@pytest.mark.parametrize(
    ("schema", "more"),
    [
        (FRONT, set()),
        (ARTICLE, {"suggested_counties", "suggested_themes", "undecided", "span"}),
        (ERRATUM, {"span"}),
        (ARCHIVE, {"digest", "deployed", "portable", "_counties", "_themes"}),
    ],
    ids=lambda value: value.title if isinstance(value, Schema) else "",
)
def test_the_model_and_the_table_have_the_same_keys(schema: Schema[Any], more: set[str]) -> None:
    """A key is an attribute of the model and a field of the table, in neither alone."""
    names = [field.name for field in dataclasses.fields(schema.record)]
    assert sorted(name for name in names if name not in more) == sorted(schema.attributes.values())


def test_the_article_and_the_issue_have_what_the_front_matter_has() -> None:
    """The records of the front matter are the ones that the model extends."""
    assert (FRONT.record, ARTICLE.record) == (FrontMatter, ArticleEntry)
