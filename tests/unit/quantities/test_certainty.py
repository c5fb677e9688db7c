"""Times that are certain for a quantity, and those that are left out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.quantities.candidates import match_quantity
from taizhou_brief.quantities.certainty import Place, is_day, lasts
from taizhou_brief.quantities.finder import find_quantities
from taizhou_brief.quantities.time_frames import TimeFrame

DAY = date(2023, 5, 12)
PERIODS = {"去年": "2022", "一季度": "2023-Q1", "1—4月": "2023-01/2023-04", "4月": "2023-04", "2021年": "2021"}
period = st.sampled_from(sorted(PERIODS))
number = st.integers(2, 900)


def times(text: str) -> list[str]:
    """The time of each quantity of a text; a planned one has an exclamation mark."""
    return [f"{found.as_of}{'!' * found.target}" for found in find_quantities(text, DAY)]


@pytest.mark.parametrize(
    ("value", "expected"), [("2023-04-03", True), ("2023-04-03/2023-04-15", False), ("2023-04", False)]
)
def test_only_a_single_day_is_a_day(value: str, expected: bool) -> None:
    """And a day governs no sentence but its own."""
    assert is_day(value) is expected
    assert lasts(TimeFrame(value, "", 0, 0, 0)) is not expected


def test_a_place_gives_a_time_or_none() -> None:
    """A size is fixed and has no time of another clause; an average of days has none of one day."""
    text = "去年开园，占地5亩"
    candidate = match_quantity(text, text.index("5"))
    assert candidate
    place = Place(text, candidate, 0, text.index("占"))
    assert place.clause == "占地"
    assert place.is_fixed(is_new_sentence=False, target=False)
    assert place.find_value(TimeFrame("2022", "去年", 0, 2, 0), is_same_clause=False) == "2022"


@given(period, number, number)
def test_a_period_governs_the_next_sentence(time: str, first: int, second: int) -> None:
    """The only time of a sentence lasts for the next one."""
    assert times(f"{time}，培训{first}人。走访{second}户。") == [PERIODS[time]] * 2


@given(period, period, number, st.sampled_from(["走访{}户", "入库企业{}家"]))
def test_two_times_govern_no_further_sentence(time: str, other: str, count: int, result: str) -> None:
    """Which of them would be a guess."""
    text = f"{time}，培训{count}人；{other}，培训{count}人。{result.format(count)}。"
    assert times(text) == [PERIODS[time], PERIODS[other], PERIODS[time] if time == other else ""]


@given(number, st.sampled_from(["4月12日", "2022年3月1日", "本月8日"]), st.sampled_from(["", "会后，", "随后"]))
def test_a_single_day_governs_no_further_sentence(count: int, day: str, word: str) -> None:
    """What follows a meeting was not done on its day."""
    assert times(f"{day}，{count}人参会。{word}走访{count}户。")[-1] == ""


RULES = (
    "按规定奖励{}元",
    "对举报人按查实金额的{}%给予奖励",
    "群众应当在{}日内报告",
    "单户不超过{}万元",
    "每亩补贴{}元",
    "凡满{}人的班级可以申请",
    "收费标准为{}元",
)


@given(period, number, number, st.sampled_from(RULES))
def test_a_rule_has_no_time_of_the_sentence_before(time: str, first: int, second: int, rule: str) -> None:
    """It holds at any time."""
    assert set(times(f"{time}，培训{first}人。{rule.format(second)}。")[1:]) == {""}


@given(period, number, st.sampled_from(["以上", "以下", "以内"]), st.sampled_from(["的项目", "老人", "的企业"]))
def test_a_bound_of_a_class_has_no_time(time: str, count: int, bound: str, thing: str) -> None:
    """It describes what is counted, and is no result."""
    assert times(f"{time}，走访{count}岁{bound}{thing}{count}个。") == ["", PERIODS[time]]


@given(number, st.sampled_from(["日均", "月均", "平均每天"]))
def test_an_average_has_no_time_of_one_day(count: int, average: str) -> None:
    """A month has one."""
    assert times(f"4月20日，大楼投入使用，设诊室{count}间，{average}接诊{count}人次。")[-1] == ""
    assert times(f"4月，{average}接诊{count}人次。") == ["2023-04"]


@given(period, number, st.sampled_from(["立项的", "全县新认定的"]))
def test_an_attribute_ends_with_its_clause(time: str, count: int, attribute: str) -> None:
    """去年立项的5个项目中 gives the year of the items, not of what then became of them."""
    assert times(f"{time}{attribute}{count}个项目中，开工{count}个。") == [PERIODS[time], ""]


@given(
    number,
    st.sampled_from(["现有泊位{}个", "今年以来建成{}个", "去年建成{}个"]),
    st.sampled_from(["计划", "拟", "建成后新增"]),
)
def test_a_plan_has_no_time_of_the_state_before_it(count: int, before: str, plan: str) -> None:
    """Neither of the present, nor of an open period, nor of the past."""
    assert times(f"{before.format(count)}，{plan}能力{count}万吨。")[-1] == "!"


@given(period, number, st.sampled_from(["今年计划", "下一步，拟", "力争"]))
def test_a_past_time_ends_a_plan(time: str, count: int, plan: str) -> None:
    """A year that is over, or a month of the year of the plan."""
    year = time if PERIODS[time][:4] != "2023" or plan == "今年计划" else f"今年{time}"
    result = times(f"{plan}培训{count}人，{year}培训{count}人。")
    assert result[0].endswith("!")
    assert result[1] == PERIODS[time]


@given(number, st.sampled_from(["推迟至", "延长到", "提前到", "顺延至"]), st.sampled_from(["8月", "明年", "9月底"]))
def test_the_time_something_moves_to_governs_nothing(count: int, moved: str, time: str) -> None:
    """It is neither a time nor a goal of what follows."""
    assert times(f"原定于5月交付的{count}套房，{moved}{time}，涉及{count}人。") == ["2023-05!", ""]


@given(number, st.sampled_from(["为2020年生产", "是2018年建成", "系2021年移交"]))
def test_a_time_that_describes_governs_nothing(count: int, description: str) -> None:
    """The goods are of that year, not what was done with them."""
    assert times(f"4月，抽检{count}批次，部分{description}，下架{count}公斤。") == ["2023-04", ""]


@given(number, st.sampled_from(["两年共", "三年累计", "五年合计", "四年间", "年终"]))
def test_a_number_of_years_is_none_of_the_years_before(count: int, span: str) -> None:
    """Nor is another vague time."""
    assert times(f"2021年培训{count}人，2022年培训{count}人，{span}建成{count}个。")[2:] in ([""], ["", ""])


def test_the_time_of_a_base_goes_on_with_its_statement() -> None:
    """What only continues a clause is of the same time."""
    assert times("一季度下降18%，去年同期2项指标均为正增长，分别是7%、5%。") == ["2023-Q1", *["2022-Q1"] * 3]
    assert times("一季度下降18%，去年同期2项指标为正增长，企业5家。")[-1] == "2023-Q1"


def test_the_distance_to_a_goal_is_no_goal() -> None:
    """The goal has its own time."""
    assert times("1—4月，优良率86%，距全年目标88%还差2个百分点。") == ["2023-01/2023-04", "2023", "2023-01/2023-04"]


@given(number, st.sampled_from(["会议要求：", "市里要求，", "按照要求，"]))
def test_what_a_meeting_demands_is_a_plan(count: int, demand: str) -> None:
    """What was done as demanded is none."""
    assert times(f"{demand}建成{count}个。") == ["" if demand.startswith("按照") else "!"]


def test_an_age_is_no_target() -> None:
    """It describes for whom something is planned."""
    assert [found.target for found in find_quantities("计划招募18岁青年5人。", DAY)] == [False, True]


@given(
    number,
    st.sampled_from(["主要目标任务", "绿化造林任务", "年度投资计划", "目标"]),
    st.sampled_from(["完成", "超额完成"]),
)
def test_a_goal_that_was_reached_is_a_result(count: int, goal: str, reached: str) -> None:
    """Unless it is still to be reached."""
    assert times(f"2022年，{reached}{goal}{count}亩。") == ["2022"]
    assert times(f"2022年圆满{reached}{goal}，增收{count}元。") == ["2022"]
    assert times(f"力争{reached}{goal}{count}亩。") == ["!"]


@given(
    number,
    st.sampled_from(["年产值{}亿元", "坝高{}米", "对新落户的奖励{}万元", "高峰日{}人次", "二期900亩，计划交地{}亩"]),
)
def test_a_rate_a_size_or_a_grant_has_no_time_of_another_clause(count: int, fixed: str) -> None:
    """Nor a peak that of a longer period."""
    assert times(f"4月，走访{count}户，{fixed.format(count)}。")[1] in {"", "2023-04"[: 7 * ("二期" in fixed)]}
    assert times(f"一期{count}亩，4月入驻企业5家；二期{count}亩。")[-1] == ""


@given(number, st.sampled_from(["现存图书", "现入住", "现养殖"]))
def test_now_is_not_then(count: int, now: str) -> None:
    """The present, also in an unknown word."""
    assert times(f"2020年购书{count}册，{now}{count}册。") == ["2020", "2023-05-12"]
    assert times(f"2020年发现{count}册，实现收入{count}元。") == ["2020", "2020"]


@given(number, st.sampled_from(["已完工", "已服务"]))
def test_what_has_been_reached_since_an_old_year_is_not_of_it(count: int, done: str) -> None:
    """It may be of today."""
    assert times(f"2020年立项{count}个，{done}{count}个。") == ["2020", ""]
    assert times(f"一季度立项{count}个，{done}{count}个。") == ["2023-Q1", "2023-Q1"]


@given(number, st.sampled_from(["在2021年"]))
def test_of_which_goes_on_with_the_sentence_before(count: int, when: str) -> None:
    """With its time, and its plan."""
    assert times(f"{when}，培训{count}人。走访{count}户。其中{count}户困难。") == ["2021"] * 3
    assert times(f"计划培训{count}人。其中女性{count}人。") == ["!", "!"]


def test_a_time_inside_a_word_is_none() -> None:
    """如今 before 年收入 is not 今年."""
    assert times("2020年培训5人，如今年收入5万元。")[-1] != "2023"
    assert times("今年再新建5家，确保了99%以上的人不返贫。") == ["2023!", ""]
