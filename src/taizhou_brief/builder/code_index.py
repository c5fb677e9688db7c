"""Index of all diagnostic codes with their explanations, for `taizhou-brief rules` and SARIF."""

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
"""Code tables whose codes are explained by one line each."""


def code_summaries() -> dict[str, str]:
    """Return a mapping of each code to its one-line Chinese summary, sorted by code."""
    summaries = {code: line for codes in CODES for code, line in codes.items()}
    summaries |= {rule.code: rule.summary for rule in rules.RULES}
    return dict(sorted(summaries.items()))


def explain_code(code: str) -> str | None:
    """Return the full explanation of a code, or None if there is no such code."""
    return rules.explain_rule(code) or code_summaries().get(code)
