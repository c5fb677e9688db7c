"""The child process that reads a PDF."""

from __future__ import annotations

import json

import pytest

from taizhou_brief.importer.readers.pdf_worker import extract_pdf


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF", b"\x00" * 100])
def test_a_broken_file_is_refused(data: bytes) -> None:
    """As JSON values, without an exception."""
    found = extract_pdf(data)
    assert json.loads(json.dumps(found)) == {"refused": "broken"}
