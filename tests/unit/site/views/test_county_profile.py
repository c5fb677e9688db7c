"""Profile of a county."""

from __future__ import annotations

from taizhou_brief.site.views.county_profile import (
    average_measures,
    compare_url,
    county_profile,
    main_results,
    nearest_counties,
    theme_profile,
)
from tests.project import briefing
from tests.unit.site.pages.plans import planned


def test_a_profile_compares_themes() -> None:
    """Most measures first; the average counts every county."""
    _, settings, counts = planned()
    bars = theme_profile(settings, settings.counties[0], counts)
    assert [(bar.link.text, bar.link.count, bar.average) for bar in bars] == [
        ("就业创业", 8, "6.0"),
        ("技能人才", 4, "2.0"),
    ]
    assert average_measures(counts, settings.themes[0], 2) == 6


def test_a_county_is_put_beside_those_near_it() -> None:
    """Each number leads to its list, a theme to the comparison of those that have measures."""
    archive, settings, counts = planned()
    county = settings.counties[0]
    profile = county_profile(settings, county, counts, archive.by_county[county.name])
    assert [link.text for link in profile.near] == ["西河县"]
    row = next(row for row in profile.rows if row.theme.text == "就业创业")
    assert row.theme.url == "compare/?theme=jobs&county=dongshan&county=xihe"
    assert [(cell.count, cell.url) for cell in row.cells] == [(8, "theme/jobs/dongshan/"), (4, "theme/jobs/xihe/")]
    assert compare_url(settings.themes[0], [county]) == "compare/jobs/"
    assert profile.others == ()


def test_a_county_without_measures_is_near_nobody() -> None:
    """And has no rows of its own."""
    _, settings, counts = planned({"2021/07": briefing(7, "2021-12-01", "题|东山县|jobs|只有一段话。")})
    assert nearest_counties(settings, settings.counties[1], counts) == ()
    profile = county_profile(settings, settings.counties[1], counts, ())
    assert (profile.rows, profile.bars, profile.results) == ((), (), ())


def test_main_results_are_those_of_articles_about_the_county_alone() -> None:
    """Each with its issue."""
    both = "题|东山县, 西河县|jobs|全部帮助就业90人。"
    articles = (both, "题||jobs|带动就业70人。", "甲|东山县|jobs|帮助就业60人。")
    archive, settings, _ = planned({"2021/07": briefing(7, "2021-12-01", *articles)})
    county = settings.counties[0]
    results = main_results(county, archive.by_county[county.name])
    assert [(view.printed.number, view.issue, view.url) for view in results] == [("60", "2021年第7期", "2021/07/3/#f1")]
