"""A briefing as text: front matter by the tables, blocks of the body."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from taizhou_brief.diagnostics import select_errors
from taizhou_brief.formats.briefing.front_matter import FrontMatterResult, read_front_matter
from taizhou_brief.formats.briefing.keys import ARTICLE, FRONT
from taizhou_brief.formats.briefing.writer import (
    NOTHING,
    Annotations,
    Place,
    WrittenValue,
    write_briefing,
    write_footnote,
    write_front_matter,
    write_heading,
    write_paragraph,
    write_table,
)
from taizhou_brief.formats.markdown import parse_blocks
from taizhou_brief.model.block import NO_SPAN
from taizhou_brief.model.issue import ArticleEntry, FrontMatter
from tests.front_matters import SETTINGS, front_matters, without_spans


def read(front: FrontMatter, annotations: Annotations = NOTHING) -> FrontMatterResult:
    """What the reader makes of what the writer wrote."""
    return read_front_matter(f"---\n{write_front_matter(front, annotations)}---\n", "a.md", SETTINGS)


@settings(max_examples=150)
@given(front_matters())
def test_front_matter_is_read_back_as_it_was_written(front: FrontMatter) -> None:
    """Every key, odd texts, suggestions, placeholders, several paragraphs in the 编者按."""
    result = read(front)
    assert not select_errors(result.diagnostics)
    assert without_spans(result.front) == front
    assert write_front_matter(result.front) == write_front_matter(front)


FRONT_MATTER = FrontMatter(number=7, date=date(2021, 12, 1), articles=(ArticleEntry(title="题", span=NO_SPAN),))


def test_keys_are_in_the_order_of_the_tables_and_defaults_are_not_written() -> None:
    """Required and expected keys always are."""
    assert write_front_matter(FRONT_MATTER).split("\n") == [
        *("number: 7", "date: 2021-12-01", "articles:", "- title: 题", "  counties: []", "  themes: []", "")
    ]
    undecided = ArticleEntry(suggested_counties=("甲县",), undecided=("counties", "themes"), span=NO_SPAN)
    lines = write_front_matter(FrontMatter(articles=(undecided,))).split("\n")
    assert lines[3:6] == ['- title: ""', "  counties: [甲县〔建议〕]", "  themes: [〔待填〕]"]
    assert write_front_matter(FrontMatter()) == "number:\ndate:\narticles: []\n"


def test_annotations_replace_values_and_add_comments() -> None:
    """Also where the model has a default, which is not written otherwise."""
    annotations = Annotations({("send_to",): (), ("articles", 0, "themes"): ("就业〔建议〕", "不知")})
    annotations |= Annotations({}, {("title",): ("先看",)}).nest("articles", 0)
    lines = write_front_matter(FRONT_MATTER, annotations).split("\n")
    assert lines[2:] == [
        *("send_to: []", "articles:", "- title: 题", "  # 先看", "  counties: []", "  themes: [就业〔建议〕, 不知]", "")
    ]


def test_markdown_is_written_as_given() -> None:
    """Its line breaks are kept, with a list and emphasis."""
    markdown = "先**看**这里：\n\n- 甲\n- 乙\n\n> 引"
    result = read(FRONT_MATTER, Annotations({("editor_note",): markdown}))
    assert [block.text for block in result.front.editor_note] == ["先看这里：", "甲\n乙", "引"]


def test_every_key_is_written_once() -> None:
    """The writer has no list of keys of its own."""
    texts: dict[Place, WrittenValue] = {(field.name,): "甲" for field in FRONT.fields if field.name != "articles"}
    texts |= {("articles", 0, field.name): "甲" for field in ARTICLE.fields}
    lines = write_front_matter(FRONT_MATTER, Annotations(texts)).split("\n")
    assert len(lines) == len(FRONT.fields) + len(ARTICLE.fields) + 1


def test_a_footnote_may_refer_to_another_one() -> None:
    """The reference stays one."""
    assert write_footnote("1", "见[^2]", frozenset("2")) == "[^1]: 见[^2]"


def test_a_table_has_a_head_and_full_rows() -> None:
    """A bar inside a cell is escaped."""
    text = write_table([("甲", "乙|丙"), ("丁",)])
    assert text == "| 甲 | 乙\\|丙 |\n| --- | --- |\n| 丁 |  |"


def test_a_heading_keeps_the_number_signs_at_its_end() -> None:
    """They do not close it."""
    assert write_heading(2, "一、甲 ##") == r"## 一、甲 \#\#"
    (block,) = parse_blocks(write_heading(1, "甲 #"), "a.md", 1).blocks
    assert block.content.plain == "甲 #"


@pytest.mark.parametrize(
    ("marker", "text", "written"),
    [
        ("1.", "5个村", r"1\. 5个村"),
        ("1.", " 建村", r"1.建村"),
        ("一是", " 5个村", "一是5个村"),
        ("", "- 甲", r"\- 甲"),
    ],
)
def test_a_marker_is_joined_with_the_text(marker: str, text: str, written: str) -> None:
    """With a space where the two would be one number."""
    assert write_paragraph(text, marker) == written


def test_a_briefing_is_front_matter_and_blocks() -> None:
    """There is a blank line between blocks, and none below the last."""
    assert write_briefing(FrontMatter(), ["# 甲", "乙"]).endswith("articles: []\n---\n\n# 甲\n\n乙\n")
    assert write_briefing(FrontMatter(), []).endswith("---\n\n")
