"""The objects of an open PDF page."""

from __future__ import annotations

from taizhou_brief.importer.readers.glyphs import read_pages
from taizhou_brief.importer.readers.page_objects import ObjectReader, PageObjects
from tests.test_office_pdf import FONT, minimal


def test_lines_boxes_and_images_are_told_apart() -> None:
    """A stroke and a thin box are lines; a form's contents are moved by its matrix."""
    stream = b"10 10 m 90 10 l S 10 50 80 1 re f BT /F 12 Tf 20 600 Td (Text) Tj ET q 9 0 0 9 0 0 cm BI /W 1 /H 1 "
    stream += b"/CS /G /BPC 8 ID x EI Q"
    (page,), _ = read_pages(minimal(stream, resources=FONT))
    assert [(round(rule.left), round(rule.bottom), round(rule.width)) for rule in page.rules] == [
        (10, 10, 80),
        (10, 50, 80),
    ]
    assert page.pictures == 1


def test_a_page_without_objects_has_none() -> None:
    """Nothing is invented."""
    assert ObjectReader(None, None, None).objects == PageObjects()
