"""Rules applied to a snippet."""

from __future__ import annotations

from taizhou_brief.formats.briefing import parse
from taizhou_brief.rules.masked_text import mask_text
from taizhou_brief.rules.rule import IssueRule, RuleContext
from tests.rule_cases import case_settings, whole


def context_of(snippet: str) -> RuleContext:
    """A briefing around a snippet, as rules see it."""
    text, _ = whole(snippet)
    settings = case_settings()
    return RuleContext(parse(text, "briefings/2022/01.md", settings).issue, mask_text(text), settings)


def words(rule: IssueRule, snippet: str) -> list[str]:
    """The words of the snippet that a rule finds fault with."""
    context = context_of(snippet)
    return [context.source.text[found.start : found.end] for found in rule.check(context)]
