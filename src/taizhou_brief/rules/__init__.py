"""Named checks of a briefing's text: `RULES` lists them; each is one function whose docstring is its handbook page."""

from __future__ import annotations

from taizhou_brief.rules.concerns import Concerns, find_concerns
from taizhou_brief.rules.handbook import (
    RuleRow,
    code_pages,
    code_summaries,
    explain_code,
    explain_rule,
    list_rules,
    write_reference,
)
from taizhou_brief.rules.registry import FIXABLE, RULES
from taizhou_brief.rules.rule import Rule
from taizhou_brief.rules.run import check_archive, check_issue, list_replacements

__all__ = [
    "FIXABLE",
    "RULES",
    "Concerns",
    "Rule",
    "RuleRow",
    "check_archive",
    "check_issue",
    "code_pages",
    "code_summaries",
    "explain_code",
    "explain_rule",
    "find_concerns",
    "list_replacements",
    "list_rules",
    "write_reference",
]
