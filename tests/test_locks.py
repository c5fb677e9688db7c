"""Locks: an address that vanishes and a published text that changes in silence are errors; the editor may explain."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhou_brief.builder.check import check as check_project
from taizhou_brief.cli.lock import lock
from taizhou_brief.formats.briefing import parse
from taizhou_brief.formats.lock import IssueLock, lock_issue
from taizhou_brief.rules.locks import find_changes
from tests.project import BODY, ROOT, Project, briefing
from tests.showing import settings_of

ARTICLE = f"东山县办好夜校|东山县|skills|{BODY}"
PATH = "briefings/2021/07.md"
SETTINGS = settings_of()


def issue(*, body: str = BODY, extra: str = "") -> str:
    """The issue with another text."""
    return briefing(7, "2021-12-01", f"东山县办好夜校|东山县|skills|{body}", extra=extra)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An archive with a locked issue."""
    made = Project(tmp_path).write("2021/07", issue())
    assert run(made, "2021/07").output == "新锁 1 期。\n"
    return made


def run(project: Project, *arguments: str) -> Result:
    """Run `lock` in a project."""
    return CliRunner().invoke(lock, [*arguments, "--root", str(project.root)], standalone_mode=False)


def codes(project: Project) -> list[tuple[str, int]]:
    """The codes of `check` with their lines, the same in each of its ways, with memory and without."""
    found = [
        [(d.code, d.line) for d in check_project(project.root, paths).diagnostics]
        for paths in ((), (project.root / "briefings",), (project.root / PATH,))
    ]
    project.build()
    found.append([(d.code, d.line) for d in check_project(project.root).diagnostics])
    assert found == found[:1] * 4
    return found[0]


def test_a_lock_lists_addresses_and_digests(project: Project) -> None:
    """One line each, in printed order; the words themselves are not in it."""
    text = (project.root / "briefings/2021/07.lock").read_text("utf-8")
    addresses = [line.split()[0] for line in text.splitlines()[1:]]
    fragments = ("", "#s1", "#s1m1", "#s1m2", "#s2", "#s2m1", "#s2m2")
    assert addresses == ["2021/07/", "2021/07/all/", *(f"2021/07/1/{fragment}" for fragment in fragments)]
    assert "夜校" not in text
    assert codes(project) == []
    assert run(project, "--all").output == "未变 1 期。\n"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("436.2", "463.2", "S146"),
        ("课表跟着", "课程跟着", "S146"),
        ("## 一、课堂", "## 一、教室", "S146"),
        ("一年开课", "每年开课", "S146"),
        ("二是等级挂工资。63家企业签了协议。\n", "", "S145"),
        ("办好夜校", "办夜校", "S146"),
        ("拆成12个小单元。\n", "拆成12个小单元。\n\n三是不收费。听课免费。\n", "S147"),
        ("二是课表", "\n二是课表", ""),
        ("一门课拆成", "一门课\n拆成", ""),
        ("12个小单元", "**12个小单元**", ""),
        ("themes: [skills]", "themes: [jobs]", ""),
    ],
)
def test_a_change_of_what_was_published_is_found(project: Project, old: str, new: str, code: str) -> None:
    """A word, a heading, a title, a measure less, one more; not a blank line, a break, markup, a theme."""
    project.write("2021/07", issue().replace(old, new))
    found = codes(project)
    assert [one for one, _ in found[:1]] == ([code] if code else [])
    assert all(line > 0 for one, line in found if one != "S147")


def test_an_erratum_or_a_removal_explains_a_change(project: Project) -> None:
    """Once: the next change of the same text needs its own."""
    erratum = '{at: "1/s2m1", printed: 已发放, corrected: 共发放, date: 2021-12-20}'
    project.write("2021/07", issue(body=BODY.replace("436.2", "463.2"), extra=f"errata:\n- {erratum}\n"))
    assert codes(project) == [("S147", 0)]
    assert run(project, "2021/07").output == "更新 1 期。\n"
    assert "2021/07/1/#s2m1" in (project.root / "briefings/2021/07.lock").read_text("utf-8")
    assert codes(project) == []
    project.write("2021/07", issue(body=BODY.replace("436.2", "500"), extra=f"errata:\n- {erratum}\n"))
    assert [code for code, _ in codes(project)] == ["S146"]
    cut = '- {at: "1/s2m1", text: 证书, reason: 依某规定, date: 2022-03-01}\n'
    project.write(
        "2021/07", issue(body=BODY.replace("436.2", "463.2"), extra=f"errata:\n- {erratum}\nredacted:\n{cut}")
    )
    assert [code for code, _ in codes(project)] == ["S147"]


def test_a_reason_explains_a_change(project: Project) -> None:
    """It is kept in the lock, with its day; without one nothing is written."""
    before = (project.root / "briefings/2021/07.lock").read_bytes()
    project.write("2021/07", issue(body=BODY.replace("436.2", "463.2")))
    refused = run(project, "2021/07")
    assert refused.return_value == 1
    assert refused.output.endswith("没有锁 1 期。\n")
    assert (project.root / "briefings/2021/07.lock").read_bytes() == before
    assert run(project, "2021/07", "--reason", "录入时\n看错").return_value == 0
    last = (project.root / "briefings/2021/07.lock").read_text("utf-8").splitlines()[-1]
    assert last.startswith("原因 20")
    assert last.endswith(" 2021/07/1/#s2m1 录入时 看错")
    assert codes(project) == []


def test_a_page_never_vanishes(project: Project) -> None:
    """No reason replaces it: a file that was deleted, and an issue that was withdrawn with too few articles."""
    (project.root / PATH).unlink()
    (found,) = check_project(project.root).diagnostics
    assert (found.code, found.path) == ("S145", "briefings/2021/07.lock")
    withdrawn = "withdrawn: {date: 2022-03-01, reason: 依某规定"
    project.write("2021/07", issue(extra=f"{withdrawn}}}\n"))
    assert [code for code, _ in codes(project)] == ["S147"]
    assert run(project, "2021/07").output == "更新 1 期。\n"
    assert (project.root / "briefings/2021/07.lock").read_text("utf-8").splitlines()[1:] == [
        "2021/07/ -",
        "2021/07/all/ -",
        "2021/07/1/ -",
    ]
    assert codes(project) == []
    two = briefing(7, "2021-12-01", ARTICLE, ARTICLE.replace("夜校", "早校"))
    project.write("2021/07", two)
    assert run(project, "2021/07").return_value == 0
    project.write("2021/07", issue())
    assert [code for code, _ in codes(project)] == ["S145"]
    assert run(project, "2021/07", "--reason", "少了一篇").return_value == 1


def move(project: Project, *, text: str = "", keep: bool = True) -> None:
    """Give the issue another number, with or without its lock."""
    (project.root / PATH).unlink()
    project.write("2021/08", (text or issue()).replace("number: 7", "number: 8\nmoved: 2021/07"))
    if not keep:
        (project.root / "briefings/2021/07.lock").rename(project.root / "briefings/2021/08.lock")


@pytest.mark.parametrize("keep", [True, False])
def test_a_moved_issue_keeps_its_addresses(project: Project, keep: bool) -> None:
    """Its old lock, under its old name or the new one, still guards its texts; then the new one has the addresses."""
    move(project, text=issue(body=BODY.replace("436.2", "463.2")), keep=keep)
    assert [d.code for d in check_project(project.root).diagnostics] == ["S146"]
    (project.root / "briefings/2021/08.md").unlink()
    project.write("2021/07", issue())
    move(project)
    assert [d.code for d in check_project(project.root).diagnostics] == ["S147"]
    assert run(project, "2021/08").output == ("新锁 1 期，删去旧锁 1 期。\n" if keep else "更新 1 期。\n")
    assert {path.name for path in (project.root / "briefings/2021").iterdir()} == {"08.md", "08.lock"}
    assert check_project(project.root).diagnostics == ()
    project.write("2021/08", issue().replace("number: 7", "number: 8"))
    assert [d.code for d in check_project(project.root).diagnostics] == ["S145"] * 3


def test_former_addresses_lead_to_the_present_ones(project: Project) -> None:
    """Issue, whole text, article; without script; links to them are no error, in a check of one file neither."""
    link = "西河县开设零工驿站|西河县|jobs|西河县学习[东山县的做法](/2021/07/1/#s1m2)，每天有300多人找活。\n"
    project.write("2022/01", briefing(1, "2022-01-05", link))
    move(project)
    project.build(base_url="https://www.example.gov.cn/")
    assert project.codes == []
    for old, new in (("", ""), ("all/", "all/"), ("1/", "1/")):
        page = project.page(f"2021/07/{old}")
        depth = "../" * (2 + bool(old))
        assert f'<meta http-equiv="refresh" content="0; url={depth}2021/08/{new}">' in page
        assert f'<link rel="canonical" href="https://www.example.gov.cn/2021/08/{new}">' in page
        assert f'href="{depth}2021/08/{new}">2021年第8期</a>' in page
    assert "2021/07/" not in (project.site / "sitemap.xml").read_text("utf-8")
    assert check_project(project.root, [project.root / "briefings/2022/01.md"]).diagnostics == ()


def test_a_broken_lock_is_named(project: Project) -> None:
    """With its line; the command does not replace it."""
    path = project.root / "briefings/2021/07.lock"
    path.write_text("<<<<<<< HEAD\n" + path.read_text("utf-8"), encoding="utf-8")
    (found,) = check_project(project.root).diagnostics
    assert (found.code, found.path, found.line) == ("S148", "briefings/2021/07.lock", 1)
    assert run(project, "2021/07").return_value == 1
    assert path.read_text("utf-8").startswith("<<<<<<<")


def test_an_issue_with_errors_is_not_locked(project: Project) -> None:
    """Nobody publishes it."""
    project.write("2022/01", briefing(1, "2022-01-05").replace("title: ", "titel: "))
    result = run(project, "--all")
    assert result.return_value == 1
    assert "E018" in result.output
    assert not (project.root / "briefings/2022/01.lock").exists()


def test_the_lock_of_the_repository_is_current() -> None:
    """The published issue is locked."""
    assert (ROOT / "briefings/2021/07.lock").is_file()
    assert not [d for d in check_project(ROOT).diagnostics if d.code.startswith("S14")]


@settings(max_examples=80)
@given(st.integers(0, len(BODY) - 1))
def test_any_other_character_is_noticed(at: int) -> None:
    """Whatever is replaced, unless it is white space or only markup."""
    before = parse(issue(), PATH, SETTINGS).issue
    lock = IssueLock(lock_issue(before))
    changed = parse(issue(body=f"{BODY[:at]}乙{BODY[at + 1 :]}"), PATH, SETTINGS).issue
    assert bool(find_changes(lock, lock_issue(changed)))
