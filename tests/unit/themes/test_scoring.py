"""Which theme a measure is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.formats.briefing import parse
from taizhou_brief.model.issue import Article
from taizhou_brief.model.settings import Settings, Theme
from taizhou_brief.themes.scoring import find_own_themes, find_spans
from taizhou_brief.themes.vocabulary import find_theme_words

SETTINGS = Settings(
    title="",
    issuer="某办",
    themes=(
        Theme("skills", "技能人才", keywords=("技能培训", "技师", "帮扶")),
        Theme("jobs", "就业", keywords=("岗位", "AI", "帮扶")),
        Theme("parks", "平台", keywords=("飞地",)),
        Theme("hills", "山区", keywords=("产业飞地",)),
    ),
)
LABELS = "技能人才, 就业, 平台, 山区"


def article(*measures: str, written: str = "") -> Article:
    """An article with these measures, each with its heading before the first 。."""
    head = f"number: 1\ndate: 2021-12-01\narticles:\n- title: 某县办实事\n  counties: []\n  themes: [{LABELS}]\n"
    body = "\n\n".join(f"{ordinal}是{text}" for ordinal, text in zip("一二三四五六七", measures, strict=False))
    return parse(
        f"---\n{head}{written}---\n\n# 某县办实事\n\n{body}\n", "briefings/2021/01.md", SETTINGS
    ).issue.articles[0]


def themes(*measures: str, written: str = "") -> list[str]:
    """The ids of the themes of each measure, with spaces between."""
    return [" ".join(own.theme for own in m.themes) for m in article(*measures, written=written).measures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("开展技能培训。两年培训八百人。", "skills"),
        ("办实事。开展技能培训，培训八百人。", "skills"),
        ("办实事。全年八百人。其中技师三人。", "skills"),
        ("开展技能培训。全年八百人。送去岗位。", "skills"),  # a word of the text against one of the heading
        ("修路架桥。全年四公里。", ""),
        ("修路架桥。印发《关于就业的意见》。", "jobs"),
        ("修路架桥。全年四公里。印发《关于就业的意见》。", ""),
        ("修路架桥。全年四公里。修到学校、岗位。", ""),
        ("开展技能培训。送去岗位，提供岗位。", "skills jobs"),
        ("到上海去。设产业飞地。", "hills"),  # 飞地 is part of it
        ("到上海去。设飞地。", "parks"),
        ("推广AI。AI上岗。", "jobs"),
        ("推广AIGC。各地推广。", ""),
    ],
)
def test_what_a_measure_is_about(text: str, expected: str) -> None:
    """By the place of its words and by those of the other themes."""
    assert themes(text, "修桥。") == [expected, ""]


def test_words_are_kept() -> None:
    """Those that caused each theme, in the order of the settings."""
    (measure, _) = article("办技能培训。评出技师，介绍就业岗位，帮助就业。", "修桥。").measures
    assert measure.themes == (("skills", ("技能培训", "技师")), ("jobs", ("就业", "岗位")))


def test_a_word_that_most_measures_have_says_less() -> None:
    """Then a theme that has only this one falls below the share of another."""
    first = "讲就业，促就业。山区修路。"
    assert themes(first, "修桥。", "修桥。", "修桥。")[0] == "jobs hills"
    assert themes(first, "山区修桥。", "山区修桥。", "修桥。")[0] == "jobs"


def test_an_editor_decides() -> None:
    """Also that a measure has none of its own; then there are no words."""
    written = "  measures: {m1: [山区, 就业], m2: []}\n"
    assert themes("技能培训。", "技能培训。", "技能培训。", written=written) == ["jobs hills", "", "skills"]
    assert article("技能培训。", "技能培训。", written=written).measures[0].themes[0].words == ()


@given(st.lists(st.text("技能培训师岗位就业飞地产，。、“”《》", max_size=12), min_size=1, max_size=4))
def test_themes_are_among_those_of_the_article_with_words_that_occur(texts: list[str]) -> None:
    """Whatever is written; each has at least one word, and a measure without words has no theme."""
    one = article(*(f"{text}。" for text in texts))
    words = find_theme_words(one.themes, "\n".join(f"{m.heading}\n{m.text}" for m in one.measures), SETTINGS)
    for measure, own in zip(one.measures, find_own_themes(one, words).values(), strict=True):
        text = f"{measure.heading}\n{measure.text}"
        assert [theme for theme, _ in own] == [theme for theme in one.themes if theme in dict(own)]
        assert all(found and all(word in text for word in found) for _, found in own)


@given(
    st.lists(st.sampled_from(["技", "技能", "能人", "技能人才", "才"]), unique=True), st.text("技能人才", max_size=12)
)
def test_no_span_is_inside_a_longer_one(words: list[str], text: str) -> None:
    """Each is where it is found."""
    spans = find_spans(text, words)
    assert all(text[span.start : span.end] == span.word for span in spans)
    assert not any(a != b and a.start <= b.start and b.end <= a.end for a in spans for b in spans)
