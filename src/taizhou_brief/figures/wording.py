"""What a figure counts, by its own words: the clause without the figure, and without what only says when."""

from __future__ import annotations

from taizhou_brief.hanzi import HAN
from taizhou_brief.models import Figure
from taizhou_brief.patterns import regex

OPENINGS = regex("(?:截至|截止|目前|今年以来|以来|全市|全县|全区|全镇|该市|该县|该区|先后|累计|已经|已|共计|共有|共)")
"""Words that open a clause and say nothing of what is counted."""
_NOT_HAN = regex(f"[^{HAN}]")
ENOUGH = 4
"""Characters; what is shorter could count anything."""


def counted(figure: Figure) -> str:
    """`累计培训技能人才1605人` → `培训技能人才`; empty where too little is left to tell what is counted.

    Two figures count the same only if this, the unit and the kind are equal to the letter.
    """
    before, printed, after = figure.clause.partition(figure.text)
    if not printed or figure.text in after:
        return ""
    before = before.replace(figure.as_of_text, "") if figure.as_of_text else before
    words = _NOT_HAN.sub("", OPENINGS.sub("", before) + after)
    return words if len(words) >= ENOUGH else ""
