"""The command line: Chinese words, exit codes, nothing lost, no traceback."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import socket
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest

from taizhou_brief import cli
from taizhou_brief.builder import files
from taizhou_brief.builder.files.lock import lock_output
from taizhou_brief.cli import run_command
from taizhou_brief.importer.readers import FOLDER_SUFFIXES
from tests.project import ROOT, SETTINGS, Project, briefing, command, tree

Out = pytest.CaptureFixture[str]
BROKEN = "---\nnumber: 2\ndate: 2021-02-30\narticles: []\n---\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An archive of one issue, and the shell standing in it."""
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path).write("2021/01", briefing(1, "2021-01-01"))


def test_every_command_has_chinese_help(capsys: Out) -> None:
    """Help is Chinese throughout, headings and click's own words included."""
    for name in ("", *cli.cli.commands):
        assert run_command([*([name] if name else []), "--help"]) == 0
        text = capsys.readouterr().out
        assert "用法：" in text
        assert "选项" in text
        assert not re.search(r"Usage|Options|Commands|Show this|default:|required", text), text


def test_build_says_how_much_it_wrote_and_how_to_look(project: Project, capsys: Out) -> None:
    """Issues, articles, measures, pages, and the way to see them."""
    assert run_command(["build"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"1 期，1 篇，4 条措施，\d+ 个页面 → site", out)
    assert "index.html" in out
    assert (project.site / "index.html").is_file()


def test_colours_are_for_those_who_look_and_want_them(
    project: Project, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a terminal, unless `NO_COLOR` is set; never in a pipe or a file."""
    project.write("2021/02", BROKEN)
    monkeypatch.delenv("NO_COLOR", raising=False)
    run_command(["check"])
    assert "\x1b" not in capsys.readouterr().out
    monkeypatch.setattr("taizhou_brief.cli.common.is_terminal", lambda _: True)
    seen: list[bool] = []

    def printed(*_: object, colour: bool) -> str:
        seen.append(colour)
        return ""

    monkeypatch.setattr("taizhou_brief.cli.common.format_text", printed)
    run_command(["check"])
    monkeypatch.setenv("NO_COLOR", "1")
    run_command(["check"])
    assert seen == [True, False]


def test_a_content_error_is_exit_1_with_its_place(project: Project, capsys: Out) -> None:
    """The file, line and column, the line itself, a caret and what to do; and the old site stays."""
    run_command(["build"])
    old = tree(project.site)
    project.write("2021/02", BROKEN)
    assert run_command(["build"]) == 1
    err = capsys.readouterr().err
    assert "briefings/2021/02.md:3:7" in err
    assert "    3 | date: 2021-02-30" in err
    assert "^" in err
    assert "办法：" in err
    assert tree(project.site) == old


def test_wrong_settings_are_exit_2(project: Project, capsys: Out) -> None:
    """An unknown key in the settings is named with the nearest one."""
    project.write("briefings/archive.yaml", "titel: x\n")
    assert run_command(["build"]) == 2
    assert "title" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["build", "--jbos", "2"],
        ["build", "--jobs", "many"],
        ["build", "--base-url", "www.example.gov.cn"],
        ["build", "--base-url", "https://a.cn/?x"],
        ["check", "nowhere.md"],
        ["check", "--format", "xml"],
        ["show"],
        ["rules", "Z999"],
        ["new", "--number", "0"],
        ["new", "--date", "2021-13-01"],
        ["new", "--date", "0001-01-01"],
        ["serve", "--port", "99999"],
        ["import"],
    ],
)
def test_a_wrong_command_line_is_exit_2_in_chinese(project: Project, capsys: Out, arguments: list[str]) -> None:
    """What is wrong is said in Chinese, without a traceback."""
    assert run_command(arguments) == 2
    err = capsys.readouterr().err
    assert err.startswith("错误：")
    assert not re.search(r"No such|Missing|Invalid|does not|is not", err), err
    assert tree(project.root / "briefings")


def test_a_near_name_is_offered(capsys: Out) -> None:
    """Of a command, an option or a code; without a command the help is shown, and that is no error."""
    for arguments, meant in (
        (["chekc"], "check？"),
        (["check", "--form", "x"], "--format？"),
        (["rules", "N49"], "N409？"),
    ):
        assert run_command(arguments) == 2
        assert f"是不是 {meant}用" in capsys.readouterr().err
    assert run_command([]) == 2
    assert capsys.readouterr().err.startswith("用法：")


def test_a_folder_without_an_archive_is_exit_2(tmp_path: Path, capsys: Out) -> None:
    """The message says what is missing and how to name the folder."""
    assert run_command(["build", "--root", str(tmp_path)]) == 2
    assert "--root" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("name", ["build", "check", "serve", "new", "show"])
def test_a_folder_that_is_no_archive_is_left_as_it_is(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even a lock stays; the message says how to begin, and what it says works."""
    (tmp_path / "notes.md").write_text("x", "utf-8")
    file = ["notes.md"] if name == "show" else []
    done = subprocess.run(
        command(name, *file, "--root", "."), cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    said = done.stdout + done.stderr
    assert "E001" in said
    assert [path.name for path in tmp_path.iterdir()] == ["notes.md"]
    begin = re.findall(r"，如 (init \. .*)$", said, re.MULTILINE)
    monkeypatch.chdir(tmp_path)
    assert run_command(begin[0].split()) == 0
    assert run_command(["build", "--root", str(tmp_path)]) == 0


@pytest.mark.parametrize("name", sorted(FOLDER_SUFFIXES - {".txt"}))
def test_an_office_file_among_the_briefings_is_told_to_be_imported(project: Project, capsys: Out, name: str) -> None:
    """Whatever `import` takes; an editor who lays it there is not left to wonder why no page comes of it."""
    (project.root / f"briefings/2021/第8期{name.upper()}").write_bytes(b"PK")
    (project.root / f"briefings/2021/_第9期{name}").write_bytes(b"PK")
    (project.root / f"briefings/2021/~$第8期{name}").write_bytes(b"PK")
    assert run_command(["build"]) == 0
    err = capsys.readouterr().err
    assert err.count("D005") == 1
    assert f"用 import 命令导入 briefings/2021/第8期{name.upper()}" in err


def test_a_preview_is_not_published_by_git(tmp_path: Path) -> None:
    """The handbook's names for it are ignored, and no template is."""
    (tmp_path / ".gitignore").write_text((ROOT / ".gitignore").read_text("utf-8"), "utf-8")
    named = re.findall(r"--preview (\S+\.html)", (ROOT / "docs/README.md").read_text("utf-8"))
    names = {*named, "第8期.对照.html", "校对/8.preview.html"}
    for name in (*names, "templates/preview/preview.css", "static/新旧对照.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    env = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    git = ["git", "-C", str(tmp_path), "-c", "core.quotePath=false"]
    said = ""
    for arguments in (["init", "--quiet"], ["add", "."], ["ls-files"]):
        said = subprocess.run([*git, *arguments], check=True, env=env, capture_output=True, text=True).stdout
    assert named
    assert said.split() == [".gitignore", "static/新旧对照.html", "templates/preview/preview.css"]


def test_a_strangers_folder_is_exit_2(project: Project, capsys: Out) -> None:
    """A folder that is not ours is refused."""
    project.site.mkdir()
    (project.site / "mine.txt").touch()
    assert run_command(["build"]) == 2
    assert "E002" in capsys.readouterr().err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_fault_in_the_project_s_own_template_is_exit_2(project: Project, capsys: Out, jobs: str) -> None:
    """The template and line are named, the old site stays, and the next build works."""
    project.write("templates/assets/seal.png", "").root.joinpath("templates/assets/seal.png").write_bytes(b"\xff\r\n")
    assert run_command(["build"]) == 0
    assert (project.site / "assets/seal.png").read_bytes() == b"\xff\r\n"
    old = tree(project.site)
    capsys.readouterr()
    project.write("templates/footer.html", "<p>\n{{ settings.footer.phone }}")
    assert run_command(["build", "--jobs", jobs]) == 2
    err = capsys.readouterr().err
    assert "templates/footer.html:2 错误[T002]" in err
    assert "    2 | {{ settings.footer.phone }}" in err
    assert tree(project.site) == old
    project.write("templates/footer.html", "<p>{{ settings.footer.contact }}")
    assert run_command(["build"]) == 0


def test_a_fault_in_a_packaged_template_is_our_bug(
    project: Project, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor who has no templates is not told to mend one."""
    read = files.read_templates
    broken = "taizhou_brief.builder.files.sources.read_templates"
    monkeypatch.setattr(broken, lambda root: {**read(root), "footer.html": "{{ nothing }}"})
    assert run_command(["build"]) == 70
    assert "程序自身出错" in capsys.readouterr().err
    assert not project.site.exists()


@pytest.mark.parametrize(
    "out", [".", "..", "briefings", "briefings/site", "briefings/2021/x", "templates", "templates/x"]
)
def test_the_site_is_never_written_among_what_it_is_made_of(project: Project, capsys: Out, out: str) -> None:
    """Also where the folder is empty or not there: the next build would read what this one wrote."""
    assert run_command(["build", "--out", str(project.root / out)]) == 2
    assert "E002" in capsys.readouterr().err
    assert [p.name for p in project.root.rglob("*") if p.is_file()] == ["archive.yaml", "01.md"]


def test_build_prints_all_errors_and_a_few_warnings(project: Project, capsys: Out) -> None:
    """Of thousands of warnings the first are shown and the others counted by code; `check` shows all."""
    body = "甲,乙。截止目前，丙。\n\n" * 30
    project.write("2021/02", briefing(2, "2021-01-02", f"东山县办夜校|东山县|jobs|{body}"))
    assert run_command(["build"]) == 0
    err = capsys.readouterr().err
    assert err.count("警告[") == 20
    assert "另有 11 个警告和提示没有列出：W502 11 个。运行 taizhou-brief check 看全部。" in err
    assert run_command(["check"]) == 0
    assert capsys.readouterr().out.count("警告[") == 31
    project.write("2021/03", BROKEN)
    assert run_command(["build"]) == 1
    err = capsys.readouterr().err
    assert (err.count("警告["), err.count("错误[")) == (20, 2)
    assert err.rstrip().endswith("没有生成，旧网站没有改动：2 个错误，31 个警告。")


POOR = [("", "text"), ("", "json"), ("ascii", "text"), ("latin-1", "sarif"), ("gbk", "github"), ("gbk", "text")]


@pytest.mark.parametrize(("encoding", "form"), POOR)
def test_no_terminal_is_too_poor(project: Project, encoding: str, form: str) -> None:
    """Whatever the terminal or pipe can show, and whatever a file is called, nothing breaks; a pipe gets UTF-8."""
    project.write("2021/02", BROKEN.replace("articles", "🙂"))
    (project.root / os.fsdecode(b"briefings/2021/\xff.md")).write_text("")
    plain = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    env = plain | ({"PYTHONIOENCODING": encoding} if encoding else {})
    done = subprocess.run(command("check", "--format", form), capture_output=True, check=False, env=env)
    assert done.returncode == 1
    assert done.stderr == b""
    if not encoding:
        assert "没有 2021-02-30 这一天" in done.stdout.decode()
        assert "没有“🙂”这个键" in done.stdout.decode()


@pytest.mark.usefixtures("project")
def test_a_program_without_streams_still_works() -> None:
    """Started by a scheduler, it may have no output at all."""
    done = subprocess.run(["/bin/sh", "-c", '"$@" >&- 2>&-', "sh", *command("check")], check=False)
    assert done.returncode == 0


@pytest.mark.usefixtures("project")
def test_who_stops_reading_sees_no_traceback() -> None:
    """`taizhou-brief rules | head -1`."""
    with subprocess.Popen(command("rules"), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141


def test_an_interruption_is_exit_130(project: Project, capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C leaves the old site and says so."""

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    run_command(["build"])
    old = tree(project.site)
    monkeypatch.setattr("taizhou_brief.cli.build.open_session", stop)
    assert run_command(["build"]) == 130
    assert "已中断" in capsys.readouterr().err
    assert tree(project.site) == old


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_what_the_system_says_is_said_in_chinese(
    project: Project, capsys: Out, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """A full or read-only disk, and missing rights: exit 3, the file, and what to look at."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code), str(project.site / "index.html"))

    monkeypatch.setattr("taizhou_brief.builder.files.publishing._swap_directories", fail)
    assert run_command(["build"]) == 3
    err = capsys.readouterr().err
    assert "[E004]" in err
    assert "index.html" in err
    assert os.strerror(code) not in err
    assert not project.site.exists()


@pytest.mark.parametrize("name", ["08.MD", "08.md.txt", "08.txt", "08.markdown"])
def test_a_briefing_with_another_ending_is_not_overlooked(project: Project, capsys: Out, name: str) -> None:
    """Where the system hides the end of a name, `08.md.txt` looks right and would silently not be published."""
    project.write(f"briefings/2021/{name}", briefing(8, "2021-02-01"))
    assert run_command(["check"]) == 0
    assert f"briefings/2021/{name} 警告[D005]" in capsys.readouterr().out
    (project.root / f"briefings/2021/{name}").rename(project.root / f"briefings/2021/_{name}")
    assert run_command(["check"]) == 0
    assert "D005" not in capsys.readouterr().out


def test_unreadable_settings_are_not_called_missing(project: Project, capsys: Out) -> None:
    """A file that is there but cannot be read is told as such, once."""
    (project.root / "briefings/archive.yaml").write_bytes(b"\xff")
    assert run_command(["check"]) == 2
    out = capsys.readouterr().out
    assert "D001" in out
    assert "E001" not in out


def test_an_unwritable_place_is_exit_3(project: Project, capsys: Out) -> None:
    """A file where the output's parent should be is the environment's fault."""
    (project.root / "file").touch()
    assert run_command(["build", "--out", str(project.root / "file/site")]) == 3
    assert "E004" in capsys.readouterr().err


def test_a_pipe_among_the_briefings_is_told_and_not_waited_for(project: Project, capsys: Out) -> None:
    """Reading ends also where a name belongs to something that never ends."""
    os.mkfifo(project.root / "briefings/2021/03.md")
    assert run_command(["check", "briefings/2021/03.md"]) == 1
    assert "D004" in capsys.readouterr().out


def test_a_held_output_is_exit_4(project: Project, capsys: Out) -> None:
    """A second build of the same output gives way."""
    with lock_output(project.site):
        assert run_command(["build"]) == 4
    assert "E003" in capsys.readouterr().err


@pytest.mark.usefixtures("project")
def test_our_own_bug_is_exit_70(capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a bug shows a traceback, and it says whose fault it is."""

    def burst(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("taizhou_brief.builder.build.build_session", burst)
    assert run_command(["build"]) == 70
    assert "程序自身出错" in capsys.readouterr().err


def test_check_prints_every_form(project: Project, capsys: Out) -> None:
    """The same diagnostics as text, JSON, SARIF and annotations."""
    project.write("2021/02", BROKEN)
    assert run_command(["check"]) == 1
    assert "briefings/2021/02.md:3:7" in capsys.readouterr().out
    assert run_command(["check", "--format", "json"]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert isinstance(rows, list)
    assert {"code", "severity", "path", "line", "column", "message", "hint"} == set(rows[0])
    assert run_command(["check", "--format", "sarif"]) == 1
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    assert len(log["runs"][0]["results"]) == len(rows)
    assert run_command(["check", "--format", "github"]) == 1
    assert "::error file=briefings/2021/02.md,line=3,col=7," in capsys.readouterr().out


def test_forms_for_other_systems_name_files_from_the_top_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    """Where an archive is in a folder of it: annotations, report and log; a code has its text and its page."""
    (tmp_path / ".git").mkdir()
    path = "档案/briefings/2021/02.md"
    monkeypatch.chdir(Project(tmp_path / "档案").write("2021/02", BROKEN).root)
    assert run_command(["check", "--format", "github"]) == 1
    assert f"::error file={path},line=3,col=7," in capsys.readouterr().out
    assert run_command(["check", "--format", "gitlab"]) == 1
    assert path in {row["location"]["path"] for row in json.loads(capsys.readouterr().out)}
    assert run_command(["check", "--format", "sarif", "--handbook", "https://www.example.org/docs"]) == 1
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in run["results"]]
    assert {"uri": quote(path), "uriBaseId": "%SRCROOT%"} in places
    pages = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert pages["F007"]["helpUri"] == "https://www.example.org/docs/format.md"
    assert all(rule["help"]["text"] for rule in pages.values())
    assert run_command(["check"]) == 1
    assert "\nbriefings/2021/02.md:3:7" in f"\n{capsys.readouterr().out}"


def test_old_remarks_are_left_out_where_lines_are_compared(project: Project, capsys: Out) -> None:
    """Warnings of unchanged lines, but never an error; a commit that is not there is named."""
    commands = (["init"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-m", "x"])
    project.write("2021/03", briefing(3, "2021-03-01").replace("一年开课386期。", "一年开课386期,好。"))
    project.write("2021/04", BROKEN)
    for arguments in commands:
        subprocess.run(["git", *arguments], cwd=project.root, check=True, capture_output=True)  # noqa: S607
    capsys.readouterr()
    assert run_command(["check", "--strict", "--changed", "HEAD", "briefings/2021/03.md"]) == 0
    assert re.search("没有问题。别的行上还有 [1-9] 个警告和提示，没有列出。", capsys.readouterr().out)
    project.write("2021/03", briefing(3, "2021-03-01").replace("一年开课386期。", "一年开课387期,好。"))
    assert run_command(["check", "--changed", "HEAD"]) == 1
    out = capsys.readouterr().out
    assert "briefings/2021/03.md" in out
    assert "briefings/2021/04.md:3:7 错误" in out
    assert run_command(["check", "--changed", "nothing"]) == 2
    assert "E024" in capsys.readouterr().err


def test_check_can_be_narrowed_to_files(project: Project, capsys: Out) -> None:
    """Only the named files' problems count, but they are checked as part of the archive."""
    project.write("2021/02", BROKEN)
    assert run_command(["check", "briefings/2021/01.md"]) == 0
    assert run_command(["check", "briefings/2021"]) == 1
    (project.root / "briefings/2021/03.md").write_bytes("标题：".encode("gbk"))
    assert run_command(["check", "briefings/2021/01.md", "--strict"]) == 0
    assert run_command(["check", "briefings/2021/03.md"]) == 1
    lone = project.root / "lone.md"
    lone.write_text(BROKEN, "utf-8")
    capsys.readouterr()
    assert run_command(["check", "--format", "json", "lone.md"]) == 1
    assert {row["path"] for row in json.loads(capsys.readouterr().out)} == {"lone.md"}


PLACES = [
    (".", ["."], 2),
    (".", ["briefings"], 2),
    (".", ["briefings/"], 2),
    (".", ["briefings/2021"], 1),
    (".", ["./briefings/2021/02.md"], 1),
    (".", ["briefings/2021/../2021/02.md", "briefings/2022"], 2),
    (".", ["briefings/2021/01.md"], 0),
    (".", ["templates"], 0),
    ("briefings", ["."], 2),
    ("briefings", ["2021"], 1),
    ("briefings/2021", ["02.md"], 1),
    ("briefings/2021", ["."], 1),
    ("briefings/2021", [".."], 2),
    ("briefings/2021", ["../.."], 2),
    ("briefings/2021", ["../2022/01.md"], 1),
    ("..", ["{root}"], 2),
    ("..", ["{root}/briefings/2021/02.md"], 1),
    ("..", ["{root}/briefings", "--root", "{root}"], 2),
    ("..", ["link"], 2),
    ("..", ["link/briefings/2021"], 1),
    ("..", ["link/briefings/2021/02.md"], 1),
    ("..", ["linked.md"], 1),
    (".", ["briefings/2021/05.md"], 1),
]


@pytest.mark.parametrize("named", PLACES, ids=str)
def test_check_finds_what_is_named_from_anywhere(
    tmp_path: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch, named: tuple[str, list[str], int]
) -> None:
    """A file, a folder, the whole archive, from inside and outside, by links: the errors of just those files."""
    folder, arguments, files = named
    project = Project(tmp_path / "archive").write("2021/01", briefing(1, "2021-01-01"))
    project.write("2021/02", BROKEN).write("2022/01", BROKEN).write("templates/x.html", "")
    (tmp_path / "link").symlink_to(project.root)
    (tmp_path / "linked.md").symlink_to(project.root / "briefings/2021/02.md")
    if arguments == ["briefings/2021/05.md"]:  # a briefing that is kept elsewhere
        (tmp_path / "elsewhere.md").write_text(BROKEN, "utf-8")
        (project.root / arguments[0]).symlink_to(tmp_path / "elsewhere.md")
    monkeypatch.chdir(project.root / folder)
    code = run_command(["check", *(each.format(root=project.root) for each in arguments), "--format", "json"])
    rows = json.loads(capsys.readouterr().out)
    paths = {row["path"] for row in rows if row["severity"] == "error"}
    assert len(paths) == files
    assert code == (1 if files else 0)
    assert all(path.startswith("briefings/20") for path in paths)


def test_check_counts_the_settings_it_was_given(project: Project, capsys: Out) -> None:
    """The settings are a file like any other to the person who names them."""
    project.write("briefings/archive.yaml", SETTINGS.replace("site: {", "site: {} #"))
    assert run_command(["check", "briefings/archive.yaml", "--strict"]) == 2
    out = capsys.readouterr().out
    assert "C025" in out
    assert "检查了 1 个文件" in out


UNREADABLE = {"binary": b"\x89PNG\r\n\x1a\n\x00\xff", "empty": b"", "gbk": "标题：".encode("gbk"), "fence": b"---\n"}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_show_keeps_its_shape_for_what_is_no_briefing(project: Project, capsys: Out, kind: str) -> None:
    """Rubbish has the shape of an empty issue and says why; only a file that cannot be read at all is exit 1."""
    path = project.root / "briefings/2021/02.md"
    path.write_bytes(UNREADABLE[kind])
    assert run_command(["show", str(path), "--json"]) == (1 if kind in ("binary", "gbk") else 0)
    shown = json.loads(capsys.readouterr().out)
    assert run_command(["show", "briefings/2021/01.md", "--json"]) == 0
    assert set(shown) == set(json.loads(capsys.readouterr().out))
    assert shown["articles"] == []
    assert {row["path"] for row in shown["diagnostics"]} == {"briefings/2021/02.md"}
    assert {row["code"] for row in shown["diagnostics"]} & {"D001", "F026", "F027"}


def test_show_gives_the_stable_shape_whatever_the_errors(project: Project, capsys: Out) -> None:
    """Other tools read it: every key is there, and a broken file still shows."""
    assert run_command(["show", "briefings/2021/01.md", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["number"] == 1
    assert shown["date"] == "2021-01-01"
    section = shown["articles"][0]["sections"][1]
    assert section["number"] == 2
    assert section["title"] == "学成能涨薪"
    measure = section["measures"][0]
    assert measure["text"] == "已发放436.2万元。"
    assert measure["figures"][0]["value"] == "4362000"
    project.write("2021/02", BROKEN)
    assert run_command(["show", "briefings/2021/02.md", "--json"]) == 0
    broken = json.loads(capsys.readouterr().out)
    assert broken["date"] is None
    assert broken["diagnostics"]
    assert set(broken) == set(shown)


def test_rules_lists_and_explains_every_code(capsys: Out) -> None:
    """Each code that is listed can be explained."""
    assert run_command(["rules"]) == 0
    codes = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert len(codes) == len(set(codes)) > 60
    for code in codes:
        assert run_command(["rules", code.lower()]) == 0
        assert len(capsys.readouterr().out) > 8


def test_new_writes_a_skeleton_and_never_overwrites(project: Project, capsys: Out) -> None:
    """The next number of the year, filled in; a second time nothing is touched; unfilled it cannot be published."""
    assert run_command(["new", "--date", "2021-03-05"]) == 0
    path = project.root / "briefings/2021/02.md"
    text = path.read_text("utf-8")
    assert "number: 2\n" in text
    assert run_command(["new", "--number", "2", "--date", "2021-03-05"]) == 2
    assert path.read_text("utf-8") == text
    assert run_command(["check"]) == 1
    assert "待填" in capsys.readouterr().out
    path.write_text(text.replace("[〔待填〕]", "[]").replace("〔待填〕", "某局办夜校"), "utf-8")
    assert run_command(["check", str(path)]) == 0


@pytest.mark.usefixtures("project")
def test_it_runs_as_a_module() -> None:
    """`python -m taizhou_brief` is the same door."""
    done = subprocess.run(command("check"), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "检查了 1 个文件" in done.stdout


def test_the_command_starts_quickly_enough_to_be_lazy() -> None:
    """The package's face imports nothing by itself."""
    script = "import sys, taizhou_brief; print(sorted(m for m in sys.modules if m.startswith('taizhou_brief.')))"
    done = subprocess.run([command()[0], "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (
            ("--help",),
            "filelock jinja2 markdown_it multiprocessing numpy taizhou_brief.formats taizhou_brief.rules yaml",
        ),
        (("check",), "filelock jinja2 markdown_it numpy"),
        (
            ("check", "briefings/2021/01.md"),
            "filelock jinja2 markdown_it numpy taizhou_brief.builder.build taizhou_brief.importer taizhou_brief.site",
        ),
        (("show", "briefings/2021/01.md"), "filelock jinja2 markdown_it numpy"),
        (("import", "brief.txt", "--dry-run"), "filelock jinja2 markdown_it numpy subprocess zipfile"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_command_loads_only_what_it_needs(project: Project, arguments: tuple[str, ...], unneeded: str) -> None:
    """Libraries that take long to load are loaded where they are used."""
    (project.root / "brief.txt").write_text("简报\n第8期\n2021年8月5日\n某县推进改革\n成效明显。\n", "utf-8")
    script = (
        f"import sys, taizhou_brief.cli as c; c.run_command({list(arguments)}); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([command()[0], "-c", script], check=True, cwd=project.root, capture_output=True, text=True)
    assert not set(unneeded.split()) & set(done.stderr.splitlines()[-1].split())


def test_a_port_that_is_taken_is_told_as_such(project: Project, capsys: Out) -> None:
    """The hint speaks of the port, not of the disk."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run_command(["serve", "--root", str(project.root), "--port", str(port)]) == 3
    said = capsys.readouterr().err
    assert "端口已经被占用" in said
    assert "--port" in said


PUBLISHING = {"check": "", "build": "", "check --strict": "C025 C026", "build --strict": "C025 C026"}
PUBLISHING["build --base-url https://www.example.gov.cn/"] = "C025"


@pytest.mark.parametrize("asked", PUBLISHING)
def test_what_only_a_published_site_needs_is_said_when_it_is_published(
    asked: str, project: Project, capsys: Out
) -> None:
    """A missing site code or domain is named once, with `--base-url` or `--strict`, and by no other check or build."""
    project.write("briefings/archive.yaml", SETTINGS.replace("site: {", "site: {} #"))
    assert run_command(asked.split()) == (2 if "strict" in asked else 0)
    said = "".join(capsys.readouterr())
    assert re.findall(r"\[(C\d+)\]", said) == PUBLISHING[asked].split()


@pytest.mark.parametrize("asked", [["check"], ["build"]])
def test_the_shipped_archive_has_no_warning(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    """The briefings that come with the program are checked and built without a word of complaint."""
    shutil.copytree(ROOT / "briefings", tmp_path / "briefings")
    monkeypatch.chdir(tmp_path)
    assert run_command(asked) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "警告[" not in out
    assert "没有问题" in out or "0 个错误，0 个警告" in out


def test_a_silence_may_name_an_issue_with_an_error(project: Project, capsys: Out) -> None:
    """An issue whose date cannot be read is still one that a silence may name."""
    project.write("2021/02", BROKEN)
    project.write("briefings/archive.yaml", SETTINGS + "silenced:\n- {rule: N401, file: 2021/02, reason: 原文如此}\n")
    assert run_command(["check"]) == 1
    assert "S190" not in capsys.readouterr().out


def test_messages_name_the_program_as_it_was_called(
    project: Project, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through dev.py, by its path or by its name: the next command is the one that works where the reader is."""
    (project.root / "deep").mkdir()
    monkeypatch.chdir(project.root / "deep")
    monkeypatch.setenv("TAIZHOU_BRIEF_COMMAND", "python3 ../dev.py")
    assert run_command(["new", "--date", "2022-02-01"]) == 0
    said = capsys.readouterr().out.strip()
    assert said.endswith("运行 python3 ../dev.py check ../briefings/2022/01.md")
    assert run_command(said.rpartition("dev.py ")[2].split()) == 1
    assert run_command(["build", "--help"]) == 0
    assert "用法：python3 ../dev.py build" in capsys.readouterr().out
    assert run_command(["bild"]) == 2
    assert "python3 ../dev.py --help" in capsys.readouterr().err
    monkeypatch.delenv("TAIZHOU_BRIEF_COMMAND")
    monkeypatch.setattr("sys.argv", ["/opt/x y/taizhou-brief"])
    assert run_command(["bild"]) == 2
    assert "用 '/opt/x y/taizhou-brief' --help 看用法" in capsys.readouterr().err
    (project.root / "taizhou-brief").write_text("#!/bin/sh\n", "utf-8")
    (project.root / "taizhou-brief").chmod(0o755)
    monkeypatch.setattr("sys.argv", [str(project.root / "taizhou-brief")])
    monkeypatch.setenv("PATH", str(project.root))
    assert run_command(["bild"]) == 2
    assert "用 taizhou-brief --help 看用法" in capsys.readouterr().err


def test_dev_py_means_its_own_archive_where_there_is_no_other(
    project: Project, capsys: Out, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Called from a folder outside of every archive, dev.py's own is taken; in another archive, that one."""
    other = Project(tmp_path / "other").write("2020/05", briefing(5, "2020-05-01"))
    monkeypatch.setenv("TAIZHOU_BRIEF_ROOT", str(other.root))
    assert run_command(["check", "--format", "json"]) == 0
    capsys.readouterr()
    (tmp_path / "elsewhere").mkdir()
    project.root.joinpath("briefings/archive.yaml").unlink()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert run_command(["new", "--date", "2020-06-01"]) == 0
    assert "briefings/2020/06.md" in capsys.readouterr().out
    assert (other.root / "briefings/2020/06.md").is_file()


def test_no_message_names_a_package_of_no_index() -> None:
    """Nothing that the program, its templates or its handbook say asks for an installation by name."""
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "docs").glob("*.md"), *(ROOT / "templates").rglob("*.html")]
    for path in sources:
        assert "pip install" not in path.read_text("utf-8"), path


@pytest.mark.parametrize("folder", ["src", "docs", "briefings"])
def test_whoever_is_told_to_run_the_program_is_told_the_way_that_works(folder: str) -> None:
    """No text in the sources, the handbook or the settings tells an editor to run `taizhou-brief` by its bare name."""
    paths = (path for kind in ("py", "md", "yaml") for path in (ROOT / folder).rglob(f"*.{kind}"))
    for path in paths:
        text = re.sub(r'"""[^"]*?"""', "", path.read_text("utf-8")) if path.suffix == ".py" else path.read_text("utf-8")
        assert not re.search(r"taizhou-brief (?:import|new|check|build|serve|show|rules|--help)", text), path


# --- settings and templates ------------------------------------------------------------------------------------------
def test_the_settings_are_shown_as_they_are_read(project: Project, capsys: Out) -> None:
    """With the archive's folder and its own templates; wrong settings are reported as ever."""
    project.write("templates/footer.html", "x")
    assert run_command(["check", "--show-settings"]) == 0
    out = capsys.readouterr().out
    assert f"# 档案：{project.root}\n# 换掉的模板：footer.html\ntitle: " in out
    project.write("briefings/archive.yaml", "titel: 甲\n")
    assert run_command(["check", "--show-settings"]) == 2
    assert "C001" in capsys.readouterr().err


def test_a_packaged_template_is_listed_and_copied(project: Project, capsys: Out) -> None:
    """The copy changes no page; it is never written over; a misspelt name leads to the nearest."""
    assert run_command(["templates", "list"]) == 0
    out = capsys.readouterr().out
    names = [line for line in out.splitlines() if line.endswith((".html", ".css"))]
    assert {"footer.html", "assets/style.css"} <= set(names)
    assert str(ROOT / "templates") in out
    assert run_command(["build"]) == 0
    before = tree(project.site)
    assert run_command(["templates", "copy", "footer.html"]) == 0
    assert (project.root / "templates/footer.html").read_bytes() == (ROOT / "templates/footer.html").read_bytes()
    assert run_command(["build"]) == 0
    assert tree(project.site).keys() == before.keys()
    assert run_command(["templates", "copy", "footer.html"]) == 2
    assert run_command(["templates", "copy", "foter.html"]) == 2
    assert "是不是 footer.html？" in capsys.readouterr().err
    assert run_command(["templates", "list"]) == 0
    assert "footer.html  （档案里换成了 templates/footer.html）" in capsys.readouterr().out


def test_a_template_is_copied_into_an_archive_only(tmp_path: Path, capsys: Out) -> None:
    """Elsewhere nothing is written."""
    assert run_command(["templates", "copy", "footer.html", "--root", str(tmp_path)]) == 2
    assert "E001" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_draft_is_begun_with_titles(project: Project, capsys: Out) -> None:
    """Counties and themes of the titles are suggestions; the draft is checked like any other."""
    assert run_command(["new", "东山县办好夜校 工人学技能", "西河县开零工驿站", "--date", "2023-01-05"]) == 0
    text = (project.root / "briefings/2023/01.md").read_text("utf-8")
    assert "- title: 东山县办好夜校 工人学技能\n  counties: [东山县〔建议〕]\n  themes: [技能人才〔建议〕]\n" in text
    assert text.count("\n# ") == 2
    assert "新建了 briefings/2023/01.md" in capsys.readouterr().out
