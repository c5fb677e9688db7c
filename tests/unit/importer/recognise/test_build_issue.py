"""The laid-out source as an issue, with what is left out."""

from __future__ import annotations

from taizhou_brief.importer.recognise.build_issue import build_recognised_issue
from taizhou_brief.importer.recognise.layout import analyse_layout
from tests.showing import settings_of
from tests.unit.importer.source import MASTHEAD, source_of

SETTINGS = settings_of()
TEXTS = (
    *MASTHEAD,
    "东山县把夜校办到车间",
    "东山县一年开课386期，工人下班就能上课。",
    "一、课堂进车间",
    "一是就近布点。建成教学点14个。",
    "二是跟班走课。拆成12个小单元。",
    "送：市委各部门。",
)


def test_an_issue_is_built_from_its_lines() -> None:
    """Facts, articles, counties of the title."""
    source = source_of(*TEXTS)
    issue, left, diagnostics = build_recognised_issue(source, analyse_layout(source, SETTINGS), SETTINGS)
    (article,) = issue.articles
    assert (issue.front.number, str(issue.front.date), issue.front.issuer) == (3, "2022-03-15", "某市领导小组办公室")
    assert (article.title, article.entry.title) == ("东山县把夜校办到车间",) * 2
    assert (article.entry.counties, article.entry.undecided) == (("东山县",), ("themes",))
    assert (issue.sections, issue.measures, issue.front.send_to) == (1, 2, ("市委各部门",))
    assert [item.reason for item in left] == ["刊名"]
    assert all(item.place.startswith("第") for item in left)
    assert not [each for each in diagnostics if each.severity.name == "ERROR"]


def test_a_source_without_a_text_is_an_issue_without_articles() -> None:
    """The editor is told."""
    source = source_of(*MASTHEAD)
    issue, _, diagnostics = build_recognised_issue(source, analyse_layout(source, SETTINGS), SETTINGS)
    assert issue.articles == ()
    assert "I716" in {each.code for each in diagnostics}


def test_lines_before_the_first_title_are_left_out_or_a_note() -> None:
    """An 编者按 is kept without its label."""
    source = source_of(*MASTHEAD, "编者按：这一期很要紧。", *TEXTS[4:])
    issue, left, _ = build_recognised_issue(source, analyse_layout(source, SETTINGS), SETTINGS)
    assert [para.text for para in issue.editor_note] == ["这一期很要紧。"]
    assert "编者按的标签" in {item.reason for item in left}
