"""The pages of themes."""

from __future__ import annotations

from taizhou_brief.site.pages.theme import (
    FIRST,
    NEWEST,
    build_article_card,
    build_theme_group,
    theme_groups,
    theme_index,
    theme_pages,
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
    assert theme_groups(settings, (), {}, "theme/jobs/", whole=True) == ()


def test_a_large_group_shows_its_newest_articles() -> None:
    """Older ones by title, and those none of whose measures are about the theme."""
    about, other = "一是办就业。\n\n二是讲创业。\n\n三是就业。\n\n四是创业。", "一是修桥。\n\n二是修路。"
    texts = {
        f"{2000 + n}/01": briefing(1, f"{2000 + n}-01-01", f"某事|东山县|jobs|{other if n == 5 else about}")
        for n in range(6)
    }
    archive, settings, _ = planned(texts)
    entries = archive.by_theme["jobs"]
    own = {one.entry.url: one.measures for one in archive.measures_by_theme["jobs"]}
    place = ("dongshan", "东山县", "county/dongshan/", "theme/jobs/")
    group = build_theme_group(settings, entries, own, place, whole=False)
    assert (group.measures, len(group.cards), len(group.older), group.rest) == (20, NEWEST, 3, 0)
    assert [card.article.date.year for card in group.cards] == [2004, 2003, 2002]
    assert group.older[0].date.year == 2005
    card = build_article_card(settings, entries[1], own[entries[1].url], whole=False)
    assert (len(card.measures), card.more) == (FIRST, 1)
