"""Where events come from: libyaml where PyYAML was built with it, else PyYAML's own parser; both tell the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

import yaml

from taizhou_brief.chinese.patterns import lazy_compile

EventSource: TypeAlias = Callable[[str], Any]
"""Makes an object whose `get_event` gives one event after another."""

MARK = r"(?<![^\s,\[\]{}])[!&*]\S*"
WORD = r"[^\s,\[\]{}:?-]"
QUESTION = lazy_compile(rf"{MARK}|(?<=[^\s,\[\]{{}}:])\?+|(?<={WORD} )\?+|(?<={WORD})\s+\?+(?=\S)")
"""A tag, anchor or alias as a whole, or question marks inside a text."""
STAND_IN = "\U0010fffd"
"""The last character for private use, which no text holds."""


class PureLoader:
    """PyYAML's own parser; nothing is ever constructed with it.

    It takes a question mark inside a list for a sign of YAML wherever it stands, as the first version of YAML did; so
    one that is a part of a word goes in as another character and comes out as itself.
    """

    def __init__(self, text: str) -> None:
        self.loader: Any = yaml.SafeLoader(QUESTION.sub(hide_specials, text))

    def get_event(self) -> yaml.Event:
        """Return the next event."""
        event: yaml.Event = self.loader.get_event()
        if isinstance(event, yaml.ScalarEvent) and STAND_IN in event.value:
            event.value = event.value.replace(STAND_IN, "?")
        return event


def hide_specials(match: re.Match[str]) -> str:
    """Hide question marks, and leave tags, anchors and aliases as they are."""
    return match[0] if match[0][0] in "!&*" else match[0].replace("?", STAND_IN)


PURE: EventSource = PureLoader
FAST: EventSource | None = getattr(yaml, "CSafeLoader", None)
