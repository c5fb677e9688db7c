"""Words of a web page around a text."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.recognise.page_facts import read_page_facts, separate_page_facts, separate_staff
from tests.unit.importer.source import MASTHEAD, rows_of


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("发布日期：2022-04-01 09:30　信息来源：东山县水利局　点击率：7", ("发布日期", "信息来源", "点击率")),
        ("2022-04-01 09:30　来源：东山县水利局", ("来源",)),
        ("来　源：某网｜阅读量：7", ("来源", "阅读量")),
        ("【字号：大 中 小】", ("字号",)),
        ("索 引 号：A-1　主题分类：水利", ("索引号", "主题分类")),
        ("首页 > 动态 > 县区", ("位置",)),
        ("你的位置：首页»动态", ("位置",)),
        ("【收藏本页】【关闭】", ("打印、关闭、分享等按钮",)),
        ("用微信扫一扫，分享到朋友圈", ("扫一扫",)),
        ("下一篇：东山县把夜校办到车间", ("下一篇",)),
        ("已浏览 7 次", ("浏览次数",)),
        ("来源：东山县水利局", None),
        ("发布时间：以县水利局公布的为准。请各地留意！", None),
        ("扫一扫就办好 东山县推新招", None),
        ("分享：经验要讲透。", None),
        ("大", None),
        ("甲 > 乙", None),
    ],
)
def test_a_line_is_known_by_its_shape(text: str, labels: tuple[str, ...] | None) -> None:
    """Labels with short values, paths, bars of buttons; a sentence is none of them."""
    facts = read_page_facts(rows_of("甲", text)[1])
    assert (set(facts.labels) if facts else None) == (set(labels) if labels else None)


def test_day_and_source_are_kept_as_hints() -> None:
    """As printed."""
    facts = read_page_facts(rows_of("甲", "发布日期：2022-04-01 09:30　来源：东山县水利局")[1])
    assert facts
    assert (facts.date, facts.source) == ("2022-04-01", "东山县水利局")


def test_a_line_next_to_them_needs_no_known_label() -> None:
    """And the text is left as it is."""
    rows, facts = separate_page_facts(
        rows_of(*MASTHEAD, "题目在这里", "稿件等级：普通", "浏览次数：7", "正文在这里。"), "某市工作简报"
    )
    assert [row.text for row in rows[-2:]] == ["题目在这里", "正文在这里。"]
    assert [fact.labels for fact in facts] == [("稿件等级",), ("浏览次数",)]


@pytest.mark.parametrize(
    "title", ["东山县：把“小菜园”种成“共富园”", "东山县：盘活菜园", "共富：一条路上的三十年和三个人"]
)
def test_a_title_after_them_is_not_taken_for_one(title: str) -> None:
    """Though it looks like a label with a short value."""
    rows, facts = separate_page_facts(rows_of("来源：某报　浏览次数：7", title, "正文在这里。"), "某市工作简报")
    assert [row.text for row in rows] == [title, "正文在这里。"]
    assert len(facts) == 1


def test_the_date_of_a_masthead_is_none() -> None:
    """It dates the issue if there is no other."""
    rows, facts = separate_page_facts(rows_of("某市工作简报", "第3期", "发布日期：2022-03-15", "题目"), "某市工作简报")
    assert (len(rows), facts) == (4, ())


def test_editors_are_named_in_the_body_only() -> None:
    """The foot has them too."""
    rows = rows_of("正文在这里。", "责任编辑：孙立　审核：李山")
    assert len(separate_page_facts(rows, "")[0]) == 2
    assert [fact.labels for fact in separate_staff(rows)[1]] == [("责任编辑", "审核")]
