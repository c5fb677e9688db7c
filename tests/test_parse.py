"""The body of a briefing: articles, sections, measures and prose, each with its place."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhou_brief.diagnostics import Severity, select_errors
from taizhou_brief.formats.archive_yaml import parse_settings
from taizhou_brief.formats.briefing import ParseResult, issue_to_json, parse
from taizhou_brief.formats.briefing.markers import match_marker
from taizhou_brief.model.block import Block, Span
from taizhou_brief.model.issue import NO_DATE, NO_NUMBER, Article, Issue, Measure
from taizhou_brief.site.html import render_block, render_text
from tests import printed_issue

SETTINGS = parse_settings(
    """\
title: 某市工作简报
issuer: 某市领导小组办公室
region: {name: 某市, code: "990100"}
site: {name: 某市人民政府, domain: www.example.gov.cn, id_code: "9901000001"}
counties: [{name: 东山县, code: "990121", slug: dongshan}, {name: 西河县, code: "990122", slug: xihe}]
themes: [{id: jobs, label: 就业创业}, {id: skills, label: 技能人才}]
""",
    "briefings/archive.yaml",
)[0]
assert SETTINGS
PATH = "briefings/2021/07.md"
TITLE = "东山县办好夜校"


def text_of(body: str, *titles: str, extra: str = "") -> str:
    """A whole file around a body."""
    rows = "".join(f"- {{title: {title}, counties: [东山县], themes: [skills]}}\n" for title in titles or (TITLE,))
    return f"---\nnumber: 7\ndate: 2021-12-01\n{extra}articles:\n{rows}---\n{body}"


def read(body: str, *titles: str, extra: str = "") -> ParseResult:
    """A file with this body."""
    assert SETTINGS
    return parse(text_of(body, *titles, extra=extra), PATH, SETTINGS)


def article(body: str) -> Article:
    """The one article of a file without errors."""
    found = read(f"\n# {TITLE}\n\n{body}\n")
    assert select_errors(found.diagnostics) == ()
    return found.issue.articles[0]


def outline(measures: tuple[Measure, ...]) -> list[tuple[int, str, str, str]]:
    """Ordinal, marker, heading and text of measures."""
    return [(m.ordinal, m.marker, m.heading, m.text) for m in measures]


def codes(parsed: ParseResult) -> list[str]:
    """The codes of its diagnostics."""
    return [d.code for d in parsed.diagnostics]


BODY = """\
导语第一段。

导语第二段，共 609 个。

## 一、课堂进车间

一是就近布点。建成教学点14个。
第二行。

再补一段。

二是跟着班次走。一门课12个单元。

## 二、学成能涨薪

节首的话。

一是证书换补贴。
"""


def test_an_article_has_lead_sections_and_measures() -> None:
    """The lead ends at the first section; sections and measures carry number, place and address."""
    found = article(BODY)
    assert (found.index, found.title, found.counties, found.themes) == (1, TITLE, ("东山县",), ("skills",))
    assert [block.text for block in found.lead] == ["导语第一段。", "导语第二段，共609个。"]
    assert [(s.number, s.position, s.marker, s.title, s.id) for s in found.sections] == [
        (1, 1, "一、", "课堂进车间", "s1"),
        (2, 2, "二、", "学成能涨薪", "s2"),
    ]
    first, second = found.sections
    assert outline(first.measures) == [
        (1, "一是", "就近布点", "建成教学点14个。第二行。\n再补一段。"),
        (2, "二是", "跟着班次走", "一门课12个单元。"),
    ]
    assert [m.id for m in first.measures] == ["s1m1", "s1m2"]
    assert second.measures == ()
    assert [block.text for block in second.paragraphs] == ["节首的话。", "一是证书换补贴。"]


FAMILIES = {
    "是": ["一是", "二是", "三是", "四是"],
    "（）": ["（一）", "（二）", "（三）", "（四）"],
    "half": ["(一)", "(二)", "(三)", "(四)"],
    "list": ["1. ", "2. ", "3. ", "4. "],
    "full stop": ["1．", "2．", "3．", "4．"],
    "tight": ["1.", "2.", "3.", "4."],
    "第": ["第一，", "第二，", "第三，", "第四，"],
    "首先": ["首先，", "其次，", "再次，", "最后，"],
}


@pytest.mark.parametrize("markers", FAMILIES.values(), ids=FAMILIES)
def test_each_family_opens_measures(markers: list[str]) -> None:
    """A paragraph that begins with the next ordinal of its family opens a measure; what follows belongs to it."""
    found = article("导语。\n\n" + "\n\n".join(f"{mark}抓好甲事。做了乙。\n\n还有丙。" for mark in markers))
    expected = [(n, mark.strip(), "抓好甲事", "做了乙。\n还有丙。") for n, mark in enumerate(markers, 1)]
    assert outline(found.own_measures) == expected
    assert [m.id for m in found.own_measures] == ["m1", "m2", "m3", "m4"]
    assert [block.text for block in found.lead] == ["导语。"]
    assert not [item for item in found.items if isinstance(item, Block)]


@pytest.mark.parametrize("markers", FAMILIES.values(), ids=FAMILIES)
def test_a_single_marker_is_prose(markers: list[str]) -> None:
    """Without a second paragraph of its family a marker makes no measure."""
    found = article(f"{markers[0]}抓好甲事。做了乙。\n\n还有丙。")
    assert found.measures == ()
    assert "".join(block.text for block in found.lead) == f"{markers[0]}抓好甲事。做了乙。还有丙。"


def test_the_last_of_a_series_has_the_next_ordinal() -> None:
    """`最后，` closes a series of any length and skips nothing."""
    found = article("首先，甲。\n\n其次，乙。\n\n最后，丙。")
    assert [m.ordinal for m in found.measures] == [1, 2, 3]


@pytest.mark.parametrize(
    ("marks", "ordinals"),
    [
        (["一是", "二是", "二是", "三是"], [1, 2, 2, 3]),
        (["一是", "三是"], [1, 3]),
        (["一是", "一是", "二是"], [1, 1, 2]),
        (["二是", "三是"], [2, 3]),
        (["一是", "二是", "四是", "三是"], [1, 2, 4, 3]),
    ],
)
def test_a_misprinted_ordinal_still_opens_a_measure(marks: list[str], ordinals: list[int]) -> None:
    """What is printed is kept; positions run on whatever the ordinals say."""
    found = article("\n\n".join(f"{mark}甲。乙。" for mark in marks))
    assert [m.ordinal for m in found.measures] == ordinals
    assert [m.position for m in found.measures] == list(range(1, len(marks) + 1))


PROSE = [
    "一是一、二是二，说到做到。",
    "一是甲；二是乙；三是丙。",
    "1.5万人受益。\n\n2.5万人参加。",
    "2021. 年底\n\n2022. 年底",
    "3、4月份开展。\n\n5、6月份收尾。",
    "第一产业增长。\n\n第二产业下降。",
    "第一、第二产业。\n\n第三、第四产业。",
    "十是整数。\n\n百是整数。",
    "首先完成甲。\n\n其次完成乙。",
    "一是甲。\n\n一是乙。",
    "一是甲。\n\n（一）乙。\n\n1．丙。",
    "三是甲。\n\n二是乙。\n\n一是丙。",
    "1) 甲\n2) 乙",
    "2. 甲\n3. 乙",
    "> 一是甲。\n>\n> 二是乙。",
    "- 一是甲。\n- 二是乙。",
]


@pytest.mark.parametrize("body", PROSE)
def test_what_only_looks_like_measures_is_prose(body: str) -> None:
    """Numbers, sayings, quotations and lone markers open nothing."""
    assert article(f"导语。\n\n## 一、节\n\n{body}").measures == ()


def test_running_text_does_not_start_a_sequence() -> None:
    """`一是一、二是二` before, between and after real measures stays prose."""
    saying = "一是一、二是二，说到做到。"
    found = article(f"{saying}\n\n一是甲。\n\n二是乙。\n\n{saying}\n\n三是丙。")
    assert outline(found.measures) == [(1, "一是", "甲", ""), (2, "二是", "乙", saying), (3, "三是", "丙", "")]
    assert [block.text for block in found.lead] == [saying]


def test_a_measure_may_name_the_next_ordinal() -> None:
    """A real measure whose text says `二是` stays one where no other paragraph takes its place."""
    found = article("一是甲。分两步：一是子；二是丑。\n\n二是乙。")
    assert [m.heading for m in found.measures] == ["甲", "乙"]


def test_the_first_family_of_a_scope_wins() -> None:
    """Markers of other families, lists too, are prose within the measures."""
    found = article("一是甲。\n\n（一）子。\n\n（二）丑。\n\n1. 寅\n2. 卯\n\n二是乙。\n\n第一，辰。\n\n第二，巳。")
    assert outline(found.measures) == [
        (1, "一是", "甲", "（一）子。\n（二）丑。\n1. 寅\n2. 卯"),
        (2, "二是", "乙", "第一，辰。\n第二，巳。"),
    ]
    assert [render_block(block)[:4] for block in found.measures[0].body] == ["<p>（", "<p>（", "<ol>"]


def test_a_list_before_measures_of_a_family_stays_a_list() -> None:
    """A list opens measures only where nothing else does."""
    found = article("## 一、节\n\n1. 子\n2. 丑\n\n一是甲。\n\n二是乙。").sections[0]
    assert [m.heading for m in found.measures] == ["甲", "乙"]
    assert [block.text for block in found.paragraphs] == ["1. 子\n2. 丑"]


def test_a_list_goes_on_after_prose() -> None:
    """A numbered list interrupted by paragraphs is one sequence of measures."""
    found = article("1. 甲。做了子。\n\n还有丑。\n\n2. 乙。\n\n   寅。\n3. 丙。")
    assert outline(found.measures) == [
        (1, "1.", "甲", "做了子。\n还有丑。"),
        (2, "2.", "乙", "寅。"),
        (3, "3.", "丙", ""),
    ]


def test_each_section_has_a_family_of_its_own() -> None:
    """A family ends with its scope: a section, or a third-level heading."""
    found = article("## 一、甲\n\n一是子。\n\n二是丑。\n\n## 二、乙\n\n（一）寅。\n\n（二）卯。")
    assert [[m.marker for m in section.measures] for section in found.sections] == [
        ["一是", "二是"],
        ["（一）", "（二）"],
    ]


def test_positions_run_on_across_third_level_headings() -> None:
    """Ordinals start anew below each `###`; addresses do not."""
    section = article(
        "## 一、节\n\n### （一）甲\n\n一是子。\n\n二是丑。\n\n### （二）乙\n\n一是寅。\n\n二是卯。"
    ).sections[0]
    assert [(m.ordinal, m.position, m.id) for m in section.measures] == [
        (1, 1, "s1m1"), (2, 2, "s1m2"), (1, 3, "s1m3"), (2, 4, "s1m4"),
    ]  # fmt: skip
    assert [(render_block(b), b.level) for b in section.paragraphs] == [
        ("<h3>（一）甲</h3>", 3),
        ("<h3>（二）乙</h3>", 3),
    ]


def test_third_level_headings_may_stand_outside_sections() -> None:
    """They end the lead."""
    found = article("导语。\n\n### （一）甲\n\n乙。")
    assert [b.text for b in found.lead] == ["导语。"]
    assert [b.text for b in found.items if isinstance(b, Block)] == ["（一）甲", "乙。"]


@pytest.mark.parametrize(
    ("paragraph", "heading", "rest"),
    [
        ("**一是强化统筹。**各部门", "<strong>强化统筹</strong>", "<p>各部门</p>"),
        ("**一是**强化统筹。各部门", "强化统筹", "<p>各部门</p>"),
        ("一是**强化统筹**。各部门", "<strong>强化统筹</strong>", "<p>各部门</p>"),
        ("一是**强化统筹。各**部门", "<strong>强化统筹</strong>", "<p><strong>各</strong>部门</p>"),
        (
            "一是强化[统筹。各](https://a.cn)部门",
            '强化<a href="https://a.cn">统筹</a>',
            '<p><a href="https://a.cn">各</a>部门</p>',
        ),
        ("一是 强化统筹。 各部门", "强化统筹", "<p>各部门</p>"),
        ("一是强化“A&B”。各<部门", "强化“A&amp;B”", "<p>各&lt;部门</p>"),
        ("一是强化\n统筹。各\n部门", "强化统筹", "<p>各部门</p>"),
        ("一是强化 500 人统筹。共 609 个", "强化500人统筹", "<p>共609个</p>"),
    ],
)
def test_marker_heading_and_text_are_told_apart_in_any_mark_up(paragraph: str, heading: str, rest: str) -> None:
    """Emphasis and links are cut where the heading ends, and stay well-formed on both sides."""
    measure = article(f"{paragraph}\n\n二是乙。").measures[0]
    assert (measure.marker, render_text(measure.heading_content), measure.stop) == ("一是", heading, "。")
    assert measure.heading == unescape(re.sub(r"<.*?>", "", heading))
    assert [render_block(block) for block in measure.body] == [rest]


def test_a_heading_without_a_stop_is_the_whole_paragraph() -> None:
    """Then the text begins with the next paragraph."""
    first, second = article("一是甲，乙\n\n丙。\n\n二是丁").measures
    assert (first.heading, first.stop, first.text) == ("甲，乙", "", "丙。")
    assert (second.heading, second.stop, second.body) == ("丁", "", ())


def test_notes_stand_at_the_end_of_their_article() -> None:
    """Footnotes are numbered article by article, with ids no other article has."""
    found = read("# 甲\n\n一[^1]。\n\n# 乙\n\n二[^1]。\n\n[^1]: 注\n", "甲", "乙")
    assert codes(found) == []
    notes = [[note.id for note in a.notes] for a in found.issue.articles]
    assert notes == [["a1-fn1"], ["a2-fn1"]]


# Titles and the contents list ---------------------------------------------------------------------------------------


def test_titles_that_agree_are_paired_with_their_entries() -> None:
    """A space the style sheet draws makes no difference."""
    found = read("# “500精英计划”\n\n甲。\n\n# 乙 丙\n\n丁。\n", "“500 精英计划”", "乙 丙")
    assert codes(found) == []
    assert [(a.index, a.title) for a in found.issue.articles] == [(1, "“500精英计划”"), (2, "乙 丙")]


def test_a_title_in_other_words_is_an_error_that_names_both_places() -> None:
    """The message shows the words that differ and the line of the contents list."""
    found = read("\n# 东山县办强夜校\n\n甲。\n")
    (problem,) = found.diagnostics
    assert (problem.code, problem.severity, problem.line) == ("M002", Severity.ERROR, 8)
    assert "第5行" in problem.message
    assert "“好”" in problem.message
    assert "“强”" in problem.message
    assert found.issue.articles[0].counties == ("东山县",)


@pytest.mark.parametrize("title", ["办好: 夜校", "", "[甲]"])
def test_a_title_that_cannot_be_read_is_told_once(title: str) -> None:
    """What is wrong with the entry is said; that it differs from the heading goes without saying."""
    assert SETTINGS
    text = text_of("\n# 办好: 夜校\n\n甲。\n").replace(f"title: {TITLE}", f"title: {title}")
    found = parse(text, PATH, SETTINGS)
    assert select_errors(found.diagnostics)
    assert not {d.code for d in found.diagnostics} & {"M002", "M003", "M004"}
    without = parse(text.partition("\n# ")[0], PATH, SETTINGS)
    assert "M003" not in {d.code for d in without.diagnostics}


def test_missing_and_unlisted_articles_are_errors() -> None:
    """Both files of the pair are named by line."""
    found = read("\n# 甲\n\n子。\n\n# 丙\n\n丑。\n\n# 丁\n\n寅。\n", "甲", "乙", "丙")
    assert [(d.code, d.line) for d in found.diagnostics] == [("M003", 6), ("M004", 18)]
    assert [a.themes for a in found.issue.articles] == [("skills",), ("skills",), ()]


def test_another_order_is_an_error() -> None:
    """Each article still has its own counties and themes."""
    found = read("# 乙\n\n子。\n\n# 甲\n\n丑。\n", "甲", "乙")
    assert codes(found) == ["M007"]
    assert all(a.themes for a in found.issue.articles)


def test_text_before_the_first_title_is_an_error() -> None:
    """It belongs to no article and would be lost."""
    found = read(f"\n游离的话。\n\n# {TITLE}\n\n甲。\n")
    assert [(d.code, d.line) for d in found.diagnostics] == [("M001", 8)]


def test_a_section_without_a_number_is_a_warning() -> None:
    """It stands, with number 0."""
    found = read(f"# {TITLE}\n\n## 课堂\n\n甲。\n")
    assert [(d.code, d.severity) for d in found.diagnostics] == [("M005", Severity.WARNING)]
    assert [(s.number, s.marker, s.title) for s in found.issue.articles[0].sections] == [(0, "", "课堂")]


def test_empty_headings_are_errors() -> None:
    """A heading says something; without words `###` ends a series, and here is none."""
    assert codes(read(f"# {TITLE}\n\n甲。\n\n## 一、\n\n乙。\n\n###\n\n丙。\n")) == ["M006", "M006"]


# The issue ----------------------------------------------------------------------------------------------------------


def test_the_editors_note_is_prose() -> None:
    """It is Markdown, and its problems are told like any other's."""
    found = read(f"# {TITLE}\n\n甲。\n", extra="editor_note: 编者**按**。\n")
    assert [render_block(block) for block in found.issue.editor_note] == ["<p>编者<strong>按</strong>。</p>"]


def test_a_heading_in_the_editors_note_is_an_error() -> None:
    """The note stands above the articles and has no outline of its own."""
    found = read(f"# {TITLE}\n\n甲。\n", extra="editor_note: |\n  按语\n\n  ## 一、节\n")
    assert [(d.code, d.severity) for d in found.diagnostics] == [("M008", Severity.ERROR)]


def test_the_digest_changes_with_text_and_settings() -> None:
    """Equal digests mean equal issues."""
    assert SETTINGS
    text = text_of(f"# {TITLE}\n\n甲。\n")
    other = parse_settings("title: 乙\nissuer: 乙\nregion: {name: 乙}\n", "a")[0] or SETTINGS
    digests = {parse(t, PATH, SETTINGS).issue.digest for t in (text, text, f"{text} ")}
    assert len(digests) == 2
    assert parse(text, PATH, SETTINGS).issue.digest == read(f"# {TITLE}\n\n甲。\n").issue.digest
    assert other is SETTINGS or parse(text, PATH, other).issue.digest not in digests


def cut(text: str, span: Span) -> str:
    """The stretch of a file that a span means."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def test_spans_point_at_the_source() -> None:
    """Cut out of the file, each span is what its noun was read from."""
    body = f"\n# {TITLE}\n\n{BODY}"
    text = text_of(body)
    found = read(body).issue.articles[0]
    assert cut(text, found.span) == body.strip()
    assert [cut(text, block.span) for block in found.lead] == ["导语第一段。", "导语第二段，共 609 个。"]
    first = found.sections[0]
    assert cut(text, first.span).startswith("## 一、课堂进车间\n\n一是")
    assert cut(text, first.span).endswith("12个单元。")
    assert cut(text, first.measures[0].span) == "一是就近布点。建成教学点14个。\n第二行。\n\n再补一段。"
    assert [cut(text, b.span) for b in first.measures[0].body] == ["建成教学点14个。\n第二行。", "再补一段。"]


@pytest.mark.parametrize("between", ["", " ", "\n", "\n　　", "**", "子\n丑。"])
def test_the_text_of_a_measure_starts_after_its_stop(between: str) -> None:
    """Its span leaves out the heading, over blanks and line ends."""
    heading, stop = ("甲", "。") if between.endswith("。") else ("甲。", "")
    body = f"# {TITLE}\n\n一是{heading}{stop and between}{'' if stop else between}乙丙\n\n二是丁。\n"
    measure = read(body).issue.articles[0].measures[0]
    assert cut(text_of(body), measure.body[0].span) == f"{'**' if between == '**' else ''}乙丙"


def test_json_has_the_promised_shape() -> None:
    """Dates are ISO, missing numbers null, themes labels, section titles without marker."""
    assert SETTINGS
    found = issue_to_json(read(f"\n# {TITLE}\n\n{BODY}", extra="report_to: 某书记\n"), SETTINGS)
    assert list(found) == [
        "number", "supplement", "total", "date", "printed", "issuer", "report_to", "send_to", "distribute_to", "copies",
        "edition", "disclosure", "source", "editor_note", "articles", "errata", "redacted", "withdrawn", "moved",
        "diagnostics",
    ]  # fmt: skip
    assert (found["number"], found["supplement"], found["date"], found["printed"]) == (7, False, "2021-12-01", None)
    assert (found["issuer"], found["report_to"], found["edition"]) == ("某市领导小组办公室", ["某书记"], "full")
    (entry,) = found["articles"]
    assert (entry["counties"], entry["themes"], entry["measures"]) == (["东山县"], ["技能人才"], [])
    assert entry["lead"][0] == {"text": "导语第一段。", "level": 0, "figures": []}
    assert entry["sections"][1] == {
        "id": "s2",
        "number": 2,
        "marker": "二、",
        "title": "学成能涨薪",
        "measures": [],
        "paragraphs": [
            {"text": "节首的话。", "level": 0, "figures": []},
            {"text": "一是证书换补贴。", "level": 0, "figures": []},
        ],
        "subsections": [],
    }
    measure = entry["sections"][0]["measures"][1]
    (figure,) = measure.pop("figures")
    assert measure == {
        "id": "s1m2", "ordinal": 2, "marker": "二是", "heading": "跟着班次走", "heading_figures": [], "stop": "。",
        "text": "一门课12个单元。", "themes": [], "theme_words": {},
    }  # fmt: skip
    assert list(figure) == [
        "text", "value", "value_high", "ratio", "unit", "kind", "qualifier", "direction", "target", "as_of",
        "as_of_text", "clause", "start", "end",
    ]  # fmt: skip
    assert (figure["text"], figure["value"], figure["unit"]) == ("12个", "12", "个")
    assert (figure["start"], figure["end"]) == (3, 6)


def test_what_cannot_be_read_is_null() -> None:
    """A file without front matter still gives an issue."""
    assert SETTINGS
    found = parse("甲", PATH, SETTINGS)
    assert (found.issue.number, found.issue.date) == (NO_NUMBER, NO_DATE)
    shown = issue_to_json(found, SETTINGS)
    assert (shown["number"], shown["date"]) == (None, None)
    assert shown["diagnostics"]
    assert set(shown["diagnostics"][0]) == {"code", "severity", "path", "line", "column", "message", "hint"}


# What holds for any text --------------------------------------------------------------------------------------------

PARTS = [
    "# 甲\n\n", "# 乙\n\n", "## 一、节\n\n", "## 节\n\n", "### （一）目\n\n", "一是甲。乙。\n\n", "二是丙\n\n",
    "三是", "（一）丁。\n\n", "（二）戊。\n\n", "1. 己\n", "2. 庚。辛\n\n", "首先，壬。\n\n", "最后，癸。\n\n",
    "第一，子。\n\n", "第二，丑\n\n", "**一是寅。**卯\n\n", "正文 609 个。\n\n", "\n", "。", "> 引\n\n", "- 项\n",
    "[^1]", "\n[^1]: 注\n\n", "| 辰 |\n|---|\n| 巳 |\n\n", "一是一、二是二\n\n", "    ", "`", "**", "\\", "---\n",
    "articles:\n", "&", "<", "#", "```\n",
]  # fmt: skip
BODIES = st.lists(st.sampled_from(PARTS), max_size=20).map("".join)


@given(st.one_of(st.text(max_size=80), BODIES))
def test_any_text_gives_an_issue(text: str) -> None:
    """No file makes the reader fail, whatever it holds."""
    assert SETTINGS
    assert isinstance(parse(text, PATH, SETTINGS).issue, Issue)


@given(st.data())
def test_any_damage_gives_an_issue(data: st.DataObject) -> None:
    """A good file with a stretch cut out, doubled or replaced is read as well as it can be."""
    assert SETTINGS
    text = text_of(f"\n# {TITLE}\n\n{BODY}", extra="editor_note: 按**语**\nerrata: []\n")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    middle = data.draw(st.sampled_from(["", text[start:end] * 2, "\n", "---\n", "#", "[^1]", ":", "- ", "\x00", "'"]))
    found = parse(text[:start] + middle + text[end:], PATH, SETTINGS)
    assert isinstance(found.issue, Issue)
    issue_to_json(found, SETTINGS)


def everything(found: Article) -> str:
    """All that the page of an article shows, in its order, the notes last."""
    shown = [found.title]
    for number, items in enumerate([(*found.lead, *found.items), *(section.items for section in found.sections)]):
        if number:
            section = found.sections[number - 1]
            shown.append(f"{section.marker}{section.title}")
        shown += [i.text if isinstance(i, Block) else f"{i.marker}{i.heading}{i.stop}{i.text}" for i in items]
    return "".join([*shown, *(note.text for note in found.notes)])


def visible(text: str) -> Counter[str]:
    """The characters a reader would miss."""
    return Counter(c for c in text if c.isprintable() and not c.isspace() and not (c.isascii() and not c.isalnum()))


@pytest.mark.slow
@given(BODIES)
@settings(max_examples=500)
def test_no_visible_character_is_lost(body: str) -> None:
    """Every letter, digit and Chinese mark of a body is in its issue, in order and once, or an error speaks."""
    body = f"# 甲\n\n{body}"  # else nearly all of them would be errors
    titles = re.findall(r"^# ([甲乙])", body, re.MULTILINE)
    found = read(body, *titles)
    if not select_errors(found.diagnostics):
        shown = "".join(everything(a) for a in found.issue.articles)
        labels = "".join(re.findall(r"\[\^(.*?)\]", body))
        assert not visible(body) - visible(shown + labels)
        if "[^" not in body:
            assert re.sub(r"[^\u4e00-\u9fff]", "", shown) == re.sub(r"[^\u4e00-\u9fff]", "", body)


@given(BODIES)
def test_measures_have_addresses_of_their_own(body: str) -> None:
    """Ids are unique in an article, positions count from 1 in each section."""
    for found in read(body, "甲").issue.articles:
        ids = [measure.id for measure in found.measures]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"(s\d+)?m\d+", name) for name in ids)
        for section in found.sections:
            assert [m.position for m in section.measures] == list(range(1, len(section.measures) + 1))


def test_a_marker_is_read_with_its_family() -> None:
    """Half-width brackets and commas are the same family as full-width ones."""
    found = [match_marker(text) for text in ("（十二）甲", "(二)甲", "第三,甲", "一百是")]
    assert [mark and (mark.family, mark.ordinal, mark.text) for mark in found] == [
        ("（）", 12, "（十二）"),
        ("（）", 2, "(二)"),
        ("第", 3, "第三,"),
        None,
    ]


def test_an_issue_as_long_as_print_is_read_whole() -> None:
    """Turned into the native format it has 4 articles, 12 sections, 36 measures and no error."""
    lines = printed_issue.TEXT.split("\n")
    titles = [line[2:] for line in lines if line.startswith("- ")]
    start = next(i for i, line in enumerate(lines) if line == titles[0])
    native = ["## " + line if re.match("[一二三四五]、", line) else line for line in lines[start:]]
    found = read("\n".join("# " + line if line in titles else line for line in native), *titles)
    assert select_errors(found.diagnostics) == ()
    articles = found.issue.articles
    assert len(articles) == 4
    assert sum(len(a.sections) for a in articles) == 12
    assert sum(len(a.measures) for a in articles) == 36
    assert all(a.lead for a in articles)


def test_dates_are_dates() -> None:
    """The issue carries what its front matter says."""
    assert read(f"# {TITLE}\n\n甲。\n").issue.date == date(2021, 12, 1)


@pytest.mark.parametrize("sign", ["#\u3000", "＃ ", "＃＃"])
def test_a_title_with_a_wrong_sign_is_reported_once(sign: str) -> None:
    """What follows from it is not: that it is in no article, and that its article is missing."""
    found = read(f"\n{sign}{TITLE}\n\n书屋建成。\n")
    assert [(d.code, d.line) for d in select_errors(found.diagnostics)] == [("M021", 8)]
    assert {"M001", "M003"} <= {d.code for d in read(f"\n{TITLE}\n\n书屋建成。\n").diagnostics}
