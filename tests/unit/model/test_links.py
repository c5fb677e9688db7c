"""Links of an issue to places of the site."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.briefing import parse
from taizhou_brief.model.issue import Issue
from taizhou_brief.model.links import NO_LINKS, SITE_LINK, find_links, has_place, strip_texts
from tests.project import briefing
from tests.showing import settings_of

BODY = (
    "导语见[甲](/2020/01/)。\n\n## 一、[乙](2020/01/1/#m1)课堂\n\n一是见[丙](#s1m2)。投入5万元，[丁](https://a.cn/2020/01/)。\n\n"
    "二是[戊](/2020/02/)。正文。\n\n| 甲 |\n|---|\n| [己](/2020/03/) |\n\n注[^1]。\n\n[^1]: 见[庚](/2020/04/)。\n"
)


def issue() -> Issue:
    """An issue with links in every kind of place."""
    text = briefing(7, "2021-12-01", "东山县|东山县|jobs|正文。", extra="editor_note: 见[辛](/2020/05/)。\n")
    text = text.replace("正文。", BODY)
    return parse(text, "briefings/2021/07.md", settings_of()).issue


def test_links_to_the_site_are_found_wherever_they_are() -> None:
    """In the editor's note, the lead, headings, cells and footnotes; those to other hosts are none."""
    links = find_links(issue())
    assert [link.url for link in links.links] == [
        "2020/05/",
        "2020/01/",
        "2020/01/1/#m1",
        "2021/07/1/#s1m2",
        "2020/02/",
        "2020/03/",
        "2020/04/",
    ]
    assert all(link.span.line for link in links.links)
    assert links.places == (("s1", "s1m1", "s1m2"),)


def test_an_issue_without_its_texts_has_the_same_links_and_places() -> None:
    """The words that are no links are dropped."""
    stripped = strip_texts(issue())
    assert find_links(stripped) == find_links(issue())
    assert "课堂" not in repr(strip_texts(parse(briefing(7, "2021-12-01"), "b", settings_of()).issue))


@pytest.mark.parametrize(
    ("article", "fragment", "exists"),
    [
        (1, "", True),
        (2, "", False),
        (0, "", False),
        (1, "s1m2", True),
        (1, "s1m3", False),
        (1, "s1", True),
        (1, "s2", False),
        (1, "s1m1f1", True),
        (1, "s9m1f1", False),
        (1, "m1", False),
        (1, "cite", True),
    ],
)
def test_a_place_exists_or_not(article: int, fragment: str, exists: bool) -> None:  # a case
    """Articles by number, sections and measures by their fragments; other fragments are not known here."""
    assert has_place(find_links(issue()), article, fragment) == exists
    assert not has_place(NO_LINKS, article, fragment)


@pytest.mark.parametrize("target", ["/2021/07/", "2021/07/1/#s1m2", "/2022/s1/"])
def test_an_address_of_an_issue_is_known_by_its_form(target: str) -> None:
    """With or without the first slash."""
    match = SITE_LINK.fullmatch(target)
    assert match
    assert match[1] == target.lstrip("/")
