"""Articles as Markdown: what is read, written and read again is the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.formats.briefing import parse
from taizhou_brief.formats.briefing.body_writer import write_body
from taizhou_brief.model.block import Block, ListItem, Note, Span
from taizhou_brief.model.issue import Article, Measure, Section
from tests import rule_cases
from tests.project import CASES, ROOT
from tests.showing import settings_of
from tests.test_markdown import cases as markdown_cases

HERE = Span(0, 0, 0, 0)
PATH = "briefings/2021/07.md"


def read(body: str) -> tuple[Article, ...]:
    """The articles of a body."""
    return parse(f"---\nnumber: 7\ndate: 2021-12-01\n---\n\n{body}", PATH, settings_of()).issue.articles


def spanless(value: Any) -> Any:
    """A value without the places that it comes from."""
    if isinstance(value, Block):
        parts: dict[str, Any] = {name: spanless(getattr(value, name)) for name in ("items", "notes")}
        return value._replace(span=HERE, **parts)
    if isinstance(value, ListItem | Note):
        return replace(value, blocks=spanless(value.blocks))
    if isinstance(value, Measure):
        return replace(value, span=HERE, body=spanless(value.body))
    if isinstance(value, Section):
        return replace(value, span=HERE, items=spanless(value.items))
    if isinstance(value, Article):
        parts = {name: spanless(getattr(value, name)) for name in ("lead", "items", "sections", "notes")}
        return replace(value, span=HERE, **parts)
    return tuple(map(spanless, value)) if isinstance(value, tuple) else value


def check(body: str) -> None:
    """The articles of a body are read back, and written in the same way again."""
    articles = read(body)
    written = write_body(articles)
    assert spanless(read(written)) == spanless(articles), written
    assert write_body(read(written)) == written


def bodies() -> Iterator[Any]:
    """The bodies of all examples of the tests."""
    for path in sorted((CASES / "golden").rglob("*.md")):
        text = path.read_bytes().decode("utf-8", "replace")
        yield pytest.param(text.split("\n---\n", 1)[-1], id=str(path.relative_to(ROOT / "tests")))
    for name, source, _ in markdown_cases():
        yield pytest.param(f"# 题\n\n{source.replace('␠', ' ').replace('→', chr(9))}", id=name)
    for case in rule_cases.cases():
        body = case.text.split("\n---\n", 1)[-1]
        yield pytest.param(body if body.startswith("# ") else f"# 题\n\n{body}", id=case.where)


@pytest.mark.parametrize("body", [*bodies()])
def test_examples_are_read_back(body: str) -> None:
    """Every golden briefing, every case of the dialect and of the rules."""
    check(body)


@pytest.mark.parametrize("path", sorted((ROOT / "briefings").rglob("*.md")), ids=lambda path: path.name)
def test_a_briefing_is_read_back(path: Path) -> None:
    """A real one."""
    check(path.read_text("utf-8").split("\n---\n", 1)[1])


DEEP = "**甲*（乙）*丙**"
"""Emphasis in emphasis."""
WORDS = st.one_of(
    st.text("甲乙a1。，、;:()（）.-+#_[]`<>&\\|!~=\"' ", min_size=1, max_size=8),
    st.sampled_from(["5个", "1.", "二是", "&amp;", "&#42;", "\\*", "5*3", "https://a.cn/b", "12", "（一）"]),
)
INLINE = st.one_of(
    WORDS,
    st.sampled_from(
        ["**甲乙**", "**甲。**", "*（甲）*", "`a*b`", "`` ` ``", '[甲](https://a.cn/?a=1&b=2 "题")', "[^1]", "[^2]"]
    ),
    st.sampled_from([DEEP, "***甲***", "**[甲](x)**", "[**甲**乙](../1/)", "\\\n", "  \n", "\n", "**共 5 个**"]),
)


def separate(parts: list[str]) -> str:
    """Inline content in which no runs of asterisks or underscores touch, and no emphasis is three deep."""
    joined = re.sub(r"(?<=[*_])\0(?=[*_])", "，", "\0".join(parts)).replace("\0", "")
    return joined.replace("_", "-") if DEEP in joined else joined


SENTENCE = st.lists(INLINE, min_size=1, max_size=6).map(separate)
LINE = SENTENCE.map(lambda words: re.sub(r"\s*\\?\n\s*", "", words))


def join(*lines: str) -> str:
    """Blocks with blank lines between them."""
    return "\n\n".join(lines)


BLOCK = st.one_of(
    SENTENCE,
    SENTENCE,
    LINE.map(lambda line: f"## 一、{line}"),
    LINE.map(lambda line: f"### （一）{line}"),
    st.just("###"),
    st.tuples(LINE, LINE).map(lambda lines: f"一是{lines[0]}\n\n二是{lines[1]}"),
    st.tuples(LINE, LINE).map(lambda lines: f"1. {lines[0]}\n2. {lines[1]}"),
    st.tuples(LINE, LINE).map(lambda lines: f"- {lines[0]}\n- 甲\n\n* {lines[1]}\n  3) 乙\n  4) 丙"),
    st.tuples(LINE, LINE).map(lambda lines: f"- {lines[0]}\n\n  {lines[1]}\n\n- 甲"),
    st.tuples(LINE, LINE).map(
        lambda cells: "| 甲 | 乙 |\n|:-:|---|\n| {} | {} |".format(*(cell.replace("|", "\\|") for cell in cells))
    ),
    LINE.map(lambda line: f"> {line}\n>\n> - 甲"),
    LINE.map(lambda line: f"```\n{line}\n```"),
    st.just("---"),
)
NOTES = "[^1]: 注**一**。\n\n[^2]: 注二[^1]\n\n    - 项"
BODY = st.lists(st.lists(BLOCK, max_size=5).map(lambda blocks: join("# 题", *blocks)), min_size=1, max_size=2).map(
    lambda articles: join(*articles, NOTES)
)


@given(BODY)
def test_bodies_are_read_back(body: str) -> None:
    """Whatever an editor writes."""
    check(body)


def test_a_marker_inside_an_item_is_no_measure() -> None:
    """A list whose items contain what would be measures outside it stays a list."""
    body = "# 题\n\n1. 甲。乙\n\n   一是丙\n\n   二是丁\n\n2. 戊"
    check(body)
    assert write_body(read(body)) == f"{body}\n"


def test_a_footnote_of_two_articles_is_written_once() -> None:
    """Unless they differ, as those of two imported files may."""
    first, second = read("# 甲\n\n一[^1]\n\n# 乙\n\n二[^1]\n\n[^1]: 注")
    assert write_body((first, second)).count("[^1]: 注") == 1
    other = replace(second.notes[0], blocks=read("# 丙\n\n别的注")[0].lead)
    assert "[^a2-fn1]: 别的注" in write_body((first, replace(second, notes=(other,))))
    assert write_body(()) == ""
