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
