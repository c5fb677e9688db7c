"""The page of a whole issue."""

from __future__ import annotations

import re
from collections import Counter

from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.page import Page
from taizhou_brief.site.pages.whole_issue import prefix_fragments, whole_issue_pages
from tests.project import briefing
from tests.showing import html_of
from tests.unit.site.pages.plans import planned

BODY = "导语见注[^1]，共5户。\n\n一是甲。建成9个。\n\n二是乙。见[上一条](#m1)。\n\n[^1]: 注释。\n"
TEXTS = {
    "2021/07": briefing(7, "2021-12-01", f"东山县办夜校|东山县|skills|{BODY}", f"西河县办夜校|西河县|jobs|{BODY}"),
    "2022/01": briefing(1, "2022-01-05", "西河县修好码头|西河县|jobs|"),
}


def pages(texts: dict[str, str]) -> dict[str, Page]:
    """The pages by address."""
    archive, settings, _ = planned(texts)
    return {page.url: page for page in whole_issue_pages(archive, settings)}


def test_every_issue_has_a_page_with_all_its_articles() -> None:
    """In printed order, with the links to the pages of the articles."""
    found = pages(TEXTS)
    assert list(found) == ["2021/07/all/", "2022/01/all/"]
    articles = found["2021/07/all/"].context["articles"]
    assert [(a.prefix, a.url, a.text.title) for a in articles] == [
        ("a1-", "2021/07/1/", "东山县办夜校"),
        ("a2-", "2021/07/2/", "西河县办夜校"),
    ]


def test_fragments_of_several_articles_differ_and_lead_somewhere() -> None:
    """Measures, quantities and footnotes have the same fragments on the pages of their articles."""
    archive, settings, _ = planned(TEXTS)
    html = html_of(archive, settings)["2021/07/all/"]
    ids = Counter(re.findall(r'\bid="([^"]*)"', html))
    assert max(ids.values()) == 1
    assert {"a1-m1", "a2-m1", "a1-f1", "a2-f1"} <= set(ids)
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_the_words_are_those_of_the_articles() -> None:
    """A prefix changes fragments alone, also in a text that looks like HTML."""
    archive, _, _ = planned({"2021/07": briefing(7, "2021-12-01", '东山县|东山县|jobs|写作 id="甲" 和 href="#乙"。')})
    text = archive.text(archive.entries[0]).load()
    changed = prefix_fragments(text, "a1-")
    assert changed.lead[0].html == text.lead[0].html
    assert (changed.title, changed.quantities) == (text.title, text.quantities)


def test_a_page_depends_on_its_own_issue_alone() -> None:
    """A new issue changes no other one."""
    more = {**TEXTS, "2022/02": briefing(2, "2022-02-05")}
    before, after = pages(TEXTS), pages(more)
    assert all(fingerprint(before[url]) == fingerprint(after[url]) for url in before)
