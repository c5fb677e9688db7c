"""Undecided is not decided: blanks and suggestions are told until an editor has decided, and never published."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from taizhou_brief.cli import run_command
from tests.project import BODY, Project, briefing

Out = pytest.CaptureFixture[str]
TARGET = "briefings/2022/03.md"
CITY = "某市多措并举惠全市"
SHORT = "东山把夜校办到车间"
OFFICE = f"""某市工作简报

第 3 期

某市领导小组办公室                    2022 年 3 月 15 日

【本期目录】
{SHORT}
{CITY}

{SHORT}

这里抓就业创业，稳就业、促就业，就业 12 万人。

{CITY}

各地推进，成效明显。
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An archive without briefings whose folder is the current one, and the office's file."""
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path).write("第3期.txt", OFFICE)


def found(capsys: Out, *arguments: str) -> list[tuple[str, str, int, int]]:
    """Code, severity and place of everything `check` finds."""
    capsys.readouterr()
    run_command(["check", "--format", "json", *arguments])
    return [(d["code"], d["severity"], d["line"], d["column"]) for d in json.loads(capsys.readouterr().out)]


def shown(capsys: Out) -> list[Any]:
    """The articles that `show --json` prints."""
    capsys.readouterr()
    run_command(["show", TARGET, "--json"])
    articles = json.loads(capsys.readouterr().out)["articles"]
    return [articles] if isinstance(articles, dict) else list(articles)


def test_a_new_record_names_no_county_and_no_theme(project: Project, capsys: Out) -> None:
    """Both are blanks to fill in: a title about the whole city is not published as that of the first county."""
    assert run_command(["new", "--date", "2022-03-05", "--number", "3"]) == 0
    text = (project.root / TARGET).read_text("utf-8")
    assert "counties: [〔待填〕]\n  themes: [〔待填〕]\n" in text
    filled = re.sub("(?<!\\[)〔待填〕", CITY, text)
    project.write(TARGET, filled)
    capsys.readouterr()
    assert run_command(["check"]) == 1
    out = capsys.readouterr().out
    assert f"{TARGET}:9:14 错误[S121]" in out
    assert f"{TARGET}:10:12 错误[S121]" in out
    assert "counties: []" in out
    assert "themes: []" in out
    assert run_command(["build"]) == 1
    project.write(TARGET, filled.replace("[〔待填〕]", "[]"))
    assert run_command(["check", "--strict"]) == 0


def test_a_blank_may_stand_without_brackets(project: Project, capsys: Out) -> None:
    """`themes: 〔待填〕` is told as a blank, not as a wrong bracket."""
    text = briefing(3, "2022-03-15", f"{CITY}|||{BODY}")
    project.write(TARGET, text.replace("themes: []", "themes: 〔待填〕"))
    assert found(capsys) == [("S121", "error", 7, 11)]


def test_an_import_marks_what_it_guesses(project: Project, capsys: Out) -> None:
    """A theme by its words and a county by its short name are suggestions; where nothing was recognised is a blank."""
    assert run_command(["import", "第3期.txt"]) == 0
    output = capsys.readouterr().out
    assert "2 处“〔待填〕”填好" in output
    assert "2 处带“〔建议〕”的定下来" in output
    text = (project.root / TARGET).read_text("utf-8")
    assert "counties: [东山县〔建议〕]" in text
    assert "themes: [就业创业〔建议〕]" in text
    assert "counties: [〔待填〕]\n  themes: [〔待填〕]\n" in text
    places = found(capsys)
    assert ("F025", "warning", 1 + text[: text.index("就业创业〔建议〕")].count("\n"), 12) in places
    assert [code for code, *_ in places].count("S121") == 2


def test_every_way_to_decide_ends_the_warning(project: Project, capsys: Out) -> None:
    """Mark removed, entry removed, `[]` written: each is a decision and says nothing more."""
    text = briefing(3, "2022-03-15", f"{CITY}||就业创业〔建议〕|{BODY}")
    project.write(TARGET, text)
    assert [code for code, *_ in found(capsys)] == ["F025"]
    assert run_command(["check", "--strict"]) == 1
    assert run_command(["build", "--strict"]) == 1
    for decided in ("[就业创业]", "[技能人才]", "[]"):
        project.write(TARGET, text.replace("[就业创业〔建议〕]", decided))
        assert run_command(["check", "--strict"]) == 0


def test_a_suggestion_is_published_nowhere(project: Project, capsys: Out) -> None:
    """The pages of the theme and of the county do not have it, nor does the article or the data; JSON says what it is.

    Nor is an article without a decided county published as one of the city.
    """
    project.write(TARGET, briefing(3, "2022-03-15", f"{SHORT}|东山县〔建议〕|就业创业〔建议〕, 技能人才|{BODY}"))
    assert run_command(["build"]) == 0
    assert SHORT not in project.words("county/dongshan/")
    theme = project.words("theme/skills/")
    assert "2022/03/1/#s1m2" in project.page("theme/skills/")
    assert "某市本级" not in theme
    assert "地区未定" in theme
    assert "就业创业" not in project.words("2022/03/1/")
    assert '"name":"某市"}]' not in re.sub(r"\s", "", project.page("2022/03/1/"))
    for file in (project.site / "data").rglob("*.csv"):
        rows = [row for row in file.read_text("utf-8-sig").splitlines() if SHORT in row]
        assert not any("就业创业" in row or "东山县," in row for row in rows)
    (article,) = shown(capsys)
    assert (article["counties"], article["themes"]) == ([], ["技能人才"])
    assert (article["suggested_counties"], article["suggested_themes"]) == (["东山县"], ["就业创业"])
    assert article["undecided"] == ["counties", "themes"]
    run_command(["show", TARGET])
    assert "[东山县〔建议〕]" in capsys.readouterr().out


def test_a_suggestion_the_settings_do_not_know_is_an_error(project: Project, capsys: Out) -> None:
    """A mark does not make a wrong name right, and a damaged mark is no decision."""
    for name in ("就业创新〔建议〕", "就业创业〔建议", "就业创业（建议）"):
        project.write(TARGET, briefing(3, "2022-03-15", f"{CITY}||{name}|{BODY}"))
        assert [code for code, *_ in found(capsys)] == ["F023"], name


@pytest.mark.parametrize(
    ("counties", "themes"),
    [
        ("[]", "[]"),
        ("[东山县, 西河县]", "[技能人才]"),
        ("[西河县〔建议〕]", "[技能人才, 就业创业〔建议〕]"),
        ("东山县", "技能人才"),
    ],
)
def test_replace_keeps_what_an_editor_has_decided(project: Project, counties: str, themes: str) -> None:
    """Decisions, `[]` among them, come through a new import as they are, without a new mark; so do marks left open."""
    assert run_command(["import", "第3期.txt"]) == 0
    path = project.root / TARGET
    text = path.read_text("utf-8")
    head, tail = text.split("- title: " + CITY)
    head = re.sub("counties: .*", f"counties: {counties}", head)
    head = re.sub("themes: .*", f"themes: {themes}", head)
    path.write_text(f"{head}- title: {CITY}{tail}", "utf-8")
    assert run_command(["import", "第3期.txt", "--replace"]) == 0
    head, tail = path.read_text("utf-8").split("- title: " + CITY)
    assert f"counties: {counties}\n" in head
    assert f"themes: {themes}\n" in head
    assert "counties: [〔待填〕]\n  themes: [〔待填〕]\n" in tail


def test_replace_suggests_anew_where_nothing_was_written(project: Project) -> None:
    """A blank, or a key that is not there, is no decision."""
    assert run_command(["import", "第3期.txt"]) == 0
    path = project.root / TARGET
    text = path.read_text("utf-8")
    for old in ("  themes: [〔待填〕]\n", ""):
        path.write_text(text.replace("  themes: [就业创业〔建议〕]\n", old), "utf-8")
        assert run_command(["import", "第3期.txt", "--replace"]) == 0
        assert "themes: [就业创业〔建议〕]" in path.read_text("utf-8")


def test_an_archive_without_counties_or_themes_has_nothing_to_decide(project: Project) -> None:
    """Where the settings have none, `new` and `import` write `[]`."""
    project.write("briefings/archive.yaml", "title: 某市工作简报\nissuer: 办\n")
    assert run_command(["new", "--date", "2022-03-05", "--number", "4"]) == 0
    assert run_command(["import", "第3期.txt"]) == 0
    for name in ("briefings/2022/04.md", TARGET):
        front = (project.root / name).read_text("utf-8").split("---")[1]
        assert "counties: []\n  themes: []\n" in front
