"""A new import over an old record: the editor's decisions are kept."""

from __future__ import annotations

import pytest

from taizhou_brief.formats.briefing import parse
from taizhou_brief.importer.merge import MergeResult, merge_record
from taizhou_brief.importer.recognise import recognise
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


def merged(old: str) -> MergeResult:
    """The office's file over this record."""
    return merge_record(old, recognise(source_of(*OFFICE), SETTINGS), SETTINGS)


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


@pytest.mark.parametrize("old", ["", "---\n---\n", "没有文件头"])
def test_a_broken_record_is_replaced_by_the_draft(old: str) -> None:
    """Nothing is raised."""
    assert "# 东山县把夜校办到车间" in merged(old).text
