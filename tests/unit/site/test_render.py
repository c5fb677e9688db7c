"""The renderer: which parts of a page are made once, and when they are made anew."""

from __future__ import annotations

from typing import Any

import pytest

from taizhou_brief.model.page import Page
from taizhou_brief.model.settings import Settings
from taizhou_brief.site.render import LAYOUT_CONTEXT, Renderer, renderer_for
from taizhou_brief.site.views.rows import Link
from tests.showing import settings_of

SHOWN = "{{ root }}|{{ here }}|{{ masthead }}|{{ updated }}|{{ settings.title }}|{{ settings.base_url }}"
TEMPLATES = {
    "header.html": f"<header>{SHOWN}|{{% for link in menus.header %}}{{{{ link.text }}}}{{% endfor %}}</header>",
    "footer.html": f"<footer>{SHOWN}|{{% for link in menus.footer %}}{{{{ link.text }}}}{{% endfor %}}</footer>",
    "page.html": "{{ header }}{{ footer }}",
}
BASE: dict[str, Any] = {"root": "", "here": "issues", "masthead": False, "updated": "2021"}


def context(settings: Settings, values: dict[str, Any]) -> dict[str, Any]:
    """The context of a page: what header and footer see."""
    return {"settings": settings, **values}


def render(look: Renderer, settings: Settings, values: dict[str, Any], header: str = "甲", footer: str = "乙") -> str:
    """A page that shows its header and its footer."""
    menus = {"header": (Link(header, ""),), "footer": (Link(footer, ""),)}
    return look.render(Page("", "page.html", context, (settings, values)), menus).decode()


SETTINGS = settings_of()
ADDRESS = settings_of(base_url="https://www.example.gov.cn/")
CHANGES = {
    "root": (SETTINGS, {**BASE, "root": "../"}, "甲", "乙"),
    "here": (SETTINGS, {**BASE, "here": "county"}, "甲", "乙"),
    "masthead": (SETTINGS, {**BASE, "masthead": True}, "甲", "乙"),
    "updated": (SETTINGS, {**BASE, "updated": "2022"}, "甲", "乙"),
    "settings": (ADDRESS, BASE, "甲", "乙"),
    "header": (SETTINGS, BASE, "丙", "乙"),
    "footer": (SETTINGS, BASE, "甲", "丙"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_header_and_footer_follow_all_they_show(change: str) -> None:
    """A renderer that has made one page makes another as a new renderer does, whatever the two differ in."""
    look = Renderer(TEMPLATES)
    first = render(look, SETTINGS, BASE)
    assert render(look, *CHANGES[change]) == render(Renderer(TEMPLATES), *CHANGES[change]) != first
    assert render(look, SETTINGS, BASE) == first


def test_every_value_of_the_layout_is_covered() -> None:
    """A new value that header and footer see needs a case above."""
    assert set(LAYOUT_CONTEXT) | {"settings", "header", "footer"} == set(CHANGES)


def test_only_templates_of_others_are_sandboxed() -> None:
    """A changed asset is no template; a changed template is not trusted."""
    packaged = {**TEMPLATES, "assets/a.css": "a"}
    assert not renderer_for(packaged, packaged).sandboxed
    assert not renderer_for({**packaged, "assets/a.css": "b"}, packaged).sandboxed
    assert renderer_for({**packaged, "page.html": "x"}, packaged).sandboxed
    assert renderer_for({**packaged, "new.html": "x"}, packaged).sandboxed


@pytest.mark.parametrize(
    ("link", "portable"),
    [
        ('<a href="../county/">', '<a href="../county/index.html">'),
        ('<a class="x" href="./#a">', '<a class="x" href="./index.html#a">'),
        ('<form class="f" action="../search/">', '<form class="f" action="../search/index.html">'),
        ('<a href="../2021/07/1/?hl=a/b#s1m1">', '<a href="../2021/07/1/index.html?hl=a/b#s1m1">'),
        ('<a href="https://example.org/a/">', '<a href="https://example.org/a/">'),
        ('<a href="//example.org/a/">', '<a href="//example.org/a/">'),
        ('<a href="#a/">', '<a href="#a/">'),
        ('<a href="?a=b/">', '<a href="?a=b/">'),
        ('<a href="../data/2021.csv">', '<a href="../data/2021.csv">'),
        ('<p title="href=">a/</p>', '<p title="href=">a/</p>'),
    ],
)
def test_links_lead_to_files(link: str, portable: str) -> None:
    """Every link to a folder of the site, and nothing else; only in the portable edition."""
    for settings, expected in ((SETTINGS, link), (SETTINGS.as_portable(), portable)):
        look = Renderer({**TEMPLATES, "page.html": link})
        assert render(look, settings, BASE) == expected
