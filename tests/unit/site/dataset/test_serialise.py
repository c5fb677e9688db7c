"""Cells of the CSV files."""

from __future__ import annotations

import pytest

from taizhou_brief.site.dataset.serialise import csv_lines, issue_label, protect_cell


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("12", "12"),
        ("-12.5", "-12.5"),
        ("-1234567890123456", "'-1234567890123456"),
        ("123456789012.345", "123456789012.345"),
        ("1234567890123.456", "'1234567890123.456"),
        ("2021.10", "2021.10"),
        ("12.10.5", "'12.10.5"),
        ("5 / 8", "'5 / 8"),
        ("12万元", "12万元"),
        ("+12", "'+12"),
    ],
)
def test_a_spreadsheet_keeps_the_cell(cell: str, expected: str) -> None:
    """Numbers that it keeps as they are need no apostrophe."""
    assert protect_cell(cell) == expected


def test_lines_end_as_the_standard_wants() -> None:
    """With CRLF; a cell with a comma, a quotation mark or a line break is quoted."""
    assert csv_lines([["甲", "1"], ['乙"丙,', "丁\n"], ["", "戊,", "\r"]]) == (
        '甲,1\r\n"乙""丙,","丁\n"\r\n,"戊,","\r"\r\n'
    )
    assert csv_lines([]) == ""


def test_labels_are_in_chinese() -> None:
    """What is in no known form stays as it is."""
    assert (issue_label("2021/07"), issue_label("2022/s1"), issue_label("某期")) == (
        "2021年第7期",
        "2022年增刊第1期",
        "某期",
    )
