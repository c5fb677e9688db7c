"""Paragraphs of a .docx as lines."""

from __future__ import annotations

from taizhou_brief.importer.readers.blocks import SOFT_BREAK, OfficeParagraph
from taizhou_brief.importer.source_text import SourceLine

PLACE = SourceLine("", "第3段", number="一、")


def test_a_soft_break_parts_lines_of_one_paragraph() -> None:
    """The number belongs to the first; a break at the end is dropped."""
    paragraph = OfficeParagraph(runs=[("甲", True), (SOFT_BREAK, False), ("乙", False), (SOFT_BREAK, False)])
    first, second = paragraph.build_lines(PLACE)
    assert (first.text, first.number, first.bold, first.soft) == ("甲", "一、", True, True)
    assert (second.text, second.number, second.bold, second.soft) == ("乙", "", False, False)


def test_findings_about_one_stretch_of_text_are_one() -> None:
    """Word leaves a stretch in several runs."""
    paragraph = OfficeParagraph()
    for doubts, text in ((("struck",), "20"), (("struck",), "0元"), ((), "甲"), (("struck",), "乙")):
        paragraph.add_doubts(doubts, text)
    assert paragraph.findings == [("struck", "200元"), ("struck", "乙")]
