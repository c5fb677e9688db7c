"""`init`: a new archive that builds at once, for any place."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from taizhou_brief.builder.build import build
from taizhou_brief.builder.starter import (
    CreatedFiles,
    StarterChoices,
    WheelError,
    create_archive,
    digest_file,
    find_wheel,
    read_regions,
    read_starter_texts,
    write_requirements,
)
from taizhou_brief.cli import cli
from taizhou_brief.cli.init import init, parse_counties
from taizhou_brief.starter.plan import FILES, HOSTS, plan_files
from taizhou_brief.starter.regions import list_counties, list_regions, read_divisions
from taizhou_brief.starter.sample import NO_PLACES, write_sample
from taizhou_brief.starter.settings import StarterSettings
from tests.project import ROOT, Project, tree
from tests.starter import make_environment

DIVISIONS = read_divisions(read_regions())


def run(*arguments: str | Path) -> Result:
    """Call the command; its exit code is the value that it returns."""
    return CliRunner().invoke(cli, ["init", *map(str, arguments)], prog_name="taizhou-brief", standalone_mode=False)


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """A file of the name of a wheel."""
    path = tmp_path / "taizhou_brief-9.9.9-py3-none-any.whl"
    path.write_bytes(b"wheel")
    return path


# --- what is written -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("region", [None, *list_regions(DIVISIONS)], ids=lambda region: region.slug if region else "")
def test_every_region_has_an_archive_that_builds(region: object, tmp_path: Path) -> None:
    """With the sample and without a warning; each county has its page and its tile."""
    name = getattr(region, "name", "")
    assert run(tmp_path, "--region", name, "--sample").return_value == 0
    built = build(tmp_path, tmp_path / "site")
    assert built.files is not None
    assert built.reading.diagnostics == ()
    settings = built.reading.settings
    assert settings is not None
    assert settings.title == f"{name}工作简报"
    for county in settings.counties:
        assert (tmp_path / "site" / county.url / "index.html").is_file()


def test_without_options_there_is_an_archive(tmp_path: Path) -> None:
    """Nothing is asked; it builds without an issue, and `new` begins the first."""
    assert run(tmp_path / "a").return_value == 0
    assert build(tmp_path / "a", tmp_path / "site").files is not None
    made = CliRunner().invoke(cli, ["new", "--root", str(tmp_path / "a")], standalone_mode=False)
    assert made.return_value == 0


def test_the_next_two_commands_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As one would write them in that folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TAIZHOU_BRIEF_COMMAND", "taizhou-brief")
    lines = run("衢").output.splitlines()
    assert [line.strip() for line in lines[-2:]] == [
        "taizhou-brief build --root '衢'",
        "taizhou-brief new --root '衢'",
    ] or lines[-2:] == ["  taizhou-brief build --root 衢", "  taizhou-brief new --root 衢"]
    assert [line.strip() for line in run(".").output.splitlines()[-2:]] == ["taizhou-brief build", "taizhou-brief new"]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """Existing files stay as they are and are named; the rest is added."""
    Project(tmp_path).write("README.md", "我的说明\n").write(".gitignore", "/我的\n")
    before = tree(tmp_path)
    printed = run(tmp_path, "--series", "别的刊名", "--host", "gitlab", "--sample").output
    after = tree(tmp_path)
    assert before.items() <= after.items()
    assert ".gitlab-ci.yml" in after
    assert "没有改动：briefings/archive.yaml、README.md、.gitignore\n" in printed
    again = run(tmp_path, "--host", "gitlab", "--sample").output
    assert tree(tmp_path) == after
    assert "写了" not in again


def test_the_same_call_writes_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the day and the place."""
    for name in ("a", "b"):
        run(tmp_path / name, "--region", DIVISIONS[1].name, "--sample", "--host", "github")
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_programs_can_be_started(tmp_path: Path) -> None:
    """The files of a double click are executable; that of Windows has its line ends, and only ASCII for its shell."""
    run(tmp_path)
    for file in FILES:
        if file.program:
            assert os.access(tmp_path / file.path, os.X_OK), file.path
    lines = (tmp_path / "启动编辑台.bat").read_bytes().split(b"\n")
    assert all(line.isascii() for line in lines)
    assert all(line.endswith(b"\r") for line in lines[:-1])
    for name in ("启动编辑台.command", "启动编辑台.desktop", "启动编辑台.bat"):
        assert "brief.py" in (tmp_path / name).read_text("utf-8")
    done = subprocess.run(["/bin/sh", "-n", tmp_path / "启动编辑台.command"], check=False)
    assert done.returncode == 0


def test_files_of_a_host_are_written_for_that_host_alone(tmp_path: Path) -> None:
    """Their file of CI is YAML; `none` has none."""
    everywhere = {file.path for file in FILES if not file.host}
    for host in HOSTS:
        planned = plan_files(StarterSettings("刊名"), read_starter_texts(), host=host, requirements="", sample=False)
        extra = {file.path for file in planned} & {file.path for file in FILES} - everywhere
        assert len(extra) == (host != "none")
        for file in planned:
            if file.path in extra:
                assert yaml.safe_load(file.text)
            assert not re.search("@[a-z_]+@", file.text), file.path
    assert tmp_path.is_dir()


def test_json_files_are_json(tmp_path: Path) -> None:
    """And the schemas in them are those of the repository."""
    run(tmp_path)
    for path in (tmp_path / ".vscode").iterdir():
        json.loads(path.read_text("utf-8"))
        if path.name.endswith(".schema.json"):
            assert path.read_text("utf-8") == (ROOT / "schemas" / path.name).read_text("utf-8")


def test_the_problem_matchers_read_what_check_prints(tmp_path: Path) -> None:
    """Path, line, column, code and words of an error and of a warning, also of one without a place."""
    run(tmp_path)
    tasks = json.loads((tmp_path / ".vscode" / "tasks.json").read_text("utf-8"))["tasks"]
    patterns = {matcher["severity"]: matcher["pattern"]["regexp"] for matcher in tasks[0]["problemMatcher"]}
    Project(tmp_path, "title: 甲\nsubtitel: 乙\n").write("2021/x", "x").write("briefings/2021/01.txt", "")
    printed = CliRunner().invoke(cli, ["check", "--root", str(tmp_path)], standalone_mode=False).output
    found = {name: [re.findall(one, line) for line in printed.splitlines()] for name, one in patterns.items()}
    places = {name: [hit[0][:4] for hit in hits if hit] for name, hits in found.items()}
    assert ("briefings/archive.yaml", "2", "1", "C001") in places["error"]
    assert ("briefings/2021/01.txt", "", "", "D005") in places["warning"]


# --- places ----------------------------------------------------------------------------------------------------------
def test_a_place_that_is_not_in_the_table_has_a_list(tmp_path: Path) -> None:
    """With names for addresses, or with numbers; the archive builds."""
    wanted = ("--region", "某某市", "--counties", "甲县=jia-xian，乙市、丙区")
    assert run(tmp_path, *wanted, "--sample").return_value == 0
    built = build(tmp_path, tmp_path / "site")
    assert built.reading.diagnostics == ()
    settings = built.reading.settings
    assert settings is not None
    assert [(c.name, c.short, c.slug) for c in settings.counties] == [
        ("甲县", "甲县", "jia-xian"),
        ("乙市", "乙市", "c2"),
        ("丙区", "丙区", "c3"),
    ]
    assert (tmp_path / "site" / "county" / "c2" / "index.html").is_file()


def test_a_list_may_choose_among_the_counties_of_the_table(tmp_path: Path) -> None:
    """With their codes, slugs and tiles, in the order of the list; elsewhere a like name is another place."""
    region = DIVISIONS[1]
    some = list_counties(DIVISIONS, region)[3:1:-1]
    names = f"{some[0].name},{some[1].short},新设区=xinshe"
    for name, expected in ((region.name, some), ("某某市", ())):
        assert run(tmp_path / name, "--region", name, "--counties", names).return_value == 0
        settings = build(tmp_path / name, tmp_path / "site", adopt=True).reading.settings
        assert settings is not None
        assert settings.counties[: len(expected)] == expected
        assert settings.counties[2].slug == "xinshe"
        assert all(bool(county.code) == bool(expected) for county in settings.counties[:2])


def test_an_unknown_place_without_a_list_is_an_error(tmp_path: Path) -> None:
    """The nearest name is offered, nothing is written."""
    region = DIVISIONS[1].name
    with pytest.raises(click.BadParameter, match=f"E020.*“{region}”.*--counties"):
        cli.main(["init", str(tmp_path / "a"), "--region", f"{region[0]}洲市"], standalone_mode=False)
    with pytest.raises(click.BadParameter, match=r"E020.*--counties"):
        cli.main(["init", str(tmp_path / "a"), "--region", "长沙市"], standalone_mode=False)
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("text", ["甲县,甲县", "甲县=a,乙县=a", "=a", "甲县=A", "甲县=c2,乙县"])
def test_a_wrong_list_is_an_error(text: str) -> None:
    """Twice the same, nothing, or a name that no address can have."""
    with pytest.raises(click.BadParameter, match="E021"):
        parse_counties(text)


def test_the_sample_is_about_places_of_the_archive() -> None:
    """About places of no name where there are no counties."""
    text = read_starter_texts()["sample.md"]
    assert NO_PLACES[0] in write_sample(StarterSettings("刊名"), text)
    known = StarterSettings("刊名", counties=parse_counties("甲县"))
    assert write_sample(known, text).count("[甲县]") == 2


WORD_TABLES = {
    "quantities/units.py": "words that begin with a counter and are none, such as 台州 with 台",
    "rules/completeness.py": "names that a word after them makes another place's, such as 天台山",
}
"""Modules that contain the names of places as words of the language, and why."""


def test_the_code_knows_no_place() -> None:
    """No string or docstring of the program has a name of the table of regions, in full or in short."""
    names = {name for division in DIVISIONS for name in (division.name, division.short)}
    for path in sorted((ROOT / "src").rglob("*.py")):
        name = path.relative_to(ROOT / "src" / "taizhou_brief").as_posix()
        code = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(code):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found = [place for place in names if place in node.value]
                assert not found or name in WORD_TABLES, (name, node.lineno, found)
    for path in (ROOT / "templates").rglob("*"):
        if path.is_file() and path.suffix in {".html", ".css", ".js"}:
            assert not [place for place in names if place in path.read_text("utf-8")], path.name
    for name, text in read_starter_texts().items():
        assert not [place for place in names if place in text], name


# --- the program in the archive --------------------------------------------------------------------------------------
def test_the_wheel_is_kept_with_its_hash(tmp_path: Path, wheel: Path) -> None:
    """`vendor/requirements.txt` names it and all that the run lock has, each by its hash."""
    root = tmp_path / "archive"
    assert run(root, "--wheel", wheel).return_value == 0
    assert (root / "vendor" / wheel.name).read_bytes() == b"wheel"
    text = (root / "vendor" / "requirements.txt").read_text("utf-8")
    assert f"./vendor/{wheel.name} --hash=sha256:{digest_file(wheel)}\n" in text
    assert text.endswith((ROOT / "requirements.lock").read_text("utf-8"))


def test_another_file_is_no_wheel(tmp_path: Path) -> None:
    """A wrong name is an error, before anything is written."""
    other = tmp_path / "other.whl"
    other.touch()
    with pytest.raises(WheelError):
        write_requirements(other)
    with pytest.raises(click.BadParameter, match="E022"):
        cli.main(["init", str(tmp_path / "a"), "--wheel", str(other)], standalone_mode=False)
    assert not (tmp_path / "a").exists()


def test_without_a_wheel_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The archive is complete but for the package of the program."""
    monkeypatch.setattr("taizhou_brief.cli.init.find_wheel", lambda: None)
    assert "--wheel" in run(tmp_path).output
    assert not (tmp_path / "vendor").exists()


def test_the_wheel_of_the_installation_is_found(tmp_path: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it still is the file that was installed; not from a checkout, another address or a changed file."""
    origin = {"url": wheel.as_uri(), "archive_info": {"hashes": {"sha256": digest_file(wheel)}}}

    class Installed:
        """A distribution that pip has installed from a file."""

        def read_text(self, name: str) -> str:
            assert name == "direct_url.json"
            return json.dumps(origin)

    monkeypatch.setattr("taizhou_brief.builder.starter.metadata.distribution", lambda _name: Installed())
    assert find_wheel() == wheel
    wheel.write_bytes(b"changed")
    assert find_wheel() is None
    origin["url"] = "https://www.example.org/" + wheel.name
    assert find_wheel() is None
    origin["url"] = tmp_path.as_uri()
    assert find_wheel() is None


def test_an_upgrade_rewrites_what_the_page_lists(tmp_path: Path, wheel: Path) -> None:
    """Files of the program only; those that it owns are named in the page, and no other changes."""
    root = tmp_path / "archive"
    run(root, "--wheel", wheel, "--sample")
    for file in (path for path in root.rglob("*") if path.is_file()):
        file.write_bytes(file.read_bytes() + b"\n")
    before = tree(root)
    newer = wheel.with_name("taizhou_brief-9.9.10-py3-none-any.whl")
    newer.write_bytes(b"newer")
    printed = run(root, "--wheel", newer, "--upgrade").output
    after = tree(root)
    changed = {name for name in after if after[name] != before.get(name)}
    page = (root / "升级.md").read_text("utf-8")
    assert changed == {
        "升级.md",
        "brief.py",
        "vendor/requirements.txt",
        f"vendor/{newer.name}",
        *(f"启动编辑台.{end}" for end in ("bat", "command", "desktop")),
        *(f".vscode/{name}" for name in ("archive.schema.json", "briefing.schema.json", "tasks.json")),
        ".vscode/briefing.code-snippets",
    }
    for name in ("vendor/requirements.txt", "brief.py", "启动编辑台", ".vscode"):
        assert name in page.partition("## 不能上网")[0]
    assert "换上了这个版本的：升级.md、brief.py、" in printed
    assert f"旧的安装包可以删去：{wheel.name}\n接下来：\n" in printed
    assert printed.count(" check --root ") == printed.count(" build --root ") == 1
    with pytest.raises(click.UsageError, match="E023"):
        cli.main(["init", str(tmp_path / "none"), "--upgrade"], standalone_mode=False)


def test_an_owned_file_that_is_a_folder_is_kept(tmp_path: Path) -> None:
    """It is named, never removed."""
    (tmp_path / "brief.py").mkdir()
    created = create_archive(tmp_path, StarterSettings("刊名"), StarterChoices())
    assert isinstance(created, CreatedFiles)
    assert created.kept == ["brief.py"]


def test_the_program_in_the_archive_runs_the_commands(tmp_path: Path, wheel: Path) -> None:
    """From any folder; messages name it; without a package the message names what is missing."""
    root = tmp_path / "archive"
    run(root, "--region", DIVISIONS[1].name, "--sample", "--wheel", wheel)
    make_environment(root)
    call = [sys.executable, str(root / "brief.py")]
    done = subprocess.run([*call, "build"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (root / "site" / "index.html").is_file()
    assert f"brief.py {'serve'}" in done.stdout
    (root / "vendor" / "requirements.txt").unlink()
    done = subprocess.run([*call, "build"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "升级.md" in done.stderr


# --- brief.py, the program of an archive -----------------------------------------------------------------------------
@pytest.fixture
def brief(tmp_path: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """`brief.py` of a new archive as a module; what it would run is listed in `ran`."""
    root = tmp_path / "archive"
    run(root, "--wheel", wheel)
    spec = importlib.util.spec_from_file_location("brief", root / "brief.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    commands: list[list[str]] = []

    def run_command(*command: str | Path) -> None:
        commands.append([str(part) for part in command])
        module.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        module.PYTHON.touch()

    monkeypatch.setattr(module, "run", run_command)
    monkeypatch.setattr(module, "ran", commands, raising=False)
    return module


def test_the_first_run_installs_what_is_locked(brief: ModuleType) -> None:
    """Every file by its hash, no source packages; the second run installs nothing, one after an upgrade does."""
    brief.prepare()
    environment, install = brief.ran
    assert environment[1:] == ["-m", "venv", "--clear", str(brief.VENV)]
    assert {"--require-hashes", "--only-binary", str(brief.WANTED)} <= set(install)
    assert "--no-index" not in install
    brief.prepare()
    assert len(brief.ran) == 2
    brief.WANTED.write_text(brief.WANTED.read_text("utf-8") + "# 2\n", "utf-8")
    brief.prepare()
    assert len(brief.ran) == 4


def test_a_complete_vendor_folder_needs_no_index(brief: ModuleType) -> None:
    """Wheels of others in it: all are taken from there; one of the program that an upgrade left is none of these."""
    (brief.VENDOR / "taizhou_brief-9.9.8-py3-none-any.whl").touch()
    brief.prepare()
    assert "--no-index" not in brief.ran[1]
    (brief.VENDOR / "click-9-py3-none-any.whl").touch()
    brief.STAMP.unlink()
    brief.prepare()
    assert {"--no-index", "--find-links"} <= set(brief.ran[3])


def test_what_cannot_be_installed_is_tried_again(brief: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that fails, or one without the network, leaves no mark of success."""

    def fail(*_command: str | Path) -> None:
        raise SystemExit("没有装好")

    monkeypatch.setattr(brief, "run", fail)
    with pytest.raises(SystemExit):
        brief.prepare()
    assert not brief.STAMP.exists()


def test_the_program_takes_the_process_that_was_started(tmp_path: Path, wheel: Path) -> None:
    """So that closing the window, or a signal to end, ends it."""
    root = tmp_path / "archive"
    run(root, "--wheel", wheel)
    make_environment(root)
    python = root / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\necho "$$ $@"\n', "utf-8")
    started = subprocess.Popen([sys.executable, str(root / "brief.py"), "check"], stdout=subprocess.PIPE, text=True)
    assert started.communicate()[0] == f"{started.pid} -m taizhou_brief check\n"


def test_an_old_python_is_named(brief: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is installed; the file is read by any Python 3.7."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    with pytest.raises(SystemExit, match=r"3\.11"):
        brief.main([])
    assert brief.ran == []
    ast.parse(read_starter_texts()["brief.py.txt"], feature_version=(3, 7))


def test_the_page_names_every_option_and_file() -> None:
    """`docs/init.md`: each option of `init`, each file that it writes, each code that it reports."""
    page = (ROOT / "docs/init.md").read_text("utf-8")
    for option in init.params:
        if isinstance(option, click.Option):
            assert f"| `{option.opts[0]}` |" in page, option.opts
    for file in FILES:
        name = Path(file.path)
        assert any(f"`{one}" in page for one in (file.path, name.parts[0], name.suffix)), file.path
    for code in ("E020", "E021", "E022", "E023"):
        assert f"| {code} |" in page
