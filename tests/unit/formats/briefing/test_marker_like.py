"""Beginnings that look like markers."""

from __future__ import annotations

import pytest

from taizhou_brief.chinese.list_numbers import FORMATS
from taizhou_brief.formats.briefing.marker_like import find_markers_like, find_sequences, read_ordinal

WRITINGS = [
    *zip("叁❸⑶⒊㈢㊂Ⅲ丙Cｃ", [3] * 10, strict=True),
    ("㉑", 21),
    ("十二", 12),
    ("１２", 12),
    ("再次", 3),
    ("甲方", 0),
]
OTHER_SIGNS = {
    *("none", "ordinal", "decimalZero", "numberInDash", "ideographLegalTraditional", "lowerRoman", "upperRoman"),
    *("ideographZodiac", "ideographZodiacTraditional"),
}
"""Formats of Word whose signs are words or letters of their own."""
WORDS = (
    "一是一、二是二 第一季度 第一、第二产业 一、二产业 2021年 12:30开班 1.5亿元 3个村 4∶3 1，200户 一般 十分 其中"
    " 附件一： 星期一： 正月初一， 甲、乙两村 任务12个"
)


def found(text: str) -> list[tuple[str, int, bool]]:
    """The words, ordinal and clearness of what looks like a marker in a text."""
    text = f"\n{text}"
    return [(text[m.start : m.end].strip(), m.ordinal, m.is_clear) for m in find_markers_like(text)]


@pytest.mark.parametrize(("text", "ordinal"), WRITINGS)
def test_an_ordinal_is_read_in_any_writing(text: str, ordinal: int) -> None:
    """Chinese, formal, of either width, enclosed, Roman, a stem, a letter or an adverb."""
    assert read_ordinal(text) == ordinal


@pytest.mark.parametrize("name", sorted(set(FORMATS) - OTHER_SIGNS))
@pytest.mark.parametrize("number", [1, 2, 9])
def test_the_numbers_of_word_look_like_markers(name: str, number: int) -> None:
    """Each format in brackets and before a mark; stems and letters only in a sequence."""
    printed = FORMATS[name](number)
    for text in (f"（{printed}）好", f"{printed}、好"):
        assert found(text)[0][1:] == (number, name not in {"ideographTraditional", "lowerLetter", "upperLetter"}), text


@pytest.mark.parametrize(
    "text", ["　　一 是甲", "**一是**甲", "- 一是甲", "> 一是甲", "好。**一是**甲", "问题：“一是”甲"]
)
def test_signs_before_a_marker_do_not_hide_it(text: str) -> None:
    """Blanks, emphasis, the sign of an item or quotation; quotes are words, so that a quoted marker is none."""
    assert len(found(text)) == ("“" not in text)


@pytest.mark.parametrize("text", [*WORDS.split(" "), "任务 12 个", "3 月"])
def test_ordinary_words_do_not_look_like_markers(text: str) -> None:
    """Numbers, dates and words that begin with a numeral: never clear, mostly nothing."""
    assert not any(clear for _, _, clear in found(text))
    assert len(found(text)) <= 1


def test_a_sequence_has_consecutive_ordinals_of_one_family() -> None:
    """`一要` and `二靠` are none, nor 一要 and 三要."""
    for text, length in (
        ("一要甲\n二要乙\n四要丙", 2),
        ("一要甲\n二靠乙", 0),
        ("（一）甲\n（2）乙", 0),
        ("一，甲\n二，乙", 2),
    ):
        assert len(find_sequences(find_markers_like(f"\n{text}"))) == length, text


def test_a_stroke_for_one_and_a_first_marker_after_a_comma_are_found() -> None:
    """As it is printed or recognised by mistake; a second one must follow the comma's."""
    assert found("—是甲事。") == [("—是", 1, True)]
    assert found("——是甲事。") == []
    assert [ordinal for _, ordinal, _ in found("会上说，一要快办。二要办好。")] == [1, 2]
    assert found("会上，一看就懂。三人。") == []
