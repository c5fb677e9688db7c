"""Codes of YAML syntax."""

from __future__ import annotations

from taizhou_brief.formats.yaml.codes import CODES


def test_codes_are_numbered_without_a_gap() -> None:
    """Each with one line of explanation."""
    assert list(CODES) == [f"Y{number:03}" for number in range(1, len(CODES) + 1)]
    assert all(line and "\n" not in line for line in CODES.values())
