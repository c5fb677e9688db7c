"""`check --fix`: what can be corrected in one way only."""

from __future__ import annotations

import inspect
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhou_brief.builder.files import BriefingFile
from taizhou_brief.builder.fixing import (
    FixedFile,
    count_codes,
    fix_briefings,
    fix_text,
    is_harmless,
    list_places,
    list_published,
)
from taizhou_brief.cli import run_command
from taizhou_brief.formats.briefing import parse
from taizhou_brief.rules import FIXABLE, RULES
from taizhou_brief.rules.registry import ISSUE_RULES
from tests.project import SETTINGS, Project, briefing
from tests.showing import settings_of

PATH = "briefings/2021/07.md"
OURS = settings_of()
EXAMPLES = [(rule.code, *pair) for rule in RULES if rule.code in FIXABLE for pair in rule.examples]


def fix(text: str, settings: object = OURS) -> tuple[str, int]:
    """Fix the text of issue 7."""
    assert settings is OURS
    return fix_text(text, PATH, OURS)


@pytest.mark.parametrize(("code", "before", "after"), EXAMPLES, ids=[example[0] for example in EXAMPLES])
def test_the_examples_of_the_handbook_are_corrected(code: str, before: str, after: str) -> None:
    """What a rule's page has for 改前 becomes its 改后."""
    text = briefing(7, "2021-12-01", f"东山县办好夜校|东山县|skills|{before}\n")
    fixed, count = fix(text)
    assert code in FIXABLE
    assert count >= 1
    assert fixed == text.replace(before, after)


@given(st.lists(st.text("东山县12１２,，;:!?()（）.…-— 。“”\n一是、", max_size=30), max_size=6))
def test_a_correction_never_makes_anything_worse(paragraphs: list[str]) -> None:
    """Addresses stay, no problem is new, and a second time there is nothing to correct that can be."""
    body = "\n\n".join(part.strip() or "甲" for part in paragraphs)
    text = briefing(7, "2021-12-01", f"东山县办好夜校|东山县|skills|东山县办夜校。\n\n{body.replace('|', '')}\n")
    fixed, count = fix(text)
    assert (fixed != text) == bool(count)
    first, second = parse(text, PATH, OURS), parse(fixed, PATH, OURS)
    assert list_places(first) == list_places(second)
    assert not count_codes(second, fixed, OURS) - count_codes(first, text, OURS)


def test_titles_and_suppressed_lines_are_left_alone() -> None:
    """The front matter has the title too; a suppression has its reason."""
    text = briefing(7, "2021-12-01", "东山县办好夜校,让工人学|东山县|skills|东山县办夜校,好。\n")
    fixed, count = fix(text)
    assert count == 1
    assert "# 东山县办好夜校,让工人学\n" in fixed
    silenced = f"{SETTINGS}silenced:\n- {{rule: P301, file: 2021/07, line_has: 办夜校, reason: 原文如此}}\n"
    assert fix_text(text, PATH, settings_of(silenced))[1] == 0


def test_line_ends_stay_as_they_are() -> None:
    """Also a byte order mark; a file with several kinds is not touched."""
    text = briefing(7, "2021-12-01", "东山县办好夜校|东山县|skills|东山县办夜校,好。\n")
    windows = "\ufeff" + text.replace("\n", "\r\n")
    assert fix(windows) == (windows.replace("夜校,好", "夜校，好"), 1)
    mixed = text.replace("\n", "\r\n", 3)
    assert fix(mixed) == (mixed, 0)


def test_a_correction_that_moves_an_address_is_no_correction() -> None:
    """A marker that would come into being, for one."""
    text = briefing(7, "2021-12-01", "东山县办好夜校|东山县|skills|东山县办夜校。\n\n一是好。\n\n二是好。\n")
    assert is_harmless(text, text.replace("办夜校。", "办夜校！"), PATH, OURS)
    assert not is_harmless(text, text.replace("办夜校。", "办夜校,好。"), PATH, OURS)
    assert not is_harmless(text, text.replace("二是好。", "好。"), PATH, OURS)


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder."""
    identity = ("-c", "user.name=编辑", "-c", "user.email=editor@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S607


def test_only_what_was_not_published_is_corrected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An issue of the last commit, or one with a lock, stays as it is to the byte."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    article = "东山县办好夜校|东山县|skills|东山县办夜校,好。\n"
    project = Project(tmp_path)
    texts = {number: briefing(number, f"2021-0{number}-01", article) for number in (1, 2, 3)}
    for number, text in texts.items():
        project.write(f"2021/0{number}", text)
    assert list_published(tmp_path, "HEAD") is None
    assert run_command(["check", "--fix"]) == 2
    assert "E025" in capsys.readouterr().err
    for name in ("02.md", "03.md"):
        (tmp_path / f"briefings/2021/{name}").rename(tmp_path / f"_{name}")
    git(tmp_path, "init")
    git(tmp_path, "add", "briefings")
    git(tmp_path, "commit", "-m", "一")
    for name in ("02.md", "03.md"):
        (tmp_path / f"_{name}").rename(tmp_path / f"briefings/2021/{name}")
    (tmp_path / "briefings/2021/02.lock").touch()
    assert "briefings/2021/01.md" in (list_published(tmp_path, "HEAD") or ())
    run_command(["check", "--fix"])
    assert "改好了 briefings/2021/03.md 1 处；对照原件看一遍。" in capsys.readouterr().err
    for number, text in texts.items():
        expected = text.replace("夜校,好", "夜校，好") if number == 3 else text
        assert (tmp_path / f"briefings/2021/0{number}.md").read_text("utf-8") == expected


def test_without_git_named_files_are_corrected(tmp_path: Path) -> None:
    """A file that was changed since it was read stays as it is."""
    text = briefing(1, "2021-01-01", "东山县办好夜校|东山县|skills|东山县办夜校,好。\n")
    project = Project(tmp_path).write("2021/01", text)
    source = BriefingFile("briefings/2021/01.md", text)
    project.write("2021/01", f"{text}\n又写了。\n")
    assert list(fix_briefings(tmp_path, [source], OURS, frozenset())) == []
    project.write("2021/01", text)
    assert list(fix_briefings(tmp_path, [source], OURS, frozenset())) == [FixedFile(source.path, 1)]


def test_every_rule_that_names_a_replacement_is_in_the_table() -> None:
    """And only those; each has an example."""
    sources = {rule.code: inspect.getsource(rule.check) for rule in ISSUE_RULES}
    assert sorted(FIXABLE) == sorted(code for code, source in sources.items() if "replacement=" in source)
    assert {code for code, _, _ in EXAMPLES} == set(FIXABLE)
