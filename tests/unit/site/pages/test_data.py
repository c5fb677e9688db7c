"""The pages of the data table: which issues' rows each shows, and what it is built of."""

from __future__ import annotations

from datetime import date

import pytest

from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.page import Page
from taizhou_brief.site.dataset import ArticleHeader, Dataset, DatasetPiece, QuantityRow
from taizhou_brief.site.pages.data import (
    TablePage,
    build_data_rows,
    count_by_county,
    data_context,
    data_pages,
    iter_rows,
    largest_value,
    newest_pieces,
    table_pages,
    year_table_context,
)
from tests.project import briefing
from tests.showing import archive_of, build_dataset, settings_of, texts_of
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
    context = data_context(
        settings, ((2021, year.figures, "0" * 8, "figures/2021/", ""),), year.pieces[2:], counts.used
    )
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


def test_an_outlier_does_not_empty_the_other_bars() -> None:
    """What is more than twenty times the next one has a bar that is cut; the others are compared with the next."""
    heading = ArticleHeader("2021/07/1/", "题", "2021/07", "2021-12-01", (), ())
    numbers = (27742, 75, 60, 3)
    rows = [QuantityRow(heading, "f1", f"{n}家", str(n), "", "家", "count", f"有{n}家", "", "", 0) for n in numbers]
    assert largest_value(rows) == 75
    assert [(row.bar, row.over) for row in build_data_rows(rows)] == [
        ("100%", True),
        ("100%", False),
        ("80%", False),
        ("4%", False),
    ]
    assert largest_value(rows[:2]) is None


def test_rows_have_the_themes_of_their_measures() -> None:
    """Those in the lead have the article's; a year counts the quantities of each county."""
    body = "全县培训90人。\n\n一是办技能培训。培训20人。\n\n二是修路。修了3条。"
    settings = settings_of()
    archive = archive_of(settings, {"2021/07": briefing(7, "2021-12-01", f"题|东山县|jobs, skills|{body}")})
    year = build_dataset(texts_of(archive), settings).years[0]
    rows = {row.text: row.themes for row in iter_rows(year.pieces, (("jobs", "就业创业"), ("skills", "技能人才")))}
    assert rows["90人"] == ("就业创业", "技能人才")
    assert rows["20人"] == ("技能人才",)
    assert rows["3条"] == ()
    assert count_by_county(year) == "东山县:3"
