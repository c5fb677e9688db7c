"""The form in which texts and queries are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.site.search.normal_form import BREAK, DROPPED, build_fold_table, compose, fold_character, normalise


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("ＡＢＣ", "abc"),
        ("①", "1"),
        ("甲 乙", "甲乙"),
        ("“甲”", "甲"),
        ("㎡", "m2"),
        ("e\u0301", "é"),
        ("𠮷", "𠮷"),
        ("", ""),
    ],
)
def test_a_text_is_folded(text: str, form: str) -> None:
    """Width, case, blanks and quotation marks do not count."""
    assert normalise(text) == form


@given(st.text())
def test_a_text_is_folded_character_by_character(text: str) -> None:
    """Once composed; neither the terminator of texts nor a dropped character is left."""
    form = normalise(text)
    assert form == "".join(map(fold_character, compose(text)))
    assert BREAK not in form
    assert not DROPPED & set(form)


def test_the_table_has_only_what_changes() -> None:
    """Each character as `fold_character` does."""
    table = build_fold_table()
    assert all(fold_character(chr(code)) == folded != chr(code) for code, folded in table.items())
    assert compose("a\0b") == "ab"
