"""The contents list, and its titles in the body."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.recognise.contents_list import (
    find_titles,
    is_column_label,
    is_column_name,
    is_same_title,
    normalise_title,
    precedes_titles,
    read_contents,
    strip_entry,
    strip_leaders,
    strip_signature,
)
from taizhou_brief.importer.recognise.line_wrapping import detect_wrapping
from tests.unit.importer.source import rows_of


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("·甲县办好夜校", "甲县办好夜校"),
        ("1. 甲县办好夜校……3", "甲县办好夜校"),
        ("一、甲县办好夜校（2）", "甲县办好夜校"),
        ("甲县办好夜校　　12", "甲县办好夜校"),
        ("甲县建成5G网", "甲县建成5G网"),
    ],
)
def test_an_entry_is_its_title(text: str, entry: str) -> None:
    """Without bullet, leaders and page."""
    assert strip_entry(rows_of(text)[0]) == entry


def test_entries_are_found_in_the_body() -> None:
    """In the order of the body; spaces do not matter."""
    entries, size = read_contents(rows_of("【本期目录】", "甲县办好夜校", "乙县修好公路", "", "甲县办好夜校", "正文。"))
    assert [entry.title for entry in entries] == ["甲县办好夜校", "乙县修好公路"]
    assert size == 3
    body = rows_of("乙县修好公路", "正文一。", "甲县 办好夜校", "正文二。")
    found = find_titles(body, entries, detect_wrapping(body, printed_lines=False))
    assert sorted((match.start, match.entry) for match in found) == [(0, 1), (2, 0)]


@pytest.mark.parametrize(
    ("text", "label", "name"),
    [("【典型经验】", True, True), ("◆经验交流◆", True, True), ("甲县办好夜校", False, False)],
)
def test_columns_are_known(text: str, label: bool, name: bool) -> None:
    """In brackets or between signs."""
    assert (is_column_label(text), is_column_name(text)) == (label, name)
    assert precedes_titles(text) is name


def test_an_entry_has_no_signature() -> None:
    """Nor leaders."""
    assert strip_signature("甲县办好夜校（某市教育局）") == "甲县办好夜校"
    assert strip_signature("甲县办好夜校（一）") == "甲县办好夜校（一）"
    assert strip_leaders("甲县办好夜校......5") == "甲县办好夜校"


@pytest.mark.parametrize(("one", "other", "same"), [("甲县 办校", "甲县办校", True), ("甲县办校", "乙县修路", False)])
def test_titles_are_compared_without_spaces(one: str, other: str, same: bool) -> None:
    """And without references to footnotes."""
    assert is_same_title(one, other) is same
    assert normalise_title("甲县 办校[^1]") == "甲县办校"
