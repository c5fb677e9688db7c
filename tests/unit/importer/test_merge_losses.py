"""A new import over an old record loses nothing in silence: what is not in the result is named."""

from __future__ import annotations

import re
from itertools import pairwise

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from taizhou_brief.formats.briefing import parse
from taizhou_brief.formats.briefing.front_matter import read_front_matter
from taizhou_brief.formats.briefing.keys import ARTICLE, FRONT, SOURCE
from taizhou_brief.formats.briefing.split import split_front_matter
from taizhou_brief.formats.briefing.writer import write_briefing
from taizhou_brief.importer.merge import MergeResult, merge_record
from taizhou_brief.importer.recognise import recognise
from tests.front_matters import front_matters
from tests.project import briefing
from tests.showing import settings_of
from tests.unit.importer.source import MASTHEAD, source_of

SETTINGS = settings_of()
TITLE = "东山县把夜校办到车间"
OTHER = "西河县把证书换成补贴"
RESULT = recognise(
    source_of(
        *MASTHEAD,
        "编者按：这一期很要紧。",
        TITLE,
        "东山县一年开课386期，工人下班就能上课。",
        "一是就近布点。建成教学点14个。",
        "二是跟班走课。拆成12个小单元。",
        OTHER,
        "西河县发放补贴63万元。",
        "送：市委各部门。",
        "某市领导小组办公室　　　　2022 年 3 月 16 日印发",
    ),
    SETTINGS,
)
OLD = briefing(3, "2022-03-15", f"{TITLE}|西河县|skills|只有一段话。", f"{OTHER}|||西河县发放补贴63万元。")
FLOW = f"""\
---
# 开头
number: 3
source: {{file: 旧.docx, 备注: 手抄}}  # 来历
articles: [{{title: {TITLE}, counties: [西河县], # 甲
  themes: [skills], 备注: 乙}}, # 丙
  {{title: 没有的一篇, contributor: 丁局}}] # 戊
errata:
- 一句话
# 己
---

# {TITLE}

话。
"""

KINDS = ("above", "after", "key", "value", "item")
"""What an editor may add to a front matter: comments, keys, values that cannot be read, articles."""


def merged(old: str) -> MergeResult:
    """The office's file over this record."""
    return merge_record(old, RESULT, SETTINGS)


def head_of(text: str) -> str:
    """The front matter of a record."""
    return split_front_matter(text, "a.md").head


def words_of(head: str) -> list[str]:
    """Keys, values and comments of a front matter, in the order of the text."""
    tokens = list(yaml.scan(head, Loader=yaml.BaseLoader))
    words = [(t.start_mark.index, t.value) for t in tokens if isinstance(t, yaml.ScalarToken)]
    for left, right in pairwise(tokens):
        start, end = left.end_mark.index, right.start_mark.index
        words += [(start + found.start(), found[0]) for found in re.finditer("#.*", head[start:end])]
    return [word.strip() for _, word in sorted(words)]


@st.composite
def records(draw: st.DrawFn) -> str:
    """A record as an editor may leave it: with comments, keys of their own, values that cannot be read, a lost article.

    Some of them cannot be read at all.
    """
    head = head_of(write_briefing(draw(front_matters(TITLE)), []))
    lines = head.splitlines()
    for n in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(lines)))
        below = lines[at] if at < len(lines) else "end:"
        indent = len(below) - len(below.lstrip())
        kind = draw(st.sampled_from([*KINDS, *KINDS, "broken"]))
        if kind == "above":
            lines.insert(at, f"{' ' * draw(st.integers(0, 4))}# 注{n} - 甲: 乙？")
        elif kind == "after" and at < len(lines):
            lines[at] += f"  # 注{n}"
        elif kind == "key" and not below.startswith(("-", " " * 4)):
            lines.insert(at, f"{' ' * indent}键{n}: 值{n}")
        elif kind == "value" and re.match(" *(- )?[a-z_0-9]+: .", below) and "title" not in below:
            lines[at] = below.partition(":")[0] + f": 坏值{n}"
        elif kind == "item" and "articles:" in lines[:at] and below.startswith("- title"):
            lines[at:at] = [
                f"- title: 没有的一篇{n}",
                "  counties: [东山县]",
                f"  contributor: 某局{n}",
                f"  键: 值{n}",
            ]
        elif kind == "broken":
            lines.insert(at, draw(st.sampled_from(["number: 3", "@坏", f"total：{n}", "&a b: 1", "\ta: 1"])))
    body = [f"# {TITLE}", *draw(st.lists(st.sampled_from(["旧的一段。", "东山县一年开课386期。", "- 一"])))]
    return "\n".join(["---", *lines, "---", "", "\n\n".join(body), ""])


@settings(max_examples=150)
@given(records())
@example(FLOW)
@example(OLD)
@example(RESULT.text)
def test_every_word_of_an_old_record_is_kept_or_named(old: str) -> None:
    """In the result, in the list of changes, or the file is not replaced and the reason has a code and a line."""
    result = merged(old)
    if result.diagnostics:
        assert result.text == old
        assert all(problem.line and problem.code for problem in result.diagnostics)
        return
    kept = set(words_of(head_of(result.text)))
    kept |= {field.name for field in (*FRONT.fields, *ARTICLE.fields, *SOURCE.fields)} | {""}  # named in Chinese
    changes = " ".join("\n".join(result.changes).split())
    lost = [word for word in words_of(head_of(old)) if word not in kept]
    assert [word for word in lost if " ".join(word.split()) not in changes] == []
    body = split_front_matter(old, "a.md")
    for line, text in enumerate(body.body.split("\n"), body.body_line):
        assert text in result.text or f"旧稿第{line}行" in changes
    check_undecided(old, result.text)
    again = merged(result.text)
    assert (again.text, again.diagnostics) == (result.text, ())  # all words of the result stay where they are


def check_undecided(old: str, new: str) -> None:
    """What nobody has decided does not become a decision: a suggestion stays a suggestion."""
    before, after = (
        {entry.title: entry for entry in read_front_matter(text, "a.md", SETTINGS).front.articles}[TITLE]
        for text in (old, new)
    )
    assert set(before.suggested_counties) <= set(after.suggested_counties)
    assert set(before.suggested_themes) <= set(after.suggested_themes)


def test_a_draft_over_itself_stays_as_it_is() -> None:
    """Nothing is named as changed but what is kept."""
    assert merged(RESULT.text) == MergeResult(RESULT.text, ("编者按保留旧稿的",))


def test_keys_and_comments_of_the_editor_stay_where_they_are() -> None:
    """Below the key that they are written below, also where its value is replaced."""
    old = OLD.replace("date:", "# 期号核过\n备注: 甲\ndate:").replace(
        "  themes:", "  # 县核过\n  依据: 乙\n  themes:", 1
    )
    old = old.replace("articles:", "issuer: 旧单位  # 待核\narticles:")
    text = merged(old).text
    assert "number: 3\n# 期号核过\n备注: 甲\ndate: 2022-03-15\n" in text
    assert "issuer: 某市领导小组办公室\n# 待核\n" in text
    assert "  counties: [西河县]\n  # 县核过\n  依据: 乙\n  themes: [skills]\n" in text


def test_an_article_that_the_source_lacks_is_named_with_its_entry() -> None:
    """Its counties, themes, contributor, keys of the editor, comments and text; and the articles that move."""
    lost = briefing(3, "2022-03-15", "东山县另一篇文章|东山县|jobs|编辑写的。", f"{TITLE}|||", f"{OTHER}|||")
    lost = lost.replace("  themes: [jobs]\n", "  themes: [jobs]  # 定了\n  contributor: 某局\n  备注: 甲\n")
    lost = lost.replace("articles:", 'errata:\n- {at: "2", printed: 夜, corrected: 业, date: 2022-04-01}\narticles:')
    changes = merged(lost).changes
    assert (
        "旧稿的《东山县另一篇文章》在原件里没有，它的地址会失效；文件头里它的这几项没有留下：title: 东山县另一篇文章，"
        "counties: 东山县，themes: jobs，contributor: 某局，备注: 甲，# 定了"
    ) in changes
    assert f"旧稿的第2篇成为第1篇，地址变动：{TITLE}" in changes
    assert f"勘误 2 原来指《{TITLE}》，现在指《{OTHER}》，请核对" in changes
    assert any("编辑写的。" in change for change in changes)


def test_an_entry_without_a_text_is_merged_by_its_title() -> None:
    """Or named, if the source lacks it too."""
    old = OLD.replace(f"# {OTHER}\n\n西河县发放补贴63万元。\n", "").replace("counties: []", "counties: [东山县]")
    old = old.replace("articles:\n", "articles:\n- title: 没有的一篇\n  contributor: 某局\n")
    result = merged(old)
    articles = parse(result.text, "briefings/2022/03.md", SETTINGS).issue.articles
    assert [(article.title, article.counties) for article in articles] == [(TITLE, ("西河县",)), (OTHER, ("东山县",))]
    named = "旧稿的《没有的一篇》在原件里没有；文件头里它的这几项没有留下：title: 没有的一篇，contributor: 某局"
    assert named in result.changes


def test_the_title_of_an_entry_that_differs_from_the_text_is_named() -> None:
    """The title of the source takes its place."""
    assert f"第1篇标题：夜校 → {TITLE}" in merged(OLD.replace(f"- title: {TITLE}", "- title: 夜校")).changes


def test_a_correction_of_the_text_is_named() -> None:
    """Also one that has as many characters."""
    result = merged(RESULT.text.replace("14个", "41个"))
    assert [change for change in result.changes if "41" in change] == [
        "旧稿第27行照原件改：“成教学点41个。” → “成教学点14个。”"
    ]


def test_the_old_source_is_named() -> None:
    """With its digest."""
    old = OLD.replace("articles:", f"source: {{file: 旧.docx, sha256: {'1' * 64}}}\narticles:")
    new = f"file: 第3期.txt、sha256: {'0' * 64}"
    assert f"来源：file: 旧.docx、sha256: {'1' * 64} → {new}" in merged(old).changes
