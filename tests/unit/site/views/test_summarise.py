"""The summary of an issue and the texts of its articles."""

from __future__ import annotations

import pickle

import pytest

from taizhou_brief.model.article_text import KnownTexts, ShownMeasure, TextRef, decode_text, load_nothing
from taizhou_brief.model.block import NO_SPAN
from taizhou_brief.model.issue import Issue
from taizhou_brief.model.summary import IssueSummary
from taizhou_brief.site.views.quantities import result_fragments
from taizhou_brief.site.views.summarise import summarise
from tests.project import BODY, briefing
from tests.showing import issues_of, settings_of

EXTRA = """\
editor_note: 各地可以借鉴。
errata:
- {at: "1/s1m2", printed: 课表, corrected: 课程表, date: 2022-01-05, reason: 漏字。}
"""


def issue_of(body: str = BODY, extra: str = EXTRA) -> Issue:
    """One issue with everything that a summary repeats."""
    (issue,) = issues_of(
        settings_of(), {"2021/07": briefing(7, "2021-12-01", f"东山县办好夜校|东山县|skills|{body}", extra=extra)}
    )
    return issue


def summary_of(body: str = BODY, extra: str = EXTRA) -> IssueSummary:
    """Its summary."""
    return summarise(issue_of(body, extra))[0]


def test_a_summary_has_what_lists_show() -> None:
    """Of the article its beginning, its measures, its telling quantities, and those of each measure."""
    summary = summary_of()
    (article,) = summary.articles
    assert (str(summary.id), summary.url, summary.label, summary.year) == ("2021/07", "2021/07/", "第7期", 2021)
    assert article.extract == "东山县把夜校办到车间，一年开课386期。"
    assert [measure.id for measure in article.measures] == ["s1m1", "s1m2", "s2m1", "s2m2"]
    assert [(q.text, q.place, q.fragment) for q in article.notable[:1]] == [("14个", "s1m1", "s1m1f2")]
    assert [result_fragments(measure.results) for measure in article.measures] == [("s1m1f2",), (), ("s2m1f1",), ()]
    assert [block.html for block in summary.editor_note] == ["<p>各地可以借鉴。</p>"]
    assert [erratum.printed for erratum in summary.errata] == ["课表"]


def test_a_summary_does_not_know_its_lines() -> None:
    """A comment above the articles changes none of it."""
    moved = summary_of(extra=f"# 一行注释\n{EXTRA}")
    assert moved == summary_of()
    assert moved.articles[0].span == moved.errata[0].span == NO_SPAN


def test_the_head_is_what_pages_of_articles_show() -> None:
    """A changed text or correction changes the digest of the summary, not that of its head."""
    before, after = summary_of(), summary_of(BODY.replace("386期", "387期"), "")
    assert before.digest != after.digest
    assert before.head.digest == after.head.digest
    assert before.head.digest != summary_of(extra="issuer: 某局\n").head.digest


def test_a_text_has_a_digest_of_what_its_page_shows() -> None:
    """A changed word, mark or footnote is another text; a word in another article is not."""
    noted = BODY.replace("课表", "课表[^1]") + "\n[^1]: 注。\n"
    bodies = (BODY, BODY.replace("课表", "课程"), BODY.replace("课表", "**课表**"), noted)
    digests = [summary_of(body).articles[0].text_digest for body in bodies]
    assert len(set(digests)) == 4
    assert summary_of(extra="").articles[0].text_digest == digests[0]


def test_a_text_is_loaded_where_it_is_needed_and_pickled_whole() -> None:
    """Another process gets the text itself."""
    summary, encoded = summarise(issue_of())
    texts = tuple(map(decode_text, encoded))
    ref = TextRef(summary.articles[0].text_digest, summary.path, 1, KnownTexts(texts))
    again = pickle.loads(pickle.dumps(ref))  # noqa: S301  # pickled on the line itself
    assert again == ref
    assert again.load() == ref.load() == texts[0]
    measure = texts[0].sections[0].items[0]
    assert isinstance(measure, ShownMeasure)
    assert '<data class="n" id="s1m1f1"' in measure.body[0].html
    assert texts[0].own_measures == ()
    with pytest.raises(LookupError):
        load_nothing("briefings/2021/07.md")
