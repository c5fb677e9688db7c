"""Characters of symbol fonts."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.readers.symbols import is_symbol_font, symbol


@pytest.mark.parametrize(
    ("font", "code", "character"),
    [
        ("Wingdings", 0xF06C, "●"),
        ("wingdings", 0x6C, "●"),
        ("Wingdings", 0x81, "①"),
        ("Symbol", 0x61, "α"),
        ("Symbol", 0xF0B3, "≥"),
        ("Symbol", 0x21, "!"),
        ("Wingdings 2", 0x6C, ""),
        ("宋体", 0x7532, "甲"),
        ("宋体", 0xF8FF, ""),
    ],
)
def test_a_code_has_a_character_or_none(font: str, code: int, character: str) -> None:
    """By the table of its font."""
    assert symbol(font, code) == character


@pytest.mark.parametrize(
    ("font", "expected"), [("Wingdings 3", True), ("Webdings", True), ("SYMBOL", True), ("宋体", False)]
)
def test_symbol_fonts_are_known(font: str, expected: bool) -> None:
    """Whatever the case."""
    assert is_symbol_font(font) is expected
