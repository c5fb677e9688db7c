"""Doubts that need the whole source."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.recognise.layout import analyse_layout
from taizhou_brief.importer.recognise.notes import MISPRINTS, note_characters, note_titles, note_words
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from tests.showing import settings_of
from tests.unit.importer.source import MASTHEAD, rows_of, source_of


def words(*texts: str) -> list[str]:
    """The codes for these paragraphs."""
    return [code for _, code, _ in note_words([SourceParagraph(row.text, (row,)) for row in rows_of(*texts)])]


@pytest.mark.parametrize("text", ["截止目前，共有3个。", "其它事情。", "记帐。", "登陆平台。", "基金结合3万元。"])
def test_likely_slips_are_named(text: str) -> None:
    """The words are kept as they are."""
    assert words(text) == ["I740"]
    assert len(MISPRINTS) == 5


def test_broken_texts_are_named() -> None:
    """A number that ends a paragraph, a paragraph without a stop."""
    assert "I706" in words("全市共有3.", "5亿元。")
    assert words("全市把这件事办好了。接着又办", "另一段。") == ["I731"]
    assert words("全市把这件事办好了。") == []


def test_odd_characters_are_named() -> None:
    """Full-width digits are changed, unreadable ones are not."""
    assert [code for _, code, _ in note_characters(source_of("共５个", "甲\ufffd"))] == ["I741", "I742"]
    assert note_characters(source_of("共5个")) == []


def test_titles_are_compared_with_the_contents() -> None:
    """A title that is missing in the body."""
    texts = (
        *MASTHEAD,
        "【本期目录】",
        "东山县把夜校办到车间",
        "西河县把驿站办到街头",
        "",
        "东山县把夜校办到车间",
        "东山县一年开课386期，工人下班就能上课。",
    )
    found = note_titles(analyse_layout(source_of(*texts), settings_of()))
    assert [code for _, code, _ in found] == ["I711"]
