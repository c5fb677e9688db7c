"""Child process that reads a PDF: bytes on standard input, JSON on standard output."""

from __future__ import annotations

import json
import sys
from typing import Any

from taizhou_brief.importer.readers.glyphs import BrokenPdf, OversizedPdf, PasswordRequired, read_pages
from taizhou_brief.importer.readers.page_layout import lay_out_pages


def extract_pdf(data: bytes) -> dict[str, Any]:
    """Return lines and counts of a PDF, or why it was refused, as JSON values."""
    try:
        pages, producer = read_pages(data)
    except PasswordRequired:
        return {"refused": "locked"}
    except BrokenPdf:
        return {"refused": "broken"}
    except OversizedPdf:
        return {"refused": "flood"}
    layout = lay_out_pages(pages)
    return {
        "lines": [[line.text, line.place, line.kind, line.page, line.bold, line.centred] for line in layout.lines],
        "findings": [[item.kind, item.text, item.place] for item in layout.findings],
        "unknown": sum(page.unknown for page in pages),
        "swapped": sum(page.swapped for page in pages),
        "empty": [number for number, page in enumerate(pages, 1) if not page.glyphs and page.pictures],
        "maker": producer,
        "pictures": sum(page.pictures for page in pages if page.glyphs),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(extract_pdf(sys.stdin.buffer.read())))
