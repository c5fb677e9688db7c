"""Times that belong to one number."""

from __future__ import annotations

import pytest

from taizhou_brief.quantities.candidates import match_quantity
from taizhou_brief.quantities.own_times import belongs_to
from taizhou_brief.quantities.time_frames import OwnTime
from taizhou_brief.quantities.time_roles import TimeRole


@pytest.mark.parametrize(
    ("text", "role", "expected"),
    [
        ("去年的5家", TimeRole.ATTRIBUTE, True),
        ("去年的5家", TimeRole.BASE, True),
        ("去年减少5家", TimeRole.BASE, False),
        ("去年5个百分点", TimeRole.BASE, False),
        ("去年的5倍", TimeRole.BASE, False),
        ("去年的5%增长", TimeRole.BASE, True),
        ("去年全县5家", TimeRole.FROM, True),
        ("去年减少5家", TimeRole.FROM, False),
    ],
)
def test_a_difference_is_not_of_the_base(text: str, role: TimeRole, expected: bool) -> None:
    """高于去年5个百分点 compares, 去年的5家 is the base."""
    candidate = match_quantity(text, text.index("5"))
    assert candidate
    assert belongs_to(OwnTime("2022", "去年", 2, role), text, candidate) is expected
