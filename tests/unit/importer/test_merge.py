"""A new import over an old record: the editor's decisions are kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings

from taizhou_brief.formats import briefing as briefing_reader
from taizhou_brief.formats.briefing import front_matter, keys, parse, writer
from taizhou_brief.formats.briefing.front_matter import read_front_matter
from taizhou_brief.formats.briefing.keys import ARTICLE, FRONT
from taizhou_brief.formats.briefing.writer import write_briefing
from taizhou_brief.formats.schema import Field, ListField, Schema, TextField
from taizhou_brief.importer import merge
from taizhou_brief.importer.merge import MergeResult, merge_record
from taizhou_brief.importer.recognise import build_issue, issue_facts, recognise
from taizhou_brief.model.issue import Article, ArticleEntry, FrontMatter, Issue, SourceFile
from tests.front_matters import front_matters, without_spans
from tests.project import briefing
from tests.showing import settings_of
from tests.unit.importer.source import MASTHEAD, source_of

SETTINGS = settings_of()
OFFICE = (
    *MASTHEAD,
    "东山县把夜校办到车间",
    "东山县一年开课386期，工人下班就能上课。",
    "一是就近布点。建成教学点14个。",
    "二是跟班走课。拆成12个小单元。",
)


RESULT = recognise(source_of(*OFFICE), SETTINGS)


def merged(old: str) -> MergeResult:
    """The office's file over this record."""
    return merge_record(old, RESULT, SETTINGS)


OLD = briefing(3, "2022-03-15", "东山县把夜校办到车间|西河县|skills|只有一段话。", extra="issuer: 某市某办\n")


def test_counties_and_themes_of_the_editor_stay() -> None:
    """The text is the new one."""
    result = merged(OLD)
    (article,) = parse(result.text, "briefings/2022/03.md", SETTINGS).issue.articles
    assert (article.counties, article.themes) == (("西河县",), ("skills",))
    assert len(article.measures) == 2


def test_every_change_of_a_fact_is_named() -> None:
    """Old and new value."""
    changes = merged(OLD).changes
    assert "编发单位：某市某办 → 某市领导小组办公室" in changes
    assert any(change.startswith("第1篇：0 节 0 条措施 → 0 节 2 条") for change in changes)


def test_a_digest_becomes_the_full_text() -> None:
    """This is the first change named."""
    assert merged(OLD.replace("issuer:", "edition: digest\nissuer:")).changes[0] == "摘编换成全文"


def test_errata_stay_and_those_without_a_place_are_named() -> None:
    """An erratum of words that the new text does not have."""
    errata = 'errata:\n- {at: "1/m1", printed: 布店, corrected: 布点, date: 2022-04-01, reason: 笔误}\n'
    result = merged(OLD.replace("issuer:", f"{errata}issuer:"))
    assert "勘误 1 条保留" in result.changes
    assert any("1/m1" in change and "布店" in change for change in result.changes)
    assert "corrected: 布点" in result.text


def test_a_record_without_content_is_replaced_by_the_draft() -> None:
    """Nothing is raised."""
    assert merged("---\n---\n").text == RESULT.text


@pytest.mark.parametrize(
    ("old", "places"),
    [
        ("没有文件头", [("F026", 1)]),
        (OLD.replace("\n---\n", "\n——\n"), [("F027", 9)]),
        (OLD.replace("issuer:", "total: 8\ntotal: 9\nissuer:"), [("Y005", 5)]),
        (OLD.replace("issuer: ", "issuer："), [("Y002", 4)]),
        (OLD.replace("articles:\n", "articles:\n- 东山县另一篇\n"), [("F004", 6)]),
    ],
)
def test_a_record_that_cannot_be_read_whole_is_not_replaced(old: str, places: list[tuple[str, int]]) -> None:
    """What the reader leaves out would be lost, so an editor must correct it first."""
    result = merged(old)
    assert [(problem.code, problem.line) for problem in result.diagnostics] == places
    assert (result.text, result.changes) == (old, ())


def kept(schema: Schema[Any], old: Any, new: Any) -> dict[str, Any]:
    """What the merge must make of two records, key by key, in the words of `Decision`."""
    values = {}
    for field in schema.fields:
        name = field.attribute or field.name
        old_value, new_value = getattr(old, name), getattr(new, name)
        default = schema.defaults[field.name]
        first, second = (new_value, old_value) if field.decided_by == "source" else (old_value, new_value)
        values[name] = new_value if field.decided_by == "import" else second if first == default else first
    return values


@settings(max_examples=100)
@given(front_matters(title=OFFICE[len(MASTHEAD)]))
def test_each_key_is_decided_by_whom_the_table_names(old: FrontMatter) -> None:
    """The source, the editor or the import; all that an editor wrote is there in the new text."""
    result = merged(write_briefing(old, [f"# {old.articles[0].title}", "旧的一段话。"]))
    front = without_spans(read_front_matter(result.text, "a.md", SETTINGS).front)
    new = without_spans(read_front_matter(RESULT.text, "a.md", SETTINGS).front)
    (article,), (old_article,), (new_article,) = front.articles, old.articles, new.articles
    names = {
        name: getattr(old_article if written(old_article, key) else new_article, name)
        for key in ("counties", "themes")
        for name in (key, f"suggested_{key}")
    }
    undecided = tuple(
        key
        for key in ("counties", "themes")
        if key in (old_article if written(old_article, key) else new_article).undecided
    )
    expected = replace(new_article, **{**kept(ARTICLE, old_article, new_article), **names}, undecided=undecided)
    assert article == expected
    assert front == replace(new, **{**kept(FRONT, old, new), "articles": (expected,)})


def written(entry: ArticleEntry, key: str) -> bool:
    """Whether more than a placeholder is written for the names of an entry."""
    return bool(getattr(entry, key) or getattr(entry, f"suggested_{key}")) or key not in entry.undecided


def test_what_cannot_be_read_stays_as_the_editor_wrote_it() -> None:
    """A name that the settings lack, a word that is no choice, a day that does not exist, Markdown."""
    errata = 'errata:\n- {at: "1/m1", printed: 甲, corrected: 乙, date: 2022-04-31}\n'
    old = OLD.replace("issuer:", f'disclosure: 公开\neditor_note: "**旧**按语"\n{errata}issuer:')
    old = old.replace("counties: [西河县]", "counties: [西和县, 东山县〔建议〕, 〔待填〕]")
    text = merged(old).text
    assert "  counties: [西和县, 东山县〔建议〕, 〔待填〕]\n  themes: [skills]\n" in text
    assert "disclosure: 公开\n" in text
    assert 'editor_note: "**旧**按语"\n' in text
    assert errata in text


def test_the_note_of_the_editor_stays_where_the_source_has_another() -> None:
    """Also one that needs no marks."""
    source = source_of(*MASTHEAD, "编者按：这一期很要紧。", *OFFICE[len(MASTHEAD) :])
    assert "editor_note: 这一期很要紧。" in recognise(source, SETTINGS).text
    old = OLD.replace("issuer:", "editor_note: 旧按语。\nissuer:")
    result = merge_record(old, recognise(source, SETTINGS), SETTINGS)
    assert "editor_note: 旧按语。\n" in result.text
    assert "编者按保留旧稿的" in result.changes


def test_an_entry_whose_title_differs_from_that_of_the_body_is_found() -> None:
    """By its place in the list, as the reader finds it."""
    old = OLD.replace("- title: 东山县把夜校办到车间", "- title: 夜校")
    assert "  counties: [西河县]\n  themes: [skills]\n" in merged(old).text


@dataclass(frozen=True, slots=True, kw_only=True)
class LargerFrontMatter(FrontMatter):
    """Front matter with three more keys."""

    place: str = ""
    people: tuple[str, ...] = ()
    copy_of: SourceFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LargerIssue(Issue):
    """An issue with these keys."""

    place: str = ""
    people: tuple[str, ...] = ()
    copy_of: SourceFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LargerEntry(ArticleEntry):
    """An entry with one more key."""

    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LargerArticle(Article):
    """An article with this key."""

    place: str = ""


def test_a_key_that_is_added_to_the_tables_is_read_written_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but the tables and the dataclasses is touched, whatever its type."""
    place = Field("place", TextField(), "地点")
    article = Schema("一篇文章", LargerEntry, (*ARTICLE.fields, place))
    fields = [
        replace(field, type=ListField(article, 1)) if field.name == "articles" else field for field in FRONT.fields
    ]
    added = (place, Field("people", ListField(TextField()), "人"), Field("copy_of", keys.SOURCE, "抄自"))
    front = Schema("文件头", LargerFrontMatter, (*fields, *added))
    for module in (front_matter, writer, merge):
        monkeypatch.setattr(module, "FRONT", front)
    monkeypatch.setattr(merge, "ARTICLE", article)
    monkeypatch.setattr(briefing_reader, "Issue", LargerIssue)
    monkeypatch.setattr(issue_facts, "FrontMatter", LargerFrontMatter)
    monkeypatch.setattr(briefing_reader.body, "Article", LargerArticle)
    monkeypatch.setattr(build_issue, "ArticleEntry", LargerEntry)
    result = recognise(source_of(*OFFICE), SETTINGS)
    assert "place" not in result.text
    old = OLD.replace("issuer:", f"place: 甲: 乙\npeople: 丙\ncopy_of: {{file: a.docx, sha256: {'1' * 64}}}\nissuer:")
    old = old.replace("place: 甲: 乙", 'place: "甲: 乙"').replace("  themes:", "  place: 丁\n  themes:")
    merged_issue = parse(merge_record(old, result, SETTINGS).text, "a.md", SETTINGS).issue
    assert isinstance(merged_issue, LargerIssue)
    assert (merged_issue.place, merged_issue.people) == ("甲: 乙", ("丙",))
    assert merged_issue.copy_of == SourceFile("a.docx", "1" * 64)
    assert [entry.place for entry in merged_issue.articles if isinstance(entry, LargerArticle)] == ["丁"]
