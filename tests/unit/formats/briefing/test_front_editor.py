"""A changed key is the only thing that changes."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.formats.briefing import parse
from taizhou_brief.formats.briefing.front_editor import UnreadableFrontMatterError, change_keys
from taizhou_brief.formats.briefing.keys import ARTICLE, FRONT
from tests.project import briefing
from tests.showing import settings_of

PATH = "briefings/2021/07.md"
TEXT = """\
---
# 编辑室存档
number: 7   # 以红头为准
date: 2021-12-01
report_to:
- 甲书记
- 乙市长
articles:
- title: 东山县办好夜校
  counties: [东山县]
  themes: [skills〔建议〕]
  # 依据：夜校×3
- {title: 西山县修路, counties: [西山县], themes: []}
errata:
- {at: 1/m1, printed: 甲, corrected: 乙, date: 2022-01-01}
---

# 东山县办好夜校

一句。

# 西山县修路

二句。
"""


def test_one_key_changes_and_nothing_else() -> None:
    """Comments, layout and the other keys stay as they are written."""
    changed = change_keys(TEXT, {("number",): 8}, PATH)
    assert changed == TEXT.replace("number: 7   # 以红头为准", "number: 8\n# 以红头为准")


def test_a_key_of_an_article_changes_and_outdated_comments_go() -> None:
    """The comment on a suggestion is removed with it; in another layout the article is written in block style."""
    outdated = {"# 依据：夜校×3"}
    changed = change_keys(TEXT, {("articles", 0, "themes"): ("skills",)}, PATH, outdated)
    assert "  themes: [skills]\n" in changed
    assert "依据" not in changed
    assert "# 以红头为准" in changed
    assert changed.partition("errata:")[2] == TEXT.partition("errata:")[2]
    kept = change_keys(TEXT, {("articles", 0, "themes"): ("skills",)}, PATH)
    assert "# 依据：夜校×3" in kept


def test_a_key_is_added_in_the_order_of_the_format_and_removed() -> None:
    """`issuer` follows the dates, `contributor` after the themes; None removes a key."""
    changed = change_keys(
        TEXT, {("issuer",): "某办", ("articles", 1, "contributor"): "西山县委", ("report_to",): None}, PATH
    )
    assert changed.index("date:") < changed.index("issuer: 某办\n") < changed.index("articles:")
    assert changed.index("  contributor: 西山县委\n") > changed.index("西山县修路")
    assert "甲书记" not in changed


def test_what_cannot_be_read_is_not_changed() -> None:
    """An error in the front matter, or an article that is not there."""
    with pytest.raises(UnreadableFrontMatterError) as raised:
        change_keys(TEXT.replace("number: 7", "number：7"), {("number",): 8}, PATH)
    assert raised.value.diagnostics
    for index in (2, 7):
        with pytest.raises(IndexError):
            change_keys(TEXT, {("articles", index, "themes"): ()}, PATH)
    with pytest.raises(IndexError):
        change_keys("---\nnumber: 1\n---\n", {("articles", 0, "themes"): ()}, PATH)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"]), min_size=1
).filter(lambda words: words == unicodedata.normalize("NFC", words).strip())


@given(
    st.fixed_dictionaries(
        {}, optional={"issuer": WORDS, "report_to": st.lists(WORDS, min_size=1), "send_to": st.lists(WORDS, min_size=1)}
    )
)
def test_any_words_come_back(values: dict[str, Any]) -> None:
    """Whatever is written is read back, and the rest of the issue is the same."""
    settings = settings_of()
    changes = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    text = briefing(7, "2021-12-01")
    changed = change_keys(text, {(key,): value for key, value in changes.items()}, PATH)
    before, after = parse(text, PATH, settings).issue, parse(changed, PATH, settings).issue
    names = (field.attribute or field.name for field in FRONT.fields)
    assert {name: getattr(after, name) for name in changes} == changes
    assert all(getattr(after, name) == getattr(before, name) for name in names if name not in {*changes, "articles"})
    for old, new in zip(before.articles, after.articles, strict=True):
        assert all(getattr(old, f.attribute or f.name) == getattr(new, f.attribute or f.name) for f in ARTICLE.fields)
