"""What holds for every text: nothing is lost, nothing crashes, and what an office prints is read back."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from taizhou_brief.chinese.characters import to_chinese_numeral
from taizhou_brief.importer.recognise import recognise
from taizhou_brief.importer.source_text import SourceLine, SourceText
from tests.office_texts import issue_of, lines_of, read, settings

EXAMPLES = int(os.environ.get("RECOGNISE_EXAMPLES", "120"))
"""More are asked for when the recogniser is fuzzed."""
BITS = st.sampled_from(
    [
        *(
            "一是",
            "二是",
            "三是",
            "一、",
            "二、",
            "（一）",
            "（二）",
            "1.",
            "2、",
            "第一，",
            "首先，",
            "最后，",
            "。",
            "；",
            "，",
            "：",
            "…",
        ),
        *("其一，", "其二，", "①", "②", "（1）", "（2）", "一要", "二要", "一是：", "二 是", "做法一：", "做法二："),
        *(
            "下一步，",
            "截至目前，全市",
            "特此报告。",
            "发布时间：",
            "来源：某局",
            "上一篇：",
            "首页 > 动态",
            "某局　王立",
        ),
        *(
            "【本期目录】",
            "目　录",
            "编者按：",
            "报：",
            "送：",
            "发：",
            "第 7 期",
            "（总第9期）",
            "增刊",
            "2021年12月1日",
            "印发",
            "共印5份",
        ),
        *(
            "椒江区",
            "温岭市",
            "台州共富工作简报",
            "领导小组办公室",
            "（供稿：某局）",
            "— 3 —",
            "3",
            "\f",
            "\n",
            "\n\n",
            "　　",
            " ",
            "\t",
        ),
        *(
            "*",
            "_",
            "#",
            "|",
            "[",
            "]",
            "[^1]",
            "<b>",
            "\\",
            "`",
            "&amp;",
            "---",
            "- ",
            "> ",
            "+ ",
            "~~~",
            '"',
            "'",
            ": ",
            " #",
            "{",
            "}",
        ),
        *(
            "人才",
            "全市推进改革试点",
            "０９Ａ",
            "\ufeff",
            "\u200b",
            "\u00a0",
            "“",
            "”",
            "\u3000",
            "😀",
            "e 商贷",
            "10:1",
            "“脱贫 共富”",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(BITS, max_size=60).map("".join))
KINDS = st.sampled_from(["text", "text", "text", "table", "footnote", "header", "footer", "textbox"])


@st.composite
def sources(draw: st.DrawFn) -> SourceText:
    """Lines of a document of any kind, with any hints."""
    lines = draw(
        st.lists(
            st.builds(
                SourceLine,
                st.lists(BITS, max_size=8).map("".join),
                st.just("第1段"),
                KINDS,
                st.integers(0, 3),
                st.sampled_from(["", "", "一、", "（一）", "1."]),
                st.booleans(),
                st.booleans(),
                st.sampled_from(["", "Heading 1"]),
                st.booleans(),
                st.sampled_from(["1", "2", ""]),
            ),
            max_size=25,
        )
    )
    return SourceText("来稿.docx", "0" * 64, "docx", tuple(lines), draw(st.booleans()))


@example("某】\u3000●\n9期")
@example("00000局\u3000（（0000局（（0000局")
@example("。\n【联系人：】\n某")
@example("1\u3000）三\n本期目录")
@example("（…一、、\t市二二。●】—、】—…—（\n海新区党政综合办公室\u3000\u30002023年1月8日\n考\n交")
@given(TEXTS)
@profile(max_examples=EXAMPLES)
def test_no_character_of_any_text_is_lost(text: str) -> None:
    """Whatever the text, the proof of completeness holds and the draft can be parsed."""
    found = read(text)
    assert found.text.startswith("---\n")


@pytest.mark.slow
@given(sources())
@profile(max_examples=EXAMPLES)
def test_no_character_of_any_document_is_lost(source: SourceText) -> None:
    """The same with tables, footnotes, headers and hints of every kind."""
    found = recognise(source, settings())
    assert found.complete, [d.message for d in found.diagnostics if d.code == "I799"]


WORDS = [
    *(
        "加快推进",
        "全面落实",
        "深入实施",
        "创新机制",
        "技能培训",
        "村级集体经济",
        "公共服务",
        "数字平台",
        "群众满意",
        "项目建设",
    ),
    *(
        "产业工人",
        "未来社区",
        "养老服务",
        "山海协作",
        "惠企政策",
        "志愿队伍",
        "文化礼堂",
        "绿色转型",
        "就业岗位",
        "消费帮扶",
    ),
]


def clauses(low: int, high: int) -> st.SearchStrategy[str]:
    """A few words in a row."""
    return st.lists(st.sampled_from(WORDS), min_size=low, max_size=high).map("".join)


SENTENCE = st.one_of(
    st.tuples(clauses(2, 4), st.integers(2, 9999)).map(lambda t: f"{t[0]}{t[1]}个，{t[0][:6]}明显。"),
    clauses(3, 6).map(lambda t: f"{t}，做到“{t[:4]} {t[4:8]}”。"),
    clauses(2, 5).map(lambda t: f"{t}。"),
)
PROSE = st.lists(SENTENCE, min_size=2, max_size=5).map("".join)
FAMILIES = ["是", "（）", "1.", "第", "首先"]


@dataclass(frozen=True)
class Measured:
    """A measure to be printed."""

    heading: str
    text: str


@dataclass(frozen=True)
class Part:
    """A section to be printed."""

    heading: str
    family: str
    measures: tuple[Measured, ...]


@dataclass(frozen=True)
class Story:
    """An article to be printed."""

    county: str
    title: str
    lead: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Printed:
    """An issue to be printed."""

    number: int
    total: int | None
    day: date
    report: tuple[str, ...]
    copies: int | None
    contents: bool
    blank: bool
    stories: tuple[Story, ...]


def marker(family: str, n: int, count: int) -> str:
    """The marker of the nth of `count` measures."""
    if family == "首先":
        return "最后，" if n == count else ("首先，", "其次，", "再次，")[n - 1]
    word = to_chinese_numeral(n)
    return {"是": f"{word}是", "（）": f"（{word}）", "1.": f"{n}.", "第": f"第{word}，"}[family]


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """An article of one to four sections."""
    county = draw(st.sampled_from(["椒江区", "温岭市", "天台县", "三门县"]))
    title = f"{county}{draw(clauses(2, 3))}" + draw(st.sampled_from(["", " "])) + draw(clauses(1, 2))
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        family = draw(st.sampled_from(FAMILIES))
        measures = draw(st.lists(st.builds(Measured, clauses(1, 3), PROSE), min_size=2, max_size=4).map(tuple))
        parts.append(Part(draw(clauses(2, 4)), family, measures))
    return Story(county, title, draw(PROSE), tuple(parts))


PRINTED = st.builds(
    Printed,
    st.integers(1, 60),
    st.one_of(st.none(), st.integers(61, 400)),
    st.dates(date(2015, 1, 1), date(2030, 12, 30)),
    st.lists(st.sampled_from(["某某书记", "某某市长", "省委改革办"]), max_size=3, unique=True).map(tuple),
    st.one_of(st.none(), st.integers(10, 300)),
    st.booleans(),
    st.booleans(),
    st.lists(stories(), min_size=1, max_size=4, unique_by=lambda story: story.title).map(tuple),
)
OFFICE = "台州市高质量发展建设共同富裕先行市领导小组办公室"


def written(issue: Printed) -> str:
    """An issue as an office prints it."""
    day = f"{issue.day.year} 年 {issue.day.month} 月 {issue.day.day} 日"
    lines = ["台州共富工作简报", f"第 {issue.number} 期" + (f"（总第 {issue.total} 期）" if issue.total else "")]
    lines.append(f"{OFFICE}　　{day}")
    lines += [f"报：{'、'.join(issue.report)}"] if issue.report else []
    lines += ["【本期目录】", *(f"- {story.title}" for story in issue.stories)] if issue.contents else []
    for story in issue.stories:
        lines += [story.title, story.lead]
        for n, part in enumerate(story.parts, 1):
            lines.append(f"{to_chinese_numeral(n)}、{part.heading}")
            count = len(part.measures)
            lines += [
                f"{marker(part.family, m, count)}{each.heading}。{each.text}" for m, each in enumerate(part.measures, 1)
            ]
    after = issue.day + timedelta(days=1)
    lines += ["送：市委、市政府。", f"{OFFICE} {after.year}年{after.month}月{after.day}日印发"]
    lines += [f"共印 {issue.copies} 份"] if issue.copies else []
    return ("\n\n" if issue.blank else "\n").join(lines) + "\n"


@pytest.mark.slow
@given(PRINTED)
@profile(max_examples=EXAMPLES // 4)
def test_what_an_office_prints_is_read_back(printed: Printed) -> None:
    """Import of a written issue is that issue: titles, places, sections, measures, texts, masthead and foot."""
    issue = issue_of(read(written(printed)))
    assert (issue.number, issue.total, issue.date, issue.issuer) == (printed.number, printed.total, printed.day, OFFICE)
    assert (issue.report_to, issue.send_to, issue.copies) == (printed.report, ("市委", "市政府"), printed.copies)
    assert issue.printed == printed.day + timedelta(days=1)
    assert [article.title for article in issue.articles] == [story.title for story in printed.stories]
    for article, story in zip(issue.articles, printed.stories, strict=True):
        assert article.counties == (story.county,)
        assert [block.text for block in article.lead] == [story.lead]
        assert [section.title for section in article.sections] == [part.heading for part in story.parts]
        for section, part in zip(article.sections, story.parts, strict=True):
            assert [(m.heading, m.text) for m in section.measures] == [(m.heading, m.text) for m in part.measures]


def test_an_issue_takes_little_time() -> None:
    """An issue of ten thousand characters is recognised within 50 ms of processor time, with room for slow machines."""
    body = "".join(
        f"{to_chinese_numeral(n)}、推进第{n}项改革\n"
        + "".join(f"{to_chinese_numeral(m)}是抓好落实。{'建成项目12个，带动增收。' * 12}\n" for m in range(1, 4))
        for n in range(1, 22)
    )
    source = lines_of(
        f"台州共富工作简报\n第7期\n{OFFICE}　2021年12月1日\n椒江区推进改革\n{'近年来改革见效。' * 9}\n{body}"
    )
    best = 9.0
    for _ in range(3):
        start = time.process_time()
        recognise(source, settings())
        best = min(best, time.process_time() - start)
    assert best < 0.15


@pytest.mark.slow
@pytest.mark.parametrize(
    "flood", ["1" * 60_000, "一" * 60_000, "第一，甲。\n" * 5_000], ids=["digits", "han", "markers"]
)
def test_no_flood_takes_quadratic_time(flood: str) -> None:
    """A tenth of a second each; a pattern that begins anew at every digit takes minutes."""
    before = time.process_time()
    assert read(f"第3期\n{flood}\n").complete
    assert time.process_time() - before < 30
