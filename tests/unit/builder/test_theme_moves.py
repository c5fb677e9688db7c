"""What other words of the themes change."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from taizhou_brief.builder.files import BriefingFile
from taizhou_brief.builder.theme_moves import find_theme_moves, format_theme_moves
from taizhou_brief.cli import run_command
from tests.project import SETTINGS, Project, briefing
from tests.showing import settings_of

TEXT = briefing(
    7, "2021-12-01", "东山县办好夜校|东山县|skills, jobs|一是练技能。上课。\n\n二是修路。三条。\n\n三是请技师。两人。"
)
CHANGED = SETTINGS.replace("keywords: [技能,", "keywords: [技师,").replace("技能人才", "能工巧匠")
LINES = """\
briefings/2021/07.md 1/m1 练技能：－技能人才（技能）
briefings/2021/07.md 1/m3 请技师：＋能工巧匠（技师）
有 2 条措施的主题变了。
技能人才：增 0 条，减 1 条
能工巧匠：增 1 条，减 0 条"""


def test_measures_that_gain_or_lose_a_theme_are_listed() -> None:
    """With the words that caused it, and how many each theme gains and loses."""
    before, after = settings_of(SETTINGS), settings_of(CHANGED)
    sources = [BriefingFile("briefings/2021/07.md", TEXT)]
    assert format_theme_moves(find_theme_moves(sources, before, after), before, after) == LINES
    assert format_theme_moves(find_theme_moves(sources, before, before), before, before) == "各条措施的主题没有变。"


def git(root: Path, *arguments: str) -> None:
    """Run git in a folder."""
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)  # noqa: S607


def moves(root: Path, capfd: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    """The exit code of the command and what it prints."""
    code = run_command(["check", "--themes", "--root", str(root), *more])
    return code, "".join(capfd.readouterr()).strip()


def test_the_settings_are_compared_with_those_of_a_commit(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Of the last one if none is named; without a repository nothing can be compared."""
    project = Project(tmp_path).write("2021/07", TEXT)
    code, text = moves(tmp_path, capfd)
    assert (code, "E024" in text) == (2, True)
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "a")):
        git(tmp_path, *arguments)
    project.write("briefings/archive.yaml", CHANGED)
    assert moves(tmp_path, capfd) == moves(tmp_path, capfd, "--changed", "HEAD") == (0, LINES)
