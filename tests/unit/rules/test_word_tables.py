"""Tables of words that are always wrong."""

from __future__ import annotations

import re

import pytest

from taizhou_brief.rules.word_tables import AUTHORITIES, MISWRITTEN, OLD_FORMS, REDUNDANT


@pytest.mark.parametrize("table", [MISWRITTEN, AUTHORITIES, REDUNDANT, OLD_FORMS])
def test_a_right_form_is_never_wrong(table: dict[str, str]) -> None:
    """Every key is a pattern; none matches the form that it leads to."""
    for wrong, right in table.items():
        plain = re.sub(r"\(\?.*?\)", "", wrong)
        assert plain
        assert plain != right
        assert not re.search(wrong, right), wrong


def test_no_word_is_in_two_tables() -> None:
    """One rule a word."""
    words = [
        re.sub(r"\(\?.*?\)", "", word) for table in (MISWRITTEN, AUTHORITIES, REDUNDANT, OLD_FORMS) for word in table
    ]
    assert len(words) == len(set(words))
