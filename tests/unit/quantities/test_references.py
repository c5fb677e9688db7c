"""Times and plans of the quantities of a text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.formats.briefing import issue_to_json, parse
from taizhou_brief.quantities import issue_quantities
from taizhou_brief.quantities.finder import find_quantities
from taizhou_brief.quantities.references import find_references, introduces_plans
from tests.project import briefing
from tests.showing import settings_of

DAY = date(2023, 5, 12)


def times(text: str, day: date = DAY) -> list[str]:
    """The time of each quantity of a text; a planned one has an exclamation mark."""
    return [f"{found.as_of}{'!' * found.target}" for found in find_quantities(text, day)]


def test_without_times_and_plans_nothing_is_known() -> None:
    """Each candidate gets the same empty reference."""
    assert find_references("无", "无", [], [], DAY) == []
    assert times("培训5人，发放6元。") == ["", ""]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年，培训5人，发放6元。", ["2022", "2022"]),
        ("去年，培训5人；发放6元。", ["2022", "2022"]),
        ("1—4月，全县水产加工产值增长6.4%。", ["2023-01/2023-04"]),
        ("4月3日至15日，检查12家。", ["2023-04-03/2023-04-15"]),
        ("2022年9月3日至15日，检查12家。", ["2022-09-03/2022-09-15"]),
        ("2020年12月至2021年3月，检查12家。", ["2020-12/2021-03"]),
        ("2019年到2021年，检查12家。", ["2019/2021"]),
        ("去年12月至今年2月，检查12家。", ["2022-12/2023-02"]),
        ("今年一季度：培训5人，发放6元。下乡7次；走访8户。", ["2023-Q1"] * 4),
        ("截至4月底，培训5人（其中3月培训2人），发放6元。", ["2023-04", "2023-03", "2023-04"]),
        ("春茶季（3月1日至4月10日），采摘5吨。", ["2023-03-01/2023-04-10"]),
        ("产量12吨（4月数），销售5吨。", ["2023-04", ""]),
        ("2020年和2021年分别培训5人和6人。", ["2020", "2021"]),
        ("2019年、2020年和2021年，分别培训5人、6人、7人。", ["2019", "2020", "2021"]),
        ("2020年和2021年培训5人，下乡6次、7次。", [""] * 3),
    ],
)
def test_a_frame_governs_what_follows(text: str, expected: list[str]) -> None:
    """In its clause, its sentence and below its heading."""
    assert times(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("投入由去年的2.8亿元增加到4.6亿元。", ["2022", ""]),
        ("收入从2019年的16万元提高到39万元，增长143.8%。", ["2019", "", ""]),
        ("工资从去年的260元提高到今年的310元。", ["2022", "2023"]),
        ("一季度，产值31.2亿元，比去年同期的27.5亿元增长13.5%。", ["2023-Q1", "2022-Q1", "2023-Q1"]),
        ("1—4月，增长6.4%，较1—3月和去年同期（4.9%）分别提高0.8和1.5个百分点。",
         ["2023-01/2023-04", "2022-01/2022-04", "2023-01/2023-04", "2023-01/2023-04"]),
        ("截至4月20日，受旱2300亩（多年同期平均值8600亩），缺水村4个。", ["2023-04-20", "", "2023-04-20"]),
        ("今年，办案5件，比去年多2件。", ["2023", "2023"]),
        ("今年，接待5万人次，恢复至2019年同期的87.4%。", ["2023", "2023"]),
        ("今年，收入由5万元增加到9万元。", ["", "2023"]),
        ("一季度，培训5人，去年同期为3人，增长9%。", ["2023-Q1", "2022-Q1", "2023-Q1"]),
        ("2018—2022年，门诊量由86万人次上升到132万人次。", ["", "2022"]),
        ("年均增长5%。2022年，年均增长6%。", ["", ""]),
    ],
)  # fmt: skip
def test_a_base_keeps_its_time(text: str, expected: list[str]) -> None:
    """The time of what is compared with is never that of the result, nor the other way round."""
    assert times(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("自2018年启动选派以来，累计选派指导员740名。", ["2018/"]),
        ("2018年启动以来，选派740名。", ["2018/"]),
        ("从2018年起，选派740名。", ["2018/"]),
        ("自2018年至今，选派740名。", ["2018/"]),
        ("2018年建成投用，设床位300张，每晚收费80元。", ["", ""]),
        ("2020年8月，食堂开业，面积260平方米。", [""]),
        ("养老院建于2018年，有床位300张。", [""]),
        ("去年建成充电站3座。", ["2022"]),
        ("2018年后，选派5名。", [""]),
        ("2018年前，选派5名。", [""]),
    ],
)
def test_a_start_is_no_time_of_what_it_started(text: str, expected: list[str]) -> None:
    """It opens a period, or governs only what was built."""
    assert times(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2027年，达到3000人。", ["2027!"]),
        ("到2022年，达到3000人。", ["2022"]),
        ("年底前建成5座。", ["2023-12!"]),
        ("12月底前建成5座。", ["2023-12!"]),
        ("计划3月建成5座。", ["2024-03!"]),
        ("2022年培训860人，2023年已培训410人，到2025年达到3000人。", ["2022", "2023", "2025!"]),
        ("1—4月完成5亿元，预计全年完成8亿元。", ["2023-01/2023-04", "2023!"]),
        ("1—4月完成5亿元，力争突破8亿元。", ["2023-01/2023-04", "!"]),
        ("今年，计划培训5人，下乡6次。", ["2023!", "2023!"]),
        ("今年计划培训9人，截至4月底已完成4人。", ["2023!", "2023-04"]),
        ("计划投资5亿元，现已完成2亿元。", ["!", "2023-05-12"]),
        ("原计划12月底前完工，现已完成投资1.9亿元。", ["2023-05-12"]),
        ("下一步打算：培训5人。下乡6次。", ["!", "!"]),
        ("完成年度计划的85%。", [""]),
        ("去年完成全年任务的85%。", ["2022"]),
        ("明年培训5人。", ["2024!"]),
    ],
)
def test_a_plan_is_not_a_result(text: str, expected: list[str]) -> None:
    """A goal has the time by which it is to be reached; a result after it has not."""
    assert times(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年培训5人，现有社员6人。", ["2022", "2023-05-12"]),
        ("去年培训5人，此前培训6人。", ["2022", ""]),
        ("近三年来，培训5人。", ["", ""]),
        ("根据《2021年工作要点》，培训5人。", [""]),
        ("5月8日，今年第3趟班列运出50车。", ["2023-05-08"]),
        ("在2020年基础上翻一番，达到5万元。", [""]),
        ("去年慰问80岁以上老人5人。", ["", "2022"]),
        ("去年引进项目5个，总投资3亿元。", ["2022", ""]),
        ("去年新建食堂5家，每餐8元。", ["2022", ""]),
        ("十月份，培训5人。", [""]),
    ],
)
def test_what_is_not_certain_stays_empty(text: str, expected: list[str]) -> None:
    """A vague time ends one that was certain; what is fixed has none."""
    assert times(text) == expected


EXPRESSIONS = {
    "去年": "2022", "今年": "2023", "2021年": "2021", "2021年度": "2021", "4月": "2023-04", "4月份": "2023-04",
    "2022年10月": "2022-10", "一季度": "2023-Q1", "去年上半年": "2022-H1", "前4个月": "2023-01/2023-04",
    "1—4月": "2023-01/2023-04", "2019—2021年": "2019/2021", "4月20日": "2023-04-20", "今年以来": "2023/",
    "2018年以来": "2018/", "去年底": "2022-12", "截至4月底": "2023-04", "截至目前": "2023-05-12", "本月": "2023-05",
    "自2020年3月以来": "2020-03/", "4月3日至15日": "2023-04-03/2023-04-15", "二〇二一年": "2021",
    "“十三五”期间": "2016/2020",
}  # fmt: skip
NUMBERS = st.integers(2, 1900)
RESULTS = ("培训{}人", "全县共走访{}户", "发放补贴{}万元", "新增就业{}人", "完成率达{}%")
PLANS = ("力争", "预计", "拟", "计划", "有望", "争取实现", "确保完成", "目标是", "将新增", "即将")


@given(st.sampled_from(sorted(EXPRESSIONS)), st.sampled_from(RESULTS), NUMBERS, st.sampled_from(["，", ""]))
def test_every_time_governs_the_result_after_it(time: str, result: str, number: int, mark: str) -> None:
    """Whatever its form, and with or without a comma."""
    assert times(f"{time}{mark}{result.format(number)}。") == [EXPRESSIONS[time]]


@given(st.sampled_from(sorted(EXPRESSIONS)), NUMBERS, NUMBERS, st.sampled_from(["多{}人", "增长{}%", "减少{}户"]))
def test_a_base_never_gives_its_time_to_the_result(time: str, first: int, second: int, change: str) -> None:
    """The result has the time of its frame, or none."""
    base = f"比{time.removeprefix('截至').removeprefix('自')}{change.format(second)}"
    assert times(f"2017年，培训{first}人，{base}。") == ["2017", "2017"]
    assert times(f"培训{first}人，{base}。") == ["", ""]


@given(st.sampled_from(PLANS), NUMBERS, st.sampled_from(["2017年，培训9人。", "", "全县"]))
def test_every_word_of_plan_makes_a_target(word: str, number: int, before: str) -> None:
    """And without one there is none; a plan ends with its sentence."""
    assert times(f"{before}{word}培训{number}人。")[-1] == "!"
    assert "!" not in "".join(times(f"{before}培训{number}人。"))
    assert times(f"{word}培训{number}人。培训9人。")[-1] == ""


SENTENCES = (
    "去年，培训{}人，比2019年的{}人增长{}%，现有{}家，计划培训{}人。",
    "到2027年达到{}人，其中去年的{}人；截至4月底已完成{}人（3月{}人），每人{}元。",
)


@given(st.sampled_from(SENTENCES), st.lists(NUMBERS, min_size=10, max_size=10))
def test_numbers_do_not_change_times(sentence: str, numbers: list[int]) -> None:
    """Only words do."""
    assert times(sentence.format(*numbers[:5])) == times(sentence.format(*numbers[5:]))


ANNOUNCED = """东山县建成驿站12个。

## 一、主要做法

一是建站。建成驿站13个。

二是招人。招录30人。

## 二、下一步打算

小结：需要驿站9个。

一是扩面。新建驿站20个。

二是提质。培训100人次，去年已培训40人次。

## 三、其他

困难有：

1. 缺人。缺6人。

2. 缺钱。缺7万元。

###

下步打算：

1. 招人。招60人。

2. 筹钱。筹70万元。

###

全县有驿站80个。
"""


def test_what_a_section_or_an_introduction_announces_as_plans_is_no_result() -> None:
    """Up to the end of the section or of the series; what is said to be done already stays a result."""
    text = briefing(1, "2021-03-05", f"东山县办好驿站|东山县|jobs|{ANNOUNCED}")
    parsed = parse(text, "briefings/2021/01.md", settings_of())
    (units,) = issue_quantities(parsed.issue)
    targets = [quantity.text for unit in units for quantity in unit.quantities if quantity.target]
    assert targets == ["9个", "20个", "100人次", "60人", "70万元"]
    (article,) = issue_to_json(parsed, settings_of())["articles"]
    printed = [
        figure["text"]
        for section in article["sections"]
        for part in (*section["paragraphs"], *section["measures"])
        for figure in (*part.get("heading_figures", ()), *part["figures"])
        if figure["target"]
    ]
    assert sorted(printed) == sorted(targets)


@pytest.mark.parametrize("heading", ["下一步打算", "今后的工作", "下阶段安排", "工作目标"])
def test_headings_that_announce_plans(heading: str) -> None:
    """And others that do not."""
    assert introduces_plans(heading)
    assert not introduces_plans("主要做法和成效")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a term or a norm is no result of the time before it
        ("截至3月底，库存180吨，低于200吨的红线。", ["2023-03", ""]),
        ("合作社2017年养羊80只，五年过去，羊圈还是3个。", ["2017", "", ""]),
        ("2022年，减员80人。老李干了30年，徒弟9人。", ["2022", "", ""]),
        ("2021年修路5公里，2022年修路8公里，两年投入90万元。", ["2021", "2022", "", ""]),
        ("4月完成设计，投资估算8600万元。", [""]),
        # the time of a beginning is not that of a size
        ("4月20日首航，载客299人。", [""]),
        ("4月20日下水，舱位36间，造价90万元。", ["", ""]),
        # a time after the number, or one that is shorter than the year in which something is done
        ("第一批30人已于3月结业，第二批42人将于6月开班。", ["", ""]),
        ("4月收集问题20个，其余6个5月底前办结。", ["2023-04", ""]),
        ("码头2月底复工，年内投入90万元。", [""]),
        # a season, another month, an open period
        ("4月，专线运送240人次。春运期间运送4100人次。", ["2023-04", ""]),
        ("上个月卖了300单，这个月卖了420单。", ["2023-04", ""]),
        ("从2015年建队到现在，救出210人。", ["2015/"]),
        # a sum may have begun before the period
        ("2022年投入4亿元，累计投入6亿元。", ["2022", ""]),
        ("截至4月底，建成20个，累计投入6亿元。", ["2023-04", "2023-04"]),
        ("“十三五”期间，修路20公里，累计投入6亿元。", ["2016/2020", "2016/2020"]),
    ],
)
def test_a_time_of_another_thing_is_not_carried(text: str, expected: list[str]) -> None:
    """What is not certain stays empty."""
    assert times(text) == expected


def test_a_plan_of_the_past_ends_where_it_was_moved() -> None:
    """What was done earlier or later than planned is a result."""
    found = find_quantities("原定4月底投产，提前20天送电，新增容量36万千瓦。", date(2023, 5, 12))
    assert [(one.as_of, one.target) for one in found] == [("", False), ("", False)]
