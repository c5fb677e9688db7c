"""Codes of the Markdown dialect."""

from __future__ import annotations

from taizhou_brief.formats.markdown.codes import CODES, UNSEEN


def test_every_code_is_explained_in_one_line() -> None:
    """Without a full stop, as all summaries."""
    assert UNSEEN in CODES
    assert all(line and "\n" not in line and not line.endswith("。") for line in CODES.values())
    assert list(CODES) == sorted(CODES)
