"""Sources of YAML events: libyaml if PyYAML was built with it, and PyYAML's own parser; both give the same events."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

import yaml

from taizhou_brief.chinese.patterns import lazy_compile

EventSource: TypeAlias = Callable[[str], Any]
"""A callable that creates an object whose `get_event` returns one event after another."""

NODE_PROPERTY = r"(?<![^\s,\[\]{}])[!&*]\S*"
WORD_CHAR = r"[^\s,\[\]{}:?-]"
QUESTION_MARK = lazy_compile(
    rf"{NODE_PROPERTY}|(?<=[^\s,\[\]{{}}:])\?+|(?<={WORD_CHAR} )\?+|(?<={WORD_CHAR})\s+\?+(?=\S)"
)
"""A whole tag, anchor or alias, or question marks inside a text."""
QUESTION_PLACEHOLDER = "\U0010fffd"
"""The last private-use character, which does not occur in texts."""


class PureLoader:
    """PyYAML's own parser, used for its events only; no objects are constructed.

    It takes every question mark inside a list for a YAML indicator, as the first version of YAML did. A question mark
    that is part of a word is therefore replaced before parsing and restored in the events.
    """

    def __init__(self, text: str) -> None:
        self.loader: Any = yaml.SafeLoader(QUESTION_MARK.sub(hide_question_marks, text))

    def get_event(self) -> yaml.Event:
        """Return the next event."""
        event: yaml.Event = self.loader.get_event()
        if isinstance(event, yaml.ScalarEvent) and QUESTION_PLACEHOLDER in event.value:
            event.value = event.value.replace(QUESTION_PLACEHOLDER, "?")
        return event


def hide_question_marks(match: re.Match[str]) -> str:
    """Replace question marks by the placeholder, and leave tags, anchors and aliases unchanged."""
    return match[0] if match[0][0] in "!&*" else match[0].replace("?", QUESTION_PLACEHOLDER)


PURE: EventSource = PureLoader
FAST: EventSource | None = getattr(yaml, "CSafeLoader", None)
