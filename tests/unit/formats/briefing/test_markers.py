"""Markers of measures: what a paragraph begins with, and which paragraphs open a measure."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.briefing.markers import Marker, match_marker, select_measures


@pytest.mark.parametrize(
    ("text", "family", "ordinal", "printed"),
    [
        ("一是抓好。", "是", 1, "一是"),
        ("十二是　抓好。", "是", 12, "十二是"),
        ("（三）抓好。", "（）", 3, "（三）"),
        ("(三)抓好。", "（）", 3, "(三)"),
        ("1.抓好。", "1.", 1, "1."),
        ("12、抓好。", "1.", 12, "12、"),
        ("1. 5个村", "1.", 1, "1."),
        ("第一，抓好。", "第", 1, "第一，"),
        ("第一、抓好。", "第", 1, "第一、"),
        ("首先，抓好。", "首先", 1, "首先，"),
        ("最后，抓好。", "首先", 4, "最后，"),
        ("九十九是抓好。", "是", 99, "九十九是"),
    ],
)
def test_a_marker_is_read_from_the_beginning(text: str, family: str, ordinal: int, printed: str) -> None:
    """Family and ordinal are found; blanks after the marker belong neither to it nor to the heading."""
    marker = match_marker(text)
    assert marker
    assert marker[:3] == (family, ordinal, printed)
    assert not text[marker.length :].startswith((" ", "　"))
    assert text.startswith(printed)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "抓好一是。",
        "1.5个村",
        "100.抓好。",
        "0.抓好。",
        "第一、第二产业",
        "第一产业",
        "首先抓好",
        "零是零。",
        "一百是多。",
    ],
)
def test_anything_else_is_no_marker(text: str) -> None:
    """A decimal, a number above 99, a zero, or an ordinal that counts something else opens nothing."""
    assert match_marker(text) is None


@pytest.mark.parametrize(
    ("text", "run_on"),
    [
        ("一是开源、二是节流。", True),
        ("一是开源。", False),
        ("二是开源、一是节流。", False),
        ("首先，甲。其次，乙。", True),
    ],
)
def test_a_paragraph_that_goes_on_to_the_next_ordinal_is_noticed(text: str, run_on: bool) -> None:  # a parameter
    """`一是…、二是…` in one paragraph may be a sentence."""
    marker = match_marker(text)
    assert marker
    assert marker.run_on is run_on


def chosen(*texts: str) -> dict[int, int]:
    """Place → ordinal of the paragraphs that open a measure."""
    found = select_measures([match_marker(text) for text in texts])
    return {place: marker.ordinal for place, marker in found.items()}


def test_a_sequence_opens_measures() -> None:
    """Prose between two measures is no obstacle."""
    assert chosen("导语。", "一是甲。", "又及。", "二是乙。") == {1: 1, 3: 2}


@pytest.mark.parametrize("texts", [(), ("一是甲。",), ("二是乙。", "一是甲。"), ("一是甲。", "（二）乙。")])
def test_one_marker_is_no_sequence(texts: tuple[str, ...]) -> None:
    """A single marker, falling ordinals, or two families make no measure."""
    assert chosen(*texts) == {}


def test_ordinals_may_skip_or_repeat_as_printed() -> None:
    """The printed ordinal is kept."""
    assert chosen("一是甲。", "三是乙。", "三是丙。") == {0: 1, 1: 3, 2: 3}


def test_other_families_are_prose_inside_a_sequence() -> None:
    """The first family with a sequence is that of the whole scope."""
    assert chosen("（一）甲。", "一是子。", "二是丑。", "（二）乙。") == {0: 1, 3: 2}


def test_the_last_of_a_series_counts_on() -> None:
    """`最后` has the ordinal after the measure before it."""
    assert chosen("首先，甲。", "最后，乙。") == {0: 1, 1: 2}


def test_a_list_opens_measures_only_where_nothing_else_does() -> None:
    """The item of a list has a marker of length 0; printed markers go before."""
    items = [Marker("1.", 1, "1.", 0), Marker("1.", 2, "2.", 0)]
    assert list(select_measures(items)) == [0, 1]
    printed = [match_marker("一是甲。"), match_marker("二是乙。")]
    assert list(select_measures([*items, *printed])) == [2, 3]
