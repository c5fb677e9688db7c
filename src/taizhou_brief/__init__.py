"""A static site generator for archives of Chinese government work briefings (工作简报).

The public API is what `__all__` names; each command of the command line is one call of it. Names are resolved on first
use, so that importing one part of the house does not load the rest; `__init__.pyi` tells type checkers what they are.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

__version__ = "0.1.0"

_HOME = {
    "Archive": "models",
    "Article": "models",
    "Built": "build",
    "Diagnostic": "diagnostics",
    "Draft": "draft",
    "Issue": "models",
    "Measure": "models",
    "Parsed": "parse",
    "Reading": "reading",
    "Section": "models",
    "Settings": "settings",
    "Severity": "diagnostics",
    "build": "build",
    "check": "reading",
    "draft_from_office": "draft",
    "load": "reading",
    "parse": "parse",
}

__all__ = [  # noqa: PLE0604  # the names live in one place, the table above, which is sorted
    *_HOME,
    "__version__",
]


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{home}"), name)


class _Face(ModuleType):
    """The package, in which `build` and `parse` stay the verbs when the modules of these names are loaded."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face
