"""The part of an archive that the pages of one theme show."""

from __future__ import annotations

import pytest

from taizhou_brief.model.archive_theme import ArchiveTheme, split_by_theme
from tests.project import SETTINGS, briefing
from tests.showing import archive_of, settings_of

BOTH = "一是讲就业。\n\n二是学技能。\n\n三是修桥。"
TEXTS = {
    "2020/01": briefing(1, "2020-05-01", f"东山县一|东山县|skills|{BOTH}", f"西河县二|西河县|t1|{BOTH}"),
    "2021/01": briefing(1, "2021-05-01", f"西河县三|西河县|t2|{BOTH}"),
}
MORE = SETTINGS + "- {id: t1, label: 讲就业}\n- {id: t2, label: 修桥}\n"


def themes(texts: dict[str, str], settings: str = MORE) -> dict[str, ArchiveTheme]:
    """The themes of an archive, by id."""
    read = settings_of(settings)
    return {part.theme.id: part for part in split_by_theme(archive_of(read, texts), read)}


def test_a_broader_theme_has_the_articles_of_the_narrower_one() -> None:
    """With those measures that are about either."""
    found = themes(TEXTS)
    assert [entry.url for entry in found["jobs"].tagged] == ["2020/01/1/"]
    assert [(entry.url, [own.id for own in measures]) for entry, measures in found["skills"].about] == [
        ("2020/01/1/", ["m2"])
    ]


@pytest.mark.parametrize(
    ("issue", "old", "new", "changed"),
    [
        ("2020/01", "西河县二", "西河县之二", {"t1"}),
        ("2021/01", "三是修桥。", "三是修桥。好。", {"t2"}),
        ("2021/01", "counties: [西河县]", "counties: [东山县]", {"t2"}),
        ("2021/01", "themes: [t2]", "themes: [t1]", {"t1", "t2"}),
        ("2020/01", "number: 1\n", "number: 1\nedition: digest\n", {"jobs", "skills", "t1"}),
    ],
)
def test_only_an_edit_that_a_theme_shows_changes_its_digest(issue: str, old: str, new: str, changed: set[str]) -> None:
    """Of an article with it, or of the issue of such an article: not that of its neighbour in the issue."""
    assert old in TEXTS[issue]
    before, after = themes(TEXTS), themes({**TEXTS, issue: TEXTS[issue].replace(old, new)})
    assert {theme for theme in before if before[theme].digest != after[theme].digest} == changed


def test_other_words_change_the_digest_of_their_theme() -> None:
    """Other keywords make other measures be about it."""
    before, after = themes(TEXTS), themes(TEXTS, MORE.replace("label: 修桥}", "label: 修桥, keywords: [学技能]}"))
    assert {theme for theme in before if before[theme].digest != after[theme].digest} == {"t2"}
