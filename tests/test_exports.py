"""The files that machines ask for by name."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from taizhou_brief.site import sitemap
from tests.project import briefing
from tests.showing import archive_of, pages_of, plan_of, settings_of

BASE = "https://www.example.gov.cn/zt/gongfu/"
TEXTS = {"2021/07": briefing(7, "2021-12-01"), "2022/01": briefing(1, "2022-01-30")}


def made(base_url: str = BASE, texts: dict[str, str] | None = None) -> dict[str, str]:
    """The exported files by path."""
    settings = settings_of(base_url=base_url)
    archive = archive_of(settings, TEXTS if texts is None else texts)
    return {
        file.path: file.data.decode()
        for file in sitemap.build_sitemap_files(archive, settings, plan_of(archive, settings))
    }


def test_the_site_map_names_every_page() -> None:
    """All pages but the one for missing addresses, each once, with the day of its newest text."""
    settings = settings_of(base_url=BASE)
    pages = set(pages_of(archive_of(settings, TEXTS), settings)) - {"404.html"}
    rows = re.findall(r"<url><loc>(.*?)</loc>(?:<lastmod>(.*?)</lastmod>)?</url>", made()["sitemap.xml"])
    assert {url for url, _ in rows} == {BASE + url for url in pages}
    assert len(rows) == len(pages)
    days = {url.removeprefix(BASE): day for url, day in rows}
    assert (days["2021/07/1/"], days["2021/"], days[""], days["county/xihe/"]) == (
        "2021-12-01",
        "2021-12-01",
        "2022-01-30",
        "",
    )


def test_without_an_address_of_its_own_the_archive_has_no_site_map() -> None:
    """A site map must name full addresses; without them there is only robots.txt, which names none."""
    files = made("")
    assert set(files) == {"robots.txt"}
    assert "Sitemap" not in files["robots.txt"]


def test_robots_are_told_where_the_site_map_is() -> None:
    """Everything may be read, and the site map is named in full."""
    assert made()["robots.txt"] == f"User-agent: *\nAllow: /\n\nSitemap: {BASE}sitemap.xml\n"


def test_robots_are_kept_from_internal_texts() -> None:
    """An archive with an internal issue asks not to be read by robots."""
    texts = {"2021/07": briefing(7, "2021-12-01", extra="disclosure: internal\n")}
    assert made(texts=texts)["robots.txt"] == "User-agent: *\nDisallow: /\n"


def test_a_site_map_that_is_full_becomes_several(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over the limit the addresses are spread over files under an index, and none is lost."""
    whole = re.findall(r"<loc>(.*?)</loc>", made()["sitemap.xml"])
    monkeypatch.setattr(sitemap, "LIMIT", 5)
    files = made()
    parts = re.findall(r"<loc>(.*?)</loc>", files["sitemap.xml"])
    found = [url for part in parts for url in re.findall(r"<loc>(.*?)</loc>", files[part.removeprefix(BASE)])]
    assert found == whole
    assert all(files[part.removeprefix(BASE)].count("<url>") <= 5 for part in parts)


def test_the_site_map_is_xml() -> None:
    """A parser reads it, and an empty archive has one too."""
    for texts in (TEXTS, {}):
        assert ET.fromstring(made(texts=texts)["sitemap.xml"]).tag.endswith("urlset")  # noqa: S314 - our own text
