"""Markers and stops that are written in another form."""

from __future__ import annotations

from taizhou_brief.formats.briefing.markers import match_marker
from taizhou_brief.importer.recognise.body_elements import BodyElement
from taizhou_brief.importer.recognise.paragraphs import SourceParagraph
from taizhou_brief.importer.recognise.rewriting import finish_markers, rewrite_forms
from tests.unit.importer.source import rows_of


def elements(*texts: str) -> list[BodyElement]:
    """Paragraphs of a scope."""
    return [BodyElement("prose", row.text, row.index, SourceParagraph(row.text, (row,))) for row in rows_of(*texts)]


def test_forms_are_rewritten_where_the_scope_has_no_series() -> None:
    """And the editor is told."""
    rewritten, rewrites, notes = rewrite_forms(elements("其一，甲。", "其二，乙。"))
    assert [element.text for element in rewritten] == ["一是甲。", "二是乙。"]
    assert [rewrite.written for rewrite in rewrites] == ["一是", "二是"]
    assert [code for _, code, _ in notes] == ["I729"]
    assert rewrite_forms(elements("一是甲。", "①丙。", "②丁。", "二是乙。"))[1] == []


def test_the_mark_after_a_marker_is_removed() -> None:
    """And a full stop in half width after the heading becomes a whole one."""
    measures = [
        BodyElement("measure", each.text, each.index, each.paragraph, match_marker(each.text))
        for each in elements("一是：甲事.做好2.5亿元。", "二是，乙事。")
    ]
    finished, rewrites = finish_markers(measures)
    assert [element.text for element in finished] == ["一是甲事。做好2.5亿元。", "二是乙事。"]
    assert len(rewrites) == 3
