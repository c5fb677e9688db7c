"""Rules about privacy and secrecy."""

from __future__ import annotations

import pytest

from taizhou_brief.rules import privacy
from taizhou_brief.rules.privacy import CHECK_CHARACTERS, CHECK_WEIGHTS, is_identity_number, passes_luhn_check
from tests.unit.rules.checks import words


def identity(first: str) -> str:
    """An invented number with its check character."""
    return first + CHECK_CHARACTERS[sum(int(d) * w for d, w in zip(first, CHECK_WEIGHTS, strict=True)) % 11]


def test_an_identity_number_has_a_day_and_a_check() -> None:
    """Another last character, or a day that does not exist, is none."""
    number = identity("99012119900101123")
    assert is_identity_number(number)
    assert not is_identity_number(number[:-1] + ("0" if number[-1] != "0" else "1"))
    assert not is_identity_number(identity("99012119901301123"))
    assert words(privacy.identity_number, f"证号{number}。") == [number]


@pytest.mark.parametrize(("digits", "passes"), [("4111111111111111", True), ("4111111111111112", False), ("0", True)])
def test_a_card_number_has_a_check(digits: str, passes: bool) -> None:
    """The last digit depends on the others."""
    assert passes_luhn_check(digits) is passes


def test_a_mark_of_secrecy_is_found() -> None:
    """In a public issue."""
    assert words(privacy.mark_of_secrecy_in_public, "内部资料，注意保存")
    assert not words(privacy.mark_of_secrecy_in_public, "保存好资料。")
