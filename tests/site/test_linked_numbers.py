"""Every number that is a link opens exactly that many: measures, articles or issues, however many pages they take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.project import SETTINGS, briefing
from tests.showing import archive_of, html_of, settings_of
from tests.site.test_golden import SITES, copy_archive

LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
HREF = re.compile(r'href="([^"]*)"')
COUNT = re.compile(r"^(?:[一-鿿（）]{1,12}?)??(\d+)(条措施|条|篇)?$")
MEASURE = re.compile(r'<li(?: class="told")?><h[34]><a class="quiet" href="([^"]*#(?:s\d+)?m\d+)"')
NEXT = re.compile(r'<a href="([^"]*)" rel="next">')
Site = dict[str, str]


def main(html: str) -> str:
    """The main part of a page."""
    return html[html.index("<main") : html.index("</main>")]


def links(html: str) -> Iterator[tuple[str, int, str]]:
    """The links whose words are or end in a number of measures or articles: address, number, unit."""
    for match in LINK.finditer(main(html)):
        href = HREF.search(match[1])
        label = re.search(r'aria-label="([^"]*)"', match[1])
        text = re.sub(r'<span class="unseen">.*?</span>|<[^>]*>|\s', "", match[2])
        count = COUNT.match(text)
        if href and count and int(count[1]) and not re.search(r"年|第|§|附|注", text):
            unit = count[2] or ("条" if (label and label[1].endswith("条")) or "gauge" in match[2] else "")
            yield href[1], int(count[1]), unit


def opened(site: Site, url: str, unit: str) -> int:
    """How many measures or articles a page and those that continue it list."""
    if re.fullmatch(r"\d{4}/s?\d+/\d+/", url):
        return len(set(re.findall(r'id="((?:s\d+)?m\d+)"', main(site[url]))))
    if unit == "篇":
        places = LINK.findall(main(site[url]))
        hrefs = {urljoin(url, href[1]) for place, _ in places if (href := HREF.search(place))}
        return len({href for href in hrefs if re.fullmatch(r"\d{4}/s?\d+/\d+/", href)})
    measures: list[str] = []
    while url:
        html = main(site[url])
        measures += (urljoin(url, href) for href in MEASURE.findall(html))
        following = NEXT.search(html)
        url = urljoin(url, following[1]) if following else ""
    assert len(measures) == len(set(measures))
    return len(measures)


def check(site: Site) -> dict[str, int]:
    """Open every linked number; return how many there are by unit."""
    seen: dict[str, int] = {}
    for url, html in site.items():
        for href, count, unit in links(html):
            target = urljoin(url, href).partition("#")[0]
            kind = unit[:1] or ("条" if target.startswith("theme/") else "")
            if kind and target in site:
                assert opened(site, target, kind) == count, (url, href, count)
                seen[kind] = seen.get(kind, 0) + 1
    return seen


@pytest.mark.parametrize("name", SITES)
def test_in_a_golden_site(name: str, tmp_path: Path) -> None:
    """All kinds of issue are there."""
    project = copy_archive(name, tmp_path)
    project.build()
    paths = {path.relative_to(project.site).as_posix(): path for path in project.site.rglob("index.html")}
    site = {name.removesuffix("index.html"): path.read_text("utf-8") for name, path in paths.items()}
    assert bool(check(site)) == (name in {"every-feature", "two-years"})


def large_archive() -> dict[str, str]:
    """Sixty issues of five years: articles of one county, of two and of none, whose measures have different themes."""
    bodies = {
        0: ("就业创业服务。办招聘。", "技能提升。就业培训。", "修桥铺路。全年三座。", "评技能。评出三人。"),
        1: ("创业有补贴。发放二十笔。", "修桥。两座。"),
        2: ("修路。一条。", "种树。一片。"),
    }
    texts = {}
    for number in range(60):
        year, place = 2016 + number // 12, ("东山县", "西河县", "东山县, 西河县", "")[number % 4]
        sections = "".join(
            f"## {'一二三四五六七八'[n]}、抓落实\n\n"
            + "".join(f"{'一二三四'[m]}是{text}\n\n" for m, text in enumerate(bodies[(number + n) % 3]))
            for n in range(1 + number % 8)
        )
        theme = ("jobs, skills", "skills", "jobs")[number % 3]
        article = f"某地办好事{number}|{place}|{theme}|{sections}"
        texts[f"{year}/{number % 12 + 1:02}"] = briefing(number % 12 + 1, f"{year}-{number % 12 + 1:02}-15", article)
    return texts


def test_in_a_site_of_sixty_issues() -> None:
    """Lists of several pages, too."""
    settings = settings_of(SETTINGS)
    site = html_of(archive_of(settings, large_archive()), settings)
    seen = check(site)
    assert seen["条"] > 10 < seen["篇"] * 10
    assert any(re.search(r"theme/jobs/all/[0-9-]+/$", url) for url in site)


def test_a_closed_list_stays_as_it_is() -> None:
    """A new issue of a later year changes no page of an older part."""
    settings = settings_of(SETTINGS)
    texts = large_archive()
    before = html_of(archive_of(settings, texts), settings)
    after = html_of(archive_of(settings, {**texts, "2021/01": briefing(1, "2021-01-01")}), settings)
    closed = [url for url in before if re.search(r"theme/\w+/\w+/[0-9-]+/$", url)]
    assert closed
    assert [url for url in closed if before[url] != after.get(url)] == []
