"""A comparison loses no measure, and puts only like quantities in a row."""

from __future__ import annotations

import pytest

from taizhou_brief.quantities import issue_quantities
from taizhou_brief.site.comparison import (
    ComparedArticle,
    Comparison,
    CountyColumn,
    build_compare_piece,
    compare_counties,
)
from taizhou_brief.site.comparison.page_rows import IN_CELL, ONLY
from taizhou_brief.site.views.rows import Link
from taizhou_brief.site.views.summarise import summarise
from tests.project import briefing
from tests.showing import archive_of, settings_of, texts_of


def compare(*texts: str) -> Comparison:
    """Compare all measures of some issues, given by the lines of their articles; later ones are newer."""
    settings = settings_of()
    sources = {f"2021/{n:02}": briefing(n, f"2021-{n:02}-01", text) for n, text in enumerate(texts, 1)}
    issues = texts_of(archive_of(settings, sources)).issues
    articles = [
        ComparedArticle(
            build_compare_piece(issue, issue_quantities(issue), summarise(issue)[0]),
            article.index,
            f"{issue.id}/{article.index}/",
            Link(issue.label, f"{issue.id}/"),
            article.counties,
            tuple(measure.id for measure in article.measures),
        )
        for issue in reversed(issues)
        for article in issue.articles
    ]
    columns = tuple(
        CountyColumn(name, "", sum(len(a.measures) for a in articles if name in a.counties), "list/")
        for name in ("东山县", "西河县")
    )
    return compare_counties(columns, articles)


def listed(comparison: Comparison) -> list[str]:
    """The headings of all measures that are listed."""
    cells = [cell for group in comparison.groups for c in group.cells for cell in (*c.measures, *c.more)]
    return [cell.heading for cell in (*cells, *(cell for only in comparison.only for cell in only.measures))]


def test_related_measures_stand_side_by_side() -> None:
    """Each measure is listed once: in a group, or with what only one county has."""
    comparison = compare(
        "甲|东山县|jobs|一是办夜校课堂。夜校课堂有3间。\n\n二是修水渠。",
        "乙|西河县|jobs|一是扩夜校课堂。夜校课堂来人。\n\n二是种树。",
    )
    (group,) = comparison.groups
    assert group.words == ("夜校课堂",)
    assert [(cell.county, cell.measures[0].heading) for cell in group.cells] == [
        ("东山县", "办夜校课堂"),
        ("西河县", "扩夜校课堂"),
    ]
    assert [[cell.heading for cell in only.measures] for only in comparison.only] == [["修水渠"], ["种树"]]
    assert [only.rest for only in comparison.only] == [0, 0]


def test_a_measure_of_two_counties_is_a_group() -> None:
    """It is shown once, and no county has it alone."""
    comparison = compare("甲|东山县, 西河县|jobs|一是修水渠。\n\n二是种树。")
    assert [[(len(cell.measures), cell.same) for cell in group.cells] for group in comparison.groups] == [
        [(1, ""), (0, "东山县")],
        [(1, ""), (0, "东山县")],
    ]
    assert listed(comparison) == ["修水渠", "种树"]


def test_nothing_vanishes() -> None:
    """What has no room is counted."""
    measures = "\n\n".join(f"{n}是办夜校课堂。夜校课堂好。" for n in "一二三四")
    alone = "\n\n".join(f"{n}是修{thing}。" for n, thing in zip("五六七八九十", "墙屋桥路井渠", strict=True))
    comparison = compare(
        "甲|东山县|jobs|一是开夜校课堂。夜校课堂好。\n\n二是种树。", f"乙|西河县|jobs|{measures}\n\n{alone}"
    )
    (group,) = comparison.groups
    cell = next(cell for cell in group.cells if cell.county == "西河县")
    assert (len(cell.measures), len(cell.more)) == (IN_CELL, 4 - IN_CELL)
    only = comparison.only[1]
    assert (len(only.measures), only.rest) == (ONLY, 1)


EAST, WEST = "甲|东山县|jobs|一是修渠。{}\n\n二是种花。", "乙|西河县|jobs|一是种树。{}\n\n二是栽草。"


def test_like_quantities() -> None:
    """The same unit and five characters next to the number put results of two counties in a row."""
    east, west = EAST.format("夜校课堂新开3间。"), WEST.format("夜校课堂新开5间。夜校课堂新开9间。")
    (row,) = compare(east, west).like
    assert row.words == "夜校课堂新开"
    assert [(county, cell.printed.number, cell.where, cell.more) for county, cell in row.cells] == [
        ("东山县", "3", "§1", 0),
        ("西河县", "5", "§1", 1),
    ]


@pytest.mark.parametrize(
    ("east", "west"),
    [
        ("夜校课堂新开3间。", "计划夜校课堂新开5间。"),
        ("夜校课堂新开3间。", "夜校课堂新开5个。"),
        ("夜校课堂开3间。", "小学课堂开5间。"),
        ("累计完成投入3万元。", "累计完成投入5万元。"),
        ("夜校课堂新开3间。夜校课堂新开4间。", ""),
    ],
)
def test_unlike_quantities(east: str, west: str) -> None:
    """No plan with a result, no other unit, no words of any subject, no county with itself."""
    assert not compare(EAST.format(east), WEST.format(west)).like
