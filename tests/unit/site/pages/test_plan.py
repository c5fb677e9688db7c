"""The list of all pages."""

from __future__ import annotations

from taizhou_brief.site.dataset import build_dataset
from taizhou_brief.site.pages.plan import collect_links, plan_pages
from tests.unit.site.pages.plans import planned


def test_no_address_is_planned_twice() -> None:
    """The site map and the page for missing addresses come last."""
    archive, settings, _ = planned()
    urls = [page.url for page in plan_pages(archive, settings)]
    assert len(urls) == len(set(urls))
    assert urls[-2:] == ["sitemap/", "404.html"]


def test_the_dataset_may_be_given() -> None:
    """The pages are the same."""
    archive, settings, _ = planned()
    given = plan_pages(archive, settings, build_dataset(archive, settings))
    assert [page.digest for page in given] == [page.digest for page in plan_pages(archive, settings)]


def test_links_are_collected_by_list() -> None:
    """In the order of the pages."""
    archive, settings, _ = planned()
    links = collect_links(plan_pages(archive, settings))
    assert [link.url for link in links["years"]] == ["2022/", "2021/"]
    assert [link.text for link in links["counties"]] == ["东山县", "西河县"]
    assert {"header", "footer", "themes", "more"} <= links.keys()
