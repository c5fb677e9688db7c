"""Markers in forms that the format does not have."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.recognise.marker_forms import (
    close_marker_gaps,
    find_forms,
    is_counted,
    match_form,
    rewrite_text,
)


@pytest.mark.parametrize(
    ("text", "ordinal", "written"),
    [
        ("②甲事", 2, "2."),
        ("⑿甲事", 12, "12."),
        ("㈢甲事", 3, "（三）"),
        ("Ⅱ、甲事", 2, "2."),
        ("（2）甲事", 2, "（二）"),
        ("〔二〕甲事", 2, "（二）"),
        ("2）甲事", 2, "2."),
        ("二）甲事", 2, "（二）"),
        ("其二，甲事", 2, "二是"),
        ("其二是甲事", 2, "二是"),
        ("第二 甲事", 2, "第二，"),
        ("第2，甲事", 2, "第二，"),
        ("第二点，甲事", 2, "第二，"),
        ("其次是甲事", 2, "其次，"),
        ("二要抓甲事", 2, "二是要"),
        ("二为甲事", 2, "二是"),
        ("经验二：甲事", 2, "二是"),
        ("2 甲事", 2, "2."),
    ],
)
def test_a_form_has_an_ordinal_and_a_marker(text: str, ordinal: int, written: str) -> None:
    """A verb other than 是 stays."""
    form = match_form(text)
    assert form
    assert (form.ordinal, form.written) == (ordinal, written)


@pytest.mark.parametrize(
    "text",
    ["二是甲事", "（二）甲事", "2.甲事", "第二，甲事", "其次，甲事", "案例二：甲事", "第二产业", "2.5亿元"],
)
def test_the_markers_of_the_format_are_none(text: str) -> None:
    """Nor are cases and other words."""
    assert match_form(text) is None


def test_gaps_within_markers_are_closed() -> None:
    """A gap elsewhere stays."""
    assert close_marker_gaps("一 是甲事。二　是 乙事") == "一是甲事。二是 乙事"
    assert close_marker_gaps("（ 1 ）甲 乙") == "（1）甲 乙"
    assert close_marker_gaps("1 . 甲 乙") == "1. 甲 乙"
    assert close_marker_gaps("1 .5亿元") == "1 .5亿元"


def test_forms_of_one_kind_must_count_up() -> None:
    """From one, perhaps again."""
    assert [place.paragraph for place in find_forms(["①甲。", "话。", "②乙。"])] == [0, 2]
    assert [place.place for place in find_forms(["要求：①甲；②乙。"])] == [3, 6]
    assert find_forms(["②甲。", "③乙。"]) == ()
    assert find_forms(["①甲。", "其二，乙。"]) == ()
    assert is_counted([1, 2, 1, 2, 3])
    assert not is_counted([1, 1])


def test_a_digit_after_a_rewritten_number_is_kept_apart() -> None:
    """It never becomes a decimal."""
    text, rewrites = rewrite_text("①5个村", [(0, match_form("①5个村"))], 7)  # type: ignore[list-item]
    assert text == "1.\u00a05个村"
    assert [(rewrite.line, rewrite.printed, rewrite.written) for rewrite in rewrites] == [(7, "①", "1.")]
