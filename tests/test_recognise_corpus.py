"""Briefings of many offices, invented for this test, each with what a reader would say of it.

A file of `tests/cases/offices/` holds the text as an office typed it, a line `===`, and the truth: `#` an article's
title, `##` a section's, `-` a measure's heading, `~` the last words of its text. Spaces and final stops do not count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from taizhou_brief.importer.recognise import recognise
from taizhou_brief.importer.recognise.layout import analyse_layout
from taizhou_brief.model.block import Block
from taizhou_brief.model.issue import Issue, Measure
from tests.office_texts import codes, issue_of, lines_of, read, settings, wrapped
from tests.project import CASES

LAYOUTS: dict[str, Callable[[str], str]] = {
    "as typed": str,
    "no blank lines": lambda t: "\n".join(line for line in t.split("\n") if line.strip()),
    "blank lines throughout": lambda t: "\n\n".join(line for line in t.split("\n") if line.strip()),
    "no indents": lambda t: "\n".join(line.strip() for line in t.split("\n")),
    "wrapped at 30": lambda t: wrapped(t, 30),
    "wrapped at 34, no indents": lambda t: wrapped(t, 34, indent=False),
    "wrapped at 40": lambda t: wrapped(t, 40),
}
FILES = sorted((CASES / "offices").glob("*.txt"))


def plain(text: str) -> str:
    """Without spaces and final stops."""
    return re.sub(r"\s", "", text).rstrip("。；")


def truth(text: str) -> list[tuple[str, str]]:
    """The lines of the truth: mark and words; the last words of a measure's text under `~`."""
    out: list[tuple[str, str]] = []
    for line in text.strip().split("\n"):
        mark, _, words = line.partition(" ")
        words, _, end = words.partition("~")
        out += [(mark, plain(words)), *([("~", plain(end))] if mark == "-" else [])]
    return out


def recognised(issue: Issue) -> Iterator[tuple[str, str]]:
    """The same of an issue as the parser reads it; under `~` all of a measure's text."""
    for article in issue.articles:
        yield "#", plain(article.title)
        yield from measures(article.items)
        for section in article.sections:
            yield "##", plain(section.title)
            yield from measures(section.items)


def measures(items: tuple[Block | Measure, ...]) -> Iterator[tuple[str, str]]:
    """The measures among the paragraphs of a scope."""
    for item in items:
        if isinstance(item, Measure):
            yield "-", plain(item.heading)
            yield "~", plain(item.heading + item.stop + item.text)


QUICK_LAYOUTS = ("as typed", "wrapped at 30")
"""Layouts that every run of the tests tries; the others are slow only because there are so many of them."""


@pytest.mark.parametrize(
    "layout", [pytest.param(name, marks=[] if name in QUICK_LAYOUTS else pytest.mark.slow) for name in LAYOUTS]
)
@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_what_a_reader_would_say_is_recognised(file: Path, layout: str) -> None:
    """Articles, sections, measures and where each measure ends, with settings that know nothing of the office."""
    text, _, wanted = file.read_text(encoding="utf-8").partition("\n===\n")
    found = list(recognised(issue_of(read(LAYOUTS[layout](text)))))
    assert [each for each in found if each[0] != "~"] == [each for each in truth(wanted) if each[0] != "~"]
    ends = [words for mark, words in truth(wanted) if mark == "~"]
    read_ends = [words for mark, words in found if mark == "~"]
    assert [words.endswith(end) or words for words, end in zip(read_ends, ends, strict=True)] == [True] * len(ends)


def unlisted(text: str) -> str:
    """The text without its contents list; the same text where it has none."""
    gone = {row.index for row in analyse_layout(lines_of(text), settings()).contents}
    return "\n".join(line for n, line in enumerate(text.split("\n")) if n not in gone)


AMBIGUOUS = {
    "84-numbered-titles-under-a-numbered-column",
    "102-columns-and-one-notice",
    "158-papers-with-abstracts",
}
"""Where only the contents list tells a title from the name of a column, from a heading, or from its authors."""


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_titles_are_found_without_the_contents_list(file: Path) -> None:
    """By their shape and place; where that is not enough, the editor is told."""
    text, _, wanted = file.read_text(encoding="utf-8").partition("\n===\n")
    found = read(unlisted(text))
    same = [each for each in recognised(issue_of(found)) if each[0] != "~"] == [w for w in truth(wanted) if w[0] != "~"]
    assert same or (file.stem in AMBIGUOUS and {"I715", "I717", "I718", "I725"} & codes(found))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("01-shaoxing-jianbao", ""),
        ("110-weekly-of-items", "I718"),
        ("123-weekly-run-in", "I718"),
        ("89-unmarked-points", "I749"),
        ("90-steps", "I749"),
        ("92-inspection-with-must", ""),
        ("93-labelled-points", "I749"),
        ("98-parallel-headings", "I749"),
        ("99-suggestions", "I714"),
    ],
)
def test_what_may_be_meant_otherwise_is_told(name: str, code: str) -> None:
    """Points without a marker of the format, and a title over several articles, are doubts and no silent choice."""
    text = (CASES / "offices" / f"{name}.txt").read_text("utf-8").partition("\n===\n")[0]
    assert codes(read(text)) & {"I714", "I718", "I749"} == ({code} if code else set())


@pytest.mark.parametrize("name", ["116-delegations", "128-cards-as-headings", "98-parallel-headings"])
def test_bold_headings_below_a_centred_title_are_no_titles(name: str) -> None:
    """Where the title is centred, a bold line at the margin heads a part; where it is not, the doubt is told."""
    text, _, wanted = (CASES / "offices" / f"{name}.txt").read_text("utf-8").partition("\n===\n")
    source = lines_of(text)
    titles = {words for mark, words in truth(wanted) if mark == "#"}
    bold = tuple(replace(line, bold=0 < len(line.text) < 30 and line.text[-1] not in "。；：") for line in source.lines)
    centred = tuple(replace(line, centred=plain(line.text) in titles) for line in bold)
    found = recognise(replace(source, lines=centred), settings())
    assert {plain(article.title) for article in found.record.articles} == titles
    assert "I727" in codes(recognise(replace(source, lines=bold), settings()))


NEWS = """残联工作简讯
2021年第12期（总第96期）
洛溪市残疾人联合会编印　　2021年12月28日

【洛溪市】12月3日是国际残疾人日，洛溪市举行残疾人就业专场招聘会，87家企业提供岗位1140个，现场达成意向326人。

【城关区】为重度残疾人家庭进行无障碍改造860户，安装扶手、坡道、闪光门铃等设施5300件。

报：省残联　　发：各县（市、区）残联
"""


def test_news_without_titles_is_told() -> None:
    """Where an issue prints no title at all, none is made up."""
    found = read(NEWS)
    assert [article.title for article in found.record.articles] == [""]
    assert {"I716", "I749"} <= codes(found)


PARTS = """安全生产情况通报
第3期
洛溪市安委办　　2024年4月25日

一、总体情况
一季度全市发生事故12起，死亡9人，同比分别下降20%、18.2%。
二、下一步工作
压实责任，严格执法。
"""

PLANS = PARTS.replace("总体情况", "上半年安全形势").replace("下一步工作", "下半年工作打算")

LED = """统计快报
第3期
洛溪市统计局　　2024年4月25日

一季度，全市经济运行平稳，地区生产总值412亿元，增长6.1%。

一、工业生产加快
规上工业增加值增长8.2%。
二、投资稳步回升
固定资产投资增长5.5%。
"""


@pytest.mark.parametrize("text", [PARTS, PLANS, LED], ids=["headings of one text", "plans", "a lead above"])
def test_sections_without_a_title_are_no_titles(text: str) -> None:
    """Where 一、二、 are parts of one text, the title stays open, and nothing of the text is left out."""
    found = read(text)
    assert [
        (article.title, [e.kind for e in article.elements].count("section")) for article in found.record.articles
    ] == [("", 2)]
    assert {"I716"} <= codes(found)
    assert "I745" not in codes(found)


UNLISTED = """工作简报
第3期
洛溪市发改局　　2024年4月25日

目录
河东县办起共享食堂

山区县怎样赶上来。
一、修路
新修公路310公里。
二、招商
签约项目42个。

河东县办起共享食堂

河东县办起共享食堂31家，老人每餐付5元。
"""


def test_an_article_without_a_title_above_a_listed_one_stays() -> None:
    """Text with sections is an article, even where neither the list nor its shape tells its title."""
    found = read(UNLISTED)
    assert [article.title for article in found.record.articles] == ["", "河东县办起共享食堂"]
    assert "I716" in codes(found)
    assert "新修公路310公里" in found.text


@pytest.mark.parametrize("line", ["工作花絮", "花絮"])
def test_a_line_like_a_title_that_is_none_is_told(line: str) -> None:
    """A short line between finished texts that was taken for prose."""
    text = (CASES / "offices" / "104-survey-with-three-levels.txt").read_text("utf-8")
    text = text.partition("\n===\n")[0]
    place = text.rindex("。\n") + 2
    found = read(f"{text[:place]}{line}\n市里召开了现场会。\n{text[place:]}")
    assert "I719" in codes(found)


def test_there_are_files() -> None:
    """An empty folder would make the test above pass."""
    assert len(FILES) >= 20
