"""The pages of themes."""

from __future__ import annotations

from dataclasses import replace

from taizhou_brief.site.pages.theme import (
    NEWEST,
    TITLES,
    GroupPlace,
    build_theme_group,
    link_years,
    theme_groups,
    theme_index,
    theme_pages,
    theme_words,
)
from tests.project import briefing
from tests.unit.site.pages.plans import planned


def test_themes_are_listed_with_narrower_ones() -> None:
    """An article of a narrower theme counts."""
    archive, settings, counts = planned()
    (row,) = theme_index(archive, settings, counts).context["rows"]
    assert (row.link.text, row.articles, [link.text for link in row.narrower]) == ("就业创业", 4, ["技能人才"])


def test_a_theme_has_a_group_for_each_county() -> None:
    """Articles of no county come last."""
    archive, settings, counts = planned()
    page = next(iter(theme_pages(archive, settings, counts)))
    assert [(group.id, group.articles) for group in page.context["groups"]] == [
        ("dongshan", 2),
        ("xihe", 1),
        ("region", 1),
    ]
    assert theme_groups(settings, (), {}, settings.themes[0], whole=True) == ()


def test_a_large_group_shows_its_newest_measures() -> None:
    """And the titles of articles none of whose measures are about the theme; all others are in its list."""
    about, other = "一是办就业。\n\n二是讲创业。\n\n三是就业。\n\n四是创业。", "一是修桥。\n\n二是修路。"
    texts = {
        f"{2000 + n}/01": briefing(1, f"{2000 + n}-01-01", f"某事|东山县|jobs|{other if n > 4 else about}")
        for n in range(12)
    }
    archive, settings, _ = planned(texts)
    entries = archive.by_theme["jobs"]
    own = {one.entry.url: one.measures for one in archive.measures_by_theme["jobs"]}
    place = GroupPlace("dongshan", "东山县", "county/dongshan/", "theme/jobs/dongshan/")
    group = build_theme_group(settings, entries, own, place, whole=False)
    assert (group.measures, len(group.rows), len(group.titles), group.rest) == (20, NEWEST, TITLES, 7 - TITLES)
    assert {row.issue.text for row in group.rows if row.issue} == {"2004年第1期"}
    assert group.titles[0].date.year == 2011
    whole = build_theme_group(settings, entries, own, place, whole=True)
    assert (len(whole.rows), whole.measures_url) == (20, "theme/jobs/dongshan/")
    years = link_years(settings.themes[0], archive.measures_by_theme["jobs"])
    assert [(link.text, link.url) for link in years[:2]] == [
        ("2004年", "theme/jobs/all/#y2004"),
        ("2003年", "theme/jobs/all/#y2003"),
    ]
    assert link_years(settings.themes[0], archive.measures_by_theme["jobs"][:1]) == ()


def test_a_theme_without_a_description_names_its_words() -> None:
    """Aliases before keywords."""
    _, settings, _ = planned({})
    theme = settings.themes[0]
    assert theme_words(replace(theme, aliases=("求职",), keywords=("招聘", "求职"))) == ("求职", "招聘")
    assert theme_words(replace(theme, description="一句话")) == ()
