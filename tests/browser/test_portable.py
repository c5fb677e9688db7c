"""The portable edition, opened by double click: every page, search, comparison, the table of figures, references."""

from __future__ import annotations

import random
import re
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Page, expect

from taizhou_brief import build
from taizhou_brief.formats.briefing import parse
from taizhou_brief.site.search import build_search_piece, normalise
from tests.browser.harness import Reader
from tests.conftest import Read
from tests.project import ROOT
from tests.showing import settings_of

HREF = re.compile(r'<(?:a|area|form|link)\b[^>]*?\s(?:href|action)="([^"]+)"')
TEXT = re.compile(r"[\u4e00-\u9fff]{8,}")
ARCHIVE = (ROOT / "briefings/archive.yaml").read_text("utf-8")
READY = "[data-results][data-ready]"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The portable edition of the archive of this repository, in a folder with a Chinese name and a blank."""
    out = tmp_path_factory.mktemp("portable") / "共富 简报（离线）"
    assert not build(ROOT, out, portable_edition=True).stopping
    return out


@pytest.fixture
def reader(folder: Path, read_site: Read) -> Reader:
    """Someone who has opened the folder, without any network."""
    reader = read_site(f"{folder.as_uri()}/", viewport={"width": 1280, "height": 900})
    reader.context.set_offline(True)
    return reader


def open_page(reader: Reader, path: str, *, query: str = "") -> Page:
    """Open a page by its file."""
    return reader.open(f"{path}index.html{query}")


def test_every_link_of_every_page_is_a_file(folder: Path) -> None:
    """So that each can be followed without script; links elsewhere are addresses."""
    for path in folder.rglob("*.html"):
        for address in HREF.findall(path.read_text("utf-8")):
            place = unquote(re.split("[?#]", address)[0])
            if place and not re.match("[a-z]+:", place):
                assert (path.parent / place).is_file(), (path, address)


def test_filters_list_measures_without_a_word(folder: Path, reader: Reader) -> None:
    """As many as the list of the theme and the county; the theme of a hit leads to its page."""
    page = open_page(reader, "theme/skilled-talent/jiaojiang/")
    listed = page.locator("main h4 a").count()
    page = open_page(reader, "search/", query=f"?theme={quote('技能人才')}&county={quote('椒江区')}")
    page.wait_for_selector(READY)
    assert page.get_attribute(READY, "data-total") == str(listed)
    assert listed > 0
    page.locator("[data-hit]").first.get_by_role("link", name="技能人才").click()
    expect(page).to_have_url(f"{folder.as_uri()}/theme/skilled-talent/index.html")
    assert reader.problems == []


def test_texts_are_found_exactly(reader: Reader) -> None:
    """Random words of the texts: as many as plain text search finds."""
    (issue,) = (parse((ROOT / "briefings/2021/07.md").read_text("utf-8"), "a.md", settings_of(ARCHIVE)).issue,)
    units = [unit.text for texts in build_search_piece(issue).texts.load() for unit in texts]
    choose = random.Random(7)  # noqa: S311  # no secret
    for run in choose.sample(sorted({run for unit in units for run in TEXT.findall(unit)}), 20):
        length = choose.randint(2, 8)
        start = choose.randint(0, len(run) - length)
        words = run[start : start + length]
        page = open_page(reader, "search/", query=f"?q={quote(words)}")
        page.wait_for_selector(READY)
        expected = sum(normalise(words) in normalise(unit) for unit in units)
        assert page.locator("[data-results]").get_attribute("data-total") == str(expected), words
    assert reader.problems == []


def test_a_hit_opens_at_its_place(reader: Reader) -> None:
    """A link that a script has made leads to a page too, not to a list of files."""
    page = open_page(reader, "search/", query=f"?q={quote('技能')}")
    page.wait_for_selector(READY)
    page.locator("[data-hit] a").first.click()
    page.wait_for_selector("mark")
    assert re.search(r"/2021/07/\d/index\.html\?hl=.*#", page.url)
    assert reader.problems == []


def test_comparison_table_and_reference(reader: Reader) -> None:
    """What needs the files of data works as from a server, and no reference has an address of the disk."""
    page = open_page(reader, "compare/", query="?theme=skilled-talent&county=jiaojiang&county=yuhuan")
    expect(page.locator("#only")).to_be_visible()
    page = open_page(reader, "figures/", query="?year=2021&county=%E7%8E%89%E7%8E%AF%E5%B8%82")
    expect(page.locator("tbody tr").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载").or_(page.get_by_role("button", name="下载")).first.click()
    table = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    assert table.count("\r\n") > 2
    assert table.splitlines()[0].startswith("期号,篇次")
    page = open_page(reader, "2021/07/1/")
    assert "file:" not in page.locator(".cite").first.inner_text()
    assert reader.problems == []


def test_two_editions_are_equal(folder: Path, tmp_path: Path) -> None:
    """Byte for byte, whatever the folder is called."""
    again = tmp_path / "again"
    assert not build(ROOT, again, portable_edition=True).stopping
    files = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    assert {path.relative_to(again) for path in again.rglob("*") if path.is_file()} == set(files)
    assert all((again / name).read_bytes() == path.read_bytes() for name, path in files.items())
