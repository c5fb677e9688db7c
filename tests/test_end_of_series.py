"""A line `###` without words ends a series of measures: what follows is prose of the section or article."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.formats.briefing import issue_to_json, parse
from taizhou_brief.formats.briefing.body_writer import write_body
from taizhou_brief.model.block import Block
from taizhou_brief.model.issue import Article
from taizhou_brief.site.search.indexed_text import list_indexed_texts
from tests.project import Project, briefing
from tests.showing import settings_of

SETTINGS = settings_of()
SERIES = "一是建点。建成14个。\n\n二是开课。开课386期。"
CLOSING = "截至11月底，全市已有63家企业参加。"
TITLE = "东山县办好夜校"


def read(body: str) -> tuple[Article, list[tuple[str, int]]]:
    """The article of a body, and the codes and lines of its problems, counted from the first line of the body."""
    text = briefing(7, "2021-12-01", f"{TITLE}|东山县|skills|{body}")
    first = text[: text.index(f"# {TITLE}")].count("\n") + 3
    found = parse(text, "briefings/2021/07.md", SETTINGS)
    return found.issue.articles[0], [(one.code, one.line - first + 1) for one in found.diagnostics]


def outline(article: Article) -> list[str]:
    """The id and words of each measure, and the words of other blocks, without the lead."""
    items = [*article.items, *(item for section in article.sections for item in section.items)]
    return [i.text if isinstance(i, Block) else f"{i.id} {i.heading}：{i.text}" for i in items]


@pytest.mark.parametrize(("heading", "prefix"), [("", ""), ("## 一、做法\n\n", "s1")])
def test_what_follows_is_no_part_of_the_last_measure(heading: str, prefix: str) -> None:
    """Neither in a section nor outside; without the line it is, as before."""
    first, second = f"{prefix}m1 建点：建成14个。", f"{prefix}m2 开课：开课386期。"
    article, problems = read(f"{heading}{SERIES}\n\n###\n\n{CLOSING}\n\n特此报告。")
    assert (outline(article), problems) == ([first, second, CLOSING, "特此报告。"], [])
    article, problems = read(f"{heading}{SERIES}\n\n{CLOSING}")
    assert (outline(article), problems) == ([first, f"{second}\n{CLOSING}"], [])


def test_addresses_run_on_after_an_end() -> None:
    """The printed ordinals begin again, the positions do not."""
    article, problems = read(f"## 一、做法\n\n{SERIES}\n\n###\n\n打算如下。\n\n{SERIES}\n\n###\n\n{CLOSING}")
    assert not problems
    assert [(m.id, m.ordinal, m.ends_series) for m in article.measures] == [
        ("s1m1", 1, False),
        ("s1m2", 2, True),
        ("s1m3", 1, False),
        ("s1m4", 2, True),
    ]


def test_a_heading_ends_a_series_too() -> None:
    """What is below a later heading belongs to it, whether an end comes before or not."""
    article, problems = read(f"## 一、做法\n\n{SERIES}\n\n###\n\n### （一）乙\n\n{SERIES}")
    assert [(m.id, m.ends_series) for m in article.measures][:2] == [("s1m1", False), ("s1m2", True)]
    assert not problems


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("###\n\n甲。", 1),
        ("甲。\n\n###\n\n乙。", 3),
        (f"{SERIES}\n\n###\n\n甲。\n\n###\n\n乙。", 9),
        (f"{SERIES}\n\n###\n\n###\n\n乙。", 7),
        (f"{SERIES}\n\n### （一）丙\n\n###\n\n乙。", 7),
        ("一是只有一条。\n\n###\n\n乙。", 3),
    ],
)
def test_an_end_of_nothing_is_an_error(body: str, line: int) -> None:
    """There is no series above it."""
    _, problems = read(body)
    assert problems == [("M006", line)]


def test_the_page_has_a_plain_paragraph(tmp_path: Path) -> None:
    """No empty heading; the closing words are after the last measure, not in it."""
    body = f"## 一、做法\n\n{SERIES}\n\n###\n\n{CLOSING}"
    project = Project(tmp_path).write("2021/07", briefing(7, "2021-12-01", f"{TITLE}|东山县|skills|{body}")).build()
    assert not project.codes
    page = project.page("2021/07/1/")
    after = page.partition('id="s1m2"')[2].partition("</section>")[2]
    assert re.match(r'\s*<div class="prose"><p>截至11月底，全市已有', after)
    assert not re.search(r"<h3[^>]*></h3>", page)


def test_other_forms_have_the_closing_words_once() -> None:
    """The JSON among the paragraphs, the search as prose of the section."""
    text = briefing(7, "2021-12-01", f"{TITLE}|东山县|skills|## 一、做法\n\n{SERIES}\n\n###\n\n{CLOSING}")
    parsed = parse(text, "briefings/2021/07.md", SETTINGS)
    section = issue_to_json(parsed, SETTINGS)["articles"][0]["sections"][0]
    assert [paragraph["text"] for paragraph in section["paragraphs"]] == [CLOSING]
    assert section["subsections"] == []
    texts = list_indexed_texts(parsed.issue, parsed.issue.articles[0])
    assert [(one.kind, one.fragment) for one in texts if "特此" in one.text or "截至" in one.text] == [("p", "s1")]


PART = st.sampled_from(
    [SERIES, "###", CLOSING, "（一）定人。\n\n（二）定岗。", "1. 甲\n2. 乙", "### （一）小标题", "## 一、节", "- 项"]
)


@given(st.lists(PART, max_size=8))
def test_ends_are_written_and_read_back(parts: list[str]) -> None:
    """Whatever is around them; each is the end of a series or an error, and none is lost."""
    article, problems = read("\n\n".join(["导语。", *parts]))
    ends = [measure for measure in article.measures if measure.ends_series]
    assert len(ends) + sum(code == "M006" for code, _ in problems) == parts.count("###")
    written = write_body((article,))
    again, _ = read(written.partition("\n\n")[2])
    assert outline(again) == outline(article)
    assert [m.ends_series for m in again.measures] == [m.ends_series for m in article.measures]
