"""The shape of an index: a function of the number of characters that changes rarely."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.site.search.index_files import PAGE_BYTES, PAGED_CHARACTERS, IndexShape, round_up

STEPS = 18
"""Shapes between a number of characters and its double: sixteen sizes of a page, and two other thresholds."""


def test_an_index_seldom_changes_its_shape() -> None:
    """A changed shape rebuilds every slice: one sentence more must hardly ever have this effect."""
    for bits in range(PAGED_CHARACTERS.bit_length() - 1, 24):
        shapes = [IndexShape.of(characters) for characters in range(1 << bits, 2 << bits, 1 << bits - 9)]
        changes = sum(one != two for one, two in pairwise(shapes))
        assert changes <= STEPS, bits


@given(st.integers(PAGED_CHARACTERS, 1 << 30))
def test_a_page_has_room_for_what_is_expected_on_it(characters: int) -> None:
    """And for hardly more."""
    shape = IndexShape.of(characters)
    expected = characters * PAGE_BYTES >> shape.slices + shape.pages
    assert expected <= shape.page_size <= expected * 17 / 16 + 1


@given(st.integers(0, 1 << 40))
def test_a_number_is_rounded_to_five_binary_digits(number: int) -> None:
    """Never down, and a small one not at all."""
    rounded = round_up(number)
    assert number <= rounded <= number * 17 / 16
    assert rounded == round_up(rounded)
    assert number >= 32 or rounded == number
