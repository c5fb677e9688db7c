"""Words of the settings that an issue contains."""

from __future__ import annotations

from taizhou_brief.model.settings import County, Settings, Theme
from taizhou_brief.themes.vocabulary import find_theme_words

SETTINGS = Settings(
    title="",
    counties=(County(name="东山县", slug="dongshan"),),
    themes=(
        Theme("skills", "技能人才", ("工匠",), keywords=("技师", "学")),
        Theme("aid", "帮扶", keywords=("结对",)),
    ),
)


def test_only_words_of_the_named_themes_count() -> None:
    """By any name of the theme; names of counties are passed over."""
    text = "结对培养技师、工匠，学技术"
    assert find_theme_words(("东山县", "工匠"), text, SETTINGS) == (("skills", ("工匠", "技师")),)
    assert find_theme_words(("aid", "skills"), text, SETTINGS) == (("aid", ("结对",)), ("skills", ("工匠", "技师")))


def test_a_theme_without_words_is_there() -> None:
    """Its measures have other themes, or none."""
    assert find_theme_words(("aid",), "没有", SETTINGS) == (("aid", ()),)


def test_markup_does_not_hide_a_word() -> None:
    """Nor does the end of a line."""
    assert find_theme_words(("skills",), "技**师**，工\n匠", SETTINGS) == (("skills", ("工匠", "技师")),)
