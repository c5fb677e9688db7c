"""Measures are put side by side only for words that one has in its heading and that the other is about."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.site.comparison import page_rows, pieces, shared_words
from taizhou_brief.site.comparison.shared_words import find_pairs, find_shared_words
from tests.project import ROOT


class Words(NamedTuple):
    """Measure as the rule sees it."""

    heading: str
    opening: str
    text: str
    pairs: tuple[str, ...]


def measure(heading: str, first: str, rest: str = "") -> Words:
    """A measure with a heading, a first sentence and more."""
    opening = f"{heading}。{first}。"
    return Words(heading, opening, opening + rest, find_pairs(heading))


NIGHT = measure("办好社区夜校课堂", "开设书法课")


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (measure("延长服务时间", "夜校课堂开到十点"), ("夜校课堂",)),
        (measure("延长服务时间", "开到十点", "夜校课堂有灯。夜校课堂有书。"), ("夜校课堂",)),
        (measure("延长服务时间", "开到十点", "夜校课堂有灯。"), ()),  # mentioned once, in passing
        (measure("办好夜校", "开设烹饪班"), ()),  # two characters are not enough
        (measure("推进社区服务平台建设", "加强组织保障机制"), ()),  # words of any subject
    ],
)
def test_shared_words(other: Words, words: tuple[str, ...]) -> None:
    """The rule is the same from either side."""
    assert find_shared_words(NIGHT, other) == words
    assert find_shared_words(other, NIGHT) == words


@given(*([st.text("夜校课堂社区服务的。", max_size=12)] * 4))
def test_shared_words_are_in_both(heading: str, first: str, other_heading: str, other_first: str) -> None:
    """What is shown as shared is printed in both measures, in the heading of one of them, and no part of another."""
    one, other = measure(heading, first), measure(other_heading, other_first)
    words = find_shared_words(one, other)
    assert set(words) == set(find_shared_words(other, one))
    for word in words:
        assert word in one.text
        assert word in other.text
        assert word in heading or word in other_heading
        assert not any(word != longer and word in longer for longer in words)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PARTICLES", f"'{shared_words.PARTICLES}'"),
        ("ENOUGH", shared_words.ENOUGH),
        ("RUN", pieces.RUN),
        ("ONLY", page_rows.ONLY),
        ("IN_CELL", page_rows.IN_CELL),
        ("SENTENCE", page_rows.SENTENCE),
        ("CLAUSE", page_rows.CLAUSE),
    ],
)
def test_the_script_has_the_same_limits(name: str, value: object) -> None:
    """The reader's own choice is grouped and cut as the page of a theme is."""
    script = (ROOT / "templates/assets/compare-page.js").read_text("utf-8")
    (found,) = re.findall(rf"\b{name} = ('[^']*'|[0-9]+)", script)
    assert found == str(value)
