"""The verb of `import`: bytes in, draft out; preview, JSON and the merge over an older file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from taizhou_brief.diagnostics import Severity
from taizhou_brief.formats.briefing import parse
from taizhou_brief.importer import draft as verb
from taizhou_brief.model.identity import Address
from tests.office_texts import settings

TEXT = """\
台州共富工作简报
第 9 期
某某办公室　2022年4月8日

【本期目录】
- 三门县做强小海鲜产业
- 仙居县擦亮杨梅品牌

三门县做强小海鲜产业

三门县把小海鲜做成大产业，产值达到 31 亿元。

一、抓源头
一是育良种。建成育苗场 5 家。
二是强技术。派出专家 20 名，解决难题 60 个。

仙居县擦亮杨梅品牌

仙居县有杨梅 14 万亩。<b>*注意*</b>：[见附表]。

送：市委、市政府。
某某办公室　2022年4月9日印发
"""
OLD = """\
---
number: 9
date: 2022-04-08
issuer: 某某办公室
edition: digest
editor_note: 这一期值得一读
articles:
- title: 仙居县擦亮杨梅品牌
  counties: [仙居县]
  themes: [提低]
- title: 三门县做强小海鲜产业
  counties: [三门县, 临海市]
  themes: [扩中, 就业创业]
errata:
- at: 2/s1m2
  printed: 专家
  corrected: 专员
  date: 2022-05-01
---

# 仙居县擦亮杨梅品牌

摘编一句。

# 三门县做强小海鲜产业

摘编一句。

## 一、抓源头

一是育良种。略。

二是强技术。派出专家。
"""


def draft_of(text: str = TEXT) -> verb.Draft:
    """A draft of a text file."""
    return verb.draft_from_office(text.encode(), settings(), name="第9期.txt")


def test_bytes_become_a_complete_draft() -> None:
    """The draft parses without an error and knows its path, its parts and what is not in it."""
    draft = draft_of()
    assert (draft.path, draft.articles, draft.sections, draft.measures) == ("briefings/2022/09.md", 2, 1, 2)
    assert draft.complete
    assert not [d for d in draft.diagnostics if d.severity is Severity.ERROR]
    assert {item.reason for item in draft.left_out} == {"刊名", "目录的名称", "目录（标题见正文）", "与编发单位重复"}
    assert "briefings/2022/09.md：2 篇，1 节，2 条措施" in verb.format_summary(draft)


def test_a_path_is_read_and_a_missing_one_is_said(tmp_path: Path) -> None:
    """A path is as good as bytes; one that cannot be read gives an error and no text."""
    file = tmp_path / "第9期.txt"
    file.write_text(TEXT, encoding="gb18030")
    assert verb.draft_from_office(file, settings()).path == "briefings/2022/09.md"
    missing = verb.draft_from_office(tmp_path / "无.txt", settings())
    assert [d.code for d in missing.diagnostics] == ["I700"]
    assert not missing.text
    assert verb.render_review(missing) == ""
    assert verb.format_summary(missing) == "没有读出底稿\n"
    assert verb.merge_draft(OLD, missing, settings()).text == OLD


def test_mark_up_of_the_source_shows_as_it_is() -> None:
    """Characters that Markdown would take for its own are escaped, and the page shows the source's."""
    issue = parse(draft_of().text, draft_of().path, settings()).issue
    assert issue.articles[1].lead[0].text == "仙居县有杨梅14万亩。<b>*注意*</b>：[见附表]。"


@pytest.mark.parametrize(
    "words",
    [
        "# 不是标题",
        "- 不是列表",
        "> 不是引用",
        "| 不 | 是 |",
        "1. 不是列表",
        "```",
        "---",
        "[a]: b",
        "&lt;甲",
        "反\\斜*星*",
        "+ 加",
        "[^9]无注",
    ],
)
def test_a_paragraph_that_looks_like_mark_up_stays_a_paragraph(words: str) -> None:
    """No opening of a paragraph makes a heading, list, quotation, table, code, link or note of it."""
    text = TEXT.replace("仙居县有杨梅 14 万亩。", f"仙居县有杨梅 14 万亩。\n\n{words}这一句在后面。\n\n又一段。")
    draft = draft_of(text)
    assert draft.complete
    issue = parse(draft.text, draft.path, settings()).issue
    assert any(
        block.text == f"{words}这一句在后面。".replace("1. ", "1.") or block.text == f"{words}这一句在后面。"
        for block in issue.articles[1].lead
    )


def test_front_matter_survives_the_strict_reader() -> None:
    """Titles and names with colons, hashes, quotes and brackets are quoted where YAML needs it."""
    title = '三门县: "小海鲜" #1 {产业}'
    draft = draft_of(TEXT.replace("三门县做强小海鲜产业", title).replace("市委、", "- 市委: #办、"))
    issue = parse(draft.text, draft.path, settings()).issue
    assert issue.articles[0].title == title
    assert issue.send_to == ("- 市委: #办", "市政府")


def test_suggested_themes_say_why() -> None:
    """Each suggested theme names the words that caused it, beside the entry in the draft as well."""
    draft = draft_of(TEXT.replace("解决难题 60 个", "引来人才、用好人才、留住人才，人才引育成效明显，引才200名"))
    assert [(each.article, each.theme) for each in draft.suggestions] == [(1, "人才引育")]
    assert dict(draft.suggestions[0].words)["人才"] == 4
    assert "  # - 人才引育：人才×4" in draft.text


def test_json_has_the_shape_of_show() -> None:
    """The JSON is that of `show --json`, with what the import says."""
    data = verb.draft_to_json(draft_of(), settings())
    assert data["number"] == 9
    assert data["articles"][0]["sections"][0]["measures"][1]["heading"] == "强技术"
    assert {"I740", "I730"}.isdisjoint({d["code"] for d in data["diagnostics"]})


def test_a_merge_keeps_the_editors_work_and_tells_every_change() -> None:
    """A digest becomes the full text; themes, counties, errata, 编者按 and the order of the articles stay."""
    merged = verb.merge_draft(OLD, draft_of(), settings())
    issue = parse(merged.text, "briefings/2022/09.md", settings())
    assert not [d for d in issue.diagnostics if d.severity is Severity.ERROR]
    articles = issue.issue.articles
    assert [article.title for article in articles] == ["仙居县擦亮杨梅品牌", "三门县做强小海鲜产业"]
    assert [article.counties for article in articles] == [("仙居县",), ("三门县", "临海市")]
    assert articles[1].themes == ("kuozhong", "jobs")
    assert issue.issue.edition == "full"
    assert issue.issue.errata[0].at == Address(2, "s1m2")
    assert issue.issue.editor_note[0].text == "这一期值得一读"
    assert issue.issue.source is not None
    assert merged.changes[0] == "摘编换成全文"
    assert any("印发日期补上：2022-04-09" in change for change in merged.changes)
    assert not any("找不到" in change for change in merged.changes)


def test_a_merge_keeps_names_the_settings_do_not_know() -> None:
    """A county or theme that the settings lack is still the editor's: it stays, and the check will name it."""
    text = verb.merge_draft(OLD.replace("themes: [提低]", "themes: [提低, 新主题]"), draft_of(), settings()).text
    assert "themes: [提低, 新主题]" in text


def test_a_merge_says_what_no_longer_fits() -> None:
    """An article the source lacks, and an erratum whose word is gone, are told."""
    old = (
        OLD.replace("printed: 专家", "printed: 教授")
        .replace("# 仙居县擦亮杨梅品牌", "# 玉环市另一篇")
        .replace("title: 仙居县擦亮杨梅品牌", "title: 玉环市另一篇")
    )
    changes = "\n".join(verb.merge_draft(old, draft_of(), settings()).changes)
    assert "旧稿的《玉环市另一篇》在原件里没有" in changes
    assert "“教授”在新的正文里找不到" in changes


def test_the_preview_shows_source_and_record_side_by_side() -> None:
    """One page, nothing loaded, no script; every line of the source is in it, and doubts are marked."""
    draft = draft_of(TEXT.replace("二是强技术", "三是强技术"))
    page = verb.render_review(draft)
    assert "<script" not in page
    links = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert links
    assert all(link.startswith("#") and f'id="{link[1:]}"' in page for link in links)
    for line in TEXT.splitlines():
        if line.strip() and "<b>" not in line and "强技术" not in line:
            assert line in page
    assert "I721" in page
    assert "&lt;b&gt;" in page
