"""Roles of time expressions."""

from __future__ import annotations

from datetime import date

import pytest

from taizhou_brief.quantities.time_roles import TimeRole, find_role
from taizhou_brief.quantities.times import find_times


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("去年培训5人", TimeRole.FRAME),
        ("比去年多5人", TimeRole.BASE),
        ("与去年相比多5人", TimeRole.BASE),
        ("由去年的5人增加到9人", TimeRole.FROM),
        ("共有去年的5人", TimeRole.ATTRIBUTE),
        ("去年同期为5人", TimeRole.ASIDE),
        ("自2018年启动以来", TimeRole.SINCE),
        ("从2018年起", TimeRole.SINCE),
        ("2027年前建成5座", TimeRole.GOAL),
        ("到2027年建成5座", TimeRole.REACH),
        ("建于2018年", TimeRole.END),
        ("2018年后", TimeRole.END),
        ("今年第5列", TimeRole.NONE),
        ("完成全年任务的5%", TimeRole.NONE),
        ("在去年基础上", TimeRole.NONE),
        ("上午9时", TimeRole.NONE),
    ],
)
def test_the_words_around_a_time_give_its_role(text: str, role: TimeRole) -> None:
    """One line for each role."""
    (time,) = find_times(text, date(2021, 12, 1))
    assert find_role(text, time, 0, follows_base=False) is role
