"""Counties read from titles, themes suggested by keywords."""

from __future__ import annotations

import pytest

from taizhou_brief.importer.recognise.suggestions import (
    MAX_THEMES,
    ThemeSuggestion,
    find_opening_county,
    find_title_counties,
    suggest_themes,
)
from tests.project import SETTINGS
from tests.showing import settings_of

ARCHIVE = settings_of()


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("东山县办好夜校", ("东山县",)),
        ("西河县、东山县联手办校", ("西河县", "东山县")),
        ("东山办好夜校", ("东山县",)),
        ("某市东山县办好夜校", ("东山县",)),
        ("某局办好夜校", ()),
    ],
)
def test_the_counties_of_a_title_are_found(title: str, names: tuple[str, ...]) -> None:
    """In its order."""
    assert find_title_counties(title, ARCHIVE).names == names


def test_a_short_name_is_to_be_checked() -> None:
    """Where a clause begins it is taken for the county, elsewhere not."""
    bare = settings_of(SETTINGS.replace("aliases: [东山]", "aliases: []"))
    assert find_title_counties("东山办好夜校", bare).by_short == (("东山", "东山县"),)
    found = find_title_counties("办好东山夜校", bare)
    assert (found.names, found.unsure) == ((), ("东山",))


def test_the_county_that_a_text_opens_with_is_a_hint() -> None:
    """Not one that comes later."""
    assert find_opening_county("近年来，东山县办好夜校。", ARCHIVE) == "东山县"
    assert find_opening_county(f"{'近年来，' * 10}东山县办好夜校。", ARCHIVE) == ""


def test_themes_are_suggested_by_their_words() -> None:
    """One mention in the text is not enough; the words are named."""
    (skills,) = suggest_themes("甲县培训技能", ("一、技能",), "技能。", ARCHIVE)
    assert (skills.theme, skills.reason) == ("skills", "技能×3")
    assert suggest_themes("甲县办校", (), "技能。", ARCHIVE) == ()


def test_only_the_best_themes_are_suggested() -> None:
    """Those with most points first."""
    many = settings_of(SETTINGS + "".join(f"- {{id: t{n}, label: 主题{n}号}}\n" for n in range(6)))
    found = suggest_themes("".join(f"主题{n}号" for n in range(6)), ("主题5号",), "", many)
    assert len(found) == MAX_THEMES
    assert found[0] == ThemeSuggestion("t5", "主题5号", (("主题5号", 2),))
