"""The key of a page is what it shows: each part of it is needed, and nothing that is shown is missing from it."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest

from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.page import Page, PageGroup
from taizhou_brief.site.pages import plan_site
from tests.project import SETTINGS, briefing
from tests.showing import archive_of, build_dataset, compare_archive, pages_of, settings_of, texts_of

EXTRA = """\
editor_note: 各地可以借鉴。
errata:
- {at: "1/s1m2", printed: 课表, corrected: 课程表, date: 2022-01-05, reason: 漏字。}
"""
TEN = "".join(f"- {{id: t{n}, label: 主题{n}, keywords: [一条, 两条]}}\n" for n in range(10))
CHOSEN = SETTINGS.replace("themes:\n", "- {name: 北山县, slug: bei, at: [2, 1]}\nthemes:\n") + TEN
"""Settings with a county that no article is about, and more themes than the home page has columns."""
SEVEN = (
    "东山县办好夜校|东山县|skills|",
    "西河县办好驿站|西河县|skills|一是开源。多收。",
    "某局第三件事|||一是节流。少花。",
)
OLD = f"西河县旧事|西河县|{', '.join(f't{n}' for n in range(10))}|一是一条。有。\n\n二是两条。也有。"
TEXTS = {
    "2019/01": briefing(1, "2019-01-01", "某局的往事|||没有数字。"),
    "2020/11": briefing(11, "2020-11-01", "东山县先办夜校|东山县|jobs|", OLD),
    "2021/07": briefing(7, "2021-12-01", *SEVEN, extra=EXTRA),
    "2022/01": briefing(1, "2022-01-30", "东山县再办夜校|东山县|jobs|", "某局办好窗口||skills|只有一段话。"),
}
IMPLIED = {
    "sitemap.html 5": "its labels are constant or made of the frame",
    "theme-county.html 4": "no list of these archives has two pages; the links are tested in test_theme_county.py",
    "theme.html 6": "older years alone change in a theme with more measures than these have; tested in test_theme.py",
    "updates.html 2": "what it counts is what it lists, up to a number of changes that these archives do not have",
    "figures.html 2": "the newest issues are in the digest of their year",
    "issue.html 7": "the days of commits come from git, not from these texts; tested in test_history.py",
    "county.html 7": "what changes the years of its quantities changes its results too; tested in test_county.py",
    "search.html 1": "the names of its themes are among those that a query may name",
}
"""Parts that never change alone, and why."""
ELSEWHERE = ("figures-year.html", "series.html")
"""Pages whose parts are tested with the dataset and in test_series.py."""


def edited(key: str, old: str, new: str) -> dict[str, str]:
    """The texts with some words of one issue replaced."""
    assert old in TEXTS[key], old
    return {**TEXTS, key: TEXTS[key].replace(old, new)}


def exchanged(key: str) -> dict[str, str]:
    """The texts with the counties of two articles of an issue exchanged."""
    text = TEXTS[key].replace("[东山县]", "[甲]").replace("[西河县]", "[东山县]").replace("[甲]", "[西河县]")
    return {**TEXTS, key: text}


SKILLS = next(line for line in SETTINGS.splitlines(keepends=True) if "id: skills" in line)


def without(*keys: str) -> dict[str, str]:
    """The texts without some issues."""
    return {key: text for key, text in TEXTS.items() if key not in keys}


CHANGES: dict[str, tuple[dict[str, str], str]] = {
    "text": (edited("2021/07", "课表跟着班次走", "课表跟着班次变"), CHOSEN),
    "body": (edited("2021/07", "拆成12个小单元", "拆成几个小单元"), CHOSEN),
    "body of the newest": (edited("2022/01", "拆成12个小单元", "拆成几个小单元"), CHOSEN),
    "mention": (edited("2020/11", "课表跟着班次走", "课表给北山县看"), CHOSEN),
    "number": (edited("2022/01", "已发放436.2万元", "已发放999万元"), CHOSEN),
    "opening": (edited("2021/07", "办到车间", "办到工地"), CHOSEN),
    "title": (edited("2021/07", "西河县办好驿站", "西河县办活驿站"), CHOSEN),
    "newest": (edited("2022/01", "东山县再办夜校", "东山县又办夜校"), CHOSEN),
    "oldest": (edited("2020/11", "东山县先办夜校", "东山县早办夜校"), CHOSEN),
    "issuer": (edited("2022/01", "number: 1\n", "number: 1\nissuer: 某局\n"), CHOSEN),
    "issuer of 7": (edited("2021/07", "number: 7\n", "number: 7\nissuer: 某局\n"), CHOSEN),
    "contributor": (edited("2021/07", "  themes: [skills]\n", "  themes: [skills]\n  contributor: 某办\n"), CHOSEN),
    "county": (edited("2021/07", "counties: [西河县]", "counties: [东山县]"), CHOSEN),
    "undecided": (edited("2022/01", "counties: []", "counties: [（待填）]"), CHOSEN),
    "erratum": (edited("2021/07", "课程表", "课时表"), CHOSEN),
    "note": (edited("2021/07", "可以借鉴", "可以参考"), CHOSEN),
    "digest": (edited("2021/07", "number: 7\n", "number: 7\nedition: digest\n"), CHOSEN),
    "day": (edited("2021/07", "2021-12-01", "2021-12-02"), CHOSEN),
    "fewer": (without("2020/11"), CHOSEN),
    "without the newest": (without("2022/01"), CHOSEN),
    "only the middle": (without("2020/11", "2022/01"), CHOSEN),
    "none": ({}, CHOSEN),
    "third title": (edited("2021/07", "某局第三件事", "某局别的事"), CHOSEN),
    "measure of no theme": (edited("2021/07", "一是节流。少花。", "一是节流。少花。\n\n二是开源。多收。"), CHOSEN),
    "measures of another county": (
        edited("2021/07", "一是开源。多收。", "一是学技能。多收。\n\n二是评技能。多省。"),
        CHOSEN,
    ),
    "counties exchanged": (exchanged("2021/07"), CHOSEN),
    "first number of a year": (edited("2019/01", "没有数字", "有5个人"), CHOSEN),
    "without the first": (without("2019/01"), CHOSEN),
    "county without articles": (TEXTS, CHOSEN.replace("slug: bei", "slug: north")),
    "theme of least measures": (TEXTS, CHOSEN.replace("label: 主题8", "label: 第九个主题")),
    "order of themes": (TEXTS, CHOSEN.replace(SKILLS, "") + SKILLS),
    "subtitle": (TEXTS, CHOSEN.replace("公开档案", "档案")),
    "county code": (TEXTS, CHOSEN.replace("990121", "990129")),
    "county address": (TEXTS, CHOSEN.replace("slug: xihe", "slug: xi")),
    "county alias": (TEXTS, CHOSEN.replace("aliases: [西河]", "aliases: [西河, 西县]")),
    "county place": (TEXTS, CHOSEN.replace("at: [1, 2]", "at: [2, 2]")),
    "county more": (TEXTS, CHOSEN.replace("themes:\n", "- {name: 南江县, slug: nan, at: [3, 1]}\nthemes:\n")),
    "theme label": (TEXTS, CHOSEN.replace("label: 技能人才", "label: 技能")),
    "theme label above": (TEXTS, CHOSEN.replace("label: 就业创业", "label: 就业")),
    "theme description": (TEXTS, CHOSEN.replace("broader: jobs", "broader: jobs, description: 一句话")),
    "theme alias": (TEXTS, CHOSEN.replace("broader: jobs", "broader: jobs, aliases: [人才]")),
    "theme words": (TEXTS, CHOSEN.replace("keywords: [技能, 教室, ", "keywords: [技能, ")),
    "theme alone": (TEXTS, CHOSEN.replace(", broader: jobs", "")),
    "theme more": (TEXTS, f"{CHOSEN}- {{id: school, label: 教育, broader: jobs}}\n"),
}


@cache
def pages(change: str) -> dict[str, Page]:
    """The pages after a change, or those of the archive itself."""
    texts, settings = CHANGES.get(change, (TEXTS, CHOSEN))
    chosen = settings_of(settings)
    return pages_of(archive_of(chosen, texts), chosen)


@cache
def groups(change: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The fingerprint of each group of pages, and those of its pages, by folder and template."""
    texts, text = CHANGES.get(change, (TEXTS, CHOSEN))
    settings = settings_of(text)
    archive = archive_of(settings, texts)
    contents = build_dataset(texts_of(archive), settings)
    planned = plan_site(archive, settings, contents, compare_archive(archive, settings))
    found = (item for item in planned if isinstance(item, PageGroup))
    return {f"{g.url} {g.templates}": (fingerprint(g), tuple(map(fingerprint, g.plan()))) for g in found}


@cache
def shown(change: str, url: str) -> str:
    """The fingerprint of what the template of a page sees."""
    return fingerprint(dict(pages(change)[url].context))


def parts(page: Page) -> list[str]:
    """The fingerprints of the parts of a page's key."""
    return [fingerprint(part) for part in page.arguments]


@pytest.mark.parametrize("change", CHANGES)
def test_a_page_with_the_same_key_shows_the_same(change: str) -> None:
    """Whatever was changed."""
    for url in pages("").keys() & pages(change).keys():
        if parts(pages("")[url]) == parts(pages(change)[url]):
            assert shown("", url) == shown(change, url), url


@pytest.mark.parametrize("change", CHANGES)
def test_a_group_with_the_same_key_has_the_same_pages(change: str) -> None:
    """Whatever was changed: their number, their places and the keys of all of them."""
    before, after = groups(""), groups(change)
    for name in before.keys() & after.keys():
        if before[name][0] == after[name][0]:
            assert before[name][1] == after[name][1], name


def test_an_edit_leaves_most_groups_as_they_were() -> None:
    """The text of an article changes the groups of its year, of a year linked to it, and of its own themes."""
    changed = {name for name, (key, _) in groups("body").items() if groups("")[name][0] != key}
    assert {name.split("/ ")[0] for name in changed} == {
        *("2021", "2020", "2022"),
        *("theme/jobs", "theme/skills", "compare/jobs", "compare/skills"),
    }
    assert groups("body")["2019/ ('article.html',)"] == groups("")["2019/ ('article.html',)"]


def test_every_part_of_a_key_is_needed() -> None:
    """For each part some change alters this part alone and what the page shows: without the part it would be stale."""
    needed: dict[str, set[int]] = defaultdict(set)
    for change in CHANGES:
        for url in pages("").keys() & pages(change).keys():
            before, after = pages("")[url], pages(change)[url]
            differing = [n for n, (a, b) in enumerate(zip(parts(before), parts(after), strict=True)) if a != b]
            if len(differing) == 1 and shown("", url) != shown(change, url):
                needed[before.template].update(differing)
    missing = {
        f"{page.template} {number}"
        for page in pages("").values()
        for number in range(len(page.arguments))
        if number not in needed[page.template] and page.template not in ELSEWHERE
    }
    assert missing == set(IMPLIED)
