"""The helpers that read pages for tests: a fault of the mark-up fails them."""

from __future__ import annotations

import pytest

from tests.showing import Reading
from tests.test_markdown import WellFormed

FAULTY = {
    "left open": "<main><p>一</main>",
    "left open at the end": "<main><p>一</p>",
    "closed twice": "<p>一</p></p>",
    "closed out of turn": "<p><b>一</p></b>",
    "an empty element in between": "<p>一<br><b>二</p>",
}


@pytest.mark.parametrize("fault", FAULTY)
def test_tags_that_do_not_match_are_a_fault(fault: str) -> None:
    """An element that is not closed, or not in its turn, fails both helpers."""
    for read in (Reading.of, WellFormed.check):
        with pytest.raises((AssertionError, IndexError)):
            read(FAULTY[fault])


def test_an_attribute_given_twice_is_a_fault() -> None:
    """Browsers would drop the second one."""
    with pytest.raises(AssertionError):
        Reading.of('<p id="a" id="b">一</p>')


def test_a_page_without_a_fault_is_read() -> None:
    """Elements without content need not be closed."""
    page = '<main id="a"><p>一<br>二<img alt="三"></p><hr></main>'
    assert Reading.of(page).values("id") == ["a"]
    WellFormed.check("<p>一<br>二</p><hr>")
