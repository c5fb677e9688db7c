"""Lines of an article's body."""

from __future__ import annotations

from taizhou_brief.importer.recognise.body_elements import BodyElement
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from tests.unit.importer.source import rows_of


def test_the_end_of_a_series_has_the_place_of_what_follows() -> None:
    """And no text."""
    (row,) = rows_of("下一步，继续办好。")
    end = BodyElement("prose", row.text, row.index, SourceParagraph(row.text, (row,))).end_series()
    assert (end.kind, end.text, end.index) == ("end", "", row.index)
