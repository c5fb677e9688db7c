"""The lists behind the numbers of the matrix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.page import Page
from taizhou_brief.site.pages.theme_county import PAGE_LENGTH, count_listed, split_by_years, theme_county_pages
from tests.project import SETTINGS, briefing
from tests.showing import archive_of, html_of, settings_of
from tests.unit.site.pages.plans import planned

LINKED = re.compile(r'<td class="heat-\d"><a href="\.\./([^"]+)"[^>]*>(\d+)</a>')


def texts(counts: dict[int, int]) -> dict[str, str]:
    """Issues of years, each with an article on 就业创业 in 东山县 with so many measures."""
    return {
        f"{year}/01": briefing(1, f"{year}-03-01", f"东山县{year}|东山县|jobs|{measures(count)}")
        for year, count in counts.items()
    }


def measures(count: int) -> str:
    """A text with so many measures, of 99 a section at most."""
    sections = [min(99, count - start) for start in range(0, count, 99)]
    return "".join(
        f"## {'一二三四五'[number]}、节\n\n" + "".join(f"{n}. 就业{number}之{n}。乙。\n\n" for n in range(1, size + 1))
        for number, size in enumerate(sections)
    )


def pages(counts: dict[int, int]) -> dict[str, Page]:
    """The pages by address."""
    archive, settings, _ = planned(texts(counts))
    return {page.url: page for group in theme_county_pages(archive, settings) for page in group.plan()}


def listed(page: Page) -> int:
    """How many measures a page lists."""
    return sum(len(card.measures) for card in page.context["cards"])


def follow(found: dict[str, Page], url: str) -> Iterator[Page]:
    """A page and all older ones of its list."""
    while True:
        yield found[url]
        older = found[url].context["older"]
        if not older:
            return
        assert found[older.url].context["newer"].url == url
        url = older.url


@pytest.mark.parametrize("counts", [{2021: 3}, {2020: 2, 2021: 150, 2022: 60}, {2019: 250, 2021: 2, 2022: 9}])
def test_the_pages_of_a_list_have_every_measure_once(counts: dict[int, int]) -> None:
    """From the newest on, and the newest page says how many there are."""
    found = pages(counts)
    chain = list(follow(found, "theme/jobs/dongshan/"))
    assert 2 * len(chain) == len(found) == len([*chain, *follow(found, "theme/jobs/all/")])
    assert sum(map(listed, chain)) == sum(counts.values())
    assert chain[0].context["totals"][:2] == (sum(counts.values()), len(counts))
    assert all(page.context["totals"] is None for page in chain[1:])
    assert all(listed(page) == page.context["listed"] for page in chain)


def test_a_closed_part_is_settled() -> None:
    """A new issue changes the newest page alone; the parts are named by their years."""
    before, after = pages({2019: 120, 2020: 50, 2021: 90}), pages({2019: 120, 2020: 50, 2021: 90, 2022: 20})
    lists = ["theme/jobs/all/", "theme/jobs/dongshan/"]
    assert sorted(before) == sorted([*lists, *(f"{url}2019-2020/" for url in lists)])
    assert sorted(url for url in before if fingerprint(before[url]) != fingerprint(after[url])) == lists


@given(st.dictionaries(st.integers(2000, 2030), st.integers(1, PAGE_LENGTH + 20), min_size=1, max_size=6))
def test_parts_are_whole_years_and_settle_from_the_oldest_on(counts: dict[int, int]) -> None:
    """No part is longer than a page unless it is one year, and later years never move an older boundary."""
    entries: list[Any] = [Entry(year, count) for year, count in sorted(counts.items(), reverse=True)]
    parts = split_by_years(entries)
    assert [entry for part in parts for entry in part] == entries
    assert all(len(part) == 1 or count_listed(part) <= PAGE_LENGTH for part in parts)
    older = split_by_years(entries[1:])
    assert parts[-len(older) + 1 :] == older[1:] or len(older) < 2


class Entry:
    """What is read of a row of a list: the year of its issue and how many measures it has."""

    def __init__(self, year: int, count: int) -> None:
        self.listing, self.date, self.year, self.measures = self, self, year, range(count)


def test_a_measure_counts_where_it_is_about_the_theme() -> None:
    """In a narrower theme and its broader one; an article about two counties in both."""
    settings = settings_of(SETTINGS)
    both = "一是讲就业。\n\n二是学技能。\n\n三是修桥。"
    archive = archive_of(
        settings,
        {
            "2020/01": briefing(
                1, "2020-01-01", f"东山县一|东山县|skills|{both}", f"两县|东山县, 西河县|skills, jobs|{both}"
            ),
            "2021/01": briefing(
                1, "2021-01-01", f"西河县二|西河县|jobs|{both}", f"某局||jobs|{both}", "无|西河县|jobs|无。"
            ),
        },
    )
    site = html_of(archive, settings)
    cells = [(url, int(count)) for url, count in LINKED.findall(site["matrix/"])]
    assert cells == [
        ("theme/jobs/dongshan/", 3),
        ("theme/jobs/xihe/", 3),
        ("theme/skills/dongshan/", 2),
        ("theme/skills/xihe/", 1),
    ]
    for url, count in (*cells, ("theme/jobs/all/", 5), ("theme/skills/all/", 2)):
        assert len(re.findall("<li><h4>", site[url])) == count, url
        assert f"<b>{count}条措施</b>" in site[url]


def test_an_archive_with_a_county_named_all_has_no_list_of_all() -> None:
    """Its county has the address."""
    settings = settings_of(SETTINGS.replace("slug: xihe", "slug: all"))
    texts = {"2020/01": briefing(1, "2020-01-01", "西河县一|西河县|jobs|一是讲就业。\n\n二是促就业。")}
    site = html_of(archive_of(settings, texts), settings)
    assert "就业创业：西河县" in site["theme/jobs/all/"]
    assert "全部措施" not in site["theme/jobs/all/"] + site["theme/jobs/"] + site["matrix/"]
