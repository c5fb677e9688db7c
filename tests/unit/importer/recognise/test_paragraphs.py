"""Lines joined to paragraphs."""

from __future__ import annotations

from taizhou_brief.importer.recognise.line_wrapping import LineWrapping, detect_wrapping
from taizhou_brief.importer.recognise.paragraphs import build_paragraphs, join_cut_dates, join_page_breaks, opens_block
from tests.unit.importer.source import rows_of

LINE = "某市把夜校办到车间里去工人下班就能上课一年开课三百多期"
PLAIN = LineWrapping(is_wrapped=False, length=0, width=0, indented=False, spaced=False)


def test_printed_lines_are_joined() -> None:
    """A line that reaches the margin goes on in the next."""
    rows = rows_of(*[LINE] * 6, "到此为止。", "另一段。")
    wrap = detect_wrapping(rows, printed_lines=True)
    texts = [para.text for para in build_paragraphs(rows, (), wrap)]
    assert texts == [LINE * 6 + "到此为止。", "另一段。"]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    """Where nothing is wrapped."""
    rows = rows_of("甲。", "乙。")
    assert [para.text for para in build_paragraphs(rows, (), PLAIN)] == ["甲。", "乙。"]


def test_a_date_cut_in_two_is_joined() -> None:
    """The cut is reported."""
    rows, cuts = join_cut_dates(rows_of("某办　2021年", "12月1日印发"))
    assert [row.text for row in rows] == ["某办　2021年12月1日印发"]
    assert cuts == ((1, "2021年12月1日"),)


def test_a_number_cut_by_a_page_is_joined() -> None:
    """Two paragraphs are one."""
    paras = build_paragraphs(rows_of("全市去年一年里一共投入资金达到3.", "5亿元。"), (), PLAIN)
    joined = join_page_breaks(paras, PLAIN, titled=True)
    assert "".join(para.text for para in joined) == "全市去年一年里一共投入资金达到3.5亿元。"


def test_markers_and_notes_open_a_block() -> None:
    """Other lines may go on with the one above."""
    assert [opens_block(row) for row in rows_of("一是甲。", "编者按：乙。", "普通的一行")] == [True, True, False]
