"""The pages that explain and lead."""

from __future__ import annotations

from taizhou_brief.site.pages.static_pages import (
    LISTED,
    about_page,
    join_ranges,
    list_measures,
    not_found_page,
    search_page,
    sitemap_page,
)
from taizhou_brief.site.views.rows import Link
from tests.project import briefing
from tests.unit.site.pages.plans import planned


def test_the_explanation_cites_an_article() -> None:
    """None in an empty archive."""
    archive, settings, _ = planned()
    assert "东山县办好夜校" in about_page(archive, settings).context["example"]["article"]
    assert about_page(planned({})[0], settings).context["example"] is None


def test_measures_are_listed_while_there_is_room() -> None:
    """Newest issue first; a large archive lists years only."""
    archive, settings, counts = planned()
    (newest, articles), *_ = list_measures(archive)
    assert newest.text == "2022年第1期"
    assert [len(measures) for _, measures in articles] == [4, 0]
    page = search_page(archive, settings, counts)
    assert page.context["years"] == ()
    body = "\n\n".join(f"{n}. 甲{n}。乙。" for n in range(1, 100))
    many = {f"{2000 + n}/01": briefing(1, f"{2000 + n}-01-01", f"某事|东山县||{body}") for n in range(LISTED // 99 + 1)}
    large, settings, counts = planned(many)
    assert list_measures(large) == ()
    years = search_page(large, settings, counts).context["years"]
    assert [link.url for link in years][:2] == ["2006/", "2005/"]


def test_the_site_map_has_the_lists() -> None:
    """Those that are given, in its order."""
    _, settings, _ = planned()
    page = sitemap_page(settings, {"years": (Link("2021年", "2021/"),)})
    assert [link.url for link in page.context["years"]] == ["2021/"]
    assert page.context["themes"] == ()


def test_a_missing_page_is_in_no_list() -> None:
    """It is served at any depth."""
    _, settings, _ = planned()
    page = not_found_page(settings)
    assert (page.path, page.links) == ("404.html", ())


def test_numbers_of_issues_are_short() -> None:
    """Consecutive ones are a range."""
    assert join_ranges([1, 2, 3, 5, 7, 8]) == "1-3,5,7-8"
    assert join_ranges([4]) == "4"
    assert join_ranges([]) == ""
