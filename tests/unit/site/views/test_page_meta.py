"""The head of a page for machines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from taizhou_brief.site.views.page_meta import (
    PageMeta,
    breadcrumb_data,
    column_meta,
    head_data,
    office_data,
    page_context,
    periodical_data,
    root_path,
    url_data,
    without_empty,
)
from taizhou_brief.site.views.rows import Link
from tests.showing import settings_of

BASE = "https://www.example.gov.cn/zt/"
SETTINGS, ADDRESS = settings_of(), settings_of(base_url=BASE)
META = PageMeta("county/xihe/", "西河县", "说明", "county", (Link("县", "county/"),), "西河县", (("ColumnName", "甲"),))


@pytest.mark.parametrize(("url", "root"), [("", ""), ("issues/", "../"), ("2021/07/1/", "../../../"), ("404.html", "")])
def test_the_root_is_as_many_folders_up(url: str, root: str) -> None:
    """The page for missing addresses names the path where it is known."""
    assert root_path(url, SETTINGS) == root
    assert root_path("404.html", ADDRESS) == "/zt/"


def test_addresses_are_named_only_where_they_are_known() -> None:
    """In the head, in breadcrumbs, in JSON-LD."""
    assert head_data(META, (), SETTINGS).canonical == ""
    assert head_data(META, (), ADDRESS).canonical == f"{BASE}county/xihe/"
    assert head_data(replace(META, url="404.html"), (), ADDRESS).canonical == ""
    assert url_data("a/", SETTINGS) == {}
    assert url_data("a/", ADDRESS, "item") == {"item": f"{BASE}a/"}
    assert periodical_data(ADDRESS)["url"] == BASE


def test_breadcrumbs_begin_at_the_home_page() -> None:
    """And end at the page; without a trail there are none."""
    trail = page_context(META, SETTINGS)["trail"]
    assert [link.text for link in trail] == ["县", "西河县"]
    (data,) = breadcrumb_data(trail, SETTINGS)
    assert [step["name"] for step in data["itemListElement"]] == ["首页", "县", "西河县"]
    assert breadcrumb_data((), SETTINGS) == ()


def test_values_of_the_page_go_before_shared_ones() -> None:
    """What every template sees, and what one page adds."""
    context = page_context(META, SETTINGS, updated="今天", more=1)
    assert (context["updated"], context["more"], context["root"]) == ("今天", 1, "../../")
    assert context["head"].title == "西河县——某市工作简报"


def test_empty_pairs_are_left_out() -> None:
    """Keywords are named once."""
    assert without_empty([("a", ""), ("b", "1")]) == (("b", "1"),)
    assert dict(column_meta("甲", "乙", ("丙", "丁", "丙"), "戊"))["ColumnKeywords"] == "丙，丁"
    office = {"@type": "GovernmentOrganization", "name": "甲办"}
    assert office_data(("甲办",)) == office
    assert office_data(("甲办", "乙办")) == (office, {**office, "name": "乙办"})
