"""References of quantities: the time that each refers to, and whether it is planned.

A text is read once from its start to its end. A time expression gets a role by the words around it: the base of a
comparison and an attribute (去年的甲) belong to their own number, everything else is a frame, which governs the
quantities after it until another frame, a plan, a present state or a vague time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from taizhou_brief.quantities.candidates import Candidate
from taizhou_brief.quantities.cues import Cue, CueRole, find_cues, may_give_references
from taizhou_brief.quantities.exclusions import QUOTED_NAME
from taizhou_brief.quantities.reference_tracker import ReferenceTracker
from taizhou_brief.quantities.time_frames import NO_REFERENCE, Reference
from taizhou_brief.quantities.times import TimeExpression

_AS_OF = ("截至", "截止", "截止到", "截至到")
_PLANS = {CueRole.PLAN, CueRole.AIM, CueRole.PAST_PLAN}
_CLAUSE_MARKS = {CueRole.CLAUSE, CueRole.HEADING, CueRole.PART, CueRole.SENTENCE, CueRole.LINE}
_LOOKAHEAD = 12
"""Words and times after a time that are searched for a word of plan in its clause."""
_READ_AFTER = 60
"""Characters after the last quantity in which a word may still be about its clause."""
_START = attrgetter("start")
_BRACKET_LENGTH = 16
"""Characters after the last quantity that may contain a time in a bracket which belongs to it."""


def find_references(  # noqa: PLR0913  # all that decides a reference
    text: str,
    folded: str,
    times: Sequence[TimeExpression],
    candidates: Sequence[Candidate],
    day: date,
    *,
    planned: bool = False,
) -> list[Reference]:
    """Return the reference of each candidate; `folded` is the text with folded width.

    `planned` says that the text is one of plans, as what introduces it states.
    """
    if not planned and not times and not may_give_references(folded):
        return [NO_REFERENCE] * len(candidates)
    cues = find_cues(folded, candidates[-1].end + _READ_AFTER) if candidates else ()
    names = [match.span() for match in QUOTED_NAME.finditer(folded)] if times else []
    outside = [time for time in times if not any(first < time.start and time.end < last for first, last in names)]
    tracker = ReferenceTracker(text, folded, day, planned=planned)
    items: list[Cue | TimeExpression] = sorted([*cues, *outside], key=_START)
    position, count = 0, len(items)
    for candidate in candidates:
        while position < count and items[position].start < candidate.start:
            _read(tracker, items, position)
            position += 1
        tracker.read_quantity(candidate)
    while position < count and items[position].start < tracker.last_end + _BRACKET_LENGTH:
        _read(tracker, items, position)
        position += 1
    return tracker.references


def introduces_plans(text: str) -> bool:
    """Return whether a heading or an introduction says that plans follow: 下一步打算."""
    return any(cue.role is CueRole.AIM for cue in find_cues(text))


def _read(tracker: ReferenceTracker, items: Sequence[Cue | TimeExpression], position: int) -> None:
    """Read one word, mark or time; a time needs to know whether a plan follows in its clause."""
    item = items[position]
    if isinstance(item, Cue):
        tracker.read_cue(item)
        return
    is_in_plan = tracker.planned and not (tracker.folded.endswith(_AS_OF, 0, item.start) or tracker.is_behind(item))
    for following in items[position + 1 : position + 1 + _LOOKAHEAD]:
        if isinstance(following, Cue):
            if following.role in _CLAUSE_MARKS:
                break
            if following.role in _PLANS:
                is_in_plan = True
            elif following.role is CueRole.RESULT and following.word != "累计":
                is_in_plan = False
    tracker.read_time(item, is_in_plan=is_in_plan)
