"""Titles found by their shape."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from taizhou_brief.importer.recognise.title_paragraphs import mark_titles
from taizhou_brief.importer.recognise.titles import (
    MAX_TITLE,
    find_bracketed_titles,
    find_numbered_titles,
    find_titles_by_shape,
    is_bracketed,
    is_title_shaped,
)
from tests.showing import settings_of
from tests.unit.importer.source import rows_of

TEXT = "东山县一年开课386期，工人下班就能上课，培训了1200多人。"


def paragraphs(*texts: str) -> list[SourceParagraph]:
    """One paragraph a line."""
    return [SourceParagraph(row.text, (row,)) for row in rows_of(*texts)]


@pytest.mark.parametrize(
    ("text", "shaped"),
    [
        ("东山县把夜校办到车间", True),
        ("东山县把夜校办到车间。", False),
        ("甲；乙", False),
        ("甲" * (MAX_TITLE + 1), False),
        ("甲", False),
    ],
)
def test_a_title_is_short_and_has_no_stop(text: str, shaped: bool) -> None:
    """A sentence is no title."""
    assert is_title_shaped(paragraphs(text)[0]) is shaped


def test_a_title_above_its_text_is_found() -> None:
    """And becomes one paragraph of that role."""
    paras = paragraphs("东山县把夜校办到车间", TEXT, "西河县把驿站办到街头", TEXT)
    units = find_titles_by_shape(paras, settings_of(), has_contents=False)
    assert [(unit.start, unit.end) for unit in units] == [(0, 1), (2, 3)]
    assert [para.role for para in mark_titles(paras, units)] == ["title", "prose", "title", "prose"]


def test_numbered_and_bracketed_lines_may_be_titles() -> None:
    """Where the issue opens with one and text is below each."""
    numbered = paragraphs("1. 东山县把夜校办到车间", TEXT, "2. 西河县把驿站办到街头", TEXT)
    assert [unit.start for unit in find_numbered_titles(numbered)] == [0, 2]
    bracketed = paragraphs("【东山县把夜校办到车间】", TEXT, "【西河县把驿站办到街头】", TEXT)
    assert [unit.start for unit in find_bracketed_titles(bracketed)] == [0, 2]
    assert find_bracketed_titles(paragraphs(TEXT, TEXT)) == ()


def test_brackets_around_a_whole_line() -> None:
    """Half of them do not count."""
    assert is_bracketed("（某市教育局）")
    assert not is_bracketed("（某市教育局")
