"""Sources of YAML events."""

from __future__ import annotations

import pytest
import yaml

from taizhou_brief.formats.yaml.event_sources import FAST, PURE, EventSource


def values(source: EventSource, text: str) -> list[str]:
    """The scalars of a text."""
    events, found = source(text), []
    while not isinstance(event := events.get_event(), yaml.StreamEndEvent):
        if isinstance(event, yaml.ScalarEvent):
            found.append(event.value)
    return found


@pytest.mark.parametrize("text", ["a: [某市长?, 甲?乙]", "a: 真的?", "a: [甲?]\nb: '?'"])
def test_question_marks_are_text(text: str) -> None:
    """PyYAML's own parser would take them for indicators."""
    assert "".join(values(PURE, text)).count("?") == text.count("?")


def test_both_sources_give_the_same() -> None:
    """Where PyYAML was built with libyaml."""
    text = "a: 甲\nb: [乙, '丙']\n"
    assert FAST is None or values(FAST, text) == values(PURE, text) == ["a", "甲", "b", "乙", "丙"]
