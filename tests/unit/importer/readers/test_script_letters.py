"""Superscripts and subscripts as characters."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.readers.script_letters import to_script


@pytest.mark.parametrize(
    ("text", "raised", "letters"),
    [
        ("4", True, "⁴"),
        ("-2", True, "⁻²"),
        ("2", False, "₂"),
        ("（1）", True, "⁽¹⁾"),
        ("注", True, ""),
        ("4注", True, ""),
    ],
)
def test_letters_that_unicode_has_are_used(text: str, raised: bool, letters: str) -> None:
    """All of a text or nothing."""
    assert to_script(text, raised=raised) == letters
