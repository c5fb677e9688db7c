"""Descriptions of what a quantity counts: its clause with a placeholder for the quantity, without time and place."""

from __future__ import annotations

from taizhou_brief.chinese.patterns import lazy_compile

UNINFORMATIVE_OPENINGS = lazy_compile("(?:截至目前|目前|全市|全县|全区|已经|已|共(?![同建享产和]))+")
"""Words at the start of a clause that do not describe what is counted.

The list is kept very short, because each further word makes more clauses equal. 累计 is not among them: what was built
in a year is not what has been built so far.
"""
CLAUSE_GAP = "…"
"""Placeholder for the quantity in a normalised clause."""
_EDGE_MARKS = "，、：；。 "


def normalised_clause(clause: str, printed: str, as_of_text: str = "") -> str:
    """Return what a clause counts: `全县已建成教学点14个` → `建成教学点…`.

    The result is empty if the quantity, `printed`, occurs twice in the clause. `as_of_text` is the time expression to
    leave out. Two quantities count the same only if this text, the unit and the kind are exactly equal.
    """
    if clause.count(printed) != 1:
        return ""
    before, _, after = clause.partition(printed)
    if as_of_text:
        before = before.replace(as_of_text, "")
    before = before.strip(_EDGE_MARKS)
    opening = UNINFORMATIVE_OPENINGS.match(before)
    return f"{before[opening.end() :] if opening else before}{CLAUSE_GAP}{after.strip(_EDGE_MARKS)}"
