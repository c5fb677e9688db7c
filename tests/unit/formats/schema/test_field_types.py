"""The kinds of values that keys can have: what each accepts, and what it says of anything else."""

from __future__ import annotations

from datetime import date
from typing import Any

import jsonschema
import pytest

from taizhou_brief.formats.briefing.keys import DAY
from taizhou_brief.formats.schema.field_types import (
    BooleanField,
    ChoiceField,
    DateField,
    FieldType,
    IntegerField,
    ListField,
    MarkdownField,
    NameField,
    TextField,
    get_missing_value_hint,
    guess_number,
    shorten_value,
)
from taizhou_brief.formats.schema.problems import ProblemCollector
from taizhou_brief.formats.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


def scalar(text: str, style: str = "") -> ScalarNode:
    """A scalar on line 3 in column 5."""
    return ScalarNode(text, 3, 5, style)


def sequence(*texts: str) -> SequenceNode:
    """A list of plain scalars."""
    return SequenceNode(tuple(map(scalar, texts)), 3, 5)


def read(kind: FieldType, node: Node) -> tuple[Any, list[str]]:
    """The value and the codes of the problems."""
    problems = ProblemCollector("a.md", "F")
    return kind.read(node, problems), [problem.code for problem in problems.diagnostics]


YEARS = DateField(1949, 2100)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-12-01", date(2021, 12, 1)),
        ("２０２１-12-01", date(2021, 12, 1)),
        ("1949-01-01", date(1949, 1, 1)),  # the first and the last day that are accepted
        ("2100-12-31", date(2100, 12, 31)),
    ],
)
def test_a_day_of_the_years_is_read(text: str, day: date) -> None:
    """Both limits belong to the years."""
    assert read(YEARS, scalar(text)) == (day, [])


@pytest.mark.parametrize(
    "text", ["1948-12-31", "2101-01-01", "2021-02-30", "2021-2-3", "2021年2月3日", "21-02-03", "今天", ""]
)
def test_any_other_day_is_refused(text: str) -> None:
    """A day outside the years, one that does not exist, and any other spelling."""
    assert read(YEARS, scalar(text)) == (None, ["F007"])


def test_the_years_of_a_briefing_are_fixed() -> None:
    """From the founding of the republic on."""
    assert (DAY.first_year, DAY.last_year) == (1949, 2100)


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("9999", 9999), ("08", 8), ("７", 7), (" 12 ", 12)])
def test_a_number_within_its_limits_is_read(text: str, number: int) -> None:
    """Both limits included; never octal."""
    assert read(IntegerField(1, 9999), scalar(text)) == (number, [])


@pytest.mark.parametrize("text", ["0", "10000", "-1", "1.0", "第7期", "0x1F", "1" * 13, "²"])
def test_any_other_number_is_refused(text: str) -> None:
    """Outside the limits, or no whole number."""
    assert read(IntegerField(1, 9999), scalar(text)) == (None, ["F005"])


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False)])
def test_a_truth_has_two_words(text: str, value: bool) -> None:  # a parameter
    """Both can be read."""
    assert read(BooleanField(), scalar(text)) == (value, [])


@pytest.mark.parametrize(("text", "hint"), [("yes", "改为 true"), ("否", "改为 false"), ("也许", "是写 true")])
def test_any_other_truth_is_refused_with_a_hint(text: str, hint: str) -> None:
    """The hint names the word that was meant where it can be guessed."""
    problems = ProblemCollector("a.md", "F")
    assert BooleanField().read(scalar(text), problems) is None
    assert [(problem.code, problem.hint.startswith(hint)) for problem in problems.diagnostics] == [("F006", True)]


def test_a_choice_is_one_of_its_words() -> None:
    """Blanks around it are no obstacle."""
    kind = ChoiceField(("full", "digest"))
    assert read(kind, scalar(" digest ")) == ("digest", [])
    assert read(kind, scalar("摘编")) == (None, ["F008"])


@pytest.mark.parametrize(
    ("node", "value", "codes"),
    [
        (scalar(" 甲 "), "甲", []),
        (scalar("e\u0301"), "\u00e9", []),
        (scalar("甲\n乙", "|"), "甲乙", ["F010"]),
        (scalar("甲\n乙", ">"), "甲乙", []),
        (scalar("~"), None, ["F003"]),
        (scalar("~", "'"), "~", []),
        (sequence("甲"), None, ["F004"]),
    ],
)
def test_a_text_is_one_line(node: Node, value: str | None, codes: list[str]) -> None:
    """In NFC, without blanks around it; a null word is no value unless it is in quotes."""
    assert read(TextField(), node) == (value, codes)


def test_a_text_can_have_a_form() -> None:
    """All of it must match."""
    kind = TextField("[0-9]{6}", "六位数字")
    assert read(kind, scalar("990121")) == ("990121", [])
    assert read(kind, scalar("9901210")) == (None, ["F009"])


def test_a_name_with_a_mark_is_several_names() -> None:
    """The problem is reported at the mark."""
    problems = ProblemCollector("a.md", "F")
    assert NameField().read(scalar("甲县，乙县"), problems) is None
    assert [(problem.code, problem.line, problem.column) for problem in problems.diagnostics] == [("F011", 3, 7)]
    assert read(NameField(), scalar("甲县")) == (scalar("甲县"), [])


def test_prose_knows_its_line() -> None:
    """The text of a block scalar begins on the line below."""
    assert read(MarkdownField(), scalar("甲\n\n乙\n", "|")) == (("甲\n\n乙", 4), [])
    assert read(MarkdownField(), scalar("甲")) == (("甲", 3), [])


def test_a_list_of_one_may_be_written_as_its_value() -> None:
    """A list, or a single value; full-width brackets make no list."""
    kind = ListField(TextField())
    assert read(kind, sequence("甲", "乙")) == (("甲", "乙"), [])
    assert read(kind, scalar("甲")) == (("甲",), [])
    assert read(kind, scalar("【甲】")) == (None, ["F011"])


def test_a_list_has_a_length() -> None:
    """Too few and too many are reported."""
    kind = ListField(IntegerField(1, 20), 2, 2)
    assert read(kind, sequence("1", "2")) == ((1, 2), [])
    assert read(kind, sequence("1"))[1] == ["F012"]
    assert read(kind, sequence("1", "2", "3"))[1] == ["F012"]


@pytest.mark.parametrize("kind", [IntegerField(1, 9), DateField(1949, 2100), BooleanField(), ChoiceField(("a",))])
def test_a_mapping_is_no_scalar(kind: FieldType) -> None:
    """It has the wrong shape for all of them."""
    assert read(kind, MappingNode((), 3, 5)) == (None, ["F004"])


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (IntegerField(1, 9999), 7, 0),
        (DateField(1949, 2100), "2021-12-01", "2021年12月1日"),
        (BooleanField(), True, "是"),
        (ChoiceField(("2025", "2015")), 2025, "2020"),
        (TextField("[0-9]{6}"), "990121", "99012"),
        (NameField(), "甲县", "甲县，乙县"),
        (ListField(TextField(), 2, 2), ["a", "b"], ["a"]),
    ],
)
def test_a_schema_accepts_what_the_program_accepts(kind: FieldType, good: object, bad: object) -> None:
    """JSON Schema agrees with `read` on a good and a bad value."""
    validator = jsonschema.Draft202012Validator(kind.json_schema())
    assert validator.is_valid(good)
    assert not validator.is_valid(bad)


@pytest.mark.parametrize(("text", "number"), [("第7期", 7), ("第七期", 7), ("第十二期", 12), ("某期", 7)])
def test_a_number_is_guessed(text: str, number: int) -> None:
    """From digits, from numerals, or an example."""
    assert guess_number(text) == number


def test_long_values_are_shortened() -> None:
    """At most twenty characters, on one line."""
    assert shorten_value("甲" * 20) == "甲" * 20
    assert shorten_value("甲" * 21) == "甲" * 20 + "…"
    assert shorten_value("甲\n乙") == "甲 乙"


def test_only_a_list_may_be_empty() -> None:
    """The hint for a key without a value depends on its kind."""
    assert "[]" in get_missing_value_hint(ListField(TextField()))
    assert "[]" not in get_missing_value_hint(ListField(TextField(), 1))
    assert "[]" not in get_missing_value_hint(TextField())
