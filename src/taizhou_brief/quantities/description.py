"""What a figure counts, by its own words: its clause with a gap for it, without what only says when and where."""

from __future__ import annotations

from taizhou_brief.chinese.patterns import lazy_compile

OPENINGS = lazy_compile("(?:截至目前|目前|全市|全县|全区|已经|已|共(?![同建享产和]))+")
"""Words at the head of a clause that say nothing of what is counted. Kept tiny: each more joins more. 累计 is not among
them: what was built in a year is not what has been built so far."""
CLAUSE_GAP = "…"
"""Stands for the figure in what is counted."""
_EDGES = "，、：；。 "


def normalised_clause(clause: str, words: str, when: str = "") -> str:
    """What a clause counts: `全县已建成教学点14个` → `建成教学点…`; nothing where the figure stands twice in it.

    Two figures count the same only if this, the unit and the kind are equal to the letter.
    """
    if clause.count(words) != 1:
        return ""
    before, _, after = clause.partition(words)
    if when:
        before = before.replace(when, "")
    before = before.strip(_EDGES)
    opening = OPENINGS.match(before)
    return f"{before[opening.end() :] if opening else before}{CLAUSE_GAP}{after.strip(_EDGES)}"
