"""Regular expressions that are compiled when they are first used, not when their module is imported.

A command imports hundreds of them and uses some; compiling them all takes longer than most commands take to run.
"""

from __future__ import annotations

import re
from typing import Any, cast


def lazy_compile(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression that calls `re.compile` when it is first used; type checkers see a `re.Pattern`."""
    return cast("re.Pattern[str]", LazyPattern(text, flags))


class LazyPattern:
    """Lazily compiled regular expression with the attributes of a compiled one."""

    def __init__(self, text: str, flags: int) -> None:
        self.source = text, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(re.compile(*self.source), name)
        setattr(self, name, value)  # the next lookup finds the attribute without calling __getattr__
        return value
