"""Results of a text, and what is none."""

from __future__ import annotations

from datetime import date

import pytest

from taizhou_brief.quantities import TextUnit, choose_results, find_quantities, find_results, select_results
from taizhou_brief.quantities.result_words import CLASSES, OUTCOME, WORD

DAY = date(2022, 6, 1)


def unit(text: str, place: str = "m1") -> TextUnit:
    """A text with its quantities."""
    return TextUnit(place, text, find_quantities(text, DAY), 1)


def chosen(text: str, *counties: str) -> list[str]:
    """What is chosen of a text, as printed."""
    return [result.quantity.text for result in choose_results([unit(text)], counties, DAY)]


@pytest.mark.parametrize(
    "text",
    [
        "技能大赛已连续五年举办。",
        "上线以来，金额为33902元。",
        "力争明年培训1200人次。",
        "最高给予补助5万元。",
        "服务80岁以上老人。",
        "工作分为5个环节。",
        "去年同期只有接待游客120人次。",
        "全省共建成驿站1400个。",
        "北山县建成驿站14个。",
        "2018年，帮助农户120户。",
        "每人每月补助300元。",
        "项目申请人年收入不超过7万元。",
        "已在西湖等6个县推广。",
    ],
)
def test_nothing_is_chosen_where_nothing_is_telling(text: str) -> None:
    """Spans, bare sums, plans, limits, classes, parts, bases, other places, earlier years, rules."""
    assert chosen(text, "东山县") == []


def test_an_outcome_comes_before_what_was_done_and_that_before_what_was_spent() -> None:
    """What was spent is chosen only by itself, and once."""
    text = "投入资金300万元，购置费80万元，建成驿站14个，带动就业60人。"
    assert chosen(text) == ["60人", "14个"]
    assert chosen("投入资金300万元，投资80万元。") == ["300万元"]


def test_the_place_may_be_the_own_one() -> None:
    """But not one of several counties of an article."""
    text = "东山县建成驿站14个。"
    assert chosen(text, "东山县") == ["14个"]
    assert chosen(text, "东山县", "西河县") == []


def test_a_clause_gives_one() -> None:
    """Households and persons of one clause are one result."""
    assert chosen("低收入农户减少到65户114人。") == ["65户"]


def test_a_case_comes_after_the_whole() -> None:
    """And a shorter time is a result."""
    assert chosen("如前村，带动就业30人。全县帮助就业500人。办理时间压缩到2天。") == ["500人", "2天"]


def test_results_of_several_texts_are_selected_alike() -> None:
    """Of equal ones the first comes first."""
    results = [result for text in ("带动就业30人。", "惠及50户。") for result in find_results(unit(text), (), DAY)]
    assert [result.quantity.text for result in select_results(results, 1)] == ["30人"]
    assert select_results([], 2) == ()


def test_words_are_of_one_length() -> None:
    """The search for the nearest word looks at no others."""
    assert {len(word) for word in CLASSES} == {WORD}
    assert CLASSES["增收"] == OUTCOME
