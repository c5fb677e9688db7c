"""The part of an archive that the pages of one year show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from taizhou_brief.model.archive import build_archive
from taizhou_brief.model.archive_year import ArchiveYear, split_by_year
from taizhou_brief.model.page import Page
from tests.project import briefing
from tests.showing import archive_of, settings_of

TEXTS = {
    "2018/01": briefing(1, "2018-05-01", "东山县旧事|东山县|jobs|"),
    "2019/01": briefing(1, "2019-05-01", "西河县往事|西河县|skills|"),
    "2020/01": briefing(1, "2020-05-01", "东山县新事|东山县|skills|", "东山县又一件|东山县|jobs|"),
    "2021/01": briefing(1, "2021-05-01", "西河县近事|西河县|jobs|"),
}


def years(texts: dict[str, str]) -> dict[int, ArchiveYear]:
    """The years of an archive."""
    return {year.year: year for year in split_by_year(archive_of(settings_of(), texts))}


def test_a_year_has_its_issues_and_the_one_on_either_side() -> None:
    """With all their articles; what is related to its own may be of any other year."""
    found = years(TEXTS)
    assert {year: [issue.year for issue in part.archive.issues] for year, part in found.items()} == {
        2018: [2018, 2019],
        2019: [2018, 2019, 2020],
        2020: [2019, 2020, 2021],
        2021: [2020, 2021],
    }
    assert [entry.url for entry in found[2020].archive.entries] == [
        "2019/01/1/",
        "2020/01/1/",
        "2020/01/2/",
        "2021/01/1/",
    ]
    assert {entry.url for entry in found[2021].related_elsewhere()} == {"2018/01/1/"}
    assert list(found[2020].archive.related) == ["2020/01/1/", "2020/01/2/"]


def test_only_an_edit_that_a_year_shows_changes_its_digest() -> None:
    """One of its own issues, a neighbour, or one with related articles: 2020 has none of these."""
    edited = {**TEXTS, "2018/01": TEXTS["2018/01"].replace("旧事", "往年事")}
    before, after = years(TEXTS), years(edited)
    assert [year for year in before if before[year].digest != after[year].digest] == [2018, 2019, 2021]


def test_other_related_articles_change_the_digest() -> None:
    """Also if they are of issues that the year shows anyway, or in another order."""
    year = years(TEXTS)[2021]
    (url, others) = next(iter(year.archive.related.items()))
    assert len(others) > 1
    for changed in (others[1:], others[::-1]):
        part = replace(year.archive, related={url: changed})
        assert ArchiveYear(2021, part).digest != ArchiveYear(2021, replace(part, related={url: others})).digest


def test_an_index_of_the_whole_archive_is_no_part_of_a_year() -> None:
    """A page of a year that looked something up in it would be stale after an edit elsewhere."""
    part = years(TEXTS)[2019].archive
    for index in (part.by_county, part.by_theme, part.matrix):
        with pytest.raises(LookupError):
            index["东山县"]  # type: ignore[index]
        with pytest.raises(LookupError):
            index.get("东山县")  # type: ignore[call-overload]


def test_pages_of_other_years_are_left_out() -> None:
    """The issue before and the one after are there as neighbours only."""
    pages = [Page(url, "issue.html", dict, ()) for url in ("2018/01/", "2019/01/", "20190/01/")]
    assert [page.url for page in years(TEXTS)[2019].select(pages)] == ["2019/01/"]


def test_an_archive_without_issues_has_no_years() -> None:
    """There is nothing to split."""
    assert not list(split_by_year(build_archive((), settings_of())))
