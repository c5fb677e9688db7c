"""The paragraphs of an article as sections, measures and prose."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.recognise.body import read_body
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from tests.unit.importer.source import rows_of


def read(*texts: str) -> tuple[list[tuple[str, str]], list[str], str]:
    """Kind and text of each element, the codes of the notes, the contributor."""
    body = read_body([SourceParagraph(row.text, (row,)) for row in rows_of(*texts)])
    elements = [(element.kind, element.text) for element in body.elements]
    return elements, [code for _, code, _ in body.notes], body.bylines.contributor


def test_sections_and_measures_are_found() -> None:
    """Prose before them is the lead."""
    elements, codes, _ = read(
        "导语在这里。", "一、抓好头一件", "一是甲。多做。", "二是乙。多做。", "二、抓好第二件", "正文。"
    )
    assert [kind for kind, _ in elements] == ["prose", "section", "measure", "measure", "section", "prose"]
    assert codes == []


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (("一、甲事情", "正文。", "三、乙事情", "正文。"), "I720"),
        (("一是甲。多做。", "三是乙。多做。"), "I721"),
        (("导语。一是甲；二是乙；三是丙。",), "I723"),
        (("一、抓好头一件。正文在同一段里。", "二、抓好第二件。正文也在。"), "I724"),
        (("一．抓好头一件", "正文。"), "I726"),
    ],
)
def test_doubts_are_named(texts: tuple[str, ...], code: str) -> None:
    """Gaps in a sequence, run-on measures, headings in one paragraph with their text."""
    assert code in read(*texts)[1]


@pytest.mark.parametrize(
    ("texts", "contributor"),
    [
        (("（某市教育局供稿）", "正文。"), "某市教育局"),
        (("正文。", "供稿单位：某市教育局"), "某市教育局"),
        (("正文一。", "正文二。"), ""),
    ],
)
def test_the_contributor_is_first_or_last(texts: tuple[str, ...], contributor: str) -> None:
    """The line is no part of the text."""
    elements, _, found = read(*texts)
    assert found == contributor
    assert len(elements) == len(texts) - bool(contributor)
