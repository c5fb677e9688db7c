"""The marks of what an editor has to decide."""

from __future__ import annotations

from taizhou_brief.formats.undecided import BLANK, SUGGESTED, suggest


def test_a_suggestion_is_marked_after_the_name() -> None:
    """A blank and a suggestion are different marks, in brackets that no text uses otherwise."""
    assert suggest("东山县") == f"东山县{SUGGESTED}"
    assert BLANK != SUGGESTED
    assert {BLANK[0], SUGGESTED[0]} == {"〔"}
