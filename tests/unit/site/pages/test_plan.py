"""The list of all pages."""

from __future__ import annotations

from taizhou_brief.site.pages.plan import collect_links
from tests.showing import plan_of
from tests.unit.site.pages.plans import planned


def test_no_address_is_planned_twice() -> None:
    """The site map and the page for missing addresses come last."""
    archive, settings, _ = planned()
    urls = [page.url for page in plan_of(archive, settings)]
    assert len(urls) == len(set(urls))
    assert urls[-2:] == ["sitemap/", "404.html"]


def test_links_are_collected_by_list() -> None:
    """In the order of the pages."""
    archive, settings, _ = planned()
    links = collect_links(plan_of(archive, settings))
    assert [link.url for link in links["years"]] == ["2022/", "2021/"]
    assert [link.text for link in links["counties"]] == ["东山县", "西河县"]
    assert {"header", "footer", "themes", "more"} <= links.keys()
