"""One text → its quantities, with exact spans and values in base units."""

from __future__ import annotations

from taizhou_brief.figures.find import find
from taizhou_brief.figures.passages import Passage, passages
from taizhou_brief.figures.values import Printed, around, high_text, plain, printed, value_text
from taizhou_brief.figures.wording import GAP, counted

__all__ = [
    "GAP",
    "Passage",
    "Printed",
    "around",
    "counted",
    "find",
    "high_text",
    "passages",
    "plain",
    "printed",
    "value_text",
]
