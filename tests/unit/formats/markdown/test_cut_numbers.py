"""Numbers cut by tags and invisible characters."""

from __future__ import annotations

from datetime import date

import pytest

from taizhou_brief.formats.markdown.cut_numbers import find_blanks_in_numbers, find_cut_numbers, join_cut_numbers
from taizhou_brief.quantities import find_quantities


@pytest.mark.parametrize("sign", ["<br>", "<BR/>", " <br> ", "<wbr>", "</p><p>", "\u200b", "\u00ad", "&shy;", "&#x0b;"])
def test_what_cuts_a_number_is_removed_and_named(sign: str) -> None:
    """With the blanks around it; the diagnostic has the place and the whole number."""
    text, problems = join_cut_numbers(f"甲\n投入3.{sign}5亿元。", "x.md", 7)
    assert text == "甲\n投入3.5亿元。"
    assert [(one.code, one.line, one.column) for one in problems] == [("M029", 8, 5)]
    assert "投入3.5亿元" in problems[0].message


@pytest.mark.parametrize(
    "text", ["3\t5户", "3&nbsp;5户", "`3<br>5`", "| 3<br>5 |", "好<br>5户", "3\\<br>5户", "3&amp;5户", "3<br>\n\n5户"]
)
def test_what_may_be_apart_is_left(text: str) -> None:
    """Blanks, cells, code, a tag beside words and one that is escaped."""
    assert list(find_cut_numbers(text)) == []


def test_one_line_break_is_kept() -> None:
    """So that later lines keep their numbers."""
    assert join_cut_numbers("投入3.<br>\n5亿元。", "x.md", 1)[0] == "投入3.\n5亿元。"


@pytest.mark.parametrize("blank", [" ", "\u3000"])
def test_a_blank_in_a_number_is_named_and_what_follows_is_no_figure(blank: str) -> None:
    """Whether it is one number or two cannot be known."""
    for text in (f"惠及1{blank}2万人。", f"投入1{blank}234万元。", f"占3{blank}5%。", f"共3{blank}000户。"):
        (problem,) = join_cut_numbers(f"甲\n{text}", "x.md", 7)[1]
        assert (problem.code, problem.line, problem.column) == ("M029", 8, text.index(blank) + 1)
        assert not find_quantities(text, date(2022, 4, 8))


@pytest.mark.parametrize(
    "text", ["| 1 2万 |", "`1 2万人`", "电话8532 1100。", "账号6228 4803", "12\t15户", "3 个村", "共3  5户"]
)
def test_other_blanks_are_not_named(text: str) -> None:
    """In tables and code, in numbers that count nothing, between columns."""
    assert list(find_blanks_in_numbers(text)) == []
