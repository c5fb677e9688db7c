"""The page of one article."""

from __future__ import annotations

from dataclasses import replace

from taizhou_brief.model.article_text import KnownTexts, TextRef
from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.page import Page
from taizhou_brief.site.citation import cite_article
from taizhou_brief.site.pages.article import (
    ArticleView,
    about_data,
    article_meta,
    article_pages,
    group_errata,
    report_data,
)
from taizhou_brief.site.views.site_context import article_listings
from tests.project import briefing
from tests.showing import renderer
from tests.unit.site.pages.plans import TEXTS, planned


def pages(texts: dict[str, str]) -> dict[str, Page]:
    """The pages of all articles by address."""
    archive, settings, _ = planned(texts)
    return {page.url: page for page in article_pages(archive, settings, article_listings(settings, archive))}


def test_articles_follow_one_another_across_issues() -> None:
    """The first and the last have one neighbour."""
    found = pages(TEXTS)
    assert list(found) == ["2021/07/1/", "2021/07/2/", "2022/01/1/", "2022/01/2/"]
    neighbours = [
        [row and row.url for row in (page.context["before"], page.context["after"])] for page in found.values()
    ]
    assert neighbours == [
        [None, "2021/07/2/"],
        ["2021/07/1/", "2022/01/1/"],
        ["2021/07/2/", "2022/01/2/"],
        ["2022/01/1/", None],
    ]


def test_the_key_of_a_page_names_its_neighbours() -> None:
    """And its related articles."""
    more = {**TEXTS, "2020/01": briefing(1, "2020-01-01", "西河县旧事|西河县|skills|")}
    before, after = pages(TEXTS), pages(more)
    assert fingerprint(before["2021/07/1/"]) != fingerprint(after["2021/07/1/"])
    assert fingerprint(before["2022/01/2/"]) != fingerprint(after["2022/01/2/"])


def test_the_head_names_what_reference_managers_read() -> None:
    """Title, journal and issue; an address only where it is known."""
    archive, settings, _ = planned()
    entry = ArticleView(archive.issues[0], archive.text(archive.entries[0]).load())
    citation = cite_article(entry.issue, entry.article, settings)
    meta = article_meta(settings, entry, citation, ("夜校",), {})
    names = dict(meta.names)
    assert (names["citation_title"], names["citation_issue"], names["citation_public_url"]) == (
        "东山县办好夜校",
        "7",
        "",
    )
    data = report_data(settings, entry, citation, ("夜校",), {})
    assert (data["@type"], data["headline"], data["position"]) == ("Report", "东山县办好夜校", 1)


def test_an_article_is_about_its_counties_or_the_region() -> None:
    """With their codes."""
    archive, settings, _ = planned()
    named, free = archive.entries[0].article, archive.entries[3].article
    assert about_data(named, settings)["about"] == (
        {"@type": "AdministrativeArea", "name": "东山县", "identifier": "990121"},
    )
    assert about_data(free, settings)["about"][0]["name"] == "某市"


def test_errata_are_grouped_by_measure() -> None:
    """Those of other articles are left out."""
    extra = (
        'errata:\n- {at: "1/s1m2", printed: 课表, corrected: 课程表, date: 2022-01-05, reason: 漏字。}\n'
        '- {at: "2", printed: 驿站, corrected: 站, date: 2022-01-05, reason: 简称}\n'
    )
    archive, _, _ = planned(
        {"2021/07": briefing(7, "2021-12-01", "东山县一|东山县||", "西河县二|西河县||", extra=extra)}
    )
    first, second = (group_errata(entry) for entry in archive.entries)
    assert (list(first), list(second)) == (["s1m2"], [""])


def test_plans_are_listed_apart_from_results() -> None:
    """With a word for the sign, under a heading of their own; where there are none nothing of it is shown."""
    page = pages(TEXTS)["2021/07/1/"]
    frame, issue, ref, *rest = page.arguments
    text = ref.load()
    plan, *results = text.quantities
    changed = replace(text, quantities=(plan._replace(target=True), *results))
    other = replace(page, arguments=(frame, issue, TextRef("", "", text.index, KnownTexts((changed,))), *rest))
    assert [row.url for row in other.context["targets"]] == [f"#{plan.fragment}"]
    assert [row.url for row in other.context["figures"]] == [f"#{quantity.fragment}" for quantity in results]
    html = renderer().render(other).decode()
    assert html.count('<b class="target">目标</b>') == 1
    assert 'id="targets">本篇目标<span class="meta">1个' in html
    assert "目标" not in renderer().render(page).decode()
