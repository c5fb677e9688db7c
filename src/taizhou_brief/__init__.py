"""A static site generator for archives of Chinese government work briefings (工作简报).

The public API consists of the names in `__all__`; each command of the command line is one call of it. Names are
resolved on first use, so that importing one part of the package does not load the rest; `__init__.pyi` declares their
types for type checkers.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_MODULES = {
    "Archive": "model.archive",
    "Article": "model.issue",
    "BuildResult": "builder.session",
    "Diagnostic": "diagnostics",
    "Draft": "importer.draft",
    "Issue": "model.issue",
    "LoadedProject": "builder.loaded",
    "Measure": "model.issue",
    "ParseResult": "formats.briefing",
    "Section": "model.issue",
    "Settings": "model.settings",
    "Severity": "diagnostics",
    "build": "builder.build",
    "check": "builder.check",
    "draft_from_office": "importer.draft",
    "load": "builder.load",
    "parse": "formats.briefing",
}
"""Module that defines each public name."""

__all__ = [  # noqa: PLE0604  # the names are listed once, in the sorted table above
    *_MODULES,
    "__version__",
]


def __getattr__(name: str) -> Any:
    module = _MODULES.get(name)
    if module is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{module}"), name)
