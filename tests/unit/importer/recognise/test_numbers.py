"""Proof that no number changed between the source and the draft."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.recognise.numbers import find_changed_number, separate_characters


@pytest.mark.parametrize(
    ("source", "draft", "changed"),
    [
        ("建成 两 百个驿站", "建成两百个驿站", True),
        ("建成两百个驿站", "建成两 百个驿站", True),
        ("建成 二 百个驿站", "建成二百个驿站", True),
        ("4. 5个村", "4.5个村", True),
        ("建成 两个驿站", "建成两个驿站", False),
        ("天台 县", "天台县", False),
    ],
)
def test_characters_that_form_another_number_are_found(source: str, draft: str, *, changed: bool) -> None:
    """两 is a numeral as 二 is; spaces elsewhere do not matter."""
    assert bool(find_changed_number(separate_characters(source), separate_characters(draft))) is changed
