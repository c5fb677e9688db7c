"""What the desk's page shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhou_brief.builder.files.git import run_git
from taizhou_brief.desk.changes import ChangeError, change_draft, list_import_comments
from taizhou_brief.desk.drafts import DeskDraft, SavedRecord, check_draft
from taizhou_brief.desk.git import has_remote, has_repository
from taizhou_brief.desk.page import find_asset, render_page
from taizhou_brief.desk.view import Doubt, build_view, group_doubts, propose_message
from taizhou_brief.formats.undecided import BLANK, suggest
from taizhou_brief.importer.draft import draft_from_office
from tests.project import Project, briefing
from tests.showing import settings_of

TEXT = briefing(7, "2021-12-01").replace("themes: [skills]", f"themes: [{suggest('skills')}]")


def draft_of(text: str = TEXT) -> DeskDraft:
    """A record on the desk."""
    return DeskDraft(1, "07.md", text)


def test_few_notes_stand_alone_and_many_of_one_code_together() -> None:
    """Errors and warnings are never folded; nothing is left out."""
    notes = [Doubt("提示", "note", f"第{n}处", "", "I730", "", "", key=str(n)) for n in range(5)]
    other = Doubt("提示", "note", "别的", "", "I741", "", "")
    errors = [Doubt("错误", "error", str(n), "", "Y001", "", "") for n in range(5)]
    groups = list(group_doubts([*errors, *notes, other]))
    assert [len(group.doubts) for group in groups] == [1] * 5 + [5, 1]
    assert groups[5].title
    assert groups[5].keys == tuple("01234")
    assert [len(group.doubts) for group in group_doubts(notes[:2])] == [1, 1]


def test_suggestions_are_neither_chosen_nor_doubts(tmp_path: Path) -> None:
    """The form shows them, dashed, until the editor decides."""
    project = Project(tmp_path)
    view = build_view(check_draft(project.root, settings_of(), draft_of()))
    _, themes = view.articles[0].lists
    assert [(token.is_chosen, token.is_suggested) for token in themes.tokens] == [(False, True)]
    assert themes.is_open
    assert {doubt.code for doubt in view.doubts}.isdisjoint({"F025", "S121", "F020"})
    decided = build_view(check_draft(project.root, settings_of(), draft_of(briefing(7, "2021-12-01"))))
    _, themes = decided.articles[0].lists
    assert not themes.is_open
    assert themes.tokens[0].is_chosen
    assert len(themes.tokens) + len(themes.more) == len(settings_of().themes)


def test_counts_are_those_of_the_check(tmp_path: Path) -> None:
    """Blanks and suggestions are counted apart from errors."""
    project = Project(tmp_path)
    checked = check_draft(project.root, settings_of(), draft_of(TEXT.replace("一年开课386期", BLANK)))
    assert (checked.errors, checked.blanks, checked.suggestions) == (0, 1, 1)
    assert checked.path == "briefings/2021/07.md"
    assert check_draft(project.root, settings_of(), draft_of(TEXT.replace("number: 7\n", ""))).path == ""
    assert not checked.draft.is_saved
    assert DeskDraft(1, "", "甲", saved=SavedRecord("a.md", "甲")).is_saved


def test_a_record_that_is_renumbered_is_not_its_own_rival(tmp_path: Path) -> None:
    """The file that the draft came from is not read with it."""
    project = Project(tmp_path).write("2021/07", TEXT)
    record = DeskDraft(
        1, "07.md", TEXT.replace("number: 7", "number: 8"), saved=SavedRecord("briefings/2021/07.md", TEXT)
    )
    doubled = DeskDraft(1, "07.md", record.text)
    codes = {d.code for d in check_draft(project.root, settings_of(), record).diagnostics}
    assert codes < {d.code for d in check_draft(project.root, settings_of(), doubled).diagnostics} | {"S111"}


def test_seen_doubts_are_kept_apart(tmp_path: Path) -> None:
    """And can be taken back."""
    project = Project(tmp_path)
    imported = draft_from_office(
        "某简报\n第7期\n东山县办好夜校\n一年开课386期。\n".encode(), settings_of(), name="a.txt"
    )
    draft = DeskDraft(1, "a.txt", imported.text, imported)
    view = build_view(check_draft(project.root, settings_of(), draft))
    key = next(doubt.key for doubt in view.doubts if doubt.key)
    seen = change_draft(draft, {"seen": [key]})
    assert [doubt.key for doubt in build_view(check_draft(project.root, settings_of(), seen)).seen] == [key]
    assert change_draft(seen, {"seen": [key]}) == draft
    assert all(comment.startswith("#") for comment in list_import_comments(draft))


def test_only_keys_of_the_format_are_changed() -> None:
    """The title of an article is a key of the article."""
    with pytest.raises(ChangeError):
        change_draft(draft_of(), {"place": ["title"], "value": ""})


def test_pages_escape_what_they_show(tmp_path: Path) -> None:
    """A file name or text with markup is text."""
    project = Project(tmp_path)
    draft = DeskDraft(1, "<script>.txt", TEXT.replace("办好夜校", "<b>办好</b>夜校"))
    checked = check_draft(project.root, settings_of(), draft)
    view = build_view(checked)
    assert propose_message(checked.issue) == "刊入2021年第7期，1篇4条措施"
    state = {"git": False, "remote": False, "committed": False}
    page = render_page("main.html", view=view, draft=draft, checked=checked, state=state)
    assert "<script>" not in page
    assert "<b>办好" not in page
    assert find_asset(project.root, "desk.js").media_type == "text/javascript"


def test_no_repository_is_no_repository(tmp_path: Path) -> None:
    """Outside of git there is nothing to commit to; a command that fails says why."""
    assert not has_repository(tmp_path)
    assert not has_remote(tmp_path)
    assert run_git(tmp_path, "log").error
