"""Comparisons in a browser: the page of a theme, the reader's own choice, from a folder, on paper."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from taizhou_brief import build
from tests.browser.harness import Reader
from tests.conftest import Read, Serve
from tests.project import ROOT

THEME = "compare/skilled-talent/"
CHOICE = "compare/?theme=skilled-talent&county=jiaojiang&county=yuhuan"
LISTED = "main :is(h3 a, .brief a)"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the archive of this repository."""
    folder = tmp_path_factory.mktemp("compare") / "site"
    assert not build(ROOT, folder).stopping
    return folder


@pytest.fixture
def reader(site: Path, serve_folder: Serve, read_site: Read) -> Reader:
    """Someone who reads it under the strictest policy, below another folder."""
    return read_site(serve_folder(site, prefix="/zt/gongfu/"), viewport={"width": 1280, "height": 900})


def shown(page: Page) -> tuple[list[str], list[str], list[str]]:
    """What a comparison shows: numbers of the first line, shared words, measures."""
    expect(page.locator("#only")).to_be_visible()
    return (
        page.locator(".answer .number").all_inner_texts(),
        page.locator(".shared b").all_inner_texts(),
        page.locator(LISTED).all_text_contents(),
    )


def test_the_choice_shows_what_the_page_of_the_theme_shows(reader: Reader) -> None:
    """Both have the same rules: where only two counties have measures, they show the same."""
    whole, own = shown(reader.open(THEME)), shown(reader.open(CHOICE))
    assert own[:2] == whole[:2]
    assert set(whole[2]) <= set(own[2])  # the rest is on the list that the page of the theme links
    assert len(own[2]) == len(set(own[2])) == sum(map(int, own[0][:2]))
    assert reader.problems == []


def test_the_choice_is_in_the_address(reader: Reader) -> None:
    """What is chosen by hand can be sent; more than four counties cannot be chosen."""
    page = reader.open("compare/")
    page.locator("select[name=theme]").select_option("skilled-talent")
    for county in ("jiaojiang", "yuhuan", "wenling", "tiantai"):
        page.locator(f"input[value={county}]").check(force=True)
    assert page.url.endswith("?theme=skilled-talent&county=jiaojiang&county=wenling&county=yuhuan&county=tiantai")
    expect(page.locator("[data-answer]")).to_contain_text("温岭市未见记载")
    assert page.locator("input[name=county]:disabled").count() == 5
    assert shown(reader.open(page.url.removeprefix(reader.base))) == shown(page)
    assert reader.breaches(page) == []


def test_from_a_folder(site: Path, read_site: Read) -> None:
    """The scripts of the measures load from disk."""
    reader = read_site("file://")
    page = reader.open(f"{site}/{CHOICE.replace('/?', '/index.html?')}")
    assert len(shown(page)[2]) == 6
    page.locator("h3 a").first.click()
    page.wait_for_url("**/2021/07/1/index.html#s3m2")


def test_a_year_that_is_missing_is_said(reader: Reader) -> None:
    """Nothing is compared where measures are missing: a county would seem to have fewer."""
    reader.context.route("**/compare/skilled-talent/2021.js*", lambda route: route.abort())
    page = reader.open(CHOICE)
    expect(page.get_by_role("alert")).to_contain_text("没有取全")
    expect(page.locator("[data-answer]")).to_be_hidden()


def test_without_script(site: Path, serve_folder: Serve, read_site: Read) -> None:
    """The page of a theme says all; that of the choice leads to it."""
    reader = read_site(serve_folder(site), java_script_enabled=False)
    page = reader.open(THEME)
    assert page.locator(LISTED).count() == 6
    assert not page.get_by_text("选两到四地来比").is_visible()
    page = reader.open("compare/")
    page.locator("main").get_by_role("link", name="技能人才").click()
    assert page.url.endswith(THEME)


@pytest.mark.parametrize("address", [THEME, CHOICE])
def test_paper(reader: Reader, address: str) -> None:
    """A comparison of two counties is one sheet in landscape."""
    page = reader.open(address)
    shown(page)
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(document) == 1
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (842, 595)


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1440, "light"), (1440, "dark")])
def test_everyone_can_read_it(site: Path, serve_folder: Serve, read_site: Read, width: int, scheme: str) -> None:
    """The checker finds no fault, and nothing sticks out."""
    viewport = {"width": width, "height": 900}
    reader = read_site(serve_folder(site), viewport=viewport, color_scheme=scheme, bypass_csp=True)
    for address in (THEME, CHOICE, "compare/"):
        page = reader.open(address)
        if address != "compare/":
            shown(page)
        assert reader.audit(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert reader.problems == []
