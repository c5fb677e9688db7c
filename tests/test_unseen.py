"""Characters that are not seen, or turn the direction of what follows: told at their place, and printed nowhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from taizhou_brief.cli import run_command
from tests.project import SETTINGS, Project, briefing

Out = pytest.CaptureFixture[str]
TURNING = tuple(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
DOUBTFUL = (
    *"\u00ad\u034f\u061c\u115f\u1160\u200b\u200c\u200d\u200e\u200f\u2060\u2064\ufeff\u3164\uffa0\ufff9",
    *"\ue000\uf8ff\ufffc\ufffd\U000e0001\U000e007f\U000f0000\U0010fffd\U0001bca0\U00016fe4\U00013430",
)
FORBIDDEN = re.compile(f"[{''.join(TURNING)}{''.join(DOUBTFUL)}]")
KEY = "2021/01"
FILE = "briefings/2021/01.md"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An archive whose folder is the current one."""
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path).write(KEY, briefing(1, "2021-12-01"))


def printed(capsys: Out, *arguments: str) -> tuple[int, str]:
    """Exit code and all that a command prints; none of it may hold such a character."""
    capsys.readouterr()
    code = run_command(list(arguments))
    out = capsys.readouterr()
    assert not FORBIDDEN.search(out.out + out.err), ascii(out.out + out.err)
    return code, out.out + out.err


def found(capsys: Out) -> list[tuple[str, str, str, int, int]]:
    """What `check` finds, in JSON: code, severity, place."""
    _, text = printed(capsys, "check", "--format", "json")
    return [(d["code"], d["severity"], d["path"], d["line"], d["column"]) for d in json.loads(text)]


PLACES = (
    ("一年开课", "M026"),
    ("在6个工业点", "M026"),
    ("## 一、课堂", "M026"),
    ("send_to: [市委", "Y010"),
    ("editor_note: 值得", "Y010"),
)


@pytest.mark.parametrize("character", TURNING + DOUBTFUL, ids=lambda c: f"U+{ord(c):04X}")
def test_each_is_told_once_at_its_place(project: Project, capsys: Out, character: str) -> None:
    """One that turns the direction is an error, any other a warning; in YAML as in Markdown."""
    severity = "error" if character in TURNING else "warning"
    text = briefing(1, "2021-12-01", extra="send_to: [市委, 市政府]\neditor_note: 值得一读\n")
    for before, code in PLACES:
        at = text.index(before) + len(before)
        place = (FILE, text[:at].count("\n") + 1, at - text.rfind("\n", 0, at))
        project.write(KEY, text[:at] + character + text[at:])
        assert [d for d in found(capsys) if d[0] in ("M026", "Y010")] == [(code, severity, *place)]


@pytest.mark.parametrize("character", TURNING, ids=lambda c: f"U+{ord(c):04X}")
def test_one_that_turns_the_direction_stops_the_build(project: Project, capsys: Out, character: str) -> None:
    """In a heading, a setting and the name of a file; nothing is published with it."""
    text = briefing(1, "2021-12-01")
    project.write(KEY, text.replace("办好夜校", f"办好{character}夜校"))
    assert printed(capsys, "build")[0] == 1
    assert printed(capsys, "check", "--format", "sarif")[0] == 1
    code, out = printed(capsys, "check", "--format", "github")
    assert (code, f"<U+{ord(character):04X}>" in out or f"U+{ord(character):04X}" in out) == (1, True)
    code, out = printed(capsys, "check")
    assert {line.split("[")[1][:4] for line in out.splitlines() if "错误[" in line} == {"Y010", "M026"}
    assert f"东山县办好<U+{ord(character):04X}>夜校" in out
    project.write(KEY, text).write("briefings/archive.yaml", SETTINGS.replace("公开档案", f"公开{character}档案"))
    assert printed(capsys, "build")[0] == 2
    project.write("briefings/archive.yaml", SETTINGS)
    for name in (f"briefings/2021/0{character}2.md", f"templates/assets/a{character}b.css"):
        path = project.root / name
        project.write(name, text)
        code, out = printed(capsys, "build")
        assert code == (2 if name.startswith("templates") else 1)
        assert "D006" in out
        path.unlink()
    assert printed(capsys, "build")[0] == 0


def test_other_unseen_characters_do_not_stop_a_build(project: Project, capsys: Out) -> None:
    """A record that could be published yesterday can be published today; the characters stay as they are."""
    text = briefing(1, "2021-12-01", extra="send_to: [市\u200b委]\n")
    project.write(KEY, text.replace("一年开课", "一年\u2060\ue000开课"))
    assert printed(capsys, "build")[0] == 0
    assert "市\u200b委" in project.page("2021/01/")
    assert "一年\u2060\ue000开课" in project.page("2021/01/1/")
    assert printed(capsys, "build", "--strict")[0] == 1


def test_each_in_a_file_name_is_reported(project: Project, capsys: Out) -> None:
    """A file that is published as it is, or an asset, has a name that can be typed."""
    expected = set()
    for character in (*DOUBTFUL, "\n", "\t", "\x1b"):
        names = (f"static/a{character}b.pdf", f"static/c{character}d/e.pdf", f"templates/assets/a{character}b.css")
        for name in names:
            project.write(name, "")
        expected |= {names[0], names[1].removesuffix("/e.pdf"), names[2]}
    assert [d[2] for d in sorted(found(capsys)) if d[:2] == ("D011", "warning")] == sorted(expected)
    assert printed(capsys, "build")[0] == 0
    assert printed(capsys, "build", "--strict")[0] != 0


def test_a_variant_of_a_rare_han_in_a_file_name_is_no_mistake(project: Project, capsys: Out) -> None:
    """As in a text."""
    project.write("static/葛\U000e0100.pdf", "")
    assert not found(capsys)


def test_help_passes_none_on(project: Project, capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    """It begins with the path of the program."""
    monkeypatch.setenv("TAIZHOU_BRIEF_COMMAND", str(project.root / "a\u202e\u200bb/taizhou-brief"))
    for arguments in (("--help",), ("build", "--help"), ()):
        assert "a<U+202E><U+200B>b" in printed(capsys, *arguments)[1]


@pytest.mark.parametrize("character", ["\ufffe", "\U0001fffe", "\U000fffff", "\U0010ffff"], ids=lambda c: f"{ord(c):X}")
def test_what_is_no_character_is_refused(project: Project, capsys: Out, character: str) -> None:
    """Of every plane."""
    project.write(KEY, briefing(1, "2021-12-01").replace("一年开课", f"一年{character}开课"))
    code, out = printed(capsys, "check")
    assert (code, character in out) == (1, False)


def test_a_variant_of_a_rare_han_is_no_mistake(project: Project, capsys: Out) -> None:
    """The sign for a variant belongs to the character before it; behind a digit or alone it hides."""
    project.write(KEY, briefing(1, "2021-12-01").replace("一年开课", "葛\U000e0100老师开课"))
    assert not found(capsys)
    project.write(KEY, briefing(1, "2021-12-01").replace("开课386期", "开课3\U000e010086期"))
    assert [d[:2] for d in found(capsys)] == [("M026", "warning")]


def test_an_escape_is_told_as_well(project: Project, capsys: Out) -> None:
    """A backslash in double quotes writes no character that cannot be seen."""
    project.write(KEY, briefing(1, "2021-12-01", extra='send_to: ["市\\u202e委"]\n'))
    assert [d[:2] for d in found(capsys)] == [("Y010", "error")]


def test_nothing_that_is_printed_passes_them_on(project: Project, capsys: Out) -> None:
    """Names on the command line, an outline, a file that is not there, an office's file, what is left out of it."""
    bad = "\u202e\u200b\x1b[31m"
    for arguments in (
        ("check", f"没有{bad}.md"),
        ("show", f"没有{bad}.md"),
        ("import", f"没有{bad}.txt"),
        ("rules", bad),
        (bad,),
        ("build", "--base-url", bad),
        ("new", "--date", bad),
    ):
        code, out = printed(capsys, *arguments)
        assert code == 2, arguments
        assert "\x1b[31m没有" not in out.replace("\x1b[31m错误", "")
    project.write(KEY, briefing(1, "2021-12-01").replace("课堂进车间", "课堂\u200b进车间"))
    code, out = printed(capsys, "show", FILE)
    assert (code, "课堂<U+200B>进车间" in out) == (0, True)
    code, out = printed(capsys, "show", FILE, "--json")
    assert json.loads(out)["articles"][0]["sections"][0]["title"] == "课堂\u200b进车间"


def test_an_office_file_with_such_a_name_is_not_imported(project: Project, capsys: Out) -> None:
    """Its name would stand in the record; the text of the file is cleaned, as ever."""
    text = "某市工作简报\n第 3 期\n某办　2022年3月15日\n\n东山县办夜校\n\n东山县\u202e办\u200b好夜校。\n"
    project.write("第3期\u202e.txt", text).write("第3期.txt", text)
    code, out = printed(capsys, "import", "第3期\u202e.txt")
    assert (code, "错误[I737]" in out) == (1, True)
    assert not (project.root / "briefings/2022").exists()
    assert printed(capsys, "import", "第3期.txt", "--preview", "看.html")[0] == 0
    assert "东山县办好夜校。" in (project.root / "briefings/2022/03.md").read_text("utf-8")
    assert not FORBIDDEN.search((project.root / "看.html").read_text("utf-8"))
