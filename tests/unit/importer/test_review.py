"""The page on which a draft is read over."""

from __future__ import annotations

from taizhou_brief.importer.recognise import recognise
from taizhou_brief.importer.review import GENERATOR, render_review_page
from tests.showing import Reading, settings_of
from tests.unit.importer.source import MASTHEAD, source_of


def test_every_line_of_the_source_is_shown_next_to_what_became_of_it() -> None:
    """Escaped, with the doubts of the line."""
    source = source_of(*MASTHEAD, "东山县办好<夜校>", "东山县一年开课386期，其它事情也办。")
    found = recognise(source, settings_of())
    page = render_review_page(source, found, found.diagnostics)
    reading = Reading.of(page)
    assert GENERATOR in page
    assert {f"l{number}" for number, line in enumerate(source.lines) if line.text} <= set(reading.values("id"))
    assert "东山县办好&lt;夜校&gt;" in page
    assert "疑为“其他”" in page
    assert {"out", "doubt"} <= {name for value in reading.values("class") for name in value.split()}


def test_the_end_of_a_series_is_shown() -> None:
    """Before the text that is no part of the last measure."""
    source = source_of(
        *MASTHEAD, "东山县办好夜校", "东山县开课。", "一是甲。好。", "二是乙。好。", "下一步，东山县再办。"
    )
    found = recognise(source, settings_of())
    page = render_review_page(source, found, found.diagnostics)
    assert page.index("一组措施到此为止") < page.rindex("下一步，东山县再办。")
