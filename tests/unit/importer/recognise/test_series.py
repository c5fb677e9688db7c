"""Where a series of measures ends."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.briefing.markers import match_marker, select_measures
from taizhou_brief.importer.recognise.series import (
    describe_closing,
    find_run_on_closing,
    find_run_on_series,
    find_series_end,
    has_single_sentences,
    match_closing,
)

LIST = ("一是甲。做甲。", "二是乙。做乙。")


def end_of(*texts: str) -> tuple[int, str] | None:
    """Where the first series ends."""
    return find_series_end(texts, select_measures([match_marker(text) for text in texts]), ["东山县"])


@pytest.mark.parametrize(
    "closing",
    [
        "下一步，东山县将扩面。",
        "截至11月底，全县有教学点14个。",
        "今年以来，东山县已有9家。",
        "特此报告。",
        "请各地参照。",
    ],
)
def test_closing_text_ends_a_series(closing: str) -> None:
    """After the last measure only, and unless a measure before has the like."""
    assert end_of(*LIST, closing) == (2, match_closing(closing, ["东山县"], alone=True))
    assert end_of(LIST[0], closing, LIST[1]) is None
    assert end_of(LIST[0], closing, LIST[1], closing) is None


@pytest.mark.parametrize("text", ["截至4月底，已开课。", "同时，开好网店。", "东山县还开了网店。", "下一步骤是验收。"])
def test_what_is_not_certain_stays_in_the_measure(text: str) -> None:
    """Its own details do."""
    assert end_of(*LIST, text) is None


def test_another_series_begins_at_its_introduction() -> None:
    """Without one, the ordinals are a doubt."""
    assert end_of(*LIST, "主要打算：", *LIST) == (2, "series")
    assert end_of(*LIST, *LIST) is None


def test_several_series_in_a_paragraph_have_introductions() -> None:
    """The last one ends before closing text."""
    text = "问题：一是甲；二是乙。打算：一是丙；二是丁。下一步，再议。"
    found = find_run_on_series(text, [])
    assert [text[one.introduction : one.starts[0]] for one in found] == ["问题：", "打算："]
    assert text[found[1].end :] == "下一步，再议。"
    assert find_run_on_series("一是一、二是二，不含糊。", []) == ()


def test_a_sentence_about_the_whole_county_closes_a_list() -> None:
    """If the last item is finished."""
    text = "一是甲；二是乙。到4月底，全县有9个。"
    assert text[find_run_on_closing(text, [0, 5], len(text), []) :] == "到4月底，全县有9个。"
    text = "一是甲。做甲。二是乙。全县有9个。"
    assert find_run_on_closing(text, [0, 7], len(text), []) == len(text)
    assert has_single_sentences("一是甲；二是乙。", [0, 5])
    assert not has_single_sentences("一是甲。做甲。二是乙。", [0, 7])


def test_the_message_quotes_the_closing_text() -> None:
    """So that an editor finds it."""
    assert "特此报告" in describe_closing("特此报告。")
