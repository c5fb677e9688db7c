"""What was recognised, before it is written."""

from __future__ import annotations

from taizhou_brief.importer.recognise import recognise
from taizhou_brief.importer.recognise.record import RecognisedArticle, RecognisedIssue
from tests.showing import settings_of
from tests.unit.importer.source import MASTHEAD, source_of


def test_sections_and_measures_are_counted_over_all_articles() -> None:
    """Those of a single article here."""
    texts = (
        *MASTHEAD,
        "东山县把夜校办到车间",
        "东山县一年开课386期，工人下班就能上课。",
        "一、课堂进车间",
        "一是甲事情。做了。",
        "二是乙事情。做了。",
    )
    record = recognise(source_of(*texts), settings_of()).record
    assert isinstance(record, RecognisedIssue)
    assert (record.sections, record.measures) == (1, 2)
    (article,) = record.articles
    assert isinstance(article, RecognisedArticle)
    assert article.entry.title == article.title == "东山县把夜校办到车间"
