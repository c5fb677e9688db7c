"""Every diagnostic code and what it means, from all floors: for `taizhou-brief rules` and SARIF."""

from __future__ import annotations

from taizhou_brief import disk, markdown, office, parse, recognise, rules, settings, yamltext

PLAIN = (disk, yamltext, settings, parse.front, markdown, parse, recognise, office, rules)
"""Modules whose codes are explained by one line each, in the order of the house."""


def summaries() -> dict[str, str]:
    """Code → one line of Chinese, by code."""
    found = {code: line for module in PLAIN for code, line in module.CODES.items()}
    found |= {rule.code: rule.summary for rule in rules.RULES}
    return dict(sorted(found.items()))


def explain(code: str) -> str | None:
    """The whole text on a code, or None where there is no such code."""
    return rules.explain(code) or summaries().get(code)
