"""The pages of the data table: which issues' rows each shows, and what it is built of."""

from __future__ import annotations

from datetime import date

import pytest

from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.page import Page
from taizhou_brief.site.dataset import Dataset, DatasetPiece
from taizhou_brief.site.pages.data import (
    TablePage,
    data_context,
    data_pages,
    iter_rows,
    newest_pieces,
    table_pages,
    year_table_context,
)
from tests.project import briefing
from tests.showing import build_dataset, texts_of
from tests.unit.site.pages.plans import planned

TEXTS = {
    "2021/01": briefing(1, "2021-01-05"),
    "2021/02": briefing(2, "2021-02-05"),
    "2021/03": briefing(3, "2021-02-25", "西河县办好驿站|西河县|jobs|有12个。"),
    "2022/01": briefing(1, "2022-01-05", "某局一句||jobs|没有数字。"),
}


def dataset_of(texts: dict[str, str]) -> Dataset:
    """The dataset of an archive."""
    archive, settings, _ = planned(texts)
    return build_dataset(texts_of(archive), settings)


def issues(pieces: tuple[DatasetPiece, ...]) -> list[str]:
    """The numbers of the issues."""
    return [piece.issue for piece in pieces]


def pages_by_url(texts: dict[str, str]) -> dict[str, Page]:
    """The pages of the data table."""
    archive, settings, counts = planned(texts)
    return {
        page.url: page
        for page in data_pages(settings, build_dataset(texts_of(archive), settings), counts, archive.updated)
    }


def test_a_small_year_is_one_page() -> None:
    """With all its issues that have quantities; a year without quantities has no page."""
    year = dataset_of(TEXTS).years[0]
    (page,) = table_pages(year)
    assert (page.url, page.figures, page.updated) == ("figures/2021/", year.figures, date(2021, 2, 25))
    assert issues(page.pieces) == ["2021/01", "2021/02", "2021/03"]
    assert list(pages_by_url(TEXTS)) == ["figures/", "figures/2021/"]


def test_a_large_year_is_divided_by_months(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own page has links to the months' and no row."""
    monkeypatch.setattr("taizhou_brief.site.pages.data.PAGE_ROWS", 4)
    year = dataset_of(TEXTS).years[0]
    whole, january, february = table_pages(year)
    assert (whole.pieces, whole.figures, whole.updated) == ((), year.figures, date(2021, 2, 25))
    assert [(link.text, link.url) for link in whole.months] == [
        ("1月", "figures/2021/01/"),
        ("2月", "figures/2021/02/"),
    ]
    assert issues(january.pieces) == ["2021/01"]
    assert issues(february.pieces) == ["2021/02", "2021/03"]
    assert january.figures + february.figures == whole.figures == len(list(iter_rows(year.pieces)))


def test_the_first_page_shows_the_newest_issues(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as there is room for, in order; at least one."""
    year = dataset_of(TEXTS).years[0]
    assert issues(newest_pieces(year)) == ["2021/01", "2021/02", "2021/03"]
    for room, shown in ((year.pieces[1].figures + 1, ["2021/02", "2021/03"]), (0, ["2021/03"])):
        monkeypatch.setattr("taizhou_brief.site.pages.data.PLAIN", room)
        assert issues(newest_pieces(year)) == shown


def test_a_page_is_built_of_the_issues_that_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed word changes the key of its month's page and of the first page, of no other month's nor the year's."""
    monkeypatch.setattr("taizhou_brief.site.pages.data.PAGE_ROWS", 4)
    monkeypatch.setattr("taizhou_brief.site.pages.data.PLAIN", 0)
    before = pages_by_url(TEXTS)
    after = pages_by_url({**TEXTS, "2021/03": TEXTS["2021/03"].replace("有12个", "有13个")})
    assert before.keys() == after.keys()
    changed = {url for url in before if fingerprint(before[url]) != fingerprint(after[url])}
    assert changed == {"figures/", "figures/2021/02/"}


def test_contexts_need_nothing_but_their_arguments() -> None:
    """Counts and rows come from the pieces."""
    archive, settings, counts = planned(TEXTS)
    year = build_dataset(texts_of(archive), settings).years[0]
    context = data_context(settings, ((2021, year.figures, "0" * 8, "figures/2021/"),), year.pieces[2:], counts.used)
    assert (context["total"], context["newest"], context["part"]) == (year.figures, 2021, True)
    assert [line.url for line in context["lines"]] == ["2021/03/1/#f1"]
    page = TablePage(2021, 0, year.figures, date(2021, 2, 25), year.pieces)
    shown = year_table_context(settings, page, None, None)
    assert sum(len(article.rows) for article in shown["articles"]) == year.figures == shown["count"]
    assert [article.link.text for article in shown["articles"]] == [
        "东山县办好夜校",
        "东山县办好夜校",
        "西河县办好驿站",
    ]
