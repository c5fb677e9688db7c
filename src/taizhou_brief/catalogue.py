"""Every diagnostic code and what it means, from all floors: for `taizhou-brief rules` and SARIF."""

from __future__ import annotations

from taizhou_brief import disk, markdown, office, recognise, rules, settings, yamltext
from taizhou_brief.parse import CODES as PARSE_CODES
from taizhou_brief.parse import front
from taizhou_brief.render import CODES as RENDER_CODES

CODES = (
    *(disk.CODES, yamltext.CODES, settings.CODES, front.CODES, markdown.CODES, PARSE_CODES),
    *(recognise.CODES, office.CODES, rules.CODES, RENDER_CODES),
)
"""Codes that are explained by one line each, in the order of the house."""


def summaries() -> dict[str, str]:
    """Code → one line of Chinese, by code."""
    found = {code: line for codes in CODES for code, line in codes.items()}
    found |= {rule.code: rule.summary for rule in rules.RULES}
    return dict(sorted(found.items()))


def explain(code: str) -> str | None:
    """The whole text on a code, or None where there is no such code."""
    return rules.explain(code) or summaries().get(code)
