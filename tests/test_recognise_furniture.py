"""What surrounds a text is no part of it: words of a web page, bylines, closing text, recipients."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from taizhou_brief.importer.recognise import RecognitionResult
from tests.office_texts import codes, issue_of, read, shape

HEAD = "台州共富工作简报\n第5期\n台州市共富专班办公室　　2022年4月6日\n\n"
TITLE = "仙居县把旧粮仓改成村史馆"
TEXT = ("仙居县去年改造旧粮仓14座。", "一是留住旧样子。修补木梁320根。", "二是摆上老物件。征集农具860件。")
FOOT = "\n报：省共富办\n送：市级各部门\n"


def page(*body: str) -> RecognitionResult:
    """What is read in an issue of one article; that it is complete is checked."""
    return read(HEAD + "\n".join((TITLE, *body)) + "\n" + FOOT)


PLAIN = shape(issue_of(page(*TEXT)))
LABELS = st.sampled_from(
    [
        *(
            "发布时间",
            "发布日期",
            "更新时间",
            "浏览次数",
            "阅读量",
            "点击数",
            "字体",
            "字号",
            "索引号",
            "主题分类",
            "当前位置",
        ),
        *(
            "您的位置",
            "分享到",
            "上一篇",
            "下一条",
            "标签",
            "关键词",
            "发布机构",
            "公开方式",
            "有效性",
            "文号",
            "责任编辑",
        ),
    ]
)
VALUES = st.sampled_from(
    ["", "2022-04-01", "2022年4月1日 9:30", "仙居县文旅局", "326", "[大 中 小]", "首页 > 动态", "A01/2022-7"]
)
COLONS = st.sampled_from(["：", ":", "： ", " ："])
GAPS = st.sampled_from(["　", "  ", " | ", "　｜　"])
BARS = st.sampled_from(
    ["【打印本页】　【关闭窗口】", "打印 关闭", "分享到：微信 微博 QQ空间", "扫一扫在手机打开当前页", "返回顶部"]
)
FACT = st.builds(lambda label, colon, value: f"{label}{colon}{value}", LABELS, COLONS, VALUES)
LINES = st.one_of(
    FACT, BARS, st.builds(lambda gap, facts: gap.join(facts), GAPS, st.lists(FACT, min_size=2, max_size=4))
)


@given(LINES, st.sampled_from([0, 3]))
@profile(max_examples=150)
def test_a_line_of_a_web_page_is_left_out_by_name(line: str, place: int) -> None:
    """Between title and text, and after the last measure."""
    found = page(*TEXT[:place], line, *TEXT[place:])
    assert shape(issue_of(found)) == PLAIN
    named = "".join(item.text for item in found.left_out if item.reason.startswith(("网页信息", "签发、编辑")))
    assert "".join(line.split()) in "".join(named.split())
    assert "I733" in codes(found) or "责任编辑" in line


@pytest.mark.parametrize(
    ("byline", "contributor", "code"),
    [
        ("仙居县文旅局　郑小川", "仙居县文旅局 郑小川", ""),
        ("（仙居县文旅局　郑小川）", "仙居县文旅局 郑小川", ""),
        ("记者　郑小川", "", "I744"),
        ("通讯员 郑小川 王立", "", "I744"),
    ],
)
def test_a_byline_is_no_title(byline: str, contributor: str, code: str) -> None:
    """Nor part of the lead; without an office it is named."""
    found = page(byline, *TEXT)
    issue = issue_of(found)
    assert shape(issue)._replace(ink=()) == PLAIN._replace(ink=())
    assert issue.articles[0].contributor.strip("（）") == contributor
    assert not code or code in codes(found)


@pytest.mark.parametrize("day", ["（2022年3月）", "（2022年3月28日）", "(2022年3月)", "（二〇二二年三月）"])
def test_a_day_in_brackets_below_a_title_is_the_articles(day: str) -> None:
    """The masthead ends above the title."""
    found = page(day, *TEXT)
    assert shape(issue_of(found))[:2] == PLAIN[:2]
    assert not {"I716", "I745", "I707"} & codes(found)


@pytest.mark.parametrize("hour", ["18时", " 18:30", "下午6时", "18时30分"])
@pytest.mark.parametrize("below", [False, True])
def test_a_date_may_have_an_hour_and_the_office_below_it(hour: str, below: bool) -> None:
    """Both belong to the masthead."""
    date, office = f"2022年4月6日{hour}", "台州市共富专班办公室"
    head = f"{date}\n{office}" if below else f"{office}　{date}"
    issue = issue_of(read(f"台州共富工作简报\n第5期\n{head}\n\n{TITLE}\n" + "\n".join(TEXT) + FOOT))
    assert shape(issue) == PLAIN


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (("报：省共富办，市委、市人大常委会；", "市政府、市政协。"), 2),
        (("报：省共富办、市委、", "　　市政府、市政协"), 4),
        (("报：省共富办。", "　　市委、市政府领导。"), 0),
        (("报：各县（市、区）党委、政府",), 1),
        (("报：各县（市、区）党委、政府、人大、市级有关单位",), 2),
    ],
)
def test_a_list_of_recipients_goes_on_without_a_label(lines: tuple[str, ...], names: int) -> None:
    """After a comma, or with nothing but offices and people; the organs of each county are one recipient."""
    issue = issue_of(read(HEAD + "\n".join((TITLE, *TEXT, "", *lines, "送：市级各部门")) + "\n"))
    assert shape(issue).measures == PLAIN.measures
    printed = "".join(lines).replace("报：", "").replace("　", "")
    assert "".join(issue.report_to).strip("。；")
    assert len(issue.report_to) == (names or len(issue.report_to))
    assert set("".join(issue.report_to)) <= set(printed)
    assert lines[-1].strip("报：　。；")[-3:] in issue.report_to[-1]


def test_an_editors_note_above_the_contents_list_is_read() -> None:
    """It stands between masthead and contents list."""
    note = "编者按：仙居县的做法值得各地学习，现予刊发。"
    found = read(HEAD + f"{note}\n\n本期目录\n{TITLE}\n\n{TITLE}\n" + "\n".join(TEXT) + FOOT)
    issue = issue_of(found)
    assert shape(issue) == PLAIN
    assert "值得各地学习" in found.text.partition("articles:")[0]


def test_remarks_of_a_printed_document_are_left_out_by_name() -> None:
    """主题词, editors of the issue, and who may read it."""
    words = ("主题词：文化 乡村", "本期责编：郑小川", "（此件公开发布）")
    found = read(HEAD + "\n".join((TITLE, *TEXT, *words)) + FOOT)
    assert shape(issue_of(found)) == PLAIN
    left_out = "".join(item.text for item in found.left_out)
    assert all(word in left_out for word in words)
