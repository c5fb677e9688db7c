"""The ways into a checkout: dev.py, its two locks, the wheel, and the files that only pass a command on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import dev
from taizhou_brief.cli import COMMANDS
from taizhou_brief.importer.readers import pdf

ROOT = dev.ROOT
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

Ran = list[tuple[str, ...]]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Ran:
    """What dev.py would have run; nothing is."""
    commands: Ran = []

    def run(*command: str | Path) -> int:
        commands.append(tuple(map(str, command)))
        return 0

    monkeypatch.setattr(dev, "run", run)
    return commands


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with two small locks and an environment that holds nothing yet."""
    for name, path in {"VENV": ".venv", "PYTHON": ".venv/bin/python", "STAMP": ".venv/stamp"}.items():
        monkeypatch.setattr(dev, name, tmp_path / path)
    for name in ("RUN_LOCK", "DEV_LOCK"):
        monkeypatch.setattr(dev, name, tmp_path / f"{name}.lock")
        (tmp_path / f"{name}.lock").write_text("a==1\n", "utf-8")
    (tmp_path / ".venv" / "lib" / "python3.99" / "site-packages").mkdir(parents=True)
    (tmp_path / ".venv" / "bin").mkdir()
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    return tmp_path


# --- commands --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("arguments", [[], ["sight"], ["--sight"]])
def test_wrong_command_is_told_the_right_ones(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Without a known command nothing runs and the commands are listed."""
    assert dev.main(arguments) == 2
    assert "python3 dev.py COMMAND" in capsys.readouterr().err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The help lists exactly the commands there are."""
    assert dev.main(["--help"]) == 0
    listed = re.findall(r"^  ([a-z-]+)  ", capsys.readouterr().out, re.MULTILINE)
    assert listed == [
        *COMMANDS,
        "site",
        "test",
        "coverage",
        "bench",
        "bench-search",
        "bench-figures",
        "bench-times",
        "fuzz",
        "screenshots",
        "wheel",
        "setup",
        "lock-packages",
    ]


def test_old_python_is_named_before_anything_runs(ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a Python that is too old the command to get a newer one is given."""
    monkeypatch.setattr(sys, "version_info", (3, 10, 12))
    with pytest.raises(SystemExit, match=r"apt-get install --yes python3\.11"):
        dev.main(["site"])
    assert ran == []


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("bench-search", (str(ROOT / "benchmarks" / "search.py"),)),
        ("bench-figures", (str(ROOT / "benchmarks" / "figures.py"),)),
        ("bench-times", (str(ROOT / "benchmarks" / "times.py"),)),
        ("fuzz", (str(ROOT / "benchmarks" / "fuzz.py"),)),
    ],
)
def test_command_passes_its_arguments_on(
    command: str, words: tuple[str, ...], ran: Ran, checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A command prepares the environment, then hands its arguments to the program."""
    assert dev.main([command, "--one", "二"]) == 0
    assert ran[-1] == (str(checkout / ".venv/bin/python"), *words, "--one", "二")
    assert "--require-hashes" in ran[0]
    assert "installing" in capsys.readouterr().err


@pytest.mark.parametrize("command", [*COMMANDS, "site"])
def test_every_command_of_the_program_is_passed_on(
    command: str, ran: Ran, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program gets command and arguments as they are, in the caller's folder, and learns how it was called."""
    monkeypatch.chdir(checkout)
    monkeypatch.setattr(sys, "argv", ["../dev.py", command])
    (checkout / ".venv/bin/python").unlink()
    (checkout / ".venv/bin/python").write_text('#!/bin/sh\nprintf "%s\\n" "$TAIZHOU_BRIEF_COMMAND" "$@" "$PWD" >call\n')
    (checkout / ".venv/bin/python").chmod(0o755)
    monkeypatch.setattr(dev, "prepare", lambda lock: ran.append((lock.name,)))

    def take_over(_path: Path, line: list[str], environment: dict[str, str]) -> None:
        """Stand in for the call that replaces this process, which is the one of the tests."""
        sys.exit(subprocess.run(line, env=environment, check=False).returncode)

    monkeypatch.setattr(os, "execve", take_over)
    with pytest.raises(SystemExit) as stop:
        dev.main([command, "--one", "二"])
    assert stop.value.code == 0
    name = {"site": "build"}.get(command, command)
    called = f"{Path(sys.executable).name} ../dev.py"
    printed = (checkout / "call").read_text("utf-8").splitlines()
    assert printed == [called, "-m", "taizhou_brief", name, "--one", "二", str(checkout)]
    assert ran == [("DEV_LOCK.lock" if command == "export" else "RUN_LOCK.lock",)]


def test_test_runs_everything_even_after_a_failure(
    ran: Ran, checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A lint error does not hide a failing test; the exit code tells that something failed."""
    assert checkout.exists()

    def run(*command: str | Path) -> int:
        ran.append(tuple(map(str, command)))
        return 1 if "ruff" in command else 0

    monkeypatch.setattr(dev, "run", run)
    monkeypatch.setattr(dev, "prepare", lambda _lock: None)
    monkeypatch.setattr(dev, "need_browser", lambda: None)
    assert dev.main(["test", "-k", "x"]) == 1
    assert [command[2] for command in ran] == ["ruff", "ruff", "mypy", "pytest"]
    assert ran[-1][-2:] == ("-k", "x")
    assert "failed: ruff check, ruff format" in capsys.readouterr().err


def test_fast_leaves_out_browser_and_slow_tests(
    ran: Ran, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ruff and mypy run as well; no browser is asked for; other arguments go to pytest."""
    locks: list[Path] = []
    monkeypatch.setattr(dev, "prepare", locks.append)
    monkeypatch.setattr(dev, "need_browser", lambda: pytest.fail("a browser is asked for"))
    assert dev.main(["test", "--fast", "-k", "x"]) == 0
    assert locks == [dev.DEV_LOCK]
    assert [command[2] for command in ran] == ["ruff", "ruff", "mypy", "pytest"]
    assert ran[-1][-4:] == ("-m", "not browser and not slow", "-k", "x")
    assert "all passed" in capsys.readouterr().err


def test_all_tests_run_without_fast(ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is left out; the browser is needed."""
    needed: list[bool] = []
    monkeypatch.setattr(dev, "prepare", lambda _lock: None)
    monkeypatch.setattr(dev, "need_browser", lambda: needed.append(True))
    assert dev.main(["test"]) == 0
    assert needed == [True]
    assert "-m" not in ran[-1][3:]


def test_coverage_measures_lines_and_branches(ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests outside the browser run; the table is printed, and no number is too low."""
    monkeypatch.setattr(dev, "prepare", lambda _lock: None)
    monkeypatch.setattr(dev, "need_browser", lambda: pytest.fail("a browser is asked for"))
    assert dev.main(["coverage", "-k", "x"]) == 0
    (command,) = ran
    assert command[1:3] == ("-m", "pytest")
    assert {"--cov", "--cov-branch", "not browser"} <= set(command)
    assert command[-2:] == ("-k", "x")
    assert not any("fail-under" in word for word in command)
    assert "fail_under" not in (ROOT / "pyproject.toml").read_text("utf-8")


# --- the environment -------------------------------------------------------------------------------------------------
def test_second_run_installs_nothing(ran: Ran, checkout: Path) -> None:
    """What is installed once is not installed again until a lock changes."""
    dev.prepare(dev.RUN_LOCK)
    assert len(ran) == 1
    dev.prepare(dev.RUN_LOCK)
    assert len(ran) == 1
    (checkout / "RUN_LOCK.lock").write_text("a==2\n", "utf-8")
    dev.prepare(dev.RUN_LOCK)
    assert len(ran) == 2


def test_development_environment_serves_for_building(ran: Ran, checkout: Path) -> None:
    """The development lock holds all of the other, so building after testing installs nothing."""
    assert checkout.exists()
    dev.prepare(dev.DEV_LOCK)
    dev.prepare(dev.RUN_LOCK)
    assert len(ran) == 1
    assert str(dev.DEV_LOCK) in ran[0]


def test_broken_environment_is_made_again(ran: Ran, checkout: Path) -> None:
    """An environment whose Python is gone is made anew."""
    dev.prepare(dev.RUN_LOCK)
    (checkout / ".venv/bin/python").unlink()
    dev.prepare(dev.RUN_LOCK)
    assert ran[1][1:] == ("-m", "venv", "--clear", str(checkout / ".venv"))
    assert "--require-hashes" in ran[2]


def test_failed_installation_is_not_remembered(ran: Ran, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a failed installation the next run tries again."""
    monkeypatch.setattr(dev, "run", lambda *_command: 1)
    with pytest.raises(SystemExit, match="cannot install"):
        dev.prepare(dev.RUN_LOCK)
    assert not (checkout / ".venv/stamp").exists()
    assert ran == []


def test_environment_means_this_checkout(ran: Ran, checkout: Path) -> None:
    """The environment imports the package from `src/`, and has the command."""
    dev.prepare(dev.RUN_LOCK)
    assert len(ran) == 1
    link = checkout / ".venv/lib/python3.99/site-packages/taizhou_brief.pth"
    assert link.read_text("utf-8") == f"{ROOT / 'src'}\n"
    command = checkout / ".venv/bin/taizhou-brief"
    assert os.access(command, os.X_OK)
    assert "-m taizhou_brief" in command.read_text("utf-8")


# --- what the system must bring --------------------------------------------------------------------------------------
def tools(monkeypatch: pytest.MonkeyPatch, *present: str, user: int = 0) -> None:
    """Pretend that of all programs only these are there."""
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name in present else None)
    monkeypatch.setattr(os, "geteuid", lambda: user)


def test_root_installs_what_is_missing(ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    """As root, the package lists are fetched first, then the packages, without a question."""
    tools(monkeypatch, "apt-get")
    dev.apt_install("a thing", "thing")
    assert [command[2:4] for command in ran] == [("apt-get", "update"), ("apt-get", "install")]
    assert ran[0][:2] == ("env", "DEBIAN_FRONTEND=noninteractive")
    assert "--yes" in ran[1]
    assert "thing" in ran[1]


def test_sudo_is_used_where_it_asks_nothing(ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user with a sudo that needs no password gets the packages too."""
    tools(monkeypatch, "apt-get", "sudo", user=1000)
    dev.apt_install("a thing", "thing")
    assert [command[:2] for command in ran] == [("sudo", "-n")] * 3


@pytest.mark.parametrize(("present", "user"), [((), 0), ((), 1000), (("apt-get",), 1000)])
def test_otherwise_the_command_is_named(
    present: tuple[str, ...], user: int, ran: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the right to install, the exact command is named and nothing goes on."""
    tools(monkeypatch, *present, user=user)
    with pytest.raises(SystemExit, match=r"a thing is missing.*sudo apt-get update && sudo apt-get install .*thing"):
        dev.apt_install("a thing", "thing")
    assert ran == []


def test_missing_venv_module_is_installed_for_this_python(ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian's Python without `ensurepip` gets the package of its own version."""
    tools(monkeypatch, "apt-get")
    monkeypatch.setattr(dev, "find_spec", lambda _name: None)
    dev.make_venv(Path("somewhere"))
    assert f"python3.{sys.version_info[1]}-venv" in ran[1]
    assert ran[-1][1:] == ("-m", "venv", "--clear", "somewhere")


def test_missing_browser_is_installed_or_named(ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Chromium the test command installs it, and fails by name if it still does not start."""
    tools(monkeypatch, "apt-get")
    monkeypatch.delenv("CHROMIUM", raising=False)
    with pytest.raises(SystemExit, match="no Chromium that starts"):
        dev.need_browser()
    assert "chromium" in ran[1]
    assert "fonts-noto-cjk" in ran[1]
    assert "chromium fontconfig fonts-noto-cjk" in dev.NO_BROWSER


def test_browser_that_does_not_start_is_no_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A door to a snap store that is not there is passed by."""
    for name, code in {"chromium": 1, "google-chrome": 0}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {code}\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    assert dev.find_browser() == str(tmp_path / "google-chrome")


# --- the locks, the project file, the aliases ------------------------------------------------------------------------
def locked(path: Path) -> dict[str, set[str]]:
    """The versions that a lock names, for each package."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", path.read_text("utf-8"), re.MULTILINE):
        versions.setdefault(name, set()).add(version)
    return versions


@pytest.mark.parametrize("lock", [dev.RUN_LOCK, dev.DEV_LOCK], ids=lambda path: path.name)
def test_lock_holds_hashes_and_no_address(lock: Path) -> None:
    """Every requirement is pinned with hashes; where to fetch it from is the reader's own affair."""
    text = lock.read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*--(index|extra|find|trusted)", text, re.MULTILINE)
    for requirement in re.split(r"\n(?=\S)", text.strip()):
        assert "==" in requirement
        assert "--hash=sha256:" in requirement


def test_locks_agree_with_each_other_and_the_project() -> None:
    """The development lock holds the other, and both hold what the project file asks for."""
    run, development = locked(dev.RUN_LOCK), locked(dev.DEV_LOCK)
    assert run.items() <= development.items()
    project = PROJECT["project"]
    extras = [one for group in project["optional-dependencies"].values() for one in group]
    for lock, wishes in (
        (run, project["dependencies"]),
        (development, [*extras, *PROJECT["dependency-groups"]["dev"]]),
    ):
        names = {re.split(r"[^\w.-]", wish, maxsplit=1)[0].replace(".", "-").lower() for wish in wishes}
        assert names <= lock.keys()


def test_a_pdf_can_be_imported_after_the_first_command() -> None:
    """The engine that reads PDF files is locked for running; no component is left to be installed by name."""
    assert pdf.ENGINE in locked(dev.RUN_LOCK)
    assert not PROJECT["project"]["optional-dependencies"]["pdf"]


def test_every_exception_has_its_reason() -> None:
    """Whatever the project file switches off, it says why in the same line."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    rules = re.findall(r'^    "[A-Z]+\d*",?(.*)$', text, re.MULTILINE)
    loose = re.findall(r"^ignore_missing_imports = true(.*)$", text, re.MULTILINE)
    warnings = re.findall(r'^    "ignore:.*",(.*)$', text, re.MULTILINE)
    assert len(rules) > 10
    for rest in (*rules, *loose, *warnings):
        assert re.match(r"\s+# \S.{5,}", rest)


def test_aliases_only_pass_on() -> None:
    """Make and CI call dev.py and know nothing themselves."""
    assert "python3 dev.py $@" in (ROOT / "Makefile").read_text("utf-8")
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text("utf-8").splitlines()[1:] == ['exec python3 "$(dirname "$0")/../dev.py" test']


def test_tree_names_no_machine() -> None:
    """No file of the build names a registry, a workplace path or a proxy."""
    files = ("pyproject.toml", "dev.py", "Makefile", ".ci/run", "requirements.lock", "requirements-dev.lock")
    for name in files:
        text = (ROOT / name).read_text("utf-8")
        assert not re.search(r"https?://|file:|[\s\"'=]/\w+/|proxy", text), name
