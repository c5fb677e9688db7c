"""What a quantity counts."""

from __future__ import annotations

import pytest

from taizhou_brief.quantities.description import CLAUSE_GAP, normalised_clause


@pytest.mark.parametrize(
    ("clause", "printed", "as_of", "expected"),
    [
        ("全县已建成教学点14个", "14个", "", f"建成教学点{CLAUSE_GAP}"),
        ("今年上半年建成教学点14个", "14个", "今年上半年", f"建成教学点{CLAUSE_GAP}"),
        ("投入14个，又14个", "14个", "", ""),
        ("没有数字", "14个", "", ""),
        ("14个教学点，", "14个", "", f"{CLAUSE_GAP}教学点"),
    ],
)
def test_a_clause_is_normalised(clause: str, printed: str, as_of: str, expected: str) -> None:
    """Without time and opening words; empty where the quantity is not unique."""
    assert normalised_clause(clause, printed, as_of) == expected
