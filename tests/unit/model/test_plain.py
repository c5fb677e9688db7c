"""Values as what JSON can represent."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.model.article_text import ArticleText
from taizhou_brief.model.plain import from_plain, to_plain
from taizhou_brief.model.summary import IssueSummary


@given(st.from_type(IssueSummary))
@settings(max_examples=50)
def test_a_summary_is_read_back_as_it_was(summary: IssueSummary) -> None:
    """Through JSON, whatever its values are."""
    assert through_json(IssueSummary, summary) == summary


@given(st.from_type(ArticleText))
@settings(max_examples=50)
def test_a_text_is_read_back_as_it_was(text: ArticleText) -> None:
    """Blocks and measures keep their kind."""
    assert through_json(ArticleText, text) == text


@given(st.from_type(tuple[Diagnostic, ...]))
@settings(max_examples=20)
def test_diagnostics_are_read_back_as_they_were(found: tuple[Diagnostic, ...]) -> None:
    """Severities are those of the program."""
    assert through_json(tuple[Diagnostic, ...], found) == found


def through_json(kind: Any, value: Any) -> Any:
    """A value written and read."""
    return from_plain(kind, json.loads(json.dumps(to_plain(kind, value), ensure_ascii=False)))


class Colour(Enum):
    """One of few."""

    RED = "red"


@dataclass(frozen=True)
class Mixed:
    """Every form that a field may have."""

    words: tuple[str, ...] = ()
    day: date | None = None
    either: str | date = ""
    names: tuple[str, ...] | None = None
    colour: Colour = Colour.RED


@pytest.mark.parametrize(
    "value",
    [Mixed(), Mixed(("甲",), date(2021, 12, 1), date(2021, 12, 2)), Mixed(either="2021-12-02", names=("甲",))],
)
def test_every_form_is_read_back(value: Mixed) -> None:
    """A text that looks like a date stays a text."""
    assert through_json(Mixed, value) == value


def test_a_value_of_another_form_is_refused() -> None:
    """A list with too few fields, and a type without order."""
    with pytest.raises(IndexError):
        from_plain(Mixed, [[]])
    with pytest.raises(TypeError):
        to_plain(set[str], {"甲"})
    assert [field.name for field in fields(Mixed)] == list(get_type_hints(Mixed))
