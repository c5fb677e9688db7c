"""Contributor and authors of an article."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.recognise.contributors import extract_bylines
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from tests.unit.importer.source import rows_of


@pytest.mark.parametrize(
    ("texts", "contributor", "others"),
    [
        (("某县水利局　周小河", "正文。"), "某县水利局 周小河", 0),
        (("记者　孙立", "某县水利局", "正文。"), "某县水利局", 1),
        (("记者　孙立", "正文。"), "", 1),
        (("正文。", "（某县水利局供稿）"), "某县水利局", 0),
        (("正文一。", "正文二。"), "", 0),
    ],
)
def test_the_office_is_the_contributor(texts: tuple[str, ...], contributor: str, others: int) -> None:
    """A person without an office is left out, and no other line is lost."""
    bylines, left = extract_bylines([SourceParagraph(row.text, (row,)) for row in rows_of(*texts)])
    assert bylines.contributor.replace("\u3000", " ") == contributor
    assert len(bylines.others) == others
    assert len(left) == len(texts) - others - bool(contributor)
