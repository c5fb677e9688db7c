"""The state while the times of a text are read."""

from __future__ import annotations

from datetime import date

from taizhou_brief.quantities.candidates import match_quantity
from taizhou_brief.quantities.cues import find_cues
from taizhou_brief.quantities.reference_tracker import ReferenceTracker
from taizhou_brief.quantities.times import find_times


def test_what_is_read_in_order_gives_the_reference() -> None:
    """A time, then a plan, then a quantity."""
    text, day = "今年，计划培训5人", date(2023, 5, 12)
    tracker = ReferenceTracker(text, text, day)
    (time,) = find_times(text, day)
    tracker.read_time(time, is_in_plan=True)
    for cue in find_cues(text):
        tracker.read_cue(cue)
    candidate = match_quantity(text, text.index("5"))
    assert candidate
    tracker.read_quantity(candidate)
    assert tracker.references == [("2023", "今年", True)]
