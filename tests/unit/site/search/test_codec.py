"""Pages of a file, each of which can be read on its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.site.search.codec import join_pages
from tests.search_reader import read_page


@given(st.lists(st.binary(max_size=60), min_size=1, max_size=8), st.integers(7, 40))
def test_every_page_is_read_as_it_was_written(members: list[bytes], size: int) -> None:
    """Also a page that is longer than its place."""
    file = join_pages(members, size)
    assert [read_page(file, page, size) for page in range(len(members))] == members


@pytest.mark.parametrize("member", [b"", b"abc"])
def test_a_single_page_has_the_whole_file(member: bytes) -> None:
    """Without a page size there is one page of any length."""
    assert read_page(join_pages([member], 0), 0, 0) == member
