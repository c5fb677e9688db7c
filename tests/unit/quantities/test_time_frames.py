"""Times that govern quantities."""

from __future__ import annotations

from taizhou_brief.quantities.time_frames import NO_REFERENCE, PLANNED, TimeFrame


def test_a_frame_governs_nothing_at_first() -> None:
    """Nothing is planned without a word."""
    frame = TimeFrame("2021", "今年", 0, 2, 0)
    assert (frame.is_used, frame.is_goal, frame.is_aside, frame.event_end) == (False, False, False, 0)
    assert (NO_REFERENCE.target, PLANNED.target) == (False, True)
