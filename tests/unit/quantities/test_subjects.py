"""Names in clauses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.quantities.subjects import find_subject


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("“安心夜校”累计培训…", "安心夜校"),
        ("建成“同心驿站”…", "同心驿站"),
        ("《惠民手册》印发…", "惠民手册"),
        ("北岭镇民宿床位达到…", "北岭镇"),
        ("青台村集体经营性收入…", "青台村"),
        ("恒达集团在册残疾职工…", "恒达集团"),
        ("累计投入…", ""),
        ("北岭镇累计投入…", ""),
        ("恒达集团发放补贴…", ""),
        ("按照“一户一策”帮扶…", ""),
        ("通过“三个一”项目承包…果园", ""),
        ("获评“某县工匠”…", ""),
        ("“应帮尽帮”原则下帮扶…", ""),
        ("青台村首次分红村民股金…", ""),
        ("面向村干部开展产业指导…", ""),
        ("各乡镇网格员队伍…", ""),
        ("“安心夜校”培训", ""),
    ],
)
def test_a_clause_names_its_subject(clause: str, name: str) -> None:
    """A quoted name does; a place or an office with what of it is counted; a manner or an award does not."""
    assert find_subject(clause) == name


@given(st.text("累计投入发放补贴带动就业培训新增完成…万元人", max_size=12))
def test_fillers_name_nothing(clause: str) -> None:
    """However they are put together."""
    assert not find_subject(clause)
