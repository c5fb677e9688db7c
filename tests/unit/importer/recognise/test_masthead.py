"""Where the masthead ends and the foot begins."""

from __future__ import annotations

from taizhou_brief.importer.recognise.line_wrapping import detect_wrapping
from taizhou_brief.importer.recognise.masthead import SourceParts, split_source
from tests.unit.importer.source import MASTHEAD, rows_of


def frame(*texts: str) -> SourceParts:
    """Masthead, body and foot of these lines."""
    rows = rows_of(*texts)
    return split_source(rows, "某市工作简报", detect_wrapping(rows, printed_lines=False))


BODY = ("东山县把夜校办到车间", "东山县一年开课386期，工人下班就能上课。")
FOOT = ("送：市委各部门，", "各县（市、区）。", "某办　　2022年3月16日印发", "（共印50份）")


def test_the_body_is_what_is_between() -> None:
    """With and without a heading of the contents."""
    for texts in ((*MASTHEAD, *BODY, *FOOT), (*MASTHEAD, "【本期目录】", *BODY, *FOOT)):
        found = frame(*texts)
        assert tuple(row.text for row in found.body[-2:]) == BODY
        assert {field.name for field in found.masthead} >= {"series", "number", "date", "issuer"}
        assert {field.name for field in found.foot} >= {"send_to", "printed", "copies"}


def test_a_list_of_recipients_goes_on_in_the_next_line() -> None:
    """It ends in a comma."""
    (sent,) = (field for field in frame(*MASTHEAD, *BODY, *FOOT).foot if field.name == "send_to")
    assert "各县（市、区）" in sent.value


def test_drawn_lines_are_taken_out() -> None:
    """They are listed apart."""
    found = frame(*MASTHEAD, "————————", *BODY)
    assert [row.text for row in found.drawn_lines] == ["————————"]


def test_a_text_without_a_masthead_is_all_body() -> None:
    """No field is invented."""
    found = frame(*BODY)
    assert (found.masthead, found.foot, len(found.body)) == ((), (), 2)
