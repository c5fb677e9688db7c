"""Regular expressions that are compiled when they are first used, not when their module is imported.

A command imports hundreds of them and uses some; to compile them all takes longer than most commands' work.
"""

from __future__ import annotations

import re
from typing import Any, cast


def lazy_compile(text: str, flags: int = 0) -> re.Pattern[str]:
    """The compiled expression, to all who use it; `re.compile` is called at the first use."""
    return cast("re.Pattern[str]", LazyPattern(text, flags))


class LazyPattern:
    """Stands for a compiled expression, and has what that has once it is asked for."""

    def __init__(self, text: str, flags: int) -> None:
        self.source = text, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(re.compile(*self.source), name)
        setattr(self, name, value)  # the next time it is found without coming here
        return value
