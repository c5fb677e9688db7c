"""An issue is understood again if and only if what it uses of the settings has changed."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest

from taizhou_brief.builder.issue_task import IssueResult, understand_issue
from taizhou_brief.builder.settings_use import update_use, used_values
from taizhou_brief.model.fingerprint import fingerprint
from taizhou_brief.model.settings import Settings
from tests.project import SETTINGS, briefing
from tests.showing import settings_of

PATH = "briefings/2021/07.md"
CHOSEN = SETTINGS + "terms: [[夜校, 夜学], [某某计划]]\nsilenced:\n- {rule: N402, file: 2021/07, reason: 原文如此}\n"
TEXTS = {
    "plain": briefing(7, "2021-12-01", "东山县办好夜校|东山县|skills|"),
    "alias": briefing(7, "2021-12-01", "某局办好夜校|西河|技能人才|"),
    "unknown": briefing(7, "2021-12-01", "某局办好夜校|北山县|没有的|"),
    "suggested": briefing(7, "2021-12-01", "某局办好夜校|东山县〔建议〕|skills〔建议〕|"),
    "twice": briefing(7, "2021-12-01", "某局办好夜校|东山, 东山县|skills, 技能人才|"),
    "measures": briefing(7, "2021-12-01", "某局办好夜校|东山县|skills|一是学技能。上夜课。\n\n二是学技术。上日课。"),
    "measures of unknown": briefing(7, "2021-12-01", "某局办好夜校|北山县|skills|一是学技能。\n\n二是学技术。"),
    "unlisted": briefing(7, "2021-12-01", "东山县办好夜校||skills|"),
    "suffix": briefing(7, "2021-12-01", "某局办好夜校||skills|西河区建成工坊12家。"),
    "in code": briefing(7, "2021-12-01", "某局办好夜校||skills|`西河区`建成工坊12家，办`夜学`。"),
    "term": briefing(7, "2021-12-01", "某局办好讲座||skills|办夜学12家，又办某 某计划。"),
    "silenced": briefing(7, "2021-12-01", "某局办好夜校||skills|截止目前，办了12家。"),
    "issuer": briefing(7, "2021-12-01", "某局办好夜校||skills|", extra="issuer: 别的办\ndisclosure: internal\n"),
    "no entry": "---\nnumber: 7\ndate: 2021-12-01\narticles: []\n---\n\n# 东山县办好夜校\n\n甲。\n",
    "broken": "---\narticles:\n- title: 东山县\n  counties: [东山县\n",
}
SETTINGS_CHANGES = {
    "comment": f"{CHOSEN}# 注释\n",
    "frame": CHOSEN.replace("subtitle: 公开档案", "subtitle: 档案"),
    "pages": CHOSEN.replace("slug: xihe", "slug: xi").replace("at: [1, 2]", "at: [2, 2]"),
    "keywords": CHOSEN.replace("keywords: [技能, 教室, 课表", "description: 一句话, keywords: [技术, 教室, 课表"),
    "alone": CHOSEN.replace(", broader: jobs", ""),
    "label": CHOSEN.replace("label: 技能人才", "label: 技能人员"),
    "label kept as alias": CHOSEN.replace("label: 技能人才", "label: 技能人员, aliases: [技能人才]"),
    "theme id": CHOSEN.replace("id: skills, label: 技能人才", "id: skill, label: 技能人才, aliases: [skills]"),
    "theme more": CHOSEN.replace("themes:", "themes:\n- {id: no, label: 没有的}"),
    "short": CHOSEN.replace("slug: xihe", "slug: xihe, short: 西河"),
    "other short": CHOSEN.replace("slug: dongshan, aliases: [东山]", "slug: dongshan, short: 东, aliases: [东山]"),
    "place label": f"{CHOSEN}place_label: 区县\n",
    "county name": CHOSEN.replace("name: 东山县", "name: 东山区").replace("aliases: [东山]", "aliases: [东山, 东山县]"),
    "county alias": CHOSEN.replace("aliases: [西河]", "aliases: [西河, 西河区]"),
    "another's alias": CHOSEN.replace("aliases: [东山]", "aliases: [东山, 西河区]"),
    "county more": CHOSEN.replace("themes:", "- {name: 北山县, slug: bei}\nthemes:"),
    "term": CHOSEN.replace("[夜校, 夜学]", "[夜校, 夜学, 讲座]"),
    "no terms": CHOSEN.replace("terms: [[夜校, 夜学], [某某计划]]\n", ""),
    "term more": CHOSEN.replace("[某某计划]]", "[某某计划], [工坊, 作坊]]"),
    "issuer": CHOSEN.replace("issuer: 某市领导小组办公室", "issuer: 某办"),
    "disclosure": f"{CHOSEN}disclosure: internal\n",
    "no suppression": CHOSEN[: CHOSEN.index("silenced")],
    "another issue's": CHOSEN.replace("file: 2021/07", "file: 2021/08"),
}  # fmt: skip
SHOWN_BY_PAGES = ("comment", "frame", "pages", "alone")
"""Changes of what no issue reads."""


@cache
def settings_after(change: str) -> Settings:
    """The settings after a change, as an issue gets them."""
    return settings_of(SETTINGS_CHANGES.get(change, CHOSEN)).reading_for(PATH)


@cache
def values(text: str, change: str) -> tuple[object, ...]:
    """The parts of the key of an issue that was understood before a change of the settings."""
    settings = settings_after(change)
    use = update_use(result(text, "").use, TEXTS[text], PATH, settings) if change else result(text, "").use
    return used_values(settings, PATH, use)


@cache
def result(text: str, change: str) -> IssueResult:
    """What the issue is understood as."""
    return understand_issue(TEXTS[text], PATH, settings_after(change))


def same_result(text: str, change: str) -> bool:
    """Whether a change leaves everything as it is that is remembered of an issue."""
    before, after = result(text, ""), result(text, change)
    return (before.outline, before.texts) == (after.outline, after.texts)


@pytest.mark.parametrize("change", SETTINGS_CHANGES)
@pytest.mark.parametrize("text", TEXTS)
def test_issues_of_equal_keys_are_equal(text: str, change: str) -> None:
    """Whatever of the settings was changed."""
    if values(text, "") == values(text, change):
        assert same_result(text, change)
    assert change not in SHOWN_BY_PAGES or values(text, "") == values(text, change)


def test_every_part_of_the_key_is_needed() -> None:
    """For each part some change alters this part alone, and the result."""
    needed = defaultdict(set)
    for text in TEXTS:
        for change in SETTINGS_CHANGES:
            before, after = values(text, ""), values(text, change)
            if len(before) == len(after) and not same_result(text, change):
                differing = [n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
                if len(differing) == 1:
                    needed[len(before)].add(differing[0])
    assert needed == {2: {0, 1}, len(values("plain", "")): set(range(len(values("plain", ""))))}


@pytest.mark.parametrize("change", ["label kept as alias", "short", "other short", "place label", "term more"])
def test_what_an_issue_does_not_use_is_not_in_its_key(change: str) -> None:
    """A label whose old form still means the theme, short names and terms that no rule speaks of."""
    assert values("plain", "") == values("plain", change)


@pytest.mark.parametrize("change", SETTINGS_CHANGES)
@pytest.mark.parametrize("text", TEXTS)
def test_a_result_is_found_again(text: str, change: str) -> None:
    """An issue that is understood anew with changed settings gets the key that the next build looks for."""
    again = result(text, change).use
    assert update_use(again, TEXTS[text], PATH, settings_after(change)) == again
    if not again.reads_all and not result(text, "").use.reads_all:
        assert used_values(settings_after(change), PATH, again) == values(text, change)


def test_words_of_themes_count_where_the_text_has_them() -> None:
    """A keyword that another one replaces changes the key of an issue whose body contains one of them."""
    assert values("plain", "") == values("plain", "keywords")
    assert values("measures", "") != values("measures", "keywords")


def test_the_key_has_a_fingerprint() -> None:
    """Its values can be written."""
    assert fingerprint(*values("term", "")) != fingerprint(*values("suffix", ""))
