"""Parser errors explained."""

from __future__ import annotations

import pytest
import yaml

from taizhou_brief.diagnostics import CODES
from taizhou_brief.formats.yaml.parser_errors import COMPLAINTS, explain_parser_error


def explained(text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of what stops PyYAML's own parser."""
    try:
        list(yaml.parse(text, yaml.SafeLoader))
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        return [(problem.code, problem.line, problem.column) for problem in explain_parser_error(text, error)]
    return []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: '甲\nb: 1\n", ("Y016", 1, 4)),
        ("a: [甲\nb: 1\n", ("Y016", 1, 4)),
        ("a: 1: 2\n", ("Y017", 1, 5)),
        ("a: 1\n  b: 2\n", ("Y019", 2, 3)),
        ("a: @甲\n", ("Y021", 1, 4)),
        ('a: "\\q"\n', ("Y001", 1, 6)),
        ('a: "\\UFFFFFFFF"\n', ("Y001", 1, 5)),
        ("a: 1\n甲\nb: 2\n", ("Y020", 2, 1)),
        ("number：7\nb: 2\n", ("Y002", 1, 7)),
    ],
)
def test_an_error_is_explained_at_its_place(text: str, expected: tuple[str, int, int]) -> None:
    """Not where the parser noticed it."""
    assert expected in explained(text)


def test_every_complaint_has_a_known_code() -> None:
    """And a hint."""
    assert {complaint.code for complaint in COMPLAINTS} <= CODES.keys()
    assert all(complaint.hint for complaint in COMPLAINTS)
