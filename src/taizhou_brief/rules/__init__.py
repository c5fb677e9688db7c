"""Named checks of a briefing's text. `RULES` is the list; each rule is one function whose docstring is its page."""

from __future__ import annotations

from taizhou_brief.rules.catalogue import RULES
from taizhou_brief.rules.checking import CODES, check_archive, check_issue
from taizhou_brief.rules.handbook import Row, explain, reference, summary
from taizhou_brief.rules.parts import BLANK
from taizhou_brief.rules.rule import Rule

__all__ = ["BLANK", "CODES", "RULES", "Row", "Rule", "check_archive", "check_issue", "explain", "reference", "summary"]
