"""The rows of a year's table."""

from __future__ import annotations

from taizhou_brief.site.dataset.records import build_quantity_records
from taizhou_brief.site.dataset.year_tables import ArticleHeader, TablePage, YearTable, build_year_table_script
from tests.project import briefing
from tests.showing import archive_of, settings_of, texts_of

SETTINGS = settings_of()
ARCHIVE = archive_of(
    SETTINGS,
    {"2021/01": briefing(1, "2021-01-05"), "2021/02": briefing(2, "2021-02-05", "西河县办好驿站|西河县|jobs|")},
)
RECORDS = [record for entry in texts_of(ARCHIVE).entries for record in build_quantity_records(entry, SETTINGS)]
TABLE = YearTable.of(2021, build_year_table_script(2021, RECORDS))


def test_rows_are_read_back() -> None:
    """With their articles."""
    assert [row.text for row in TABLE.rows()] == [record.text for record in RECORDS]
    assert [row.url for row in TABLE.rows()] == [record.address for record in RECORDS]
    assert TABLE.figures == len(RECORDS)
    assert [heading.counties for heading in TABLE.headings] == [("东山县",), ("西河县",)]


def test_rows_of_one_article_can_be_read_alone() -> None:
    """Or none."""
    second = list(TABLE.rows(lambda heading: heading.url == "2021/02/1/"))
    assert second == [row for row in TABLE.rows() if row.heading.url == "2021/02/1/"]
    assert list(TABLE.rows(lambda _heading: False)) == []


def test_a_script_cannot_be_ended_by_a_text() -> None:
    """Line separators of JavaScript are escaped; equal bytes have equal digests."""
    data = build_year_table_script(2021, [RECORDS[0]._replace(clause="甲\u2028乙")])
    assert "\u2028".encode() not in data
    assert next(YearTable.of(2021, data).rows()).clause == "甲\u2028乙"
    assert YearTable.of(2021, data).digest != TABLE.digest


def test_a_small_year_is_one_page() -> None:
    """A month's page has the articles of that month."""
    assert TABLE.parts == (TablePage(2021, 0, TABLE.figures),)
    heading = ArticleHeader("2021/02/1/", "题", "2021/02", "2021-02-05", (), (), "full", 1)
    assert TablePage(2021, 2, 1).contains(heading)
    assert not TablePage(2021, 1, 1).contains(heading)
    assert TablePage(2021, 2, 1).url == "figures/2021/02/"
