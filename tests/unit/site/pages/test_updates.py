"""The pages of what is new and of all corrections."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.page import Page
from taizhou_brief.site.pages.updates import NEWEST, SENTENCE_MARKS, cut_sentence, update_pages
from tests.project import briefing
from tests.unit.site.pages.plans import planned

ERRATA = """errata:
- {at: "1/s1m2", printed: 12, corrected: 13, date: 2023-02-03, reason: 录入之误。}
- {at: "1", printed: 386, corrected: 387, date: 2021-12-20}
- {at: "9/m1", printed: 甲, corrected: 乙, date: 2021-12-20}
"""
TEXTS = {
    "2021/07": briefing(7, "2021-12-01", extra=ERRATA),
    "2022/01": briefing(1, "2022-01-05", "西河县修好码头|西河县|jobs|"),
}


def pages(texts: dict[str, str]) -> dict[str, Page]:
    """Both pages by address."""
    archive, settings, _ = planned(texts)
    return {page.url: page for page in update_pages(archive, settings)}


def test_issues_and_corrections_are_in_one_order() -> None:
    """Newest first, by year; a correction has its own day, not that of its issue."""
    page = pages(TEXTS)["updates/"]
    rows = [
        (year, change.date, change.issue.label if change.issue else correction.erratum.where)
        for year, changes in page.context["years"]
        for change, correction in changes
    ]
    assert rows == [
        (2023, date(2023, 2, 3), "第1篇 §1.2"),
        (2022, date(2022, 1, 5), "第1期"),
        (2021, date(2021, 12, 20), "第1篇"),
        (2021, date(2021, 12, 20), "第9篇"),
        (2021, date(2021, 12, 1), "第7期"),
    ]
    assert (page.context["issues"], page.context["corrections"], page.context["rest"]) == (2, 3, False)


def test_a_correction_is_shown_in_its_sentence() -> None:
    """With the words before and after it; one in no text has none."""
    (issue, rows), *others = pages(TEXTS)["corrections/"].context["groups"]
    assert (issue.text, issue.url, others) == ("2021年第7期", "2021/07/", [])
    assert [(row.before, row.erratum.printed, row.after) for row in rows] == [
        ("把一门课拆成", "12", "个小单元"),
        ("东山县把夜校办到车间，一年开课", "386", "期"),
        ("", "甲", ""),
    ]
    assert [row.title for row in rows] == ["东山县办好夜校", "东山县办好夜校", ""]
    assert rows[0].erratum.reason == "录入之误"


def test_a_large_archive_lists_the_newest() -> None:
    """And says that there is more; the key of the page of corrections does not depend on new issues."""
    many = {f"2020/{n:02}": briefing(n, "2020-01-01") for n in range(1, NEWEST + 1)}
    before, after = pages(TEXTS), pages({**TEXTS, **many})
    assert sum(len(changes) for _, changes in after["updates/"].context["years"]) == NEWEST
    assert after["updates/"].context["rest"]
    assert fingerprint(before["corrections/"]) == fingerprint(after["corrections/"])
    assert fingerprint(before["updates/"]) != fingerprint(after["updates/"])


def test_an_archive_without_corrections_says_so() -> None:
    """Both pages exist from the first day."""
    assert pages({})["updates/"].context["years"] == ()
    assert pages({})["corrections/"].context["groups"] == ()


@pytest.mark.parametrize(
    ("words", "printed", "cut"),
    [
        ("甲乙。丙12丁；戊", "12", ("丙", "丁")),
        ("12", "12", ("", "")),
        ("甲12，乙12。", "12", ("", "")),
        ("甲乙", "12", ("", "")),
    ],
)
def test_a_sentence_is_cut_around_the_printed_words(words: str, printed: str, cut: tuple[str, str]) -> None:
    """Nothing is shown around words that occur twice or not at all: it might be the wrong place."""
    assert cut_sentence(words, printed) == cut


@given(st.text("甲乙12。；\n", max_size=30))
def test_what_is_around_a_correction_is_of_its_sentence(words: str) -> None:
    """It is in the text as it is shown there, and no mark of an end is in it."""
    before, after = cut_sentence(words, "12")
    if words.count("12") == 1:
        assert f"{before}12{after}" in words
    assert not set(before + after) & set(SENTENCE_MARKS)
