"""Line breaks inside a quantity."""

from __future__ import annotations

import pytest

from taizhou_brief.quantities.cut_quantities import cuts_quantity


@pytest.mark.parametrize(
    ("before", "after", "cut"),
    [
        ("投入三十", "五万元", True),
        ("提高4.2个", "百分点", True),
        ("投入十二点", "五亿元", True),
        ("投入5亿元", "建成3个村", False),
        ("建成一批", "培训一次", False),
        ("", "5亿元", False),
    ],
)
def test_a_break_inside_a_number_or_before_its_unit_cuts(before: str, after: str, cut: bool) -> None:
    """A break between two quantities does not."""
    assert cuts_quantity(before, after) is cut
