"""Every diagnostic code and what it means, from all floors: for `taizhou-brief rules` and SARIF."""

from __future__ import annotations

from taizhou_brief import rules
from taizhou_brief.builder import files
from taizhou_brief.formats import archive_yaml, markdown, yaml
from taizhou_brief.formats.briefing import CODES as PARSE_CODES
from taizhou_brief.formats.briefing import front_matter
from taizhou_brief.importer import readers, recognise
from taizhou_brief.site.render import CODES as RENDER_CODES

CODES = (
    *(files.CODES, yaml.CODES, archive_yaml.CODES, front_matter.CODES, markdown.CODES, PARSE_CODES),
    *(recognise.CODES, readers.CODES, rules.CODES, RENDER_CODES),
)
"""Codes that are explained by one line each, in the order of the house."""


def code_summaries() -> dict[str, str]:
    """Code → one line of Chinese, by code."""
    found = {code: line for codes in CODES for code, line in codes.items()}
    found |= {rule.code: rule.summary for rule in rules.RULES}
    return dict(sorted(found.items()))


def explain_code(code: str) -> str | None:
    """The whole text on a code, or None where there is no such code."""
    return rules.explain_rule(code) or code_summaries().get(code)
