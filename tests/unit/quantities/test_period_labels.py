"""Times of quantities in words."""

from __future__ import annotations

from datetime import date

from taizhou_brief.quantities import find_quantities
from taizhou_brief.quantities.period_labels import describe_time, period_label


def test_a_period_is_written_in_chinese() -> None:
    """Both ends of it."""
    assert period_label("2021-01/2021-09") == "2021年1月至2021年9月"


def test_a_time_is_described_only_where_it_is_sure() -> None:
    """As printed and as resolved."""
    (sure,) = find_quantities("截至目前，建成驿站14个。", date(2021, 12, 1))
    assert describe_time(sure) == "截至目前（2021年12月1日）"
    assert describe_time(sure._replace(as_of="")) == ""
