"""Words around times and quantities."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.quantities import reference_words as words
from taizhou_brief.quantities.finder import find_quantities

DAY = date(2023, 5, 12)
number = st.integers(2, 900)


def times(text: str) -> list[str]:
    """The time of each quantity of a text; a planned one has an exclamation mark."""
    return [f"{found.as_of}{'!' * found.target}" for found in find_quantities(text, DAY)]


@pytest.mark.parametrize("clause", ["同比增长5%", "增长5%", "其中5家", "较上年增加5家", "下降5%"])
def test_what_hangs_on_the_clause_before(clause: str) -> None:
    """And what does not."""
    assert words.HANGS_ON.match(clause)
    assert not words.HANGS_ON.match(f"全县{clause}")


@given(
    number,
    st.sampled_from(["同比增长{}%", "较上年减少{}户", "其中{}户困难"]),
    st.sampled_from(["新区入驻{}家", "收购{}吨"]),
)
def test_in_the_next_sentence_a_time_governs_one_clause(count: int, hanging: str, other: str) -> None:
    """And what is about its number."""
    sentence = f"一季度，培训{count}人。走访{count}户，{{}}。"
    assert times(sentence.format(hanging.format(count)))[1:] == ["2023-Q1", "2023-Q1"]
    assert times(sentence.format(other.format(count)))[1:] == ["2023-Q1", ""]


@given(number, st.sampled_from(["今年以来，", "现有5家，", "截至5月12日，", "4月3日，"]))
def test_open_and_present_times_end_with_their_sentence(count: int, time: str) -> None:
    """They are of one moment."""
    assert times(f"{time}培训{count}人。走访{count}户。")[-1] == ""


@given(number, st.sampled_from(["每年4月", "次年4月", "每年3月至4月"]))
def test_a_recurrent_month_is_no_time(count: int, month: str) -> None:
    """No year is meant."""
    assert times(f"{month}为防火期，设站{count}个。") == [""]


@given(number, st.sampled_from(["休渔期", "有效期为", "历时"]))
def test_a_term_has_no_time(count: int, term: str) -> None:
    """Even in the clause after its start."""
    assert times(f"5月1日起休渔，{term}{count}个月。") == [""]


@given(number, st.integers(1, 23), st.integers(1, 23))
def test_hours_are_no_part_of_a_span(count: int, first: int, last: int) -> None:
    """From a day to another one."""
    assert times(f"4月25日{first}时至26日{last}时，降雨{count}毫米。") == ["2023-04-25/2023-04-26"]


@given(number)
def test_seasons_join_years(count: int) -> None:
    """From the winter of one to the spring of another."""
    assert times(f"2021年冬至2022年春，疏浚{count}公里。") == ["2021/2022"]


@given(number, st.sampled_from(["常年平均", "往年最多"]))
def test_what_is_usual_is_no_plan(count: int, usual: str) -> None:
    """Even after a plan in its sentence."""
    assert times(f"预计产量{count}吨，{usual}{count}吨。") == ["!", ""]


def test_the_same_period_is_not_the_year_before() -> None:
    """Only 去年同期 is; and a remark about it ends with its clause."""
    assert times("一季度，全县增长5%，上年同期基数较低，全市增长7%。") == ["2023-Q1", "2023-Q1"]
    assert times("2022年，全县增长5%，同期全市增长7%。") == ["2022", "2022"]


def test_a_heading_in_a_paragraph_ends_with_it() -> None:
    """One that is all of its line governs the next ones, up to another one."""
    assert times("今年一季度：培训5人。\n走访8户。") == ["2023-Q1", ""]
    assert times("去年的工作\n培训5人。\n走访8户。\n其他\n走访9户。") == ["2022", "2022", ""]


@given(number)
def test_a_total_has_no_time_of_a_state(count: int) -> None:
    """现有 is of today, what was done since the start is not."""
    assert times(f"现有队员{count}人，累计出动{count}次。") == ["2023-05-12", ""]
    assert times(f"截至4月底，培训{count}人，累计出动{count}次。") == ["2023-04", "2023-04"]
