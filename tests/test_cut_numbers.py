"""A number cut by a line break is joined or told, wherever it comes from; no other figure is read."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from taizhou_brief.diagnostics import Diagnostic
from taizhou_brief.formats.briefing import issue_to_json, parse
from taizhou_brief.importer.draft import build_draft, draft_from_office
from taizhou_brief.importer.source_text import SourceLine, SourceText
from taizhou_brief.model.issue import Issue
from taizhou_brief.quantities import find_quantities, text_units
from taizhou_brief.rules import check_issue
from taizhou_brief.site.html import render_block
from tests.figure_texts import FOLDER
from tests.office_files import docx, p, run
from tests.office_texts import settings

DAY = date(2022, 4, 8)
HEAD = ["海岛共富工作简报", "第9期", "天台县共富办　　2022年4月8日", "天台县推行山乡夜校"]
FOOT = ["送：市委。", "天台县共富办　2022年4月8日印发"]
LONG = "夜校设在村口的老祠堂，由乡贤出资修缮，全年面向周边各村村民免费开放，课程由群众自己点单。"
NUMBERS = [
    *("3.5亿|元", "12,300|户", "500|户", "95.5|%", "1.25万|亩", "8000-10000|人", "1,234.5万|元", "10:1|", "1200|余人"),
    *("0.8|‰", "2600|家", "35|个百分点", "4.2|倍", "15|分钟", "300|元/亩", "1亿2千万|元", "9.75|公里"),
]
"""Numbers with their scale, and what they count."""
SENTENCES = ["全县投入{}，惠及山区群众。", "配比达到{}。", "经乡镇核实，今年新增{}，比上年更多。"]
Said = tuple[Issue, tuple[Diagnostic, ...]]


def in_record(breaks: str) -> Callable[[str, str], Said]:
    """A record whose paragraph is cut by this break."""

    def read(before: str, after: str) -> Said:
        text = f"---\n---\n# 题目\n\n{before}{breaks}{after}\n"
        parsed = parse(text, "briefings/2022/09.md", settings())
        return parsed.issue, tuple(d for d in parsed.diagnostics if d.code == "M029" and d.line == 5)

    return read


def imported(data: bytes, name: str) -> Said:
    """An import, and what it tells of cut numbers and joined pages."""
    draft = draft_from_office(data, settings(), name=name)
    assert draft.complete, draft.diagnostics
    assert draft.parsed
    return draft.parsed.issue, tuple(d for d in draft.diagnostics if d.code in ("I706", "I730"))


def in_text(breaks: str) -> Callable[[str, str], Said]:
    """A text file."""
    return lambda before, after: imported("\n".join([*HEAD, LONG, before + breaks + after, *FOOT]).encode(), "来稿.txt")


def in_word(before: str, after: str) -> Said:
    """A Word document with a line break within the paragraph."""
    return imported(docx("".join(p(text) for text in [*HEAD, LONG, f"{before}\n{after}", *FOOT])), "来稿.docx")


def in_run(breaks: str) -> Callable[[str, str], Said]:
    """A Word document with these elements between the halves."""

    def read(before: str, after: str) -> Said:
        cut = p(xml=run(before) + breaks + run(after))
        return imported(docx("".join([*map(p, [*HEAD, LONG]), cut, *map(p, FOOT)])), "来稿.docx")

    return read


def in_paragraphs(before: str, after: str) -> Said:
    """A Word document with the halves in two paragraphs."""
    return imported(docx("".join(map(p, [*HEAD, LONG, before, after, *FOOT]))), "来稿.docx")


def in_printed_lines(before: str, after: str) -> Said:
    """Printed lines, as a PDF gives them."""
    words = [*HEAD, f"　　{LONG}", f"　　{before}", after, *FOOT]
    lines = tuple(SourceLine(text, f"第1页第{n}行", page=1) for n, text in enumerate(words, 1))
    draft = build_draft(SourceText("来稿.pdf", "0" * 64, "pdf", lines, wrapped=True), settings())
    assert draft.complete
    assert draft.parsed
    return draft.parsed.issue, tuple(d for d in draft.diagnostics if d.code in ("I706", "I730"))


WAYS: dict[str, Callable[[str, str], Said]] = {
    "record, soft": in_record("\n"),
    "record, one blank": in_record(" \n"),
    "record, two blanks": in_record("  \n"),
    "record, backslash": in_record("\\\n"),
    "record, indent": in_record("\n　　"),
    "record, wide blank": in_record("　\n"),
    "record, CRLF": in_record("\r\n"),
    "record, U+000B": in_record("\x0b"),
    "record, form feed": in_record("\f"),
    "record, U+2028": in_record("\u2028"),
    "record, U+0085": in_record("\x85"),
    "record, HTML": in_record("<br>"),
    "record, HTML and a line": in_record("<BR />\n"),
    "record, zero width": in_record("\u200b"),
    "record, entity": in_record("&#8232;"),
    "record, backslash and blank": in_record("\\ \n"),
    "text, line": in_text("\n"),
    "text, two blanks": in_text("  \n"),
    "text, indent": in_text("\n　　"),
    "text, U+000B": in_text("\x0b"),
    "text, U+2028": in_text("\u2028"),
    "text, U+0085": in_text("\x85"),
    "text, form feed": in_text("\f"),
    "text, empty line": in_text("\n\n"),
    "text, page number": in_text("\n\n— 2 —\n\n"),
    "text, tab": in_text("\n\t"),
    "text, several": in_text(" \x0b\x0b　"),
    "word": in_word,
    "word, page": in_run('<w:r><w:br w:type="page"/></w:r>'),
    "word, carriage return": in_run("<w:r><w:cr/></w:r>"),
    "word, several": in_run(run(" ") + "<w:r><w:br/><w:br/></w:r>" + run("　")),
    "word, in a text": in_run('<w:r><w:t xml:space="preserve">&#10;</w:t></w:r>'),
    "word, U+2028": in_run(run("\u2028")),
    "word, where it was last printed": in_run("<w:r><w:lastRenderedPageBreak/></w:r>"),
    "word, paragraphs": in_paragraphs,
    "printed lines": in_printed_lines,
}


def figures(issue: Issue) -> list[tuple[str, str]]:
    """The figures of all articles: words and value."""
    found = [f for article in issue.articles for each in text_units(article, DAY) for f in each.quantities]
    return [("".join(f.text.split()), f"{f.value} {f.high} {f.ratio}") for f in found]


@st.composite
def cuts(draw: st.DrawFn) -> tuple[str, str]:
    """A sentence cut within its number."""
    number, counted = draw(st.sampled_from(NUMBERS)).split("|")
    before, after = draw(st.sampled_from(SENTENCES)).split("{}")
    place = draw(st.integers(1, len(number) - (not counted)))
    return before + number[:place], number[place:] + counted + after


@pytest.mark.parametrize("way", WAYS)
@given(cuts())
@example(("全县投入3.", "5亿元，惠及山区群众。"))
@example(("全县投入12,", "300户，惠及山区群众。"))
@example(("配比达到50", "0户。"))
@example(("配比达到95.5", "%。"))
@profile(max_examples=40)
def test_a_cut_number_is_joined_or_told(way: str, cut: tuple[str, str]) -> None:
    """The figures are those of the whole text, or the place is told and no other figure is read."""
    issue, reported = WAYS[way](*cut)
    found = figures(issue)
    whole = [("".join(f.text.split()), f"{f.value} {f.high} {f.ratio}") for f in find_quantities("".join(cut), DAY)]
    unread = cut[0][-1].isdecimal() and cut[1][0] in "余个分家倍公"  # between a number and its unit
    assert found == whole or ((reported or unread) and all(each in whole for each in found)), (found, whole)


FRAGMENTS = [
    *("三十|五万元", "三|十五万元", "12|，300户", "-|5.6%", "第|3批", "两千|五百户"),
    *("1200|余人", "35个|百分点", "15|分钟"),
]
"""Numbers cut where their second half might be taken for a number, or their first half is no more read."""


@pytest.mark.parametrize("way", [way for way in WAYS if not way.startswith("record")])
@pytest.mark.parametrize("cut", FRAGMENTS)
def test_the_rest_of_a_number_is_never_a_number(way: str, cut: str) -> None:
    """In an import the halves are joined, or the place is told and neither is read."""
    before, after = cut.split("|")
    issue, reported = WAYS[way](f"全县投入{before}", f"{after}，惠及山区群众。")
    whole = [f"{f.value} {f.high} {f.ratio}" for f in find_quantities(f"全县投入{before}{after}", DAY)]
    values = [value for _, value in figures(issue)]
    assert values == whole or (reported and not values)


@pytest.mark.parametrize(
    ("rows", "reported"),
    [
        (["各乡镇课时：", "2021年 35", "2022年 48"], False),
        (["报名热线：12345", "2022年4月起开班，随到随学。"], False),
        (["一、投入50", "二、成效"], False),
        (["1.", "5个村建成驿站。"], True),
    ],
)
def test_rows_of_figures_are_no_cut_number(rows: list[str], reported: bool) -> None:
    """Lines that end and begin with digits of their own are left as they are."""
    draft = draft_from_office("\n".join([*HEAD, LONG, *rows, *FOOT]).encode(), settings(), name="来稿.txt")
    for row in rows:
        assert row.split(" ")[0] in draft.text.replace("\\", "")
    assert "".join(rows[:2]) not in draft.text
    assert any("没有接上" in d.message for d in draft.diagnostics) == reported or not reported


def test_a_cut_number_in_a_cell_is_joined_and_stacked_values_are_not() -> None:
    """A break within a cell: 50⏎0户 is one number, 12⏎15 are two."""

    def cell(text: str) -> str:
        return f"<w:tc>{p(text)}</w:tc>"

    table = (
        f"<w:tbl><w:tr>{cell('村')}{cell('户数')}</w:tr><w:tr>{cell('东村')}{cell(chr(10).join(('50', '0户')))}</w:tr>"
    )
    table += f"<w:tr>{cell('西村')}{cell(chr(10).join(('12', '15')))}</w:tr></w:tbl>"
    rows = [p(text) for text in [*HEAD, LONG]] + [table] + [p(text) for text in FOOT]
    draft = draft_from_office(docx("".join(rows)), settings(), name="来稿.docx")
    assert draft.complete
    assert "500户" in draft.text
    assert "12 15" in draft.text


def test_the_warning_names_line_and_column() -> None:
    """Where the number is cut, and how it is read."""
    text = "---\n---\n# 题目\n\n夜校设在村口，\n全县投入3.\n5亿元。\n"
    (said,) = [d for d in parse(text, "briefings/2022/09.md", settings()).diagnostics if d.code == "M029"]
    assert (said.line, said.column) == (6, 6)
    assert "投入3.5亿元" in said.message
    assert said.hint


WORDED = [
    *("三十|五万元", "两千|五百户", "十二点|五亿元", "百分之九|十五", "三百二十|户", "三十五万|元"),
    *(
        "4.2个|百分点",
        "1000立方米|/秒",
        "5万|~6万元",
        "三分之|二",
        "300余|个",
        "3亿多|元",
        "30分|钟",
        "１２，|３００户",
    ),
]
"""Numbers in words, ranges and units, cut."""


@pytest.mark.parametrize("way", ["record, two blanks", "record, backslash", "word", "text, U+000B"])
@pytest.mark.parametrize("ending", ["，惠及山区群众。", "。", ""])
@pytest.mark.parametrize("cut", WORDED)
def test_a_number_in_words_is_joined(way: str, ending: str, cut: str) -> None:
    """Also numerals in words, ranges and units are read as one, where the break would end the line on the page."""
    before, after = cut.split("|")
    issue, reported = WAYS[way](f"全县投入{before}", after + ending)
    whole = [f"{f.value} {f.high} {f.ratio}" for f in find_quantities(f"全县投入{before}{after}", DAY)]
    assert [value for _, value in figures(issue)] == whole
    assert reported or not way.startswith("record")


def test_lines_that_cut_no_number_stay_lines() -> None:
    """A break that an editor wrote between two figures, or beside one, stays a break, and nothing is told."""
    for before, after in (("东村3户", "西村5户"), ("共投入3亿元", "惠及5000人"), ("组长：张三", "成员：李四")):
        issue, reported = WAYS["record, backslash"](before, after)
        assert not reported
        assert f"{before}<br>{after}" in render_block(issue.articles[0].lead[0])


BREAKS = [
    "\n",
    " \n",
    "  \n",
    "\\\n",
    "\n　　",
    "\r",
    "\x0b",
    "\f",
    "\u2028",
    "\x85",
    "<br>",
    "<br/>\n",
    "\u200b",
    "&#10;",
]
GOLD = [
    plain
    for path in sorted(FOLDER.glob("*.txt"))
    for line in path.read_text("utf-8").split("\n")
    if (plain := re.sub(r"[⟦⟧⟪⟫⟨⟩]", "", re.sub(r"\|[^⟧⟫⟩]*", "", line)).strip())[:1] not in {"", "#"}
    and not re.search(r"[*_`<|\[\\]", plain)
]
"""Texts whose quantities were marked by hand, without the marks."""


@given(st.sampled_from(GOLD), st.sampled_from(BREAKS), st.integers(0, 9999))
@example("今年投入3.5亿元，惠及12,300户。", "<br>", 1)
@example("每件约重0.86g/kg。", "\n", 4)
@profile(max_examples=200)
def test_no_break_in_any_number_of_a_record_makes_another_figure(text: str, breaks: str, place: int) -> None:
    """Whatever the break and the number, the record has no figure that the unbroken text does not have."""
    spans = [(f.start, f.end) for f in find_quantities(text, DAY)]
    spans += [match.span() for match in re.finditer(r"[0-9０-９][0-9０-９.,，．/:：~～-]*[0-9０-９][%％万亿]?", text)]
    places = [inside for start, end in spans for inside in range(start + 1, end)]
    if places:
        cut = places[place % len(places)]
        whole, broken = (in_record(between)(text[:cut], text[cut:])[0] for between in ("", breaks))
        assert not Counter(figures(broken)) - Counter(figures(whole))


def test_stacked_values_are_not_joined() -> None:
    """In a row of a table, and where blanks or tabs are between them."""
    for text in ("| 村 | 户 |\n|---|---|\n| 甲 | 12户<br>15户 |", "12户\t15户", "甲35\t48户", "12&nbsp;15户"):
        issue, reported = in_record("")(text, "")
        assert not reported
        assert all(value.split()[0] in {"12", "15", "35", "48"} for _, value in figures(issue))


@given(
    st.sampled_from(NUMBERS),
    st.sampled_from(SENTENCES),
    st.sampled_from(["{}", "一是头一件事。{}", "一是{}", "- 甲事\n\n{}"]),
    st.data(),
)
def test_an_empty_line_in_a_number_makes_no_figure(number: str, sentence: str, frame: str, data: st.DataObject) -> None:
    """Neither half becomes data in the article's units or in the JSON, and the check names the place."""
    digits, unit = number.split("|")
    whole = sentence.format(digits + unit)
    start = whole.index(digits)
    place = data.draw(st.integers(start + 1, start + len(digits) - (not unit)))
    body = frame.format(f"{whole[:place]}\n\n{whole[place:]}")
    entry = "- title: 题目\n  counties: []\n  themes: []\n"
    text = f"---\nnumber: 9\ndate: 2022-04-08\narticles:\n{entry}---\n\n# 题目\n\n{body}\n"
    parsed = parse(text, "briefings/2022/09.md", settings())
    (article,) = parsed.issue.articles
    figures = [quantity for unit_ in text_units(article, DAY) for quantity in unit_.quantities]
    right = Counter((q.text, q.value) for q in find_quantities(whole, DAY))
    cut = [finding for finding in check_issue(parsed.issue, parsed.text, settings()) if finding.code == "S133"]
    found = Counter((quantity.text, quantity.value) for quantity in figures)
    assert found <= right, (body, figures)
    assert cut or found == right
    shown = json.dumps(issue_to_json(parsed, settings()), ensure_ascii=False)
    assert sum(map(shown.count, ['"value": "'])) == len(figures)
