#!/usr/bin/env python3
"""Everything a checkout needs, with nothing but Python and git: `python3 dev.py site`, `python3 dev.py test`."""

from __future__ import annotations

import ast
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "taizhou_brief.stamp"
RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
OLDEST = (3, 11)
OLD_PYTHON = f"""Python 3.11 or newer is needed, this is {sys.version.split()[0]}. On Ubuntu 22.04, run:
  sudo apt-get update && sudo apt-get install --yes python3.11 python3.11-venv
and then dev.py with python3.11"""
UV = "uv==0.13.9"
"""Makes the locks; lives in a temporary environment, never in ours."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = """no Chromium that starts, for the tests in the browser. Run:
  sudo apt-get update && sudo apt-get install --yes chromium fontconfig fonts-noto-cjk
(Ubuntu's chromium opens only where snapd runs: install Google Chrome instead, or set CHROMIUM to a browser's path.)"""
FAST = "--fast"
QUICK_TESTS = "not browser and not slow"
"""The tests for daily work, as pytest's option `-m` takes them."""
WORKERS = str(min(os.cpu_count() or 1, 8))
"""Processes that pytest runs tests in."""
PROGRAM = ROOT / "src" / "taizhou_brief" / "cli" / "__init__.py"
NEEDS_EXTRAS = {"export"}
"""Commands of the program that need the extras, which only the development lock holds."""
ALIASES = {"site": "build"}
"""Names for a command of the program that only dev.py knows."""
USAGE = """python3 dev.py COMMAND [arguments]

The program, taizhou-brief (python3 dev.py COMMAND --help tells more):

{program}
  site           the same as build

Working on the program:

  test           everything CI runs: ruff, mypy, pytest          (arguments: pytest)
                 --fast leaves out slow and browser tests
  coverage       lines and branches that the tests run           (arguments: pytest)
  bench          measure what building costs                     (arguments: benchmarks/build.py)
  bench-search   measure how well search finds                   (arguments: benchmarks/search.py)
  bench-figures  measure how well and fast figures are read      (arguments: benchmarks/figures.py)
  bench-times    measure how well their times are given          (arguments: benchmarks/times.py)
  fuzz           feed the importer and the parser broken input   (arguments: benchmarks/fuzz.py)
  screenshots    make the pictures of the README and the handbook
  wheel          make the packages in dist/                      (arguments: hatchling build)
  setup          only make .venv, with everything for development
  lock-packages  make the two lock files of packages again       (arguments: uv pip compile, such as --upgrade)
"""


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    own: dict[str, Callable[[list[str]], int]] = {
        "test": test,
        "coverage": coverage,
        "bench": bench,
        "bench-search": bench_search,
        "bench-figures": bench_figures,
        "bench-times": bench_times,
        "fuzz": fuzz,
        "screenshots": screenshots,
        "wheel": wheel,
        "setup": setup,
        "lock-packages": lock_packages,
    }
    if sys.version_info < OLDEST:
        sys.exit(OLD_PYTHON)
    program = program_commands()
    usage = USAGE.format(program="\n".join(f"  {name:13}  {line}" for name, line in program.items()))
    if arguments and arguments[0] in {"-h", "--help", "help"}:
        print(usage, end="")
        return 0
    name, rest = (arguments[0], list(arguments[1:])) if arguments else ("", [])
    name = ALIASES.get(name, name)
    if name not in program and name not in own:
        print(usage, end="", file=sys.stderr)
        return 2
    try:
        return own[name](rest) if name in own else run_program(name, *rest)
    except KeyboardInterrupt:
        return 130


def program_commands() -> dict[str, str]:
    """Read the program's commands, with a line on each, from its source, so that nothing need be installed."""
    for node in ast.parse(PROGRAM.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "COMMANDS":
            return dict(ast.literal_eval(node.value))
    return {}


def run_program(*command: str) -> int:
    """Run the program in the current folder; it uses this archive if that folder is in none.

    On POSIX it replaces this process, so that a signal to end reaches it directly. Return its exit code elsewhere.
    """
    prepare(DEV_LOCK if command[0] in NEEDS_EXTRAS else RUN_LOCK)
    called = shlex.join((Path(sys.executable).name, sys.argv[0]))
    environment = {**os.environ, "TAIZHOU_BRIEF_COMMAND": called, "TAIZHOU_BRIEF_ROOT": str(ROOT)}
    arguments = [str(PYTHON), "-m", "taizhou_brief", *command]
    if os.name == "posix":
        os.execve(PYTHON, arguments, environment)  # noqa: S606 - the same program as below
    return subprocess.run(arguments, env=environment, check=False).returncode


# --- commands --------------------------------------------------------------------------------------------------------
def test(arguments: list[str]) -> int:
    """Run everything that CI runs; all of it, even after a failure. `--fast` leaves out slow and browser tests."""
    fast = FAST in arguments
    chosen = ["-m", QUICK_TESTS] if fast else []
    prepare(DEV_LOCK)
    if not fast:
        need_browser()
    steps: dict[str, list[str]] = {
        "ruff check": ["-m", "ruff", "check"],
        "ruff format": ["-m", "ruff", "format", "--check"],
        "mypy": ["-m", "mypy"],
        "pytest": ["-m", "pytest", "-n", WORKERS, "--dist", "loadfile", *chosen],
    }
    steps["pytest"] += [argument for argument in arguments if argument != FAST]
    failed = []
    for name, step in steps.items():
        say(name)
        if run(PYTHON, *step) != 0:
            failed.append(name)
    say(f"failed: {', '.join(failed)}" if failed else "all passed")
    return 1 if failed else 0


def coverage(arguments: list[str]) -> int:
    """Print which lines and branches of the program the tests outside the browser run."""
    prepare(DEV_LOCK)
    measured = ["--cov", "--cov-branch", "--cov-report", "term-missing:skip-covered"]
    return run(PYTHON, "-m", "pytest", "-n", WORKERS, "-m", "not browser", *measured, *arguments)


def bench(arguments: list[str]) -> int:
    """Measure what building costs."""
    prepare(DEV_LOCK)
    return run(PYTHON, ROOT / "benchmarks" / "build.py", *arguments)


def bench_figures(arguments: list[str]) -> int:
    """Measure how well and how fast figures are read."""
    prepare(DEV_LOCK)
    return run(PYTHON, ROOT / "benchmarks" / "figures.py", *arguments)


def bench_times(arguments: list[str]) -> int:
    """Measure how well times, directions and targets of figures are given."""
    prepare(DEV_LOCK)
    return run(PYTHON, ROOT / "benchmarks" / "times.py", *arguments)


def bench_search(arguments: list[str]) -> int:
    """Measure how well search finds."""
    prepare(DEV_LOCK)
    return run(PYTHON, ROOT / "benchmarks" / "search.py", *arguments)


def fuzz(arguments: list[str]) -> int:
    """Feed broken input to the importer and the parser."""
    prepare(DEV_LOCK)
    return run(PYTHON, ROOT / "benchmarks" / "fuzz.py", *arguments)


def screenshots(_arguments: list[str]) -> int:
    """Make the pictures of the README and the handbook."""
    prepare(DEV_LOCK)
    return run(PYTHON, ROOT / "benchmarks" / "screenshots.py")


def wheel(arguments: list[str]) -> int:
    """Make the wheel and the source package of this checkout in `dist/`."""
    prepare(DEV_LOCK)
    return run(PYTHON, "-m", "hatchling", "build", *arguments)


def setup(_arguments: list[str]) -> int:
    """Make the environment with everything for development."""
    prepare(DEV_LOCK)
    return 0


def lock_packages(arguments: list[str]) -> int:
    """Make both lock files again: hashes of every file for every platform, no addresses."""
    with tempfile.TemporaryDirectory() as folder:
        make_venv(Path(folder))
        python = Path(folder) / "bin" / "python"
        if run(python, "-m", "pip", "install", "--quiet", UV) != 0:
            return 3
        compile_: list[str | Path] = [python, "-m", "uv", "pip", "compile", "--quiet", "pyproject.toml", "--universal"]
        compile_ += ["--python-version", ".".join(map(str, OLDEST)), "--generate-hashes", "--no-annotate"]
        compile_ += ["--no-header", *arguments]
        extras = ["--all-extras", "--group", "dev", "--constraints", RUN_LOCK.name]
        return run(*compile_, "-o", RUN_LOCK.name) or run(*compile_, *extras, "-o", DEV_LOCK.name)


# --- the environment -------------------------------------------------------------------------------------------------
def prepare(wanted: Path) -> None:
    """Make `.venv` hold what `wanted` locks, hashes checked; do nothing if it already does."""
    stamps = {path: stamp(path) for path in (RUN_LOCK, DEV_LOCK)}
    held = STAMP.read_text("utf-8") if STAMP.is_file() and PYTHON.exists() else ""
    if held in (stamps[wanted], stamps[DEV_LOCK]):  # the development lock holds everything of the other
        return
    if not works():
        say("making .venv")
        make_venv(VENV)
    STAMP.unlink(missing_ok=True)
    say(f"installing {wanted.name} into .venv")
    pip: list[str | Path] = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    if run(*pip, "--require-hashes", "--only-binary", ":all:", "-r", wanted) != 0:
        sys.exit(f"cannot install {wanted.name}; see above. Is there a way to a Python package index?")
    link()
    STAMP.write_text(stamps[wanted], "utf-8")


def stamp(path: Path) -> str:
    """Say what an environment made from this lock, here, by this Python, depends on."""
    text = f"{path.name}\n{ROOT}\n{sys.version}\n".encode()
    return hashlib.sha256(text + RUN_LOCK.read_bytes() + DEV_LOCK.read_bytes()).hexdigest() + "\n"


def works() -> bool:
    """Tell whether `.venv` has a Python of this version, with pip."""
    if not PYTHON.exists():
        return False
    ask = "import pip, sys; sys.exit(sys.argv[1] != sys.version)"
    return subprocess.run([PYTHON, "-c", ask, sys.version], stderr=subprocess.DEVNULL, check=False).returncode == 0


def make_venv(folder: Path) -> None:
    """Make an empty environment, installing Debian's missing half of `venv` where that can be done."""
    bootstrap = find_spec("ensurepip")
    if bootstrap is None or bootstrap.origin is None:  # without an origin it is a folder left behind, empty
        apt_install("Python's venv module", f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    if run(sys.executable, "-m", "venv", "--clear", folder) != 0:
        sys.exit(3)


def link() -> None:
    """Make `import taizhou_brief` and the command `taizhou-brief` mean this checkout."""
    packages = next((VENV / "lib").glob("python*/site-packages"))
    (packages / "taizhou_brief.pth").write_text(f"{ROOT / 'src'}\n", "utf-8")
    command = VENV / "bin" / "taizhou-brief"
    called = 'export TAIZHOU_BRIEF_COMMAND="$0"'
    command.write_text(f'#!/bin/sh\n{called}\nexec "{PYTHON}" -m taizhou_brief "$@"\n', "utf-8")
    command.chmod(0o755)


# --- what the system must bring --------------------------------------------------------------------------------------
def need_browser() -> None:
    """Make sure that there is a Chromium and a Chinese font: browser tests are never skipped."""
    if find_browser() is None:
        apt_install("Chromium, for the tests in the browser,", "chromium", "fontconfig", "fonts-noto-cjk")
    if find_browser() is None:
        sys.exit(NO_BROWSER)
    if not has_chinese_font():
        apt_install("a Chinese font, for the tests in the browser,", "fontconfig", "fonts-noto-cjk")


def find_browser() -> str | None:
    """Find a Chromium that starts; the environment variable `CHROMIUM` goes before the usual names."""
    for name in (os.environ.get("CHROMIUM", ""), *BROWSERS):
        path = shutil.which(name)
        if path and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    return None


def has_chinese_font() -> bool:
    """Tell whether fontconfig knows a font for Chinese."""
    if shutil.which("fc-list") is None:
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=False).stdout.strip())


def apt_install(purpose: str, *packages: str) -> None:
    """Install Debian packages as root or by a sudo that asks nothing; else name the command and stop."""
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    wanted = f"{purpose} is missing. Run:  sudo apt-get update && sudo {' '.join(command)}"
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") is None or (sudo and (shutil.which("sudo") is None or run(*sudo, "true") != 0)):
        sys.exit(wanted)
    say(f"installing {' '.join(packages)}: {purpose}")
    quiet = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive"]
    if run(*quiet, "apt-get", "update", "--quiet=2") != 0 or run(*quiet, *command, "--quiet=2") != 0:
        sys.exit(wanted)


# --- helpers ---------------------------------------------------------------------------------------------------------
def say(text: str) -> None:
    """Tell what is going on, apart from what a command prints."""
    print(f"== {text}", file=sys.stderr, flush=True)


def run(*command: str | Path) -> int:
    """Run a command at the root of the checkout and return its exit code."""
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
